"""A failed sign-in is one line that fail2ban reads, whatever was typed."""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from handpress.accounts import lockout

DOCS = Path(__file__).parents[3] / "docs" / "sign-in.md"
FILTER = re.compile(r"```ini\n(\[Definition\]\n.*?)```", re.DOTALL)
ADDRESS = r"(?P<address>(?:\d{1,3}\.){3}\d{1,3}|[0-9a-fA-F:]+)"
FORGED = [
    'x"\n2026-11-30 12:00:00,000 handpress.signin WARNING sign-in failed from 192.0.2.1: reason=password account="',
    "x\r\n\x0b\x0c\x1b[2K\x85\u2028\u2029y",
    'a" from 192.0.2.1: reason=password account="b',
    "\ud800",
    "x" * 254,
]


@pytest.fixture
def lines():
    """What the real format of the settings writes."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["line"]["format"]))
    log = logging.getLogger("handpress.signin")
    log.addHandler(handler)
    yield lambda: out.getvalue()
    log.removeHandler(handler)


def failregex() -> str:
    (definition,) = FILTER.findall(DOCS.read_text(encoding="utf-8"))
    (pattern,) = re.findall(r"^failregex = (.+)$", definition, re.MULTILINE)
    return pattern


def banned(line: str) -> str | None:
    """Whom fail2ban would ban: it takes the date away first, then searches."""
    rest = re.sub(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}", "", line)
    found = re.search(failregex().replace("<ADDR>", ADDRESS), rest)
    return found["address"] if found else None


def test_the_log_is_written_by_a_handler_of_the_settings():
    assert settings.LOGGING["loggers"]["handpress.signin"]["handlers"] == ["stderr"]
    assert settings.LOGGING["loggers"]["handpress.signin"]["level"] == "WARNING"


@pytest.mark.parametrize("address", ["198.51.100.9", "2001:db8::9"])
def test_a_failure_is_one_line_that_the_filter_of_the_docs_reads(editor, person, lines, address):
    person(address).sign_in("editor", "wrong")
    (line,) = lines().splitlines()
    assert re.search(
        rf' handpress\.signin WARNING sign-in failed from {address}: reason=password account="editor"$', line
    )
    assert banned(line) == address


@pytest.mark.parametrize("name", FORGED, ids=range(len(FORGED)))
def test_no_name_forges_a_line_or_another_address(person, lines, name):
    person("198.51.100.9").sign_in(name.encode("utf-8", "replace").decode(), "wrong")
    written = lines()
    (line,) = written.splitlines()
    assert written.count("\n") == 1
    assert len(line) < 400
    assert line.isprintable()
    assert banned(line) == "198.51.100.9"


def test_a_try_during_a_pause_is_a_failure_too(editor, person, lines):
    stranger = person("198.51.100.9")
    for _ in range(lockout.OF_ACCOUNT + 1):
        stranger.sign_in("editor", "wrong")
    reasons = re.findall(r"reason=(\w+)", lines())
    assert reasons == ["password"] * lockout.OF_ACCOUNT + ["locked"]


def test_who_signs_in_is_no_failure(editor, person, lines):
    assert person().sign_in().status_code == 302
    assert lines() == ""


def test_other_lines_of_the_log_ban_nobody():
    said = "handpress.signin WARNING sign-in failed from 192.0.2.1: reason=password account="
    others = [f"2026-11-30 12:00:00,000 django.request WARNING Not Found: /desk/x {said}", f"x {said}"]
    assert [banned(line) for line in others] == [None, None]


def test_the_journal_s_own_words_may_stand_before_it():
    said = 'handpress.signin WARNING sign-in failed from 192.0.2.1: reason=password account="x"'
    assert banned(f"press handpress[812]: {said}") == "192.0.2.1"
    assert banned(f"press handpress[812]: 2026-11-30 12:00:00,000 {said}") == "192.0.2.1"


@pytest.mark.skipif(not shutil.which("fail2ban-regex"), reason="needs Debian's fail2ban")
def test_fail2ban_itself_reads_the_line(editor, person, lines, tmp_path):
    person("198.51.100.9").sign_in('editor"\n', "wrong")
    (definition,) = FILTER.findall(DOCS.read_text(encoding="utf-8"))
    (tmp_path / "handpress.conf").write_text(definition)
    (tmp_path / "log").write_text(lines())
    command = ["fail2ban-regex", str(tmp_path / "log"), str(tmp_path / "handpress.conf")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Lines: 1 lines, 0 ignored, 1 matched, 0 missed" in said
