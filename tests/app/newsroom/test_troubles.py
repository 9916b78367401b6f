"""Whatever goes wrong, the desk says it in its own manner, and gives back what was typed."""

from __future__ import annotations

import json

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import reverse

from handpress.newsroom.desk.articles import ArticleIndexView

TEXT = "It was three metres, as was typed by somebody who has to go home soon. " * 3
RICH = json.dumps({"blocks": [{"key": "a", "text": TEXT}, {"key": "b", "text": "Second"}], "entityMap": {}})
RAISED = {
    OperationalError("database is locked"): (503, "The desk is busy"),
    InterfaceError("the connection is closed"): (503, "The desk is busy"),
    RuntimeError("no reason"): (500, "Something went wrong here"),
    SuspiciousOperation("odd"): (400, "This could not be read"),
}


@pytest.fixture
def raising(monkeypatch, desk):
    def use(exception):
        def fail(*args, **kwargs):
            raise exception

        monkeypatch.setattr(ArticleIndexView, "dispatch", fail)
        desk.raise_request_exception = False
        return desk

    return use


@pytest.mark.parametrize("exception", RAISED, ids=lambda each: type(each).__name__)
def test_no_page_of_the_framework_is_shown_and_what_was_typed_comes_back(raising, exception):
    answer = raising(exception).post(reverse("articles:index"), {"a": TEXT, "b": RICH, "c": "short"})
    page = answer.content.decode()
    assert (answer.status_code, RAISED[exception][1] in page) == (RAISED[exception][0], True)
    assert page.startswith("<!doctype html>")
    assert page.count("<textarea") == page.count("</textarea>") == 2
    assert page.count(TEXT.strip()) == 2
    assert "Second" in page and "entityMap" not in page
    assert ("Retry-After" in answer.headers) == (answer.status_code == 503)


def test_a_database_that_is_away_costs_a_line_of_the_log_each_time(raising, caplog):
    raising(OperationalError("database is locked")).get(reverse("articles:index"))
    (record,) = [each for each in caplog.records if each.levelname == "ERROR" and each.name == "handpress.desk"]
    assert record.exc_info is None
    assert "database is locked" in record.getMessage()
    assert not [each for each in caplog.records if each.exc_info]


def test_a_form_that_is_out_of_date_keeps_what_was_typed(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post(reverse("articles:index"), {"a": TEXT, "b": "<script>" + "x" * 100})
    page = answer.content.decode()
    assert (answer.status_code, "This form is out of date" in page) == (403, True)
    assert TEXT.strip() in page
    assert "<script>" not in page


@pytest.mark.parametrize("path", ["/desk/reports/none/", "/desk/snippets/newsroom/none/", "/desk/pages/99999/edit/"])
def test_an_address_that_the_desk_does_not_have_is_said_in_its_own_manner(desk, path):
    answer = desk.get(path)
    page = answer.content.decode()
    assert (answer.status_code, "There is nothing here" in page, "Wagtail" in page) == (404, True, False)
    assert 'href="/desk/"' in page and "What stood here was moved or deleted." in page


def test_what_cannot_be_read_is_said_too(desk):
    kind = "multipart/form-data; boundary=" + "y" * 300
    answer = desk.generic("POST", reverse("wagtailadmin_login"), b"--x\r\nnothing", content_type=kind)
    assert answer.status_code == 400
    assert "This could not be read" in answer.content.decode()


def test_an_address_that_is_none_has_a_page_of_the_desk_s(desk):
    answer = desk.get("/desk/nothing-here/at-all/")
    assert answer.status_code == 404
    assert b"<h1>Not Found</h1>" not in answer.content
    answer = desk.get("/nothing-here/")
    assert (answer.status_code, "There is nothing here" in answer.content.decode()) == (404, True)


def test_who_may_not_is_told_so(desk, monkeypatch):
    monkeypatch.setattr(ArticleIndexView, "dispatch", _refuse)
    answer = desk.get(reverse("articles:index"))
    assert answer.status_code in (302, 403)
    assert b"<h1>403 Forbidden</h1>" not in answer.content


def _refuse(*args, **kwargs):
    raise PermissionDenied
