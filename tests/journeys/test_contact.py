"""A reader without scripts reports an error; the desk corrects the article; mail and the reader's page say so.

Also with the mail server away, and through nginx.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys
from tests.journeys.browsing import Browser
from tests.journeys.desk_forms import Editor
from tests.journeys.letters import TOML, UNLIMITED, Post, confirmed, multipart
from tests.journeys.pressing import until
from tests.journeys.serving import Reply, ask, free_port, running
from tests.journeys.test_cli import handpress
from tests.journeys.test_engine import PUBLISH, in_django
from tests.journeys.test_server_and_nginx import NGINX, needs_nginx
from tests.journeys.test_supervisor import served

pytestmark = pytest.mark.slow

TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
THROUGH_NGINX = [pytest.mark.nginx, needs_nginx]


@dataclass
class House:
    """A publication that `handpress run` serves, its mail server, an editor signed in."""

    folder: Path
    port: int
    post: Post
    editor: Editor
    password: str

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "data" / "handpress.sqlite3", timeout=30) as database:
            return database.execute(sql).fetchall()

    def do(self, item: int, verb: str, **fields: str) -> Reply:
        """What the desk's form for one verb sends."""
        page = self.editor.ask(f"/desk/inbox/{item}/")[2].decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert token, page[:500]
        body, kind = multipart({"csrfmiddlewaretoken": token[1], **fields})
        return Reply(*self.editor.ask(f"/desk/inbox/{item}/{verb}/", "POST", body, kind))


@pytest.fixture(scope="module")
def house(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = Path(shutil.copytree(pristine, tmp_path_factory.mktemp("contact") / "paper"))
    post = Post()
    file = folder / "handpress.toml"
    file.write_text(file.read_text() + TOML.format(port=post.port) + UNLIMITED)
    assert handpress("-C", str(folder), "upgrade").returncode == 0
    in_django(folder, PUBLISH.replace("(1, 2, 3)", "range(1, 9)"))
    assert handpress("-C", str(folder), "press", "--full").returncode == 0
    done = handpress("-C", str(folder), "user", "editor", "--json")
    password = re.search(r'"password": "([^"]+)"', done.stdout)
    assert password, done.stderr
    post.come()
    with served(folder) as (_process, port):
        until(lambda: ask(port, "/desk/login/").status == 200, "the desk answers")
        until(lambda: ask(port, "/-/contact/report").status == 200, "the public process answers")
        editor = Editor(port)
        editor.sign_in("editor", password[1])
        yield House(folder, port, post, editor, password[1])
    post.go()


@dataclass
class Door:
    """A server that stands before the magazine. nginx reads what is gone when it is told to."""

    port: int
    configuration: Path | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reload(self) -> None:
        if self.configuration:
            subprocess.run([str(NGINX), "-c", str(self.configuration), "-s", "reload"], check=True)


@pytest.fixture(scope="module")
def doors(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Door]]:
    if NGINX is None:
        yield {"own": Door(house.port)}
        return
    folder, port = tmp_path_factory.mktemp("nginx"), free_port()
    done = handpress("-C", str(house.folder), "config", "nginx", "--listen", f"127.0.0.1:{port}")
    assert done.returncode == 0, done.stderr
    site = done.stdout.replace("127.0.0.1:8000", f"127.0.0.1:{house.port}")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in TEMPORARY)
    user = "user root;" if os.geteuid() == 0 else ""  # the test's folder may be readable by its owner only
    file = folder / "nginx.conf"
    file.write_text(
        f"{user}daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log stderr error;\n"
        f"events {{}}\nhttp {{ access_log off;\n{temporary}{site}}}\n"
    )
    with running([str(NGINX), "-c", str(file)], port):
        yield {"own": Door(house.port), "nginx": Door(port, file)}


@pytest.mark.browser
@pytest.mark.parametrize(("door", "number"), [("own", 1), pytest.param("nginx", 2, marks=THROUGH_NGINX)])
def test_an_error_is_reported_corrected_and_said(
    house: House, doors: dict[str, Door], tmp_path: Path, door: str, number: int
) -> None:
    article, mail = f"/2013/06/piece-{number}.html", f"reader@{door}.example"
    status = _report(Browser(tmp_path / "reader", doors[door].origin), article, mail)
    until(lambda: len(house.post.to(mail)) == 1, "the receipt has come by mail")
    assert status in house.post.to(mail)[0].get_content()
    assert b"It has arrived." in ask(doors[door].port, status).body

    ((item,),) = house.rows(f"SELECT id FROM contact_item WHERE mail = '{mail}'")
    _correct_and_publish(Browser(tmp_path / "editor", doors[door].origin), house, item)
    file = house.folder / "public" / article[1:]
    until(lambda: "It said two metres; it was three." in file.read_text(), "the corrected article is live")
    until(lambda: b"The article has been corrected." in ask(doors[door].port, status).body, "the reader's page says so")
    until(lambda: len(house.post.to(mail)) == 2, "and a mail does")
    assert house.rows(f"SELECT state, is_open FROM contact_item WHERE id = {item}") == [("corrected", 0)]


