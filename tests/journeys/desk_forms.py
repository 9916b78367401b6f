"""An editor's browser in a few lines: signs in, opens a form of the desk, and says what it would post."""

from __future__ import annotations

import http.client
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

CHECKED = ("checkbox", "radio")
NO_VALUE = ("submit", "button", "image", "file", "reset")
Reply = tuple[int, dict[str, str], bytes]  # status, headers, body
Upload = tuple[str, str, bytes]  # file name, type, content


@dataclass
class Post:
    """What a form sends: to which path, of which type, and its bytes."""

    path: str
    kind: str
    body: bytes
    cookies: dict[str, str]

    def cut(self, at: int) -> bytes:
        """The request as it arrives when it breaks off after so many bytes of its body."""
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: {len(self.body)}\r\n"
            f"Content-Type: {self.kind}\r\nCookie: {cookie_line(self.cookies)}\r\n\r\n"
        )
        return head.encode() + self.body[:at]


HOST = "127.0.0.1:8000"  # whatever the port: the desk compares it with what a browser says of the page alone


@dataclass
class Editor:
    """A browser with its cookies, before one server."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", kind: str = ""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body; cookies are kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Cookie": cookie_line(self.cookies), "Host": HOST}
            connection.request(method, path, body or None, headers | ({"Content-Type": kind} if kind else {}))
            answer = connection.getresponse()
            for line in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = line.partition(";")[0].partition("=")
                self.cookies[name] = value
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def sign_in(self, user: str, password: str) -> None:
        """With the form."""
        status, headers, _ = self.send(self.post("/desk/login/", {"username": user, "password": password}))
        assert (status, headers.get("location")) == (302, "/desk/"), (status, headers)

    def post(self, path: str, fields: Mapping[str, str | Upload]) -> Post:
        """The form at `path` with these fields filled in."""
        status, _, page = self.ask(path)
        assert status == 200, (path, status)
        filled: dict[str, str | Upload] = dict(_fields(_form(LexborHTMLParser(page)))) | dict(fields)
        boundary = secrets.token_hex(16)
        body = b"".join(_part(boundary, name, value) for name, value in filled.items()) + f"--{boundary}--\r\n".encode()
        return Post(path, f"multipart/form-data; boundary={boundary}", body, dict(self.cookies))

    def send(self, post: Post) -> Reply:
        """All of it."""
        return self.ask(post.path, "POST", post.body, post.kind)


def paragraph(words: str) -> dict[str, str]:
    """A body of one paragraph, as the desk's editor sends it."""
    block = {"key": "a", "text": words, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
    value = json.dumps({"entityMap": {}, "blocks": [block]})
    fields = {"deleted": "", "order": "0", "type": "text", "id": "", "value": value}
    return {"body-count": "1", **{f"body-0-{name}": each for name, each in fields.items()}}


def cookie_line(cookies: Mapping[str, str]) -> str:
    """As a browser sends them."""
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _form(page: LexborHTMLParser) -> LexborNode:
    """The page's main form: the one with the most fields among those that change something."""
    forms = [form for form in page.css("form") if form.css_first("input[name=csrfmiddlewaretoken]")]
    return max(forms, key=lambda form: len(form.css("input, select, textarea")))


def _fields(form: LexborNode) -> Iterator[tuple[str, str]]:
    for node in form.css("input[name], select[name], textarea[name]"):
        name, given = node.attributes["name"] or "", node.attributes
        if "__prefix__" in name or "disabled" in given:
            continue
        if node.tag == "textarea":
            yield name, node.text()
        elif node.tag == "select":
            offered = [option.attributes.get("value") or "" for option in node.css("option")]
            chosen = [option.attributes.get("value") or "" for option in node.css("option[selected]")]
            needed = [value for value in offered if value] if "required" in given else offered
            yield name, next(iter([*chosen, *needed]), "")
        elif given.get("type") not in NO_VALUE and ("checked" in given or given.get("type") not in CHECKED):
            yield name, given.get("value") or ""


def _part(boundary: str, name: str, value: str | Upload) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'
    if isinstance(value, str):
        return f"{head}\r\n\r\n{value}\r\n".encode()
    file, kind, content = value
    return f'{head}; filename="{file}"\r\nContent-Type: {kind}\r\n\r\n'.encode() + content + b"\r\n"
