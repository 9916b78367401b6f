"""What an upgrade makes complete: indexes that an earlier version did not fill."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from handpress.newsroom.models import Article, Licence

MISSING_IN_TEN_THOUSAND = 5  # articles in no section use nothing, and have no row


def complete_references() -> bool:
    """Fill the index of what uses what, if articles are missing from it; whether they were. 1 ms an article."""
    here = ContentType.objects.get_for_model(Article, for_concrete_model=False)
    known = ReferenceIndex.objects.filter(content_type=here).values("object_id").distinct().count()
    using = Article.objects.exclude(main_section=None).count()
    if using - known <= using * MISSING_IN_TEN_THOUSAND // 10_000:
        return False
    call_command("rebuild_references_index", verbosity=0)
    return True


def complete_search() -> None:
    """Have the desk's search find licences, of which a magazine has a handful."""
    get_search_backend().add_bulk(Licence, list(Licence.objects.all()))
