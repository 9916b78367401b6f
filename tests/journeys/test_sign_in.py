"""Signing in as people do it: Chromium, an app's codes, a virtual authenticator; guessing through nginx."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django_otp.oath import TOTP
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.wait import WebDriverWait
from tests.journeys.browsing import AXE, Browser
from tests.journeys.databases import SERVER, database
from tests.journeys.pressing import environment
from tests.journeys.serving import Reply, ask, free_port, listens, running
from tests.journeys.test_cli import handpress
from tests.journeys.test_server_and_nginx import NGINX, needs_nginx, nginx_file
from tests.journeys.test_supervisor import until
from tests.programs import end, finished

pytestmark = pytest.mark.slow

KEPT = os.environ.get("HANDPRESS_TEST_PICTURES", "")  # a folder for pictures of the pages
STRANGER, EDITOR = "198.51.100.9", "203.0.113.7"
LINE = re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} handpress\.signin WARNING sign-in failed from (\S+): (.*)$")


@dataclass
class House:
    """A publication that `handpress run` serves at localhost, which browsers make passkeys for."""

    folder: Path
    port: int
    user: str
    password: str
    log: Path

    def failures(self) -> list[tuple[str, str]]:
        """Whose sign-ins failed, and how, as the log has it."""
        return [found.groups() for line in self.log.read_text().splitlines() if (found := LINE.match(line))]  # type: ignore[misc]


@contextmanager
def served(folder: Path, toml: str) -> Iterator[House]:
    port = free_port()
    folder.parent.mkdir(exist_ok=True)
    folder.parent.chmod(0o755)
    done = handpress("init", str(folder), "--name", "The Paper", "--json")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    file = folder / "handpress.toml"
    text = re.sub(r"(?m)^base_url = .*\n", "", file.read_text())
    file.write_text(f'base_url = "http://localhost:{port}"\n{text}\n{toml}')
    log = folder.parent / "log"
    command = [sys.executable, "-m", "handpress.cli", "-C", str(folder), "run", "--port", str(port)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with log.open("w") as stderr:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=stderr, text=True, env=environment)
        try:
            until(process, lambda: listens(port) and ask(port, "/desk/login/").status == 200)
            yield House(folder, port, said["user"], said["password"], log)
        finally:
            end(process, within_s=15)


# In a browser


class Person:
    """Somebody with a browser and a virtual authenticator."""

    def __init__(self, browser: Browser, house: House) -> None:
        self.browser, self.driver, self.house = browser, browser.driver, house
        self.found: dict[str, list[str]] = {}

    def at(self, path: str) -> None:
        self.wait(lambda: self.driver.current_url.removeprefix(self.browser.origin).partition("?")[0] == path)
        if AXE.exists():
            self.found[path] = self.browser.violations()

    def wait(self, is_so) -> None:  # type: ignore[no-untyped-def]
        try:
            WebDriverWait(self.driver, 30, ignored_exceptions=[WebDriverException]).until(lambda driver: is_so())
        except TimeoutException:
            raise AssertionError(f"{self.driver.current_url}: {self.text()[:2000]}") from None

    def write(self, name: str, text: str) -> None:
        field = self.driver.find_element("name", name)
        field.clear()
        field.send_keys(text)

    def press(self, words: str) -> None:
        self.driver.find_element("xpath", f"//button[contains(., '{words}')]|//a[contains(., '{words}')]").click()

    def sign_in(self) -> None:
        self.write("username", self.house.user)
        self.write("password", self.house.password)
        self.driver.find_element("css selector", ".login-form button[type=submit]").click()

    def sign_out(self) -> None:
        self.browser.look("/desk/logout/")
        self.at("/desk/logout/")
        self.press("Sign out")
        self.at("/desk/login/")

    def text(self) -> str:
        return str(self.driver.find_element("tag name", "body").text)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Publishers need a second factor."""
    folder = tmp_path_factory.mktemp("strict") / "paper"
    with served(folder, "[desk]\nsecond_factor_to_publish = true\n") as house:
        yield house


