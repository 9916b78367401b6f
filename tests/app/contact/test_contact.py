"""A reader's letter: two steps, taken once, its page, its mail, what the desk does with it, what readers see then."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType, SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.conf import settings as django_settings
from django.db import DatabaseError
from django.urls import set_urlconf

from handpress.addresses.answers import resolve
from handpress.contact import actions, feed
from handpress.contact.conf import Contact
from handpress.contact.models import Item
from handpress.intake.models import Count
from handpress.kit import clock
from handpress.newsroom.actions.articles import move_article_address, publish_article, withdraw_article
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.models import Article, PlainPage, User
from handpress.outgoing.conf import Mail
from handpress.outgoing.models import Letter
from handpress.reading.places import file_of
from tests import factories
from tests.app.edition.paper import Paper
from tests.app.public.test_public import Asker

FORM = {
    "subject": "correction",
    "about": "",
    "name": "",
    "mail": "",
    "text": "It was three.\r\n\r\nNot two.",
    "language": "en",
}
State = Item.State


@pytest.fixture(autouse=True)
def _letters_wait(monkeypatch):
    """The tests' backend would do the task at once."""
    monkeypatch.setattr("handpress.outgoing.actions.send_letters", SimpleNamespace(enqueue=lambda: None))


@pytest.fixture
def tables(settings):
    def use(**tables):
        all_tables = MappingProxyType({**settings.PUBLICATION.tables, **tables})
        settings.PUBLICATION = replace(settings.PUBLICATION, tables=all_tables)

    return use


@pytest.fixture
def mail(tables):
    tables(mail=Mail(server="127.0.0.1", port=1, security="none", sender="editors@paper.example"))


class Reader:
    """Fills in the form as a browser does."""

    def __init__(self) -> None:
        self._ask = Asker()
        self.address = "192.0.2.1"

    def get(self, path: str):
        return self._ask(path)

    def post(self, fields: dict[str, str], **headers: str):
        body = urlencode(fields).encode()
        sent = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "REMOTE_ADDR": self.address}
        return self._ask("/-/contact", "POST", body, environ=sent, **headers)

    def first_step(self, **fields: str):
        return self.post({**FORM, **fields})

    def second_step(self, **fields: str):
        return self.post(hidden(self.first_step(**fields).body.decode()))


@pytest.fixture
def reader():
    yield Reader()
    set_urlconf(None)  # the application's own, left in this thread


def hidden(page: str) -> dict[str, str]:
    fields = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)
    }
    text = re.search(r'<textarea name="text" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    return {**fields, "text": html.unescape(text[1])} if text else fields


def test_what_was_written_is_shown_and_then_sent_once(reader):
    article = factories.published()
    shown = reader.first_step(about=f"https://paper.example{article.public_path}")
    assert shown.status == 200
    assert not Item.objects.exists()
    fields = hidden(shown.body.decode())
    answers = [reader.post(fields) for _ in range(3)]
    assert {answer.status for answer in answers} == {303}
    item = Item.objects.get()
    assert {answer.headers["location"] for answer in answers} == {f"/-/contact/status/{item.key}"}
    assert (item.article, item.about, item.text) == (article, article.public_path, "It was three.\n\nNot two.")
    assert item.due_at - item.received_at == timedelta(days=5)
    assert [step.what for step in item.steps.all()] == ["received"]


def test_no_answer_sets_a_cookie_or_is_kept_by_anybody(reader):
    key = reader.second_step().headers["location"]
    answers = [reader.first_step(), reader.second_step(), reader.get(key), reader.get("/-/contact/report?about=/x"),
               reader.first_step(text=""), reader.get("/-/contact/status/nobody")]  # fmt: skip
    assert not [answer.headers for answer in answers if "set-cookie" in answer.headers]
    assert {answer.headers.get("cache-control", "no-store") for answer in answers} == {"no-store"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"text": "  "}, 422),
        ({"subject": "else"}, 422),
        ({"subject": "takedown"}, 422),
        ({"subject": "takedown", "name": "Asha", "mail": "asha"}, 422),
        ({"text": "x" * 20_001}, 413),
        ({"name": "x" * 201}, 422),
        ({"website": "https://spam.example"}, 422),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(reader, fields, status):
    answer = reader.first_step(**fields)
    assert answer.status == status
    assert 'class="fault"' in answer.body.decode()
    assert html.escape(fields.get("text", FORM["text"]).strip().replace("\r\n", "\n")) in answer.body.decode()
    assert not Item.objects.exists()


