"""An upgrade completes what an earlier version left out."""

from __future__ import annotations

from wagtail.models import ReferenceIndex
from wagtail.search.backends import get_search_backend

from handpress.newsroom.actions.upkeep import complete_references, complete_search
from handpress.newsroom.models import Licence
from tests import factories as make


def test_references_that_bulk_writing_left_out_are_filled_once():
    picture = make.picture("River")
    make.published("Rivers", main_section=make.section("Environment"), lead_picture=picture)
    complete_references()  # whatever has been noted by now
    assert not complete_references()
    ReferenceIndex.objects.all().delete()
    assert complete_references()
    assert ReferenceIndex.get_references_to(picture).count() == 1
    assert not complete_references()


def test_licences_stored_before_they_were_searched_are_found():
    Licence.objects.bulk_create([Licence(name="Free to copy", code="FREE")])
    complete_search()
    assert [each.code for each in get_search_backend().search("copy", Licence)] == ["FREE"]
