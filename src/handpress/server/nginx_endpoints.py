"""The part of nginx's configuration that comes out of the table of endpoints."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handpress.server import desk_down, headers, media_types
from handpress.server.answers import NO_STORE, RETRY_AFTER_S
from handpress.server.endpoints import DESK, PREFIX, Endpoint, Table
from handpress.server.readers_language import rules
from handpress.server.sentences import GO_BACK, REFUSED, SECURITY, TOO_LARGE, page

PATIENCE_S = 5  # longer than our server's own, which says what is wrong


def maps(table: Table, languages: Sequence[str]) -> str:
    """Which methods are refused, what `Allow` then says, and in which language something is said to be down."""
    return _MAPS.format(
        refused="\n".join(line for row in table.public for line in _methods(row)),
        allow="\n".join(f'    "~^405 {_pattern(row)}" "{", ".join(row.allowed)}";' for row in table.public),
        languages="\n".join(f'    "~*{_escaped(pattern)}" "{code}";' for pattern, code in rules(languages)),
        first=languages[0],
        prefix=PREFIX,
        desk=DESK.address,
    )


def locations(table: Table, server: str, languages: Sequence[str], *, https: bool) -> str:
    """A `location` for each row, and one for whatever else lies under `/-/`. `server`: host and port of ours."""
    own = _OWN.format(
        prefix=PREFIX,
        first=languages[0],
        html=media_types.HTML,
        retry_s=RETRY_AFTER_S,
        no_store=NO_STORE,
        security="\n".join(
            f'            add_header {title(name)} "{value}" always;' for name, value in headers.security(https=https)
        ),
    )
    return "\n".join([own, *_said(), *(_location(row, server) for row in table.rows)])


def _said() -> list[str]:
    """What nginx says by itself where it asks us, in our words."""
    down = page(desk_down.TITLE, [desk_down.STARTS, *desk_down.AND_READERS], refresh_s=desk_down.RETRY_S)
    pages = ("@handpress_too_large", 413, page(REFUSED, [TOO_LARGE, GO_BACK])), ("@handpress_desk_down", 503, down)
    added = "".join(f'\n        add_header {title(name)} "{value}" always;' for name, value in SECURITY)
    return [
        _SAID.format(name=name, status=status, html=media_types.HTML, page=_escaped(said), security=added)
        for name, status, said in pages
    ]


def title(name: str) -> str:
    """A header's name as it is usually written."""
    return "-".join(part.capitalize() for part in name.split("-"))


def _methods(row: Endpoint) -> list[str]:
    return [f'    "~^(?:{"|".join(row.allowed)}) {_pattern(row)}" "";', f'    "~^[^ ]+ {_pattern(row)}" 405;']


def _pattern(row: Endpoint) -> str:
    return re.escape(row.address).replace("\\/", "/") + ("" if row.is_folder else "\\z")


def _escaped(pattern: str) -> str:
    return pattern.replace("\\", "\\\\").replace('"', '\\"')


def _location(row: Endpoint, server: str) -> str:
    is_desk = row is DESK
    bare = _NO_FOLDER.format(address=row.address.rstrip("/")) if row.is_folder and not is_desk else ""
    return bare + _LOCATION.format(
        match=f"^~ {row.address}" if row.is_folder else f"= {row.address}",
        server=server,
        limit=row.limit_bytes,
        idle_s=round(row.idle_s),
        timeout_s=round(row.timeout_s) + PATIENCE_S,
        more=_DESKS if is_desk else _A_READERS.format(prefix=PREFIX, page=row.when_down),
    )


_MAPS = """\
# The host as the browser wrote it: with its port, which the address of a page that posts has too.
map $http_host $handpress_host {{
    default $http_host;
    "" $host;
}}
map "$status $uri" $handpress_allow {{
    default "";
{allow}
    "~^405 " "GET, HEAD";
}}
map "$request_method $uri" $handpress_refused {{
    default 405;
{refused}
    "~^[^ ]+ {prefix}" "";
    "~^[^ ]+ {desk}" "";
    "~^(?:GET|HEAD) " "";
}}
# What is down is said in the language of the page that the reader comes from, or in the one that the browser asks for.
map "$http_referer $http_accept_language" $handpress_language {{
    default "{first}";
{languages}
}}
"""

_OWN = """\
    location ^~ {prefix} {{
        location ~ "^{prefix}[^/]+/(?<handpress_page>[a-z0-9-]+\\.html)$" {{
            internal;
            add_header Cache-Control "{no_store}" always;
            add_header Retry-After "{retry_s}" always;
{security}
            types {{}} default_type "{html}"; try_files $uri {prefix}{first}/$handpress_page =503;
        }}
        error_page 404 /404.html;  # a page of ours to whatever was asked, a post too
        return 404;
    }}"""

_SAID = """\
    location {name} {{
        internal;
        add_header Cache-Control no-store always;{security}
        types {{}} default_type "{html}"; return {status} "{page}";
    }}"""

_NO_FOLDER = "    location = {address} {{ error_page 404 /404.html; return 404; }}\n"

_LOCATION = """\
    location {match} {{
        proxy_pass http://{server};
        proxy_http_version 1.1;
        proxy_set_header Host $handpress_host;
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header X-Forwarded-Host $handpress_host;
        proxy_hide_header X-Content-Type-Options;
        add_header X-Content-Type-Options nosniff always;
        proxy_connect_timeout 2s;
        proxy_read_timeout {timeout_s}s;
        proxy_request_buffering on;  # what breaks off on its way is not handed on
        client_max_body_size {limit};
        error_page 413 @handpress_too_large;
        client_body_timeout {idle_s}s;
{more}    }}"""

_DESKS = """\
        error_page 502 504 =503 @handpress_desk_down;
"""

_A_READERS = """\
        proxy_set_header Cookie "";  # a reader is nobody
        proxy_set_header Authorization "";
        proxy_hide_header Set-Cookie;
        error_page 502 503 504 =503 {prefix}$handpress_language/{page}.html;
"""