def test_characters_that_do_not_show_are_taken_out_and_said(reader):
    page = reader.first_step(text="pay \u202elive\u202c\x00 now \ufffd").body.decode()
    assert "Characters that cannot be shown were taken out" in page
    assert hidden(page)["text"] == "pay live now"


def test_a_token_of_other_words_old_or_forged_shows_the_text_once_more(reader, time_machine):
    fields = hidden(reader.first_step().body.decode())
    for wrong in ({**fields, "text": "Other words"}, {**fields, "token": "x"}):
        answer = reader.post(wrong)
        assert (answer.status, hidden(answer.body.decode())["text"]) == (422, wrong["text"])
    time_machine.move_to(clock.now() + timedelta(days=2))
    answer = reader.post(fields)
    assert answer.status == 422
    assert reader.post(hidden(answer.body.decode())).status == 303
    assert Item.objects.count() == 1


def test_another_site_s_page_sends_nothing_and_the_words_come_back(reader):
    words = "What I wrote. " * 20
    answer = reader.post({**FORM, "text": words}, origin="https://evil.example")
    assert answer.status == 403
    assert words.strip() in answer.body.decode()


def test_so_many_are_taken_from_a_network_and_the_next_keeps_its_text(reader, tables):
    tables(contact=Contact(per_network_an_hour=2))
    for _ in range(2):
        assert reader.second_step().status == 303
    refused = reader.second_step()
    assert refused.status == 429
    assert 0 < int(refused.headers["retry-after"]) <= 3601
    assert hidden(refused.body.decode())["text"] == "It was three.\n\nNot two."
    reader.address = "198.51.100.1"
    assert reader.second_step().status == 303
    assert Item.objects.count() == 3
    assert not Count.objects.filter(network__contains="192").exists()


def test_without_the_database_the_text_comes_back(reader, monkeypatch):
    def gone(*_, **__):
        raise DatabaseError("gone")

    fields = hidden(reader.first_step().body.decode())
    monkeypatch.setattr(actions, "receive", gone)
    answer = reader.post(fields)
    assert (answer.status, answer.headers["retry-after"]) == (503, "300")
    assert hidden(answer.body.decode())["text"] == "It was three.\n\nNot two."


def test_the_form_for_an_article_has_its_address_and_the_reader_s_language(reader):
    page = reader.get("/-/contact/report?about=/2013/06/rivers.html%22%3E").body.decode()
    assert 'value="/2013/06/rivers.html&#34;&gt;"' in page
    arabic = reader.first_step(language="ar").body.decode()
    assert '<html lang="ar" dir="rtl">' in arabic
    assert "أهذا ما تريد إرساله؟" in arabic


def test_a_forged_host_reaches_no_link(reader, mail):
    fields = hidden(reader.first_step(mail="reader@home.example").body.decode())
    reader.post(fields, host="evil.example")
    assert "https://paper.example/-/contact/status/" in Letter.objects.get().text
    assert "evil" not in Letter.objects.get().text


def received(reader, **fields: str) -> Item:
    reader.second_step(**fields)
    return Item.objects.latest("pk")


def test_without_mail_nothing_is_promised_and_with_it_the_reader_hears(reader, tables):
    assert "answer by mail" not in reader.first_step(text="").body.decode()
    received(reader, mail="reader@home.example")
    assert not Letter.objects.exists()
    tables(mail=Mail(server="127.0.0.1", security="none", sender="editors@paper.example"))
    assert "answer by mail" in reader.first_step(text="").body.decode()
    item = received(reader, mail="reader@home.example", language="es")
    letter = Letter.objects.get()
    assert (letter.to_address, letter.language, letter.about) == ("reader@home.example", "es", f"contact:{item.pk}")
    assert letter.subject.startswith("Su carta a The Test Paper")