def _report(browser: Browser, article: str, mail: str) -> str:
    """Report an error as a reader without scripts does; the address of the status page."""
    try:
        browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
        browser.driver.get(browser.origin + article)
        browser.click("p.report a")
        assert browser.driver.find_element("name", "about").get_attribute("value") == article
        browser.driver.find_element("name", "text").send_keys("It was three metres, not two.")
        browser.driver.find_element("name", "mail").send_keys(mail)
        browser.click("form.write button")
        until(lambda: browser.driver.find_elements("css selector", "dl.sent"), "what will be sent is shown")
        assert "It was three metres" in browser.driver.find_element("css selector", "dl.sent").text
        browser.click("form.write button:not(.plain)")
        until(lambda: "/-/contact/status/" in browser.driver.current_url, "the reader's page is there")
        assert "It has arrived." in browser.driver.find_element("css selector", "main").text
        assert browser.driver.get_cookies() == []
        return browser.driver.current_url.removeprefix(browser.origin)
    finally:
        browser.driver.quit()


def _correct_and_publish(browser: Browser, house: House, item: int) -> None:
    """What an editor does, by the keyboard: from the inbox into the article's draft, and publish it."""
    find = browser.driver.find_element
    try:
        browser.driver.get(f"{browser.origin}/desk/inbox/")
        find("name", "username").send_keys("editor")
        find("name", "password").send_keys(house.password, Keys.ENTER)
        until(lambda: "login" not in browser.driver.current_url, "the editor is in")
        browser.driver.get(f"{browser.origin}/desk/inbox/")
        find("css selector", f'a[href="/desk/inbox/{item}/"]').send_keys(Keys.ENTER)
        until(lambda: browser.driver.current_url.endswith(f"/inbox/{item}/"), "the letter is open")
        find("css selector", "#correct_words").clear()
        find("css selector", "#correct_words").send_keys("It said two metres; it was three.", Keys.TAB)
        browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
        until(lambda: "/desk/pages/" in browser.driver.current_url, "the article's draft is open")
        browser.measure("document.querySelector('[name=action-publish]').click()")
        saved = "return document.querySelector('.messages .success')?.textContent || ''"
        until(lambda: "published" in str(browser.measure(saved)), "the article is published")
    finally:
        browser.driver.quit()


@pytest.mark.parametrize(("door", "number"), [("own", 3), pytest.param("nginx", 4, marks=THROUGH_NGINX)])
def test_what_is_taken_down_is_gone_with_its_reason(
    house: House, doors: dict[str, Door], door: str, number: int
) -> None:
    port, page = doors[door].port, f"/2013/06/piece-{number}.html"
    fields = {"subject": "takedown", "about": page, "name": "Asha", "mail": f"asha@{door}.example", "text": "Mine."}
    assert confirmed(port, **fields).status == 303
    ((item,),) = house.rows(f"SELECT id FROM contact_item WHERE mail = 'asha@{door}.example'")
    lists = ("index.html", "2013/06/index.html", "feeds/all.xml", "sitemaps/2013-06.xml")
    files = [house.folder / "public" / each for each in lists]
    assert [page in each.read_text() for each in files] == [True] * len(lists)
    house.do(item, "take_down", words="Its author asked for it.")
    until(lambda: b"Its author asked for it." in ask(port, page).body, "it is gone")
    doors[door].reload()
    until(lambda: ask(port, page).status == 410, "it answers so")
    assert b"Its author asked for it." in ask(port, page).body
    until(lambda: not [each for each in files if each.exists() and page in each.read_text()], "lists leave it out")


def test_a_mail_server_that_is_away_loses_nothing(house: House) -> None:
    house.post.go()
    assert confirmed(house.port, mail="patient@home.example").status == 303
    until(lambda: house.rows("SELECT count(*) FROM outgoing_letter WHERE said <> ''") != [(0,)], "the desk says why")
    assert b"does not answer" in house.editor.ask("/desk/mail/?state=waiting")[2]
    house.post.come()
    with sqlite3.connect(house.folder / "data" / "handpress.sqlite3", timeout=30) as database:
        database.execute("UPDATE outgoing_letter SET next_at = created_at WHERE state = 'waiting'")
    until(lambda: house.post.to("patient@home.example"), "it comes when the server is back")


