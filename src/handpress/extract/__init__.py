"""A page, document or text to the fields of an article.

profile = learn_site(pages)                       # what repeats on most pages of a folder
result = extract_page(data, path="2013/x.htm", profile=profile)
if isinstance(result, Refusal): ...               # no article, and why
print(result.headline, result.authors, result.published_on)
"""

from __future__ import annotations

from collections.abc import Iterable

from handpress.extract.errors import Refusal
from handpress.extract.model import Extraction, FoundImage
from handpress.extract.page import extract_page
from handpress.extract.profile import SiteLearner, SiteProfile
from handpress.extract.reading import LIMIT_BYTES, read_page
from handpress.extract.sample import sample

__all__ = [
    "LIMIT_BYTES",
    "Extraction",
    "FoundImage",
    "Refusal",
    "SiteLearner",
    "SiteProfile",
    "extract_page",
    "learn_site",
    "study_page",
]


def learn_site(pages: Iterable[bytes | str], *, limit_bytes: int = LIMIT_BYTES) -> SiteProfile:
    """What the pages of one site have in common, read one by one; files that are no pages count for nothing."""
    learner = SiteLearner()
    for data in pages:
        study_page(learner, data, limit_bytes=limit_bytes)
    return learner.profile()


def study_page(learner: SiteLearner, data: bytes | str, *, limit_bytes: int = LIMIT_BYTES) -> None:
    """Shows one page to a learner; a file that is no page counts for nothing."""
    if len(data) > limit_bytes:
        return
    read = read_page(sample(data), limit_bytes=limit_bytes)
    if not isinstance(read, Refusal):
        learner.add(read.page)