# the desk


def do(desk, item: Item, verb: str, **data: str):
    return desk.post(f"/desk/inbox/{item.pk}/{verb}/", data)


def test_an_accepted_correction_closes_the_letter_once_readers_see_it(reader, desk, mail, tmp_path):
    paper = Paper(tmp_path)
    article = factories.published()
    paper.run()
    item = received(reader, about=article.public_path, mail="reader@home.example")
    answer = do(desk, item, "correct", words="It was three metres, not two.")
    assert answer.headers["Location"] == f"/desk/pages/{article.pk}/edit/"
    assert "It was three metres" in desk.get(answer.headers["Location"]).content.decode()
    feed.follow(clock.now())
    item.refresh_from_db()
    assert (item.state, item.is_open) == (State.LOOKED_AT, True)
    article.refresh_from_db()
    article.get_latest_revision().publish()
    feed.follow(clock.now())
    item.refresh_from_db()
    assert item.is_open, "the page has not been written yet"
    paper.run()
    assert "It was three metres" in paper.read(article.public_path[1:])
    feed.follow(clock.now())
    item.refresh_from_db()
    assert (item.state, item.is_open) == (State.CORRECTED, False)
    assert Letter.objects.filter(subject__contains="printed your correction").count() == 1
    page = reader.get(f"/-/contact/status/{item.key}").body.decode()
    assert "The article has been corrected." in page


def test_a_takedown_withdraws_the_article_and_stays_in_the_log(reader, desk, tmp_path):
    article = factories.published()
    item = received(reader, subject="takedown", name="=Asha", mail="asha@home.example", about=article.public_path)
    assert item.due_at - item.received_at == timedelta(days=2)
    do(desk, item, "take_down", words="The author asked for it.")
    article.refresh_from_db()
    item.refresh_from_db()
    assert (article.withdrawn_reason, item.state) == ("The author asked for it.", State.TAKEN_DOWN)
    log = desk.get("/desk/inbox/takedowns.csv").content.decode()
    assert "'=Asha" in log
    assert "The author asked for it." in log


def test_a_letter_is_answered_by_mail_and_closed_and_opened(reader, desk, mail, editor):
    item = received(reader, mail="reader@home.example", subject="editors")
    do(desk, item, "take")
    item.refresh_from_db()
    assert (item.assignee, item.state) == (editor, State.LOOKED_AT)
    do(desk, item, "answer", words="Thank you.")
    item.refresh_from_db()
    assert (item.state, item.is_open) == (State.ANSWERED, False)
    assert "Thank you." in Letter.objects.latest("pk").text
    do(desk, item, "reopen")
    do(desk, item, "due", on="2030-01-02")
    do(desk, item, "give_back")
    do(desk, item, "close")
    item.refresh_from_db()
    assert (item.state, item.is_open, item.assignee) == (State.CLOSED, False, None)
    what = [step.what for step in item.steps.all()]
    assert what == ["received", "taken", "answered", "reopened", "due", "given_back", "closed"]
    assert "Thank you." in desk.get(f"/desk/inbox/{item.pk}/").content.decode()


def test_what_cannot_be_done_is_refused(reader, desk):
    item = received(reader)
    for verb in ("answer", "correct", "take_down", "else"):
        assert do(desk, item, verb, words="x").status_code in (302, 403)
    item.refresh_from_db()
    assert item.state == State.RECEIVED


