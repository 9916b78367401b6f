"""Every public page of the magazine, one recipe for each kind."""

from __future__ import annotations

from handpress.edition.recipes.article import ArticleRecipe
from handpress.edition.recipes.buckets import BucketRecipe
from handpress.edition.recipes.cards import CardRecipe
from handpress.edition.recipes.documents import DocumentRecipe
from handpress.edition.recipes.feeds import FeedRecipe
from handpress.edition.recipes.files import IconRecipe, SmallFilesRecipe
from handpress.edition.recipes.newest import NewestRecipe
from handpress.edition.recipes.notices import MapRecipe, NoticeRecipe
from handpress.edition.recipes.own_pages import OwnPagesRecipe
from handpress.edition.recipes.plain import PlainRecipe
from handpress.press.engine import Recipe


def all_recipes() -> list[Recipe]:
    """One of each; what readers wait for most comes first in a full build.

    Few recipes with many families each: a publish is read, flushed and recorded once for each of them.
    """
    return [
        ArticleRecipe(),
        OwnPagesRecipe(),
        NewestRecipe(),
        BucketRecipe(),
        PlainRecipe(),
        FeedRecipe(),
        SmallFilesRecipe(),
        IconRecipe(),
        CardRecipe(),
        DocumentRecipe(),
        MapRecipe(),
        NoticeRecipe(),
    ]
