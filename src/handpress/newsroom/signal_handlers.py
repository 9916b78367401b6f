"""What has to happen whoever writes: addresses outlive deleted pages, translations find their sections."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from wagtail.signals import copy_for_translation_done, page_unpublished

from handpress.addresses.actions import release
from handpress.newsroom.actions import cards
from handpress.newsroom.actions.related import choose_related, replace_related
from handpress.newsroom.actions.taxonomy import leave_redirects
from handpress.newsroom.models import Article, Magazine, MagazineText, PlainPage, Section, ShareCard
from handpress.newsroom.page_addresses import settle_address
from handpress.newsroom.signals import page_settled, slug_changed
from handpress.newsroom.slugged import Slugged
from handpress.newsroom.typed_text import APPS, tidied


def connect() -> None:
    """Connect the handlers."""
    for model in (Article, PlainPage):
        pre_delete.connect(release_address, sender=model, dispatch_uid=f"handpress.release.{model.__name__}")
        page_unpublished.connect(settle_unpublished, sender=model, dispatch_uid=f"handpress.settle.{model.__name__}")
    for words in (Magazine, MagazineText, Section):
        post_save.connect(look_through_cards, sender=words, dispatch_uid=f"handpress.cards.{words.__name__}")
    page_settled.connect(complete_article, sender=Article, dispatch_uid="handpress.complete_article")
    slug_changed.connect(lead_to_new_slug, dispatch_uid="handpress.lead_to_new_slug")
    pre_save.connect(tidy_text, dispatch_uid="handpress.tidy_text")
    copy_for_translation_done.connect(translate_sections, dispatch_uid="handpress.translate_sections")


def tidy_text(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Take control characters out of whatever is stored, whoever stores it."""
    if sender._meta.app_label in APPS:
        tidied(instance)


def complete_article(sender: type, page: Article, **kwargs: Any) -> None:
    """Choose related articles for one that has none when it becomes public; order its share card, or drop it."""
    cards.settle_card(page)
    if page.is_public:
        choose_related(page)


def lead_to_new_slug(sender: type, record: Slugged, old_slug: str, **kwargs: Any) -> None:
    """Let the old addresses of a record's lists lead to the new ones."""
    leave_redirects(record, old_slug)


def release_address(sender: type, instance: Article | PlainPage, **kwargs: Any) -> None:
    """Let the address of a page that is being deleted answer 410, in the transaction of the deletion."""
    if instance.public_path:
        release(instance.record, instance.withdrawn_reason, instance.withdrawn_status)
    if isinstance(instance, Article):
        replace_related(instance.pk)
        cards.drop(instance.pk)


def settle_unpublished(sender: type[Article] | type[PlainPage], instance: Article | PlainPage, **kwargs: Any) -> None:
    """Release the address of a page that Wagtail unpublished through its base class, whose save is not ours."""
    page = sender.objects.get(pk=instance.pk)
    if not page.live:  # Wagtail also says so, without storing it, of a live page that is being deleted
        page.settle()
        settle_address(page)
        if isinstance(page, Article):
            cards.drop(page.pk)


def look_through_cards(sender: type, instance: Magazine | MagazineText | Section, **kwargs: Any) -> None:
    """Have share cards drawn anew where they show another name or colour than they did."""
    if not isinstance(instance, Section) or ShareCard.objects.filter(article__main_section=instance).exists():
        cards.order_stale()


def translate_sections(sender: type, source_obj: Any, target_obj: Any, **kwargs: Any) -> None:
    """Put an article's translation into the translations of its sections, where there are any."""
    if not isinstance(target_obj, Article):
        return
    target_obj.main_section = _translated(source_obj.main_section, target_obj.locale_id)
    further = [_translated(each, target_obj.locale_id) for each in source_obj.further_sections.all()]
    target_obj.further_sections.set([each for each in further if each])
    target_obj.article_tags.set([])
    target_obj.related.set([])
    target_obj.save(clean=False)


def _translated(section: Section | None, locale_id: int) -> Section | None:
    if section is None:
        return None
    return Section.objects.filter(translation_key=section.translation_key, locale_id=locale_id).first()