def test_the_inbox_shows_what_is_due_first_and_costs_the_same_however_many(reader, desk, django_assert_max_num_queries):
    first = received(reader)
    now = clock.now()
    Item.objects.bulk_create(
        Item(number=f"{n:032}", key=f"k{n}", subject="editors", text=f"Letter {n}", language="en", received_at=now,
             due_at=now + timedelta(days=n % 30 + 1)) for n in range(300)
    )  # fmt: skip
    Item.objects.filter(pk=first.pk).update(due_at=now - timedelta(days=1))
    with django_assert_max_num_queries(25):
        page = desk.get("/desk/inbox/").content.decode()
    assert page.index(f"/desk/inbox/{first.pk}/") < page.index("Letter ")
    assert "overdue" in page
    assert "open letters" in desk.get("/desk/").content.decode()
    for query in ("subject=editors", "which=mine", "which=late", "which=all&p=3"):
        assert desk.get(f"/desk/inbox/?{query}").status_code == 200


def test_a_person_s_letters_are_exported_and_erased(reader, desk, mail):
    received(reader, mail="Reader@home.example")
    received(reader, mail="other@home.example")
    found = desk.get("/desk/inbox/person/export/?mail=reader@home.example").json()
    assert [each["text"] for each in found] == ["It was three.\n\nNot two."]
    assert "reader@home.example" in desk.get("/desk/inbox/person/?mail=reader@home.example").content.decode()
    desk.post("/desk/inbox/person/", {"mail": "reader@home.example"})
    assert [item.mail for item in Item.objects.all()] == ["other@home.example"]
    assert [letter.to_address for letter in Letter.objects.all()] == ["other@home.example"]


def test_whoever_may_not_read_letters_does_not(reader, client):
    item = received(reader)
    client.force_login(factories.editor("other", superuser=False))
    for path in ("", f"{item.pk}/", "person/", "person/export/?mail=x", "takedowns.csv"):
        assert client.get(f"/desk/inbox/{path}").status_code in (302, 403)


# what is pressed


def test_the_form_stands_in_every_language_under_the_plain_page_s_words(tmp_path):
    paper = Paper(tmp_path)
    paper.full()
    assert 'action="/-/contact"' in paper.read("contact/index.html")
    assert "أبلغ" in paper.read("ar/contact/index.html") or "رسالتك" in paper.read("ar/contact/index.html")
    assert "/contact/" in paper.read("-/en/contact-form.html")
    assert paper.has("-/es/contact-status.html")


def test_an_editor_s_page_stands_above_the_form(tmp_path):

    paper = Paper(tmp_path)
    paper.full()
    page = PlainPage(title="How to reach us", asked_slug="contact", role="contact", locale=factories.locale(),
                     body=factories.body("We read everything."))  # fmt: skip
    home_of(factories.locale()).add_child(instance=page)
    publish_article(page)
    paper.run()
    pressed = paper.read("contact/index.html")
    assert "We read everything." in pressed
    assert 'action="/-/contact"' in pressed
    assert "<h1>How to reach us</h1>" in pressed
    assert not paper.differences()


def test_every_article_leads_to_the_form(tmp_path):
    paper = Paper(tmp_path)
    article = factories.published()
    paper.run()
    assert f'href="/-/contact/report?about={article.public_path}"' in paper.read(article.public_path[1:])
    assert django_settings.ENDPOINTS[0].name == "contact"


def test_a_letter_that_is_opened_again_is_not_closed_by_the_correction_of_before(reader, desk, mail, tmp_path):
    paper = Paper(tmp_path)
    article = factories.published()
    paper.run()
    item = received(reader, about=article.public_path, mail="reader@home.example")
    do(desk, item, "correct", words="It was three metres, not two.")
    article.refresh_from_db()
    article.get_latest_revision().publish()
    paper.run()
    feed.follow(clock.now())
    do(desk, item, "reopen")
    article.refresh_from_db()
    article.title = "Another headline"
    article.save_revision().publish()
    paper.run()
    feed.follow(clock.now())
    item.refresh_from_db()
    assert item.is_open
    assert Letter.objects.filter(subject__contains="printed your correction").count() == 1


