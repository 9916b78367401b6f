"""Sections, authors, sources and tags: renamed, retired, merged; their lists' old addresses lead to the new ones."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log

from handpress.addresses.actions import move_all
from handpress.kit.own_words import UNDATED
from handpress.newsroom.actions.bulk_references import move_references
from handpress.newsroom.models import Article, ArticleTag, Author, Byline, Section, Source, Tag, User
from handpress.newsroom.paths import feed_paths, list_path
from handpress.newsroom.slugged import Slugged


@transaction.atomic
def rename_section(section: Section, name: str, *, user: User | None = None) -> Section:
    """The section under another name, at the same address."""
    before, section.name = section.name, name
    section.save()
    log(instance=section, action="wagtail.rename", user=user, data={"title": {"old": before, "new": name}})
    return section


@transaction.atomic
def rename_slug(record: Slugged, slug: str) -> Slugged:
    """The record with another slug; every list of it leaves a redirect. Raises ValidationError."""
    record.slug = slug
    record.full_clean()
    record.save()
    return record


def retire(record: Section | Author | Source) -> None:
    """Take the record out of choices and menus; its pages stay."""
    record.retired = True
    record.save()


def revive(record: Section | Author | Source) -> None:
    """Offer a retired record again."""
    record.retired = False
    record.save()


@transaction.atomic
def merge_authors(keep: Author, gone: Author, *, user: User | None = None) -> int:
    """Put `keep` in the place of `gone` in every byline; how many. `gone` stays as a record that points to `keep`."""
    _refuse_itself(keep, gone)
    _point_to(keep, gone, user)
    theirs = Byline.objects.filter(author=gone)
    theirs.filter(article__in=Byline.objects.filter(author=keep).values("article")).delete()
    move_references(keep, gone)
    return theirs.update(author=keep)


@transaction.atomic
def merge_sources(keep: Source, gone: Source, *, user: User | None = None) -> int:
    """Put `keep` in the place of `gone` on every article; how many."""
    _refuse_itself(keep, gone)
    _point_to(keep, gone, user)
    move_references(keep, gone)
    return Article.objects.filter(source=gone).update(source=keep)


@transaction.atomic
def merge_tags(keep: Tag, gone: Tag, *, user: User | None = None) -> int:
    """Put `keep` in the place of `gone` on every article, and delete `gone`; how many articles."""
    _refuse_itself(keep, gone)
    if keep.locale_id != gone.locale_id:
        raise ValueError(f"“{keep}” and “{gone}” are tags of two languages.")
    leave_redirects(keep, gone.slug, of=gone)
    theirs = ArticleTag.objects.filter(tag=gone)
    theirs.filter(article__in=ArticleTag.objects.filter(tag=keep).values("article")).delete()
    moved = theirs.update(tag=keep)
    move_references(keep, gone)
    log(instance=keep, action="newsroom.merge", user=user, data={"merged": gone.name})
    gone.delete()
    return moved


def leave_redirects(record: Slugged, old_slug: str, *, of: Slugged | None = None) -> None:
    """Let every list address under the old slug lead to the one under the record's slug.

    `of` is the record that the old addresses belonged to, when it is another one. Addresses that led to the old
    ones lead to the new ones at once; one that becomes the record's own again is no redirect any more.
    """
    owner = of or record
    move_all(owner.record, list(_moved_lists(record, old_slug, owner)))


def _moved_lists(record: Slugged, old_slug: str, owner: Slugged) -> Iterator[tuple[str, str]]:
    """Old and new path of every list: the newest, the feeds, and each bucket that holds an article."""
    for language in record.languages:
        for bucket in ("", *buckets_of(owner, language)):
            yield (
                list_path(language, record.group, old_slug, bucket),
                list_path(language, record.group, record.slug, bucket),
            )
        yield from zip(
            feed_paths(language, record.group, old_slug), feed_paths(language, record.group, record.slug), strict=True
        )


def buckets_of(record: Slugged, language: str) -> list[str]:
    """The calendar of the record's list: months for a section, years for the others, "undated" where there are any."""
    found = Article.objects.filter(articles_of(record), language=language, is_public=True)
    buckets = set(found.order_by().values_list("bucket", flat=True).distinct())
    return sorted(buckets if record.group == "section" else {each if each == UNDATED else each[:4] for each in buckets})


def articles_of(record: Slugged) -> Q:
    """The condition under which an article is in the record's list."""
    if isinstance(record, Section):
        return Q(main_section=record) | Q(
            pk__in=Article.further_sections.through.objects.filter(section=record).values("article")
        )
    if isinstance(record, Author):
        return Q(pk__in=Byline.objects.filter(author=record).values("article"))
    if isinstance(record, Tag):
        return Q(pk__in=ArticleTag.objects.filter(tag=record).values("article"))
    return Q(source=record)


def _refuse_itself(keep: Slugged, gone: Slugged) -> None:
    if keep.pk == gone.pk:
        raise ValueError(f"“{keep}” cannot be merged into itself.")


def _point_to(keep: Author | Source, gone: Author | Source, user: User | None) -> None:
    leave_redirects(keep, gone.slug, of=gone)
    type(gone).objects.filter(merged_into=gone).update(merged_into=keep)
    type(gone).objects.filter(pk=gone.pk).update(merged_into=keep, retired=True)
    log(instance=keep, action="newsroom.merge", user=user, data={"merged": gone.name})
