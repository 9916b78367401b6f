"""A document that readers may fetch no more leaves the tree and the pages, however that came about."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from handpress.newsroom.models import Document
from tests import factories as make


@pytest.fixture
def below():
    """A collection within another."""
    return Collection.get_first_root_node().add_child(name="Papers").add_child(name="Drafts")


@pytest.fixture
def document(paper):
    """One that an article links and shows, in the first collection."""
    document = Document.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", name="report.pdf"))
    link = f'<p>See <a linktype="document" id="{document.pk}">it</a>.</p>'
    shown = {"document": document, "title": ""}
    make.published("Rivers", body=[("text", link), ("document", shown)], published_on=None)
    paper.run()
    assert fetched(paper)
    return document


def fetched(paper) -> list[str]:
    """The documents in the tree; none where a page does not lead to one."""
    files = [path.name for path in (paper.root / "d").rglob("*.pdf")] if (paper.root / "d").exists() else []
    linked = any("/d/" in body.decode("utf-8", "replace") for body in paper.files().values())
    assert bool(files) == linked
    return files


def restrict(collection: Collection) -> CollectionViewRestriction:
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def test_it_is_moved_to_a_restricted_collection_and_back(paper, document, below):
    restrict(below)
    document.collection = below
    document.save()
    paper.run()
    assert not fetched(paper) and not paper.differences()
    document.collection = Collection.get_first_root_node()
    document.save()
    paper.run()
    assert fetched(paper) and not paper.differences()


def test_its_collection_or_one_above_is_restricted_and_opened_again(paper, document, below):
    document.collection = below
    document.save()
    paper.run()
    for collection in (below, below.get_parent()):
        restriction = restrict(collection)
        paper.run()
        assert not fetched(paper) and not paper.differences()
        restriction.delete()
        paper.run()
        assert fetched(paper) and not paper.differences()


def test_its_collection_is_moved_below_a_restricted_one(paper, document, below):
    document.collection = below
    document.save()
    closed = Collection.get_first_root_node().add_child(name="Closed")
    restrict(closed)
    paper.run()
    assert fetched(paper)
    Collection.objects.get(pk=below.pk).move(closed, pos="sorted-child")
    paper.run()
    assert not fetched(paper) and not paper.differences()


def test_a_new_document_is_there_for_readers_before_any_other_press(paper):
    """In the run that makes the page public which leads to it."""
    document = Document.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", name="report.pdf"))
    assert not paper.run()
    make.published("Rivers", body=[("document", {"document": document, "title": ""})])
    (path,) = (each for each in paper.run() if each.startswith("d/"))
    assert (paper.root / path).read_bytes() == b"%PDF-1.4"
    assert not paper.differences()
