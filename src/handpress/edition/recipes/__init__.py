"""Every public page of the magazine, one recipe for each kind."""

from __future__ import annotations

from handpress.edition.recipes.article import ArticleRecipe
from handpress.edition.recipes.buckets import ArchiveLists, BucketRecipe, MonthRecipe, YearRecipe
from handpress.edition.recipes.feeds import FeedRecipe
from handpress.edition.recipes.files import DocumentRecipe, IconRecipe, RobotsRecipe, SecurityRecipe
from handpress.edition.recipes.fixed import fixed_recipes
from handpress.edition.recipes.front import FrontRecipe
from handpress.edition.recipes.newest import (
    AuthorRecipe,
    KindRecipe,
    PicksRecipe,
    SectionRecipe,
    SourceRecipe,
    TagRecipe,
)
from handpress.edition.recipes.notices import MapRecipe, NoticeRecipe
from handpress.edition.recipes.plain import PlainRecipe
from handpress.edition.recipes.sitemaps import NewsSitemap, OwnPagesSitemap, SitemapIndex, SitemapRecipe
from handpress.press.engine import Recipe


def all_recipes() -> list[Recipe]:
    """One of each; what readers wait for most comes first in a full build."""
    archive, tags = ArchiveLists(), TagRecipe()
    with_feeds = [SectionRecipe(), AuthorRecipe(), SourceRecipe(), KindRecipe(), PicksRecipe()]
    return [
        FrontRecipe(),
        ArticleRecipe(),
        MonthRecipe(archive),
        YearRecipe(archive),
        archive,
        *with_feeds,
        tags,
        *(BucketRecipe(of) for of in (*with_feeds, tags)),
        PlainRecipe(),
        *fixed_recipes(),
        *(FeedRecipe(of) for of in (archive, *with_feeds)),
        SitemapRecipe(),
        OwnPagesSitemap(),
        SitemapIndex(),
        NewsSitemap(),
        RobotsRecipe(),
        SecurityRecipe(),
        IconRecipe(),
        DocumentRecipe(),
        MapRecipe("redirect-map", "redirects"),
        MapRecipe("gone-map", "gone"),
        NoticeRecipe(),
    ]
