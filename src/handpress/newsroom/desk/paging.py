"""Pages of a chooser: one past the end is the last one, as in every listing.

Whoever stands on page 4 and narrows a chooser to one page asks for page 4 of it; Wagtail answers 404 there, and the
table stays as it was.
"""

from __future__ import annotations

from django.core.paginator import EmptyPage, Page, PageNotAnInteger
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.chooser import BaseChooseView


class ForgivingPaginator(WagtailPaginator):
    """Pages of which the last one stands for all that would come after it."""

    def page(self, number: int | str) -> Page:
        """A page that there is: the last one for a number too high or too low, the first for what is no number."""
        try:
            return super().page(number)
        except PageNotAnInteger:
            return super().page(1)
        except EmptyPage:
            return super().page(self.num_pages)


def page_every_chooser() -> None:
    """Let every chooser of the desk have its pages so: Wagtail's own too, which nobody subclasses here."""
    BaseChooseView.paginator_class = ForgivingPaginator
