"""What can be an address and where one can lead: said alike by verbs, by the desk's form, and by what is printed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from handpress.addresses import actions
from handpress.addresses.acceptable import Refusal, path_refusal, target_refusal
from handpress.addresses.errors import PATH_WORDS, AddressRefused
from handpress.addresses.models import Address
from handpress.edition.recipes.notices import MapRecipe, NoticeRecipe
from handpress.server.notices import read_notice
from tests import factories

PATHS = {
    "": Refusal.ODD,
    "old.htm": Refusal.ODD,
    "//host.example/": Refusal.ODD,
    "/a//b.htm": Refusal.ODD,
    "/a/../b.htm": Refusal.ODD,
    "/a\r\nSet-Cookie: b": Refusal.ODD,
    "/a\u2028b": Refusal.ODD,
    "/a\\b": Refusal.ODD,
    "/a\0": Refusal.ODD,
    "javascript:alert(1)": Refusal.ODD,
    "https://host.example/": Refusal.ODD,
    "/x?" + "q" * 201: Refusal.QUERY,
    "/x?a/b": Refusal.QUERY,
    "/.htaccess": Refusal.HIDDEN,
    "/.handpress/redirects/0a.map": Refusal.HIDDEN,
    "/page.html.br": Refusal.HIDDEN,
    "/" + "x" * 201 + ".htm": Refusal.LONG,
    "/" + "x/" * 260: Refusal.LONG,
    "/desk/login/": Refusal.ELSEWHERE,
    "/DESK": Refusal.ELSEWHERE,
    "/-/contact": Refusal.ELSEWHERE,
    "/i/picture.webp": Refusal.ELSEWHERE,
    "/": Refusal.OWN,
    "/index.html": Refusal.OWN,
    "/es/": Refusal.OWN,
    "/robots.txt": Refusal.OWN,
    "/sitemap.xml": Refusal.OWN,
    "/2013/06/": Refusal.OWN,
    "/archive/": Refusal.OWN,
    "/search/?q=x": Refusal.OWN,
    "/feeds/all.xml": Refusal.OWN,
}
TARGETS = {
    "archive/": Refusal.ODD,
    "//host.example/": Refusal.ODD,
    "https://host.example/": Refusal.ODD,
    "/a\r\nSet-Cookie: b": Refusal.ODD,
    "/a\nb": Refusal.ODD,
    " /a": Refusal.ODD,
    "/a\\..\\b": Refusal.ODD,
    "/desk/": Refusal.ELSEWHERE,
    "/-/contact": Refusal.ELSEWHERE,
    "/.handpress/ledger": Refusal.ELSEWHERE,
    "/Old.htm": Refusal.ITSELF,
    "/old.htm#top": Refusal.ITSELF,
    "/" + "x" * 500: Refusal.LONG,
}
FINE = ("/archive/", "/2013/06/rivers.html#notes", "/index.php?id=7&page=2", "/d/report.pdf", "/नदी/", "/a%20b.htm")


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_nothing_can_answer_is_refused_and_why(path):
    assert path_refusal(path) == PATHS[path]
    for write in (lambda: actions.redirect(path, to_path="/archive/"), lambda: actions.mark_gone(path, "Never was")):
        with pytest.raises(AddressRefused) as refused:
            write()
        assert (refused.value.field, str(refused.value)) == ("path", str(PATH_WORDS[PATHS[path]]) % {"path": path})
    assert not Address.objects.exists()


@pytest.mark.parametrize("to_path", TARGETS)
def test_a_place_that_none_can_lead_to_is_refused_and_why(to_path):
    assert target_refusal("/old.htm", to_path) == TARGETS[to_path]
    with pytest.raises(AddressRefused) as refused:
        actions.redirect("/old.htm", to_path=to_path)
    assert refused.value.field == "to_path"
    assert not Address.objects.exists()


@pytest.mark.parametrize("to_path", FINE)
def test_what_is_fine_is_taken(to_path):
    assert actions.redirect("/old.htm", to_path=to_path).to_path == to_path


def test_no_redirects_go_in_a_circle():
    actions.redirect("/one.htm", to_path="/two.htm")
    actions.redirect("/two.htm", to_path="/three.htm")
    with pytest.raises(AddressRefused) as refused:
        actions.redirect("/three.htm", to_path="/One.htm")
    assert refused.value.refusal is Refusal.LOOP
    assert actions.redirect("/three.htm", to_path="/archive/").to_path == "/archive/"


@pytest.mark.parametrize(
    ("path", "to_path", "at"),
    [
        *((path, "/archive/", "path") for path in ("/", "/robots.txt", "/desk/login/", "//host.example/")),
        *(
            ("/old.htm", to_path, "to_path")
            for to_path in ("/old.htm", "//host.example/", "/desk/", "https://x.example/")
        ),
    ],
)
def test_the_desk_s_form_says_so_at_the_field(desk, path, to_path, at):
    url = reverse("wagtailsnippets_addresses_address:add")
    answer = desk.post(url, {"path": path, "state": "redirect", "to_path": to_path, "gone_status": "410"})
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {at}
    assert not Address.objects.exists()


def test_what_was_written_past_the_door_is_printed_in_no_map():
    for path, to_path in (
        ("/one.htm", "/a\r\nSet-Cookie: b"),
        ("/two\n.htm", "/b"),
        ("/three.htm", "/$host"),
        ("/four.htm", "/c"),
    ):
        Address.objects.create(path=path, state="redirect", to_path=to_path)
    recipe = MapRecipe()
    lines = "".join(reading.record for reading in recipe.read(list(recipe.everything())))
    assert lines == '"/four.htm" "/c";\n'


def test_an_ampersand_arrives_as_one():
    actions.redirect("/old.htm", to_path="/index.php?id=7&copy=2&amp=3")
    recipe = NoticeRecipe()
    (reading,) = recipe.read(["/old.htm"])
    notice = read_notice(recipe.press(reading))
    assert notice is not None
    assert notice.target == "/index.php?id=7&copy=2&amp=3"


def test_a_living_page_is_led_to_by_any_of_its_old_names():
    article = factories.published()
    assert actions.redirect("/rivers130603.htm", record=article.record).record == article.record
