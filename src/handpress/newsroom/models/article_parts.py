"""What hangs on an article: bylines, related pieces, corrections, tags, and the details of its kind."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable

from handpress.kit.clock import now
from handpress.newsroom.ahead import said_of
from handpress.newsroom.blocks import RICH_TEXT_FEATURES
from handpress.newsroom.dating import magazine_today


class Byline(Orderable):
    """One name over the article: an author, or the name as printed when it matches none."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(
        "newsroom.Author",
        verbose_name=_("author"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="bylines",
    )
    printed_name = models.CharField(
        _("name as printed"), max_length=200, blank=True, help_text=_("When it differs from the author’s name.")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("byline")

    def __str__(self) -> str:
        return self.printed_name or (self.author.name if self.author else "")


class RelatedArticle(Orderable):
    """A link to another piece, chosen by an editor or at publishing."""

    class ChosenBy(models.TextChoices):
        EDITOR = "editor", _("Editor")
        PRESS = "press", _("By itself")

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="related")
    target = models.ForeignKey(
        "newsroom.Article", verbose_name=_("article"), null=True, on_delete=models.SET_NULL, related_name="related_from"
    )
    chosen_by = models.CharField(max_length=6, choices=ChosenBy.choices, default=ChosenBy.EDITOR, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("related article")


class Correction(Orderable):
    """A correction printed under the article."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="corrections")
    corrected_on = models.DateField(_("corrected on"), default=magazine_today)
    text = models.TextField(_("what was wrong and is right now"))

    class Meta(Orderable.Meta):
        verbose_name = _("correction")

    def clean(self) -> None:
        """Refuse a day that has not come."""
        if said := said_of(self.corrected_on):
            raise ValidationError({"corrected_on": said})


class ArticleTag(models.Model):
    """One tag of one article."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="article_tags")
    tag = models.ForeignKey("newsroom.Tag", verbose_name=_("tag"), on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        verbose_name = _("tag")
        constraints = [models.UniqueConstraint(fields=["article", "tag"], name="newsroom_tag_once_per_article")]

    def __str__(self) -> str:
        return str(self.tag)


class BookDetail(models.Model):
    """The book a review is about."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="book_details")
    book_title = models.CharField(_("title of the book"), max_length=255)
    book_author = models.CharField(_("by"), max_length=255, blank=True)
    publisher = models.CharField(_("publisher"), max_length=160, blank=True)
    year = models.PositiveIntegerField(_("year"), null=True, blank=True)
    isbn = models.CharField(_("ISBN"), max_length=20, blank=True)
    cover = models.ForeignKey(
        "newsroom.Picture", verbose_name=_("cover"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("book")

    def __str__(self) -> str:
        return self.book_title


class AlertDetail(models.Model):
    """What an action alert asks for, of whom, until when."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="alert_details")
    target = models.CharField(_("addressed to"), max_length=255, blank=True)
    what_to_do = RichTextField(_("what to do"), blank=True, features=RICH_TEXT_FEATURES)
    deadline_on = models.DateField(_("deadline"), null=True, blank=True, help_text=_("The last day it is open."))
    closed = models.BooleanField(default=False, editable=False)
    outcome = RichTextField(
        _("what came of it"),
        blank=True,
        features=RICH_TEXT_FEATURES,
        help_text=_("Shown when the action is closed, with thanks to those who took part."),
    )

    class Meta:
        verbose_name = _("action alert")

    def __str__(self) -> str:
        return self.target

    def settle(self) -> None:
        """Closed after its deadline, by the magazine's calendar."""
        self.closed = bool(self.deadline_on and self.deadline_on < magazine_today())


class ReleaseDetail(models.Model):
    """Who issues a press release, whom to ask, and how long it is held back."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="release_details")
    organisation = models.CharField(_("issued by"), max_length=255, blank=True)
    contact = models.TextField(_("contact"), blank=True)
    embargo_until = models.DateTimeField(_("embargo until"), null=True, blank=True)
    embargoed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("press release")

    def __str__(self) -> str:
        return self.organisation

    def settle(self) -> None:
        """Embargoed until its time comes."""
        self.embargoed = bool(self.embargo_until and self.embargo_until > now())


class VideoDetail(models.Model):
    """Where a video is watched; readers get its still and a link."""

    article = ParentalKey("newsroom.Article", on_delete=models.CASCADE, related_name="video_details")
    video_url = models.URLField(_("address of the video"), max_length=500)
    still = models.ForeignKey(
        "newsroom.Picture",
        verbose_name=_("still picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    duration_s = models.PositiveIntegerField(_("length in seconds"), null=True, blank=True)

    class Meta:
        verbose_name = _("video")

    def __str__(self) -> str:
        return self.video_url
