"""A share card is ordered when an article is published, follows what it says, and goes when the article goes."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from wagtail.models import ReferenceIndex

from handpress.background.giving_way import Turn
from handpress.cli.cards import cards as command
from handpress.kit.cards import faces
from handpress.kit.cards.drawing import article_card
from handpress.kit.cards.runs import Unprintable
from handpress.kit.dates import PartialDate
from handpress.newsroom import checks
from handpress.newsroom.actions import cards as actions
from handpress.newsroom.actions import sizes
from handpress.newsroom.actions.articles import (
    delete_article,
    publish_article,
    restore_article,
    unpublish_article,
    withdraw_article,
)
from handpress.newsroom.actions.bulk import ArticleDraft, create_articles
from handpress.newsroom.actions.pictures import unused_renditions
from handpress.newsroom.models import Article, Author, Magazine, MagazineText, ShareCard
from tests import factories as make

pytestmark = pytest.mark.usefixtures("cards")


def _card(article: Article) -> ShareCard | None:
    return ShareCard.objects.filter(article=article.pk).first()


def _path(card: ShareCard) -> Path:
    return Path(card.file.path)


def _work() -> None:
    """Do what waits for cards, here and not in a worker, which closes its connection."""
    for waiting in DBTaskResult.objects.ready().filter(task_path__endswith="draw_card"):
        waiting.task.call(*waiting.args_kwargs["args"])


def _retitled(article: Article, title: str) -> Article:
    article.title = title
    return publish_article(article)


def test_publishing_orders_a_card_and_draws_nothing_itself(settings, monkeypatch):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    article = make.published("Dams")
    waiting = DBTaskResult.objects.ready().filter(task_path__endswith="draw_card")
    assert [each.args_kwargs["args"] for each in waiting] == [[article.pk]]
    assert _card(article) is None
    _work()
    assert _path(_card(article)).read_bytes().startswith(b"\x89PNG")


def test_a_publish_that_is_taken_back_orders_nothing(settings):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    with transaction.atomic():
        make.published("Dams")
        transaction.set_rollback(True)
    assert not DBTaskResult.objects.filter(task_path__endswith="draw_card").exists()


def test_a_card_is_a_public_file_named_after_its_content():
    one, other = make.published("Dams"), make.published("Dams")
    assert _card(one).file.name == _card(other).file.name
    assert _path(_card(one)).is_file()


def test_a_draft_and_an_article_with_a_picture_have_none():
    assert _card(make.draft("A draft")) is None
    article = make.published("With a picture", lead_picture=make.picture())
    assert _card(article) is None
    article.lead_picture = None
    publish_article(article)
    assert _card(article)


def test_a_picture_that_is_given_later_takes_the_cards_place():
    article = make.published("Dams")
    path = _path(_card(article))
    article.lead_picture = make.picture()
    publish_article(article)
    assert _card(article) is None
    assert not path.exists()


def test_a_new_headline_makes_a_new_card_and_leaves_the_old_file_unused():
    article = make.published("Dams and people")
    before = _path(_card(article))
    _retitled(article, "Dams and villages")
    after = _path(_card(article))
    assert before != after
    unused = set(unused_renditions())
    assert before in unused and after not in unused


def test_a_new_text_alone_draws_nothing(settings):
    article = make.published("Dams")
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    article.standfirst = "Another standfirst."
    publish_article(article)
    assert not DBTaskResult.objects.filter(task_path__contains="card").exists()


def _another_accent(article):
    magazine = Magazine.load()
    magazine.accent = "#004488"
    magazine.save()


def _another_name(article):
    text = MagazineText.objects.get(locale=article.locale)
    text.name = "Another Paper"
    text.save()


def _another_section(article):
    article.main_section.name = "Land"
    article.main_section.save()


@pytest.mark.parametrize("change", [_another_accent, _another_name, _another_section])
def test_another_name_accent_or_section_draws_the_cards_anew(change, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    section = make.section("Water")
    articles = [make.published(f"Dam number {number}", main_section=section) for number in range(5)]
    elsewhere = make.published("Presas", lang="es")
    before = {article.pk: _card(article).file.name for article in (*articles, elsewhere)}
    change(articles[0])
    assert all(_card(article).file.name != before[article.pk] for article in articles)
    assert (_card(elsewhere).file.name == before[elsewhere.pk]) is (change is not _another_accent)


def _by_wagtails_base_class(article):
    article.page_ptr.specific_deferred.unpublish()


@pytest.mark.parametrize(
    "take_away",
    [
        lambda article: withdraw_article(article, reason="Wrong."),
        unpublish_article,
        delete_article,
        _by_wagtails_base_class,
    ],
)
def test_what_is_withdrawn_leaves_no_card(take_away):
    article = make.published("A claim that was wrong")
    path = _path(_card(article))
    take_away(article)
    assert not ShareCard.objects.filter(article=article.pk).exists()
    assert not path.exists()


def test_a_file_that_another_article_shows_stays():
    one, other = make.published("Dams"), make.published("Dams")
    withdraw_article(one, reason="Wrong.")
    assert _path(_card(other)).is_file()


def test_what_comes_back_has_a_card_again():
    article = make.published("Dams")
    withdraw_article(article, reason="Wrong.")
    restore_article(article)
    assert _path(_card(article)).is_file()


def test_a_card_ordered_before_a_withdrawal_is_not_drawn_after_it(settings):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    article = make.published("Dams")
    withdraw_article(article, reason="Wrong.")
    _work()
    assert _card(article) is None


def test_an_article_withdrawn_while_its_card_is_drawn_gets_none(monkeypatch, settings):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    article = make.published("Dams")

    def draw(*words):
        withdraw_article(article, reason="Wrong.")
        return b"a card"

    monkeypatch.setattr(actions, "article_card", draw)
    assert actions.draw(article.pk) == ""
    assert _card(article) is None


def test_an_import_orders_none_but_keeps_true_what_is_there(monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr(actions, "order_card", asked.append)
    drafts = [ArticleDraft(headline=f"Old piece {number}") for number in range(3)]
    create_articles(drafts, make.locale())
    article = make.published("Dams")
    assert asked == [article.pk]
    actions.draw(article.pk)
    with actions.in_bulk():
        make.published("Another import")
        _retitled(article, "Dams and people")
    assert asked == [article.pk, article.pk]


def test_an_archive_gets_its_cards_by_the_command_newest_first(capsys):
    drafts = [ArticleDraft(headline=f"Old piece {n}", published=PartialDate(2000 + n, 1, 1)) for n in range(4)]
    made = create_articles(drafts, make.locale()).articles
    make.published("With a picture", lead_picture=make.picture())
    context = SimpleNamespace(obj=SimpleNamespace(start_django=lambda: None))
    command(context, newest=3)
    assert [bool(_card(each)) for each in made] == [False, True, True, True]
    command(context)
    assert all(_card(each) for each in made)
    assert capsys.readouterr().out.splitlines() == ["Drawn: 3 of 3 cards.", "Drawn: 1 of 1 cards."]


def test_a_small_archive_has_its_cards_drawn_after_all_else_and_a_large_one_is_counted(settings, monkeypatch):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    made = create_articles([ArticleDraft(headline=f"Old piece {n}") for n in range(3)], make.locale()).articles
    monkeypatch.setattr(actions, "FEW", 2)
    assert actions.order_missing() == 3
    assert not DBTaskResult.objects.filter(task_path__contains="card").exists()
    monkeypatch.setattr(actions, "FEW", 3)
    assert actions.order_missing() == 0
    assert actions.order_missing() == 0
    article = make.published("Dams")
    first, *others = DBTaskResult.objects.ready().filter(task_path__contains="card")
    assert first.args_kwargs["args"] == [article.pk], "what an editor publishes goes first"
    assert [each.task_path.rpartition(".")[2] for each in others] == ["draw_missing_cards"], "one task for them all"
    DBTaskResult.objects.filter(pk=first.pk).delete()
    monkeypatch.setattr(actions, "FEW", 4)
    assert actions.draw_in_turn(Turn("pictures", -10)) == 0
    assert all(map(_card, made))


def test_a_card_that_cannot_be_drawn_holds_no_other_up(settings, monkeypatch):
    settings.TASKS = {"default": {**settings.TASKS["default"], "BACKEND": "django_tasks_db.DatabaseBackend"}}
    made = create_articles([ArticleDraft(headline=f"Old piece {n}") for n in range(3)], make.locale()).articles

    def torn(voice, headline, kicker):
        if headline == "Old piece 1":
            raise ValueError("torn")
        return article_card(voice, headline, kicker)

    monkeypatch.setattr(actions, "article_card", torn)
    assert actions.draw_in_turn(Turn("pictures", -10)) == 0
    assert [bool(_card(each)) for each in made] == [True, False, True]
    (alone,) = DBTaskResult.objects.filter(task_path__endswith="draw_card")
    assert alone.args_kwargs["args"] == [made[1].pk]
    assert actions.to_draw() == []


def test_a_card_whose_file_was_lost_is_drawn_again():
    article = make.published("Dams")
    _path(_card(article)).unlink()
    actions.order_stale()
    assert _path(_card(article)).is_file()


def test_cards_whose_files_are_gone_are_found_named_and_drawn_again():
    lost, whole = (make.published(title) for title in ("Dams", "Wells"))
    path, other = Path(lost.share_card.file.path), Path(whole.share_card.file.path)
    before = lost.share_card.file.name
    path.unlink()
    assert actions.forget_lost() == [f"i/{before}"]
    assert path.exists() and other.exists()
    assert ShareCard.objects.get(article=lost.pk).file.name == before
    path.unlink()
    sizes.look()
    assert path.exists()
    assert actions.forget_lost() == []


def test_a_machine_without_type_for_a_language_is_told_which_packages_to_install(monkeypatch):
    assert checks.cards_can_be_set(None) == []
    monkeypatch.setattr(faces, "in_order", lambda language, weight: ())
    (told,) = checks.cards_can_be_set(None)
    assert "हिन्दी" in told.msg and "fonts-noto-core" in told.hint


def test_an_imported_article_gets_its_card_when_an_editor_publishes_it():
    made = create_articles([ArticleDraft(headline="An old piece")], make.locale()).articles[0]
    assert _card(made) is None
    publish_article(Article.objects.get(pk=made.pk))
    assert _card(made)


def test_where_no_font_has_the_letters_there_is_no_card_and_the_log_names_the_packages(monkeypatch, caplog):
    def refuse(*words):
        raise Unprintable("No font of this machine has “म” (U+092E).")

    article = make.published("Dams")
    monkeypatch.setattr(actions, "article_card", refuse)
    _retitled(article, "नदी")
    assert _card(article) is None
    assert "fonts-noto-core" in caplog.text and "नदी" in caplog.text


@pytest.mark.parametrize("language", ["en", "es", "ar", "hi"])
def test_every_language_of_the_paper_has_cards(language):
    titles = {"en": "Rivers", "es": "Ríos de la llanura", "ar": "أنهار السهل", "hi": "मैदान की नदियाँ"}
    assert _card(make.published(titles[language], lang=language))


def test_a_card_does_not_count_as_a_use_of_the_article():
    article = make.published("Dams")
    assert not ReferenceIndex.get_references_to(article).exists()


def test_an_authors_handle_is_stored_in_one_form():
    assert make.author("Asha Rao", fediverse_handle="https://mastodon.social/@asha").fediverse_handle == (
        "@asha@mastodon.social"
    )
    author = Author(name="Noor Khan", fediverse_handle="noor@Paper.Example")
    author.full_clean()
    assert author.fediverse_handle == "@noor@paper.example"


def test_what_is_no_handle_is_refused_at_its_field():
    with pytest.raises(ValidationError) as refusal:
        Author(name="Noor Khan", fediverse_handle="noor").full_clean()
    assert "Write @name@server" in str(refusal.value.message_dict["fediverse_handle"])


def test_the_desk_asks_for_the_handle(desk):
    author = make.author("Asha Rao", fediverse_handle="@asha@paper.example")
    page = desk.get(f"/desk/snippets/newsroom/author/edit/{author.pk}/").content.decode()
    assert 'name="fediverse_handle"' in page and "@asha@paper.example" in page
