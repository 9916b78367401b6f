"""One answer for an old path: asked for alone or among many, pressed as a notice, written into servers' maps."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handpress.addresses import actions, answers
from handpress.addresses.answers import Answer, Known, resolve, resolve_all
from handpress.addresses.models import Address
from handpress.edition.recipes.notices import MapRecipe, NoticeRecipe
from handpress.kit.offers import OfferTaken
from handpress.newsroom.actions import articles
from handpress.newsroom.actions.filing import home_of
from handpress.newsroom.models import Article, PlainPage
from handpress.reading.whereabouts import LOOKS
from tests import factories

LINE = re.compile(r'"((?:[^"\\]|\\.)*)" (?:"((?:[^"\\]|\\.)*)"|(410|451));\n')
STATES = ("live", "redirect", "redirect", "redirect", "gone")


def _plain(title: str, **fields) -> PlainPage:
    page = PlainPage(title=title, locale=factories.locale(), live=False, **fields)
    home_of(page.locale).add_child(instance=page)
    return page


def _cast() -> list[str]:
    """Keys of records in every state that there is, and of some that there are not."""
    shown = factories.published(published_on=date(2013, 6, 13))
    withdrawn = articles.withdraw_article(factories.published("Wells"), reason="It named a minor.", status=451)
    Article.objects.filter(pk=(hidden := factories.published("Dams")).pk).update(is_public=False)
    introduction, about = _plain("Links", role="links"), _plain("About us", role="about")
    articles.publish_article(about)
    records = [shown, withdrawn, hidden, factories.draft("Never seen"), introduction, about]
    records += [factories.section(), factories.author(), factories.source(), factories.tag()]
    return ["", "article:987654", "section:987654", "mirror:3", *(each.record for each in records)]


def _paths() -> list[str]:
    forms = ("/old/{n}.htm", "/Old/{n}/", "/es/viejo/{n}", "/index.php?id={n}", '/q"uoted/{n}.html', "/links/{n}/x.htm")
    return ["/links/", "/es/links/", "/archive/", *(form.format(n=n) for n in range(8) for form in forms)]


def _fill(random: Random, records: list[str]) -> None:
    """Rows that no verb would write, too; of one record one at most is live, as the table holds."""
    alive = set(Address.objects.filter(state="live").values_list("record", flat=True))
    for path in _paths():
        state, record = random.choice(STATES), random.choice(records)
        state = "redirect" if state == "live" and record in alive else state
        alive |= {record} if state == "live" and record else set()
        to_path = random.choice(["", "", "/archive/", path, *_paths()]) if state == "redirect" else ""
        reason = random.choice(["", "Our mistake."])
        Address.objects.create(
            path=path, state=state, record=record, to_path=to_path, reason=reason, gone_status=random.choice([410, 451])
        )


def _pressed() -> dict[str, tuple[int, str, str]]:
    """What notices say: status, the place that they lead to, the reason."""
    recipe = NoticeRecipe()
    found = {}
    for reading in recipe.read(list(recipe.everything())):
        said = reading.record.context
        found[reading.subject] = (said["status"], said["to"], said["reason"])
    return found


def _mapped() -> dict[str, tuple[int, str]]:
    """What the maps say: status and place."""
    recipe = MapRecipe()
    found = {}
    for reading in recipe.read(list(recipe.everything())):
        for path, to, gone in LINE.findall(reading.record):
            found[path.replace('\\"', '"')] = (int(gone or 301), to.replace('\\"', '"'))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_whoever_is_asked_says_the_same_of_every_path(seed):
    _fill(Random(seed), _cast())
    paths = [*Address.objects.values_list("path", flat=True), "/never/was/"]
    together = resolve_all(paths)
    assert together == {path: resolve(path) for path in paths}
    notices, maps = _pressed(), _mapped()
    for path, answer in together.items():
        said = (answer.status, answer.to_path, answer.reason) if answer.is_notice else None
        assert notices.pop(path, None) == said, path
        assert maps.pop(path, None) == (said and said[:2]), path
    assert not notices
    assert not maps


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_notes_what_its_pages_note(seed):
    _fill(Random(seed), _cast())
    for reading in NoticeRecipe().read(list(NoticeRecipe().everything())):
        assert resolve(reading.subject).keys <= set(reading.trace.keys)


def test_another_spelling_leads_to_the_page_and_to_nothing_else():
    article = factories.published()
    actions.redirect("/Old.htm", record=article.record)
    assert resolve(article.public_path.upper()) == Answer(301, article.record, article.public_path)
    assert resolve("/OLD.HTM") == resolve("/Old.htm") == Answer(301, article.record, article.public_path)


def test_a_page_that_readers_do_not_see_is_gone_whatever_its_row_says():
    article = factories.published()
    actions.redirect("/old.htm", record=article.record)
    Article.objects.filter(pk=article.pk).update(is_public=False)  # by a script: nobody released the address
    assert resolve(article.public_path).status == resolve("/old.htm").status == 410


def test_the_address_of_a_draft_is_quiet_until_it_is_published():
    article = factories.draft()
    actions.redirect("/old.htm", record=article.record)
    assert resolve("/old.htm") == Answer(404, article.record)
    articles.publish_article(article)
    assert resolve("/old.htm").status == 301


def test_lists_and_the_introduction_to_the_links_are_where_readers_of_the_language_find_them():
    author, page = factories.author(), _plain("Good reading", role="links")
    actions.redirect("/by/7", record=author.record)
    actions.redirect("/es/por/7", record=author.record)
    page = articles.publish_article(page)
    assert resolve("/by/7").to_path == "/author/asha-rao/"
    assert resolve("/es/por/7").to_path == "/es/author/asha-rao/"
    assert resolve(page.public_path).to_path == "/links/"


def test_what_is_gone_keeps_the_reason_of_its_record_under_every_path():
    article = articles.move_article_address(factories.published(published_on=date(2013, 6, 13)), "waters")
    articles.withdraw_article(article, reason="It named a minor.")
    assert resolve("/2013/06/rivers-of-the-plain.html").reason == resolve(article.public_path).reason != ""


def test_many_paths_cost_as_many_queries_as_a_few():
    _fill(Random(1), _cast())
    paths = list(Address.objects.values_list("path", flat=True))
    with CaptureQueriesContext(connection) as few:
        resolve_all(paths)
    Address.objects.bulk_create(
        Address(path=f"/x/{n}", path_key=f"/x/{n}", state="redirect", record=f"section:{n}") for n in range(400)
    )
    with CaptureQueriesContext(connection) as many:
        resolve_all([*paths, *(f"/x/{n}" for n in range(400))])
    assert len(many) <= len(few) <= 8


def test_an_app_may_know_of_its_own_records_and_of_nobody_elses():
    actions.redirect("/old.htm", record="mirror:3")
    with answers.offers.replaced(edition=LOOKS):
        answers.offer("mirrors", {"mirror": lambda ids: {id: Known(place=lambda path: "/mirrors/") for id in ids}})
        assert resolve("/old.htm") == Answer(301, "mirror:3", "/mirrors/")
        with pytest.raises(OfferTaken):
            answers.offer("another", {"article": lambda ids: {}})
        with pytest.raises(OfferTaken):
            answers.offer("mirrors", {})
    assert resolve("/old.htm").status == 410


def test_without_anybody_who_knows_the_rows_are_believed():
    article = factories.published()
    with answers.offers.replaced():
        assert resolve(article.public_path) == Answer(200, article.record)