@pytest.fixture
def person(strict: House, tmp_path: Path) -> Iterator[Person]:
    for program in ("chromium", "chromedriver"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is missing: apt install chromium chromium-driver")
    browser = Browser(tmp_path / "profile", f"http://localhost:{strict.port}")
    options = VirtualAuthenticatorOptions(
        protocol=VirtualAuthenticatorOptions.Protocol.CTAP2,
        transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
        has_resident_key=True,
        has_user_verification=True,
        is_user_verified=True,
    )
    browser.driver.add_virtual_authenticator(options)
    try:
        yield Person(browser, strict)
    finally:
        browser.driver.quit()


def code_of(secret: bytes, steps: int) -> str:
    totp = TOTP(secret)
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


@pytest.mark.browser
def test_an_editor_sets_up_an_app_and_a_passkey_and_signs_in_with_either(person: Person) -> None:
    import base64

    own = "/desk/account/signing-in/"
    person.browser.look("/desk/articles/")
    person.at("/desk/login/")
    person.sign_in()
    person.at(own)  # led there, whatever was asked for
    assert "You may publish, so your account needs a second factor" in person.text()
    person.browser.look("/desk/articles/")
    person.at(own)

    person.press("Set up an app")
    person.at(f"{own}app/")
    assert person.driver.find_element("css selector", "svg.segno").is_displayed()
    letters = person.driver.find_element("css selector", "code[dir=ltr]").text.replace(" ", "")
    secret = base64.b32decode(letters + "=" * (-len(letters) % 8))
    person.write("code", code_of(secret, 0))
    person.press("Use this app")
    person.wait(lambda: "Your recovery codes" in person.text())
    codes = [each.text for each in person.driver.find_elements("css selector", "#codes code")]
    assert len(set(codes)) == 10
    person.press("I have them")
    person.at(own)
    assert "10 recovery codes are left." in person.text()
    assert "(this one)" in person.text()

    person.press("Add a passkey")
    person.wait(lambda: "The passkey was added" in person.text())
    person.sign_out()
    person.press("Sign in with a passkey")
    person.at("/desk/")

    person.sign_out()
    person.sign_in()
    person.at("/desk/login/second/")
    person.write("code", code_of(secret, 1))
    person.press("Sign in")
    person.at("/desk/")

    person.sign_out()
    person.sign_in()
    person.at("/desk/login/second/")
    person.write("code", "wrong")
    person.press("Sign in")
    person.wait(lambda: "This code is wrong" in person.text())
    person.write("code", codes[0])
    person.press("Sign in")
    person.at("/desk/")
    assert person.house.failures() == [("127.0.0.1", 'reason=code account="editor"')]
    assert {
        path: found for path, found in person.found.items() if found and path != "/desk/"
    } == {}  # that is Wagtail's


# Through the servers


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with served(tmp_path_factory.mktemp("plain") / "paper", "") as house:
        yield house


PREFER = """
import django, sys
django.setup()
from handpress.newsroom.models import User
from wagtail.users.models import UserProfile
profile = UserProfile.get_for_user(User.objects.get(username=sys.argv[1]))
profile.preferred_language = sys.argv[2]
profile.save()
"""


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "es", "ar", "hi"])
def test_the_pages_of_signing_in_fit_a_telephone_and_speak_each_language(
    plain: House, tmp_path: Path, language: str
) -> None:
    if shutil.which("chromedriver") is None:
        pytest.skip("chromedriver is missing: apt install chromium chromium-driver")
    finished([sys.executable, "-c", PREFER, plain.user, language], env=environment(plain.folder))
    browser = Browser(tmp_path / "profile", f"http://localhost:{plain.port}")
    browser.cdp("Network.enable")
    browser.cdp("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
    person, own, found = Person(browser, plain), "/desk/account/signing-in/", {}
    try:
        for path in ("/desk/login/", own, f"{own}app/", "/desk/logout/"):
            for width in (390, 1280):
                browser.look(path, width=width)
                person.at(path)
                assert browser.measure("return document.documentElement.lang") == language
                wide = browser.measure("return document.documentElement.scrollWidth")
                found[path, width] = [*person.found.get(path, []), *([f"{wide} pixels"] if wide > width else [])]
                if KEPT:
                    (Path(KEPT) / f"{path.strip('/').replace('/', '-')}-{language}-{width}.png").write_bytes(
                        browser.picture()
                    )
            if path == "/desk/login/":
                person.sign_in()
                person.wait(lambda: "/login/" not in browser.driver.current_url)
    finally:
        browser.driver.quit()
    assert {place: wrong for place, wrong in found.items() if wrong} == {}


class Visitor:
    """Somebody who posts the sign-in form from an address, as a proxy before the desk says it."""

    def __init__(self, port: int, address: str) -> None:
        self.port, self.told = port, {"X_Forwarded_For": address} if address else {}
        self.cookies: dict[str, str] = {}

    def _ask(self, method: str, path: str, body: bytes | None = None) -> Reply:
        kind = {"Content_Type": "application/x-www-form-urlencoded"} if body else {}
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        reply = ask(self.port, path, method, body, Cookie=cookie, **kind, **self.told)
        for name, value in re.findall(
            r"(sessionid|csrftoken|desk_browser)=([^;]*)", reply.headers.get("set-cookie", "")
        ):
            self.cookies[name] = value
        return reply

    def sign_in(self, user: str, password: str) -> Reply:
        self.open()
        return self.send(user, password)

    def open(self) -> None:
        page = self._ask("GET", "/desk/login/").body.decode()
        (self.token,) = re.findall(r'class="login-form".*?name="csrfmiddlewaretoken" value="([^"]+)"', page, re.DOTALL)

    def send(self, user: str, password: str) -> Reply:
        fields = {"csrfmiddlewaretoken": self.token, "username": user, "password": password}
        return self._ask("POST", "/desk/login/", urlencode(fields).encode())


def test_a_stranger_is_locked_out_by_the_true_address_and_the_editor_is_not(plain: House) -> None:
    before = len(plain.failures())
    answers = [Visitor(plain.port, STRANGER).sign_in(plain.user, "wrong").status for _ in range(6)]
    assert answers == [200] * 5 + [429]
    # what the client itself claims to have come from is nobody's word
    assert Visitor(plain.port, f"{EDITOR}, {STRANGER}").sign_in(plain.user, plain.password).status == 429
    assert Visitor(plain.port, EDITOR).sign_in(plain.user, plain.password).status == 302
    told = plain.failures()[before:]
    assert {address for address, _ in told} == {STRANGER}
    assert [words.partition(" ")[0] for _, words in told] == ["reason=password"] * 5 + ["reason=locked"] * 2
    done = handpress("-C", str(plain.folder), "sign-in", "unlock", plain.user)
    assert done.returncode == 0, done.stderr
    assert Visitor(plain.port, STRANGER).sign_in(plain.user, plain.password).status == 302


@pytest.mark.nginx
@needs_nginx
def test_behind_nginx_it_is_the_client_s_address_that_is_counted(plain: House) -> None:
    nginx = free_port()
    configuration = nginx_file(plain.folder / "public", nginx, plain.port, "nginx-sign-in")
    with running([str(NGINX), "-c", str(configuration)], nginx):
        before = len(plain.failures())
        answers = [Visitor(nginx, f"192.0.2.{number}").sign_in("somebody", "wrong").status for number in range(6)]
        assert answers == [200] * 5 + [429]  # one client, whatever it claims
        assert {address for address, _ in plain.failures()[before:]} == {"127.0.0.1"}
        assert Visitor(plain.port, EDITOR).sign_in(plain.user, plain.password).status == 302


TRIES = 24


def at_one_time(house: House) -> list[int]:
    """The answers to wrong passwords that are sent together."""
    visitors = [Visitor(house.port, "198.51.100.77") for _ in range(TRIES)]
    for visitor in visitors:
        visitor.open()
    with ThreadPoolExecutor(TRIES) as pool:
        return sorted(pool.map(lambda visitor: visitor.send(house.user, "wrong").status, visitors))


def test_of_many_tries_at_one_time_no_more_are_looked_at_than_one_after_the_other(plain: House) -> None:
    assert at_one_time(plain) == [200] * 5 + [429] * (TRIES - 5)


@pytest.mark.postgresql
@pytest.mark.skipif(not SERVER, reason="HANDPRESS_TEST_POSTGRESQL names no server")
def test_the_same_on_postgresql(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with database("sign_in") as url:
        monkeypatch.setenv("HANDPRESS_DATABASE_URL", url)
        with served(tmp_path / "base" / "paper", "") as house:
            assert at_one_time(house) == [200] * 5 + [429] * (TRIES - 5)
            assert Visitor(house.port, EDITOR).sign_in(house.user, house.password).status == 302


def test_a_lost_telephone_is_helped_by_the_command(plain: House) -> None:
    done = handpress("-C", str(plain.folder), "sign-in", "remove-factors", plain.user)
    assert (done.returncode, done.stdout) == (0, f"{plain.user} signs in with the password alone.\n")
    done = handpress("-C", str(plain.folder), "sign-in", "remove-factors", "nobody")
    assert (done.returncode, done.stderr) == (1, "handpress: there is no account 'nobody'\n")
