"""Text as it was typed or pasted, without the control characters that came with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import CharField, Model, TextField
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.fields import RichTextField

from handpress.kit.harmless import harmless
from handpress.kit.text import without_controls, without_controls_in_html

if TYPE_CHECKING:
    _Form = Any  # Wagtail's forms have no types
else:
    _Form = object

APPS = frozenset({"newsroom", "addresses", "taggit", "wagtailcore"})  # whose records hold what editors type

Record = TypeVar("Record", bound=Model)


def tidied(record: Record) -> Record:
    """The record, its text fields without control characters, rich ones with nothing that the desk does not offer.

    Bodies: `blocks.sanitise_body`.
    """
    for field in record._meta.concrete_fields:
        if isinstance(field, CharField | TextField) and isinstance(text := record.__dict__.get(field.attname), str):
            clean = _clean_rich(text) if isinstance(field, RichTextField) else without_controls(text)
            if clean != text:
                setattr(record, field.attname, clean)
    return record


def _clean_rich(html: str) -> str:
    return harmless(without_controls_in_html(html))


def tidy_with_parts(record: Any) -> None:
    """The same for a record and all that hangs on it, stored or not: a revision holds both."""
    tidied(record)
    for relation in get_all_child_relations(record):
        for each in getattr(record, relation.get_accessor_name()).get_object_list():
            tidied(each)


def tidied_value(value: Any) -> Any:
    """A block's raw value without control characters, however deep."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {name: tidied_value(each) for name, each in value.items()}
    return [tidied_value(each) for each in value] if isinstance(value, list) else value


class TidiesText(_Form):
    """A form that takes control characters out of what was typed, before it asks whether a name is there already."""

    def clean(self) -> dict[str, Any]:
        """Where nothing else was typed, nothing was."""
        data = super().clean()
        for name, value in list(data.items()):
            if isinstance(value, str) and (clean := without_controls(value)) != value:
                data[name] = clean
                if self.fields[name].required and not clean.strip():
                    self.add_error(name, ValidationError(_("Only control characters were written here. Write text.")))
        return data
