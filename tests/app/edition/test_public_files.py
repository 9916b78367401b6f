"""Pictures and documents are public while a page shows them: no sooner, no longer, and always then."""

from __future__ import annotations

import os
import random
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from handpress.newsroom.actions import sizes
from handpress.newsroom.actions.articles import (
    delete_article,
    publish_article,
    restore_article,
    unpublish_article,
)
from handpress.newsroom.actions.articles import (
    withdraw_article as withdraw_for,
)
from handpress.newsroom.actions.pictures import discard_unused
from handpress.newsroom.models import Article, Document, Magazine, Picture, PictureRendition
from handpress.newsroom.public_sizes import adopt, leftovers, order_removal, settle, storage
from handpress.press import commands, triggers
from handpress.press.engine import Tree
from handpress.press.models import OutboxKey
from handpress.server.answers import TreeAnswers
from handpress.server.messages import Request
from tests import factories as make
from tests.app.edition import shown_files
from tests.app.edition.shown_files import files_of, in_tree, shown

COLOURS = iter(f"#{number:06x}" for number in range(0x101010, 0xFFFFFF, 0x1357))


def picture(**fields) -> Picture:
    return make.picture(data=make.image_bytes((500, 300), colour=next(COLOURS)), **fields)


def withdraw_article(article: Article) -> None:
    withdraw_for(article, reason="By court order.")


def document(content: bytes = b"%PDF-1.4") -> Document:
    return Document.objects.create(title="Report", file=ContentFile(content, name="report.pdf"))


def linking(one: Document) -> list[tuple[str, object]]:
    return [("text", f'<p>See <a linktype="document" id="{one.pk}">it</a>.</p>')]


def status(root: Path, path: str) -> int:
    return TreeAnswers(root).answer(Request("GET", "/" + path)).status


def documents(paper) -> list[str]:
    return [path for path in paper.files() if path.startswith("d/")]


# documents


def test_a_document_that_no_page_leads_to_is_in_the_desk_alone(paper, desk):
    one = document()
    make.draft("Rivers", body=linking(one))
    paper.run()
    assert not documents(paper)
    address = f"/desk/documents/{one.pk}/{one.filename}"
    assert one.url == address
    assert b"".join(desk.get(address).streaming_content) == b"%PDF-1.4"
    stranger = Client().get(address)
    assert (stranger.status_code, stranger.headers["Location"].split("?")[0]) == (302, "/desk/login/")


@pytest.mark.parametrize("end", [withdraw_article, unpublish_article, delete_article])
def test_a_document_is_public_with_the_first_page_that_leads_to_it_until_the_last_is_gone(paper, end):
    one = document()
    first = make.published("Rivers", body=linking(one))
    paper.run()
    (path,) = documents(paper)
    assert status(paper.root, path) == 200
    second = make.published("Wells", body=[("document", {"document": one, "title": ""})])
    paper.run()
    end(first)
    paper.run()
    assert status(paper.root, path) == 200
    end(second)
    paper.run()
    assert status(paper.root, path) in (404, 410)
    assert not paper.differences()


def test_a_document_whose_link_is_written_out_of_the_page_goes_and_comes_back_with_it(paper):
    one = document()
    article = make.published("Rivers", body=linking(one))
    paper.run()
    assert documents(paper)
    body, article.body = article.body, make.body("No link.")
    publish_article(article)
    paper.run()
    assert not documents(paper)
    article.body = body
    publish_article(article)
    paper.run()
    assert documents(paper) and not paper.differences()


def test_a_preview_leads_to_the_desk_s_document_whatever_readers_may_fetch(paper, desk):
    one = Document.objects.create(title="Report", file=ContentFile(b"%PDF-1.4", name="memoria del río.pdf"))
    draft = make.draft("Rivers", body=linking(one))
    for _ in ("draft", "published"):
        preview = desk.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
        assert f'href="{one.url}"' in preview and "/d/" not in preview
        assert b"".join(desk.get(one.url).streaming_content) == b"%PDF-1.4"
        publish_article(draft)
        paper.run()


def test_a_document_that_is_deleted_or_replaced_leaves_no_file(paper):
    one = document()
    make.published("Rivers", body=linking(one))
    paper.run()
    (before,) = documents(paper)
    one.file = ContentFile(b"%PDF-1.5", name="report.pdf")
    one.save()
    paper.run()
    (after,) = documents(paper)
    assert before != after
    one.delete()
    paper.run()
    assert not documents(paper)


