"""Every public page of the magazine, one recipe for each kind."""

from __future__ import annotations

from handpress.edition.recipes.article import ArticleRecipe
from handpress.edition.recipes.buckets import ArchiveLists, BucketRecipe, MonthRecipe, YearRecipe
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
from handpress.edition.recipes.plain import PlainRecipe
from handpress.press.engine import Recipe


def all_recipes() -> list[Recipe]:
    """One of each; what readers wait for most comes first in a full build."""
    archive = ArchiveLists()
    families = [SectionRecipe(), AuthorRecipe(), SourceRecipe(), TagRecipe(), KindRecipe(), PicksRecipe()]
    return [
        FrontRecipe(),
        ArticleRecipe(),
        MonthRecipe(archive),
        YearRecipe(archive),
        archive,
        *families,
        *(BucketRecipe(of) for of in families),
        PlainRecipe(),
        *fixed_recipes(),
    ]