@pytest.mark.browser
@pytest.mark.node
def test_the_inbox_is_for_every_editor_s_language_window_and_keyboard(house: House, tmp_path: Path) -> None:
    long = "x" * 180
    fields = {"subject": "takedown", "about": f"/{long}.html", "name": f"آشا {long}", "mail": "asha@home.example"}
    assert confirmed(house.port, text=f"word {long} {long}", **fields).status == 303
    ((item,),) = house.rows("SELECT max(id) FROM contact_item")
    pages = ("/desk/inbox/", f"/desk/inbox/{item}/", "/desk/inbox/person/?mail=asha@home.example")
    browser = Browser(tmp_path / "editor", f"http://127.0.0.1:{house.port}")
    try:
        browser.driver.get(f"{browser.origin}/desk/login/")
        browser.driver.find_element("name", "username").send_keys("editor")
        browser.driver.find_element("name", "password").send_keys(house.password, Keys.ENTER)
        until(lambda: "login" not in browser.driver.current_url, "the editor is in")
        found = {}
        for language in ("en", "es", "ar", "hi"):
            in_django(house.folder, SPEAK.format(language=language))
            for page in pages:
                for width in (390, 1280) if language in ("en", "ar") else (390,):
                    browser.look(page, width=width)
                    found[language, page, width] = [*browser.violations(), *browser.measure(FIND_TOO_WIDE)]
        assert {where: faults for where, faults in found.items() if faults} == {}
    finally:
        browser.driver.quit()


DESK_PAGES = (
    "/desk/", "/desk/articles/", "/desk/images/", "/desk/images/add/", "/desk/images/multiple/add/", "/desk/inbox/",
    "/desk/documents/multiple/add/", "/desk/snippets/newsroom/author/add/", "/desk/snippets/newsroom/section/add/",
    "/desk/snippets/newsroom/menu/edit/1/", "/desk/settings/newsroom/magazine/", "/desk/users/new/", "/desk/account/",
    "/desk/account/signing-in/", "/desk/reports/site-history/", "/desk/press/", "/desk/background/",
    "/desk/groups/new/",
)  # fmt: skip


@pytest.mark.browser
def test_the_desk_loads_nothing_from_elsewhere_and_misses_nothing(house: House, tmp_path: Path) -> None:
    browser = Browser(tmp_path / "desk", f"http://127.0.0.1:{house.port}")
    try:
        browser.driver.get(f"{browser.origin}/desk/login/")
        browser.driver.find_element("name", "username").send_keys("editor")
        browser.driver.find_element("name", "password").send_keys(house.password, Keys.ENTER)
        until(lambda: "login" not in browser.driver.current_url, "the editor is in")
        (article, parent), *_ = house.rows(
            "SELECT article.page_ptr_id, parent.id FROM newsroom_article article JOIN wagtailcore_page page ON"
            " page.id = article.page_ptr_id JOIN wagtailcore_page parent ON page.path LIKE parent.path || '____'"
        )
        forms = (f"/desk/pages/{article}/edit/", f"/desk/pages/add/newsroom/article/{parent}/")
        for page in (*forms, *DESK_PAGES):
            browser.driver.get(f"{browser.origin}{page}")
            said = [each for each in browser.complaints() if "Content Security Policy" in each]
            assert said == [], page
        policy = house.editor.ask("/desk/")[1]["content-security-policy"]
        assert "default-src 'none'" in policy
    finally:
        browser.driver.quit()


SPEAK = """
from wagtail.users.models import UserProfile
from handpress.newsroom.models import User
editor = User.objects.get(username="editor")
UserProfile.objects.update_or_create(user=editor, defaults={{"preferred_language": "{language}"}})
"""
# What is wider than the window; Wagtail's menu waits beside it.
FIND_TOO_WIDE = """
const width = document.documentElement.clientWidth, found = [];
if (document.documentElement.scrollWidth > width) found.push("the page is " + document.documentElement.scrollWidth);
for (const node of document.querySelectorAll("main *")) {
  const box = node.getBoundingClientRect();
  if (box.width && (box.right > width + 1 || box.left < -1)) found.push(node.tagName + "." + node.className);
}
return found.slice(0, 5);
"""