def test_a_full_press_of_an_empty_folder_has_the_documents_of_its_pages_and_no_others(paper):
    document(b"unused")
    make.published("Rivers", body=linking(document()))
    paper.run()
    (path,) = documents(paper)
    (paper.root / path).unlink()
    paper.full()
    assert documents(paper) == [path]


# pictures


def test_the_sizes_of_a_draft_s_picture_are_in_the_desk_alone(paper, desk):
    one = picture()
    draft = make.draft("Rivers", lead_picture=one)
    paper.run()
    assert files_of(one) and not in_tree(paper.root)
    preview = desk.get(reverse("wagtailadmin_pages:view_draft", args=[draft.pk])).content.decode()
    (address,) = {each.url for each in one.renditions.filter(filter_spec__startswith="width-960|format-jpeg")}
    assert address.startswith("/desk/sizes/") and address in preview and 'src="/i/' not in preview
    answer = desk.get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "private" in answer.headers["Cache-Control"]
    assert Client().get(address).status_code == 302
    assert desk.get("/desk/sizes/ab/abcdef0123456789abcd.webp").status_code == 404
    publish_article(draft)
    paper.run()
    assert shown(paper.root) <= in_tree(paper.root) <= files_of(one)
    assert in_tree(paper.root)


@pytest.mark.parametrize("end", [withdraw_article, unpublish_article, delete_article])
def test_the_sizes_go_with_the_last_page_that_shows_them_in_the_same_run(paper, end):
    one = picture()
    first, second = make.published("Rivers", lead_picture=one), make.published("Wells", lead_picture=one)
    paper.run()
    public = in_tree(paper.root)
    assert public
    end(first)
    paper.run()
    assert in_tree(paper.root) == public
    end(second)
    paper.run()
    assert not in_tree(paper.root)
    assert all(status(paper.root, path) == 404 for path in public)


def test_what_is_restored_shows_its_picture_again(paper):
    article = make.published("Rivers", lead_picture=picture())
    paper.run()
    before = in_tree(paper.root)
    withdraw_article(article)
    paper.run()
    assert not in_tree(paper.root)
    restore_article(article)
    paper.run()
    assert in_tree(paper.root) == before


def test_a_deleted_picture_s_sizes_go_and_those_of_its_twin_stay(paper):
    data = make.image_bytes((500, 300), colour="#102030")
    one, twin = make.picture("One", data=data), make.picture("Twin", data=data)
    article = make.published("Rivers", lead_picture=one)
    paper.run()
    assert in_tree(paper.root)
    twin.delete()
    paper.run()
    assert shown(paper.root) <= in_tree(paper.root)
    article.lead_picture = None
    publish_article(article)
    one.delete()
    paper.run()
    assert not in_tree(paper.root)


def test_a_picture_that_is_replaced_leaves_no_old_size(paper):
    one = picture()
    make.published("Rivers", lead_picture=one)
    paper.run()
    before = files_of(one)
    one.renditions.all().delete()
    one.file = ContentFile(make.image_bytes((500, 300), colour="#abcdef"), name="new.jpg")
    one.save()
    sizes.make(one.pk)
    paper.run()
    assert not in_tree(paper.root) & before
    shown_files.check(paper.root)
    assert in_tree(paper.root)


def test_old_sizes_stay_until_the_many_pages_that_show_them_were_pressed(paper):
    one = picture()
    make.published("Rivers", lead_picture=one)
    paper.run()
    before = in_tree(paper.root)
    OutboxKey.objects.all().delete()
    triggers.queue([f"picture:{one.pk}"], 2)
    gone = f"size:{one.pk}/{sorted(before)[0].removeprefix('i/')}"
    PictureRendition.objects.filter(image=one).update(file="ab/abcdef0123456789abcd.webp")
    OutboxKey.objects.filter(key__startswith="size:").delete()
    OutboxKey.objects.filter(key__startswith="picture:", lane=1).delete()
    settle(paper.root, [gone])
    assert in_tree(paper.root) == before
    assert OutboxKey.objects.filter(key=gone, lane=2).exists()
    paper.run()
    assert not in_tree(paper.root) & {sorted(before)[0]}


