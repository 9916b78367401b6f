"""What the newsroom refuses."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class NewsroomError(Exception):
    """A write the newsroom does not do; `code` is stable, `retry` says whether waiting would help."""

    code = "newsroom"
    retry = False


class SlugRefused(NewsroomError):
    """The slug cannot stand in an address; `suggestion` can."""

    code = "slug-refused"

    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion


class NotPublished(NewsroomError):
    """The article has never been public, so there is nothing to withdraw, restore or move."""

    code = "not-published"


class NoFiling(NewsroomError):
    """The language has no root in the page tree; `handpress init` makes it."""

    code = "no-filing"


class DateAhead(NewsroomError, ValidationError):
    """The article would appear under a date that has not come; a ValidationError, which Wagtail's API tells as such."""

    code = "date-ahead"

    def __init__(self, title: str, refusal: str) -> None:
        self._said = f"“{title}”: {refusal}"
        ValidationError.__init__(self, {"published_on": self._said})

    def __str__(self) -> str:
        return self._said
