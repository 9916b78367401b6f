"""The article: a Wagtail page, filed in a bucket, at an address of its own."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from handpress.kit.clock import now
from handpress.kit.dates import PartialDate
from handpress.kit.own_words import UNDATED
from handpress.newsroom.addressed import AddressedPage
from handpress.newsroom.ahead import day_of_appearing, is_ahead, refusal, refuse_revision
from handpress.newsroom.blocks import ArticleBody, sanitise_body
from handpress.newsroom.dating import LONG_AGO, Precision, bucket_of, first_day, magazine_today, partial
from handpress.newsroom.errors import DateAhead
from handpress.newsroom.forms import ArticleForm
from handpress.newsroom.panels import article_tabs
from handpress.newsroom.paths import article_path
from handpress.newsroom.wording import is_rewritten

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _picture(verbose_name: StrOrPromise) -> models.ForeignKey:
    return models.ForeignKey(
        "newsroom.Picture",
        verbose_name=verbose_name,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )


def _own(related: Any) -> list[Any]:
    """What hangs on an object as part of it, so that its save stores the changes; all() would give copies."""
    return related.get_object_list()


class Article(AddressedPage, Page):
    """One piece of the magazine. The title is its headline, its locale its language.

    Lists order articles newest first by (`sorted_on`, `day_order`, `id`). `language`, `sorted_on`, `bucket`,
    `is_public` and `is_pick` are computed by `settle()`; `is_public` is also kept by a trigger. One that readers see
    under a date that has not come stands among the undated until then (`sorted_on` is LONG_AGO): `actions.calendar`.
    """

    class Kind(models.TextChoices):
        ARTICLE = "article", _("Article")
        BOOK_REVIEW = "book_review", _("Book review")
        PRESS_RELEASE = "press_release", _("Press release")
        ACTION_ALERT = "action_alert", _("Action alert")
        PICTURE_STORY = "picture_story", _("Picture story")
        VIDEO = "video", _("Video")
        EDITORIAL = "editorial", _("Editorial")

    class Comments(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")
        UNTIL = "until", _("Open until")

    class Basis(models.TextChoices):
        OWN = "own", _("Our own")
        PERMISSION = "permission", _("By permission")
        LICENCE = "licence", _("Under a licence")
        PUBLIC_DOMAIN = "public_domain", _("Public domain")
        FAIR_USE = "fair_use", _("Fair use")

    class Takedown(models.TextChoices):
        NONE = "none", _("None")
        REQUESTED = "requested", _("Requested")
        REMOVED = "removed", _("Removed")

    record_kind = "article"

    standfirst = models.TextField(_("standfirst"), blank=True, help_text=_("One or two sentences that lead in."))
    body = StreamField(ArticleBody(), verbose_name=_("text"), blank=True)
    lead_picture = _picture(_("lead picture"))
    lead_caption = models.CharField(_("caption"), max_length=500, blank=True)
    lead_alt = models.CharField(_("alternative text here"), max_length=500, blank=True)
    lead_credit = models.CharField(_("credit here"), max_length=255, blank=True)
    place = models.CharField(_("dateline place"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ARTICLE)

    published_on = models.DateField(
        _("published on"), null=True, blank=True, help_text=_("Left empty: the day it is first published.")
    )
    date_precision = models.CharField(_("known to the"), max_length=5, choices=Precision.choices, default=Precision.DAY)
    sorted_on = models.DateField(default=LONG_AGO, editable=False)
    day_order = models.IntegerField(_("order within the day"), default=0, help_text=_("Higher stands first."))
    bucket = models.CharField(max_length=7, default=UNDATED, editable=False)
    language = models.CharField(max_length=12, default="", editable=False)

    main_section = models.ForeignKey(
        "newsroom.Section",
        verbose_name=_("main section"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="main_articles",
    )
    further_sections = ParentalManyToManyField(
        "newsroom.Section", verbose_name=_("further sections"), blank=True, related_name="further_articles"
    )
    is_pick = models.BooleanField(default=False, editable=False)
    pick_from = models.DateTimeField(_("editor’s pick from"), null=True, blank=True)
    pick_until = models.DateTimeField(_("until"), null=True, blank=True)
    comments = models.CharField(_("comments"), max_length=6, choices=Comments.choices, default=Comments.OPEN)
    comments_until = models.DateTimeField(_("open until"), null=True, blank=True)

    source = models.ForeignKey(
        "newsroom.Source",
        verbose_name=_("first published in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    original_url = models.URLField(_("original address"), max_length=1000, blank=True)
    first_published_on = models.DateField(_("first published there on"), null=True, blank=True)
    basis = models.CharField(_("we publish it as"), max_length=14, choices=Basis.choices, default=Basis.OWN)
    rights_note = models.TextField(_("note on rights"), blank=True)
    licence = models.ForeignKey(
        "newsroom.Licence",
        verbose_name=_("licence"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="articles",
    )
    takedown = models.CharField(_("takedown"), max_length=10, choices=Takedown.choices, default=Takedown.NONE)
    import_id = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    changed_at = models.DateTimeField(null=True, editable=False)  # when readers last got to read something else
    guid = models.CharField(max_length=255, blank=True, editable=False)  # of the old site's feed; "" where it had none

    parent_page_types = ["newsroom.Filing"]
    subpage_types: list[str] = []
    base_form_class = ArticleForm
    edit_handler = article_tabs()
    exclude_fields_in_copy = [*AddressedPage.kept_out_of_copies, "import_id", "guid", "changed_at", "is_pick"]
    state_of_the_page = [*AddressedPage.state_of_the_page, "import_id", "guid", "changed_at"]
    search_fields = [
        *Page.search_fields,
        *(index.FilterField(name) for name in ("kind", "language", "published_on", "sorted_on", "is_public")),
        *(index.FilterField(name) for name in ("main_section", "source", "withdrawn_at", "import_id", "bucket")),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            models.Index(fields=["language", "is_public", "sorted_on", "day_order", "page_ptr"], name="article_by_day"),
            models.Index(fields=["sorted_on"], name="article_any_language_day"),
            models.Index(fields=["language", "is_public", "bucket"], name="article_by_bucket"),
            models.Index(fields=["main_section", "is_public", "sorted_on"], name="article_section_day"),
            models.Index(fields=["main_section", "is_public", "bucket"], name="article_section_bucket"),
            models.Index(fields=["source", "is_public", "bucket"], name="article_source_bucket"),
            models.Index(fields=["language", "kind", "is_public", "sorted_on"], name="article_kind_day"),
            models.Index(fields=["language", "is_pick", "is_public", "sorted_on"], name="article_pick_day"),
        ]

    @property
    def dated(self) -> PartialDate:
        """Its date, as far as it is known."""
        return partial(self.published_on, self.date_precision)

    @property
    def is_embargoed(self) -> bool:
        """Whether it is a press release whose time has not come."""
        return self.kind == self.Kind.PRESS_RELEASE and any(each.embargoed for each in self.release_details.all())

    def wanted_path(self, slug: str) -> str:
        """`/2013/06/slug.html` by the date it has now; asked for only when the path is first stored or moved."""
        return article_path(self.language, bucket_of(self.published_on, self.date_precision), slug)

    def likely_path(self, slug: str) -> str:
        """The path by the date in the form, or by today's."""
        if self.public_path:
            return super().likely_path(slug)
        on = first_day(self.published_on or magazine_today(), self.date_precision)
        return article_path(self.locale.language_code, bucket_of(on, self.date_precision), slug)

    def settle(self) -> None:
        """Compute state from dates: details by the clock, who may see it, its day and bucket."""
        self.language = self.locale.language_code if self.locale_id else self.get_default_locale().language_code
        sanitise_body(self.body)
        self._settle_details()
        self._follow_merges()
        self.settle_day(is_embargoed=self.is_embargoed)

    def settle_day(self, *, is_embargoed: bool) -> None:
        """Compute from the clock and its own fields who sees it, whether it is a pick, its day and bucket."""
        begun = self.pick_from is not None and self.pick_from <= now()
        self.is_pick = begun and (self.pick_until is None or self.pick_until > now())
        self.is_public = bool(self.live) and self.withdrawn_at is None and not is_embargoed
        if self.is_public and self.published_on is None and self.date_precision != Precision.NONE:
            self.published_on, self.date_precision = self._frozen_day() or magazine_today(), Precision.DAY
        self.published_on = first_day(self.published_on, self.date_precision)
        is_aside = self.is_public and is_ahead(self.published_on, self.date_precision)
        self.sorted_on = LONG_AGO if is_aside else self.published_on or LONG_AGO
        self.bucket = UNDATED if is_aside else bucket_of(self.published_on, self.date_precision)

    def _settle_details(self) -> None:
        for detail in (*_own(self.alert_details), *_own(self.release_details)):
            detail.settle()

    def _follow_merges(self) -> None:
        """A draft made before a merge names the record that stayed."""
        if self.source and self.source.merged_into_id:
            self.source_id = self.source.merged_into_id
        if any(each.author and each.author.merged_into_id for each in self.bylines.all()):
            for byline in _own(self.bylines):
                byline.author_id = (byline.author and byline.author.merged_into_id) or byline.author_id

    def _frozen_day(self) -> date | None:
        """The day an older draft does not know of, because the article was published after it was made."""
        if not self.pk:
            return None
        return Article.objects.filter(pk=self.pk).values_list("published_on", flat=True).first()

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision. Raises DateAhead for one that would appear before its date."""
        refuse_revision(revision)
        return super().publish(revision, *args, **kwargs)

    def refuse(self) -> None:
        """Raise DateAhead when it comes to readers, or gets its date, before the date has come."""
        on, precision = self.published_on, self.date_precision
        if self.live and self.withdrawn_at is None and not self._has_appeared_under(on, precision):
            appears_on = day_of_appearing(each.embargo_until for each in self._releases())
            if said := refusal(on, precision, appears_on):
                raise DateAhead(self.title, said)

    def _releases(self) -> Iterable[Any]:
        return self.release_details.all() if self.kind == self.Kind.PRESS_RELEASE else ()

    def _has_appeared_under(self, on: date | None, precision: str) -> bool:
        """Whether it is stored as live under this date, or the date has come."""
        if not is_ahead(on, precision):
            return True
        return Article.objects.filter(pk=self.pk, live=True, published_on=on, date_precision=precision).exists()

    def note_changes(self) -> None:
        """Store the moment at which what readers could read was rewritten; publishing it again as it is is none."""
        if self.public_path and is_rewritten(self):
            self.changed_at = now()