@pytest.mark.parametrize("spelled", ["reader@büro.example", "reader@BÜRO.example.", "Reader@xn--bro-hoa.example"])
def test_a_person_is_found_however_the_address_is_spelled(reader, desk, mail, spelled):
    received(reader, mail="reader@Büro.example")
    assert Item.objects.get().mail == Letter.objects.get().to_address == "reader@xn--bro-hoa.example"
    assert len(desk.get("/desk/inbox/person/export/", {"mail": spelled}).json()) == 1
    desk.post("/desk/inbox/person/", {"mail": spelled})
    assert not Item.objects.exists()
    assert not Letter.objects.exists()


def test_a_letter_without_an_address_can_be_erased(reader, desk, mail):
    item, other = received(reader, mail="reader@home.example"), received(reader, mail="reader@home.example", text="Two")
    assert do(desk, item, "erase").headers["Location"] == "/desk/inbox/"
    assert [each.pk for each in Item.objects.all()] == [other.pk]
    assert [each.about for each in Letter.objects.all()] == [f"contact:{other.pk}"]


def test_an_article_that_was_taken_down_for_a_letter_of_any_kind_stands_in_the_log(reader, desk):
    article = factories.published()
    item = received(reader, subject="editors", text="It names my child.", about=article.public_path)
    do(desk, item, "take_down", words="It named a minor.", status="451")
    article.refresh_from_db()
    assert (article.withdrawn_status, resolve(article.public_path).status) == (451, 451)
    log = desk.get("/desk/inbox/takedowns.csv").content.decode()
    assert log.count("It names my child.") == 1


def test_a_locked_article_is_not_corrected_and_what_was_typed_stays(reader, desk, editor):
    article = factories.published()
    item = received(reader, about=article.public_path)
    other = User.objects.create_user("other", "other@paper.example", "x")
    Article.objects.filter(pk=article.pk).update(locked=True, locked_by=other, locked_at=clock.now())
    answer = do(desk, item, "correct", words="It was three metres, as typed.")
    assert answer.status_code == 422
    assert "is locked" in answer.content.decode()
    assert "It was three metres, as typed." in answer.content.decode()
    item.refresh_from_db()
    assert (item.state, item.correction) == (State.RECEIVED, "")


def test_the_receipt_carries_no_text_to_an_address_that_nobody_has_read(reader, desk, mail):
    item = received(reader, mail="stranger@home.example", text="Buy this now")
    assert "Buy this now" not in Letter.objects.get().text
    do(desk, item, "answer", words="Thank you.")
    assert "> Buy this now" in Letter.objects.latest("pk").text


def test_the_form_s_own_address_leads_to_the_page_that_has_it(tmp_path):
    paper = Paper(tmp_path)
    paper.full()
    assert '<form class="write"' in paper.read("contact/index.html")
    page = PlainPage(title="Write to us", role="contact", locale=factories.locale(), live=False, asked_slug="write")
    home_of(page.locale).add_child(instance=page)
    page = publish_article(page)
    paper.run()
    assert '<form class="write"' in paper.read(file_of(page.public_path))
    assert paper.read("contact/index.html").startswith(f"<!doctype html><!--handpress 301 {page.public_path}-->")
    assert not paper.differences()
    withdraw_article(page, reason="No longer.")
    paper.run()
    assert '<form class="write"' in paper.read("contact/index.html")


def test_a_form_that_moves_leaves_one_way_to_it(tmp_path):
    paper = Paper(tmp_path)
    paper.full()
    page = PlainPage(title="Contact", role="contact", locale=factories.locale(), live=False, asked_slug="contact")
    home_of(page.locale).add_child(instance=page)
    page = publish_article(page)
    paper.run()
    assert '<form class="write"' in paper.read("contact/index.html")
    page = move_article_address(page, "write-to-us")
    paper.run()
    moved = f"<!doctype html><!--handpress 301 {page.public_path}-->"
    assert paper.read("contact/index.html").startswith(moved)
    assert not paper.differences()
    paper.full()
    assert paper.read("contact/index.html").startswith(moved)
    page = withdraw_article(page, reason="No longer.")
    paper.run()
    assert '<form class="write"' in paper.read("contact/index.html")
    assert not paper.differences()
