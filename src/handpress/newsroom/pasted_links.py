"""Links that a form refuses: pasted ones that lead to the desk, or to nowhere by themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from handpress.kit.desk_links import leads_to_the_desk, lost_links
from handpress.newsroom.own_host import own_host

if TYPE_CHECKING:
    _Form = Any  # Wagtail's forms have no types
else:
    _Form = object


class RefusesDeskLinks(_Form):
    """A form that names the links in it that readers could not follow; a footnote's place in the text is let be."""

    def clean(self) -> dict[str, Any]:
        """Refuse them, in what hangs on the record too."""
        data = super().clean()
        _look_over(self, data)
        for formset in getattr(self, "formsets", {}).values():
            for form in formset.forms:
                if form.is_valid() and not formset._should_delete_form(form):
                    _look_over(form, form.cleaned_data)
        return data


def _look_over(form: Any, data: dict[str, Any]) -> None:
    for name, value in list(data.items()):
        if found := sorted(set(_lost(value))):
            # What a text is made of shows errors of its own kind only: its links are named at the top.
            form.add_error(None if isinstance(value, StreamValue) else name, [_refusal(each) for each in found])


def _lost(value: Any) -> Iterator[str]:
    if isinstance(value, StreamValue):
        yield from _lost_in(value.stream_block.get_prep_value(value))
    elif isinstance(value, str):
        yield from _lost_in(value)


def _lost_in(raw: Any) -> Iterator[str]:
    """Those of a raw value: a text with links, or an address by itself."""
    if isinstance(raw, str):
        if leads_to_the_desk(raw, own_host()) and not raw.strip().count(" "):
            yield raw.strip()
        elif "href=" in raw or "src=" in raw:
            yield from lost_links(raw, own_host())
    elif isinstance(raw, dict):
        for each in raw.values():
            yield from _lost_in(each)
    elif isinstance(raw, list | tuple):
        for each in raw:
            yield from _lost_in(each)


def _refusal(address: str) -> ValidationError:
    return ValidationError(
        _(
            "The link “%(address)s” leads to the desk, where readers cannot go; it was probably pasted with a text. "
            "Write the whole address of the page that is meant (https://…), choose it among the pages, or remove the "
            "link."
        )
        % {"address": address[:200]}
    )