def test_every_place_that_shows_a_picture_has_its_files(paper):
    lead, inside, gallery, still, face, land, logo, other = (picture() for _ in range(8))
    section, author = make.section("Land", picture=land), make.author("Asha Rao", picture=face)
    body = [
        ("picture", {"picture": inside}),
        ("gallery", {"pictures": [{"picture": gallery}, {"picture": lead}]}),
        ("video", {"url": "https://video.example/1", "still": still}),
    ]
    made = make.published("Rivers", lead_picture=lead, main_section=section, bylines=[author], body=body)
    Magazine.objects.update(logo=logo)
    paper.full()
    shown_files.check(paper.root)
    for each in (lead, inside, gallery, still, face, land, logo):
        assert files_of(each) & in_tree(paper.root), each.pk
    assert not files_of(other) & in_tree(paper.root)
    withdraw_article(made)
    paper.run()
    shown_files.check(paper.root)
    assert not (files_of(lead) | files_of(inside) | files_of(gallery) | files_of(still)) & in_tree(paper.root)


def test_at_random_what_pages_show_is_what_is_public(paper):
    chance = random.Random()
    seed = chance.randrange(2**32)
    chance.seed(seed)
    some = [picture() for _ in range(5)]
    articles = [make.published(f"Rivers {n}", lead_picture=chance.choice([None, *some])) for n in range(6)]
    for _ in range(8):
        for _ in range(chance.randint(1, 3)):
            article = chance.choice(articles)
            article.refresh_from_db()
            if article.withdrawn_at:
                restore_article(article)
            elif chance.random() < 0.4:
                withdraw_article(article)
            else:
                article.lead_picture = chance.choice([None, *some])
                publish_article(article)
        paper.run()
        shown_files.check(paper.root)
        assert not list(leftovers(paper.root)), seed


# what is left over


def test_a_press_that_is_killed_after_it_brought_a_picture_leaves_nothing_that_is_not_found(paper, monkeypatch):
    article = make.published("Rivers", lead_picture=picture())

    commit = Tree.commit

    def killed(tree, *arguments):
        if in_tree(tree.root):
            raise KeyboardInterrupt
        commit(tree, *arguments)

    monkeypatch.setattr(Tree, "commit", killed)
    with pytest.raises(KeyboardInterrupt):
        paper.run()
    monkeypatch.undo()
    assert in_tree(paper.root)
    withdraw_article(article)
    paper.run()
    assert set(leftovers(paper.root)) == in_tree(paper.root) != set()
    order_removal(paper.root)
    paper.run()
    assert not in_tree(paper.root)


def test_what_an_older_version_left_public_is_taken_over_and_cleaned_at_night(paper, monkeypatch):
    used, unused = picture(), picture()
    make.published("Rivers", lead_picture=used)
    paper.run()
    wanted = in_tree(paper.root)
    for path in files_of(used) | files_of(unused):  # as they lay before: in the tree, and only there
        target = paper.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (storage() / path.removeprefix("i/")).replace(target)
    monkeypatch.setattr(commands.assembly, "tree", lambda: Tree(paper.root))
    stray = paper.root / "i" / "ab" / "abcdef0123456789abcd.webp"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"of a picture that was deleted")
    assert adopt(paper.root) > 0
    assert sizes.look() == 0, "nothing had to be made again"
    paper.run()
    assert wanted <= in_tree(paper.root) == files_of(used)
    assert adopt(paper.root) == 0
    shown_files.check(paper.root)


def test_pruning_takes_what_no_page_shows_and_verifying_names_it(paper, monkeypatch):
    make.published("Rivers", lead_picture=picture())
    paper.run()
    monkeypatch.setattr(commands.assembly, "tree", lambda: Tree(paper.root))
    wanted = in_tree(paper.root)
    lost, stray = sorted(shown(paper.root))[0], "i/ab/abcdef0123456789abcd.webp"
    (paper.root / lost).unlink()
    (paper.root / stray).parent.mkdir(parents=True, exist_ok=True)
    (paper.root / stray).write_bytes(b"stray")
    found = commands.verify()
    assert lost in found.missing and stray in found.extra
    assert stray in commands.prune()
    assert in_tree(paper.root) == wanted
    again = commands.verify()
    assert lost not in again.missing and stray not in again.extra


def test_files_that_no_row_names_are_discarded_when_they_are_old():
    one = picture()
    paths = [storage() / path.removeprefix("i/") for path in files_of(one)]
    one.delete()
    discard_unused()
    assert all(path.exists() for path in paths)
    for path in paths:
        old = path.stat().st_mtime - timedelta(hours=2).total_seconds()
        os.utime(path, (old, old))
    discard_unused()
    assert not any(path.exists() for path in paths)
