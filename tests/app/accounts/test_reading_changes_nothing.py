"""A GET, which a picture on any page can ask for in an editor's name, changes nothing that anybody would miss."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from tests import factories

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
# What Wagtail and Django note of who looks, and make once of what is looked at.
NOTED = (
    "wagtailadmin_editingsession",
    "wagtailcore_pagesubscription",
    "wagtailusers_userprofile",
    "accounts_desksession",
    "newsroom_picturerendition",
)


def routes(patterns=None, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, list[object]]]:
    """The name of every address of the desk, with the numbers of records that it asks for."""
    for each in patterns or get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)
        elif isinstance(each, URLPattern) and each.name:
            converters = each.pattern.converters
            yield ":".join((*spaces, each.name)), [_value(name, kind) for name, kind in converters.items()]


def _value(name: str, kind) -> object:
    return 1 if kind.regex == "[0-9]+" else {"kind": "author", "verb": "look_at"}.get(name, "1")


@pytest.fixture
def magazine():
    """One of most things."""
    article = factories.published("Rivers", bylines=[factories.author()], tags=[factories.tag()])
    factories.section()
    factories.source()
    factories.picture()
    return article


def test_no_address_of_the_desk_writes_when_it_is_read(magazine, editor, client):
    client.force_login(editor)
    client.raise_request_exception = False
    wrote, answered = {}, 0
    for name, values in dict(routes()).items():
        try:
            address = reverse(name, args=values)
        except NoReverseMatch:
            continue
        for pk in {1, magazine.pk} if 1 in values else {0}:
            address = reverse(name, args=[pk if value == 1 else value for value in values])
            with CaptureQueriesContext(connection) as seen:
                answered += client.get(address).status_code == 200
            statements = [each["sql"] for each in seen.captured_queries if each["sql"].startswith(WRITES)]
            if told := [each[:120] for each in statements if not any(table in each for table in NOTED)]:
                wrote[f"{name} {address}"] = told
            assert client.session.get("_auth_user_id") == str(editor.pk), address
    assert wrote == {}
    assert answered > 100
