"""The configuration with which Caddy serves the public tree as the embedded server does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handpress.kit import own_words
from handpress.server import headers, media_types
from handpress.server.answers import NO_STORE, RETRY_AFTER_S
from handpress.server.endpoints import DESK, PREFIX, Endpoint, Table
from handpress.server.nginx_endpoints import PATIENCE_S, title
from handpress.server.readers_language import rules

_SHOWN = "|".join(sorted(media_types.SHOWN_IN_PLACE))
# The path as it was sent: neither two points nor a backslash nor an end of text, coded or not.
_MALFORMED = r"(?i)^[^?]*(?:(?:/|%2f)(?:\.|%2e){2}(?:/|%2f|\?|$)|\x5c|%5c|%00)"
_COMPRESSED = "|".join(sorted(ending for ending in media_types.COMPRESSED if ending))


@dataclass(frozen=True)
class CaddySite:
    """What the configuration is made for. `server` is the address of `handpress run`, such as 127.0.0.1:8000."""

    address: str
    public: Path
    server: str
    https: bool = False
    table: Table = field(default_factory=Table)
    languages: Sequence[str] = ("en",)


def configuration(site: CaddySite) -> str:
    """A Caddyfile with one site."""
    security = "\n".join(f"\t\t\t{_header(*pair)}" for pair in headers.security(https=site.https))
    return _TEMPLATE.format(
        address=site.address,
        public=_quoted(str(site.public)),
        redirects=_quoted(f"{site.public}/{own_words.PRESS}/redirects/*.map"),
        gone=_quoted(f"{site.public}/{own_words.PRESS}/gone/*.map"),
        types=_lines(_types()),
        languages=_lines((f"(?i){pattern}", code) for pattern, code in rules(site.languages)),
        first=site.languages[0],
        pages=_lines((_pattern(row), row.when_down) for row in site.table.public),
        endpoints="\n".join(_endpoint(row, site.server) for row in site.table.rows),
        security=security,
        server=site.server,
        malformed=_quoted(_MALFORMED),
        page_cache=headers.PAGE_CACHE,
        forever=headers.FOREVER,
        pictures=own_words.PICTURES,
        documents=own_words.DOCUMENTS,
        desk_word=own_words.DESK,
        search=own_words.SEARCH,
        well_known=own_words.WELL_KNOWN,
        shown=_SHOWN,
        compressed=_COMPRESSED,
        html=media_types.HTML,
        binary=media_types.BINARY,
        no_store=NO_STORE,
        retry_s=RETRY_AFTER_S,
        prefix=PREFIX,
    )


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '\\"') + '"'


def _header(name: str, value: str) -> str:
    return f"{title(name)} {_quoted(value)}"


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"\t\t{_quoted('~' + pattern)} {_quoted(value)}" for pattern, value in pairs)


def _types() -> list[tuple[str, str]]:
    """The type of a path by its ending; an address of an older system without one is a page."""
    return [
        (rf"^(?:/[^/]+)?/{own_words.FEEDS}/.+\.xml$", media_types.RSS),
        (rf"^(?:/[^/]+)?/{own_words.FEEDS}/.+\.json$", media_types.JSON_FEED),
        *((rf"(?i)\.{re.escape(ending)}$", kind) for ending, kind in media_types.BY_EXTENSION.items()),
        (r"(?:^|/)[^/.]*$", media_types.HTML),
    ]


def _pattern(row: Endpoint) -> str:
    return "^" + re.escape(row.address).replace(r"\-", "-") + ("" if row.is_folder else "$")


def _endpoint(row: Endpoint, server: str) -> str:
    is_desk = row is DESK
    return _ENDPOINT.format(
        name=row.name,
        pattern=_quoted(_pattern(row)),
        methods=" ".join(row.allowed),
        allow=_quoted(", ".join(row.allowed)),
        server=server,
        timeout_s=round(row.timeout_s) + PATIENCE_S,
        more="" if is_desk else _A_READERS,
    )


_A_READERS = """
				header_up -Cookie
				header_up -Authorization
				header_down -Set-Cookie"""

_ENDPOINT = """\
		@endpoint-{name} path_regexp {pattern}
		handle @endpoint-{name} {{
			@endpoint-{name}-refused not method {methods}
			header @endpoint-{name}-refused Allow {allow}
			respond @endpoint-{name}-refused 405
			reverse_proxy {server} {{{more}
				transport http {{
					dial_timeout 2s
					response_header_timeout {timeout_s}s
				}}
			}}
		}}"""

_TEMPLATE = """\
# Handpress: the public tree by Caddy, the desk and the endpoints by `handpress run`.
# Redirects and gone-notices are read when Caddy starts: `systemctl reload caddy` after addresses have moved (once an
# hour is plenty). Until then a notice is served as the small page that it is, which leads on as well.
# The maps are written for nginx: the third value of a line is the semicolon at its end, or it ends the second.

{address} {{
	root * {public}
	map {{http.request.orig_uri.path}} {{hp_twin}} {{
		"~^(.*/)$" "${{1}}index.html"
		"~^(.*/)index\\.html$" "${{1}}"
		default "-"
	}}
	map {{http.request.orig_uri.path}} {{hp_moved}} {{hp_end}} {{
		import {redirects}
		default "-" ""
	}}
	map {{hp_twin}} {{hp_moved_twin}} {{hp_end_twin}} {{
		import {redirects}
		default "-" ""
	}}
	map {{http.request.orig_uri.path}}?{{http.request.orig_uri.query}} {{hp_moved_query}} {{hp_end_query}} {{
		import {redirects}
		default "-" ""
	}}
	map {{http.request.orig_uri.path}} {{hp_gone}} {{
		import {gone}
		default "-"
	}}
	map {{hp_twin}} {{hp_gone_twin}} {{
		import {gone}
		default "-"
	}}
	map {{http.request.orig_uri}} {{hp_slashed}} {{
		"~^([^?]*)(\\?.*)?$" "${{1}}/${{2}}"
	}}
	map {{http.request.orig_uri.path}} {{hp_first}} {{
		"~^(/[^/.]+)/" "${{1}}"
		default ""
	}}
	map {{http.request.orig_uri.path}} {{hp_type}} {{
{types}
		default "{binary}"
	}}
	map {{http.request.orig_uri.path}} {{hp_cache}} {{
		"~^/(?:{pictures}|{documents})/." "{forever}"
		default "{page_cache}"
	}}
	# What is down is said in the language of the page that the reader comes from, or of what the browser asks for.
	map "{{http.request.header.Referer}} {{http.request.header.Accept-Language}}" {{hp_language}} {{
{languages}
		default "{first}"
	}}
	map {{http.request.orig_uri.path}} {{hp_page}} {{
{pages}
		default "-"
	}}

	route {{
		# A path may not climb, whether or not the result would stay inside.
		@malformed vars_regexp {{http.request.orig_uri}} {malformed}
		error @malformed 400

{endpoints}

		handle {prefix}* {{
			error 404
		}}
		route {{
			header -Server
			header {{
{security}
				Cache-Control {{hp_cache}}
			}}
			@desk path_regexp "^/{desk_word}$"
			redir @desk /{desk_word}/ 301
			@written not method GET HEAD
			header @written Allow "GET, HEAD"
			respond @written 405

			@moved not vars {{hp_moved}} "-"
			redir @moved {{hp_moved}} 301
			@moved-twin not vars {{hp_moved_twin}} "-"
			redir @moved-twin {{hp_moved_twin}} 301
			@moved-query not vars {{hp_moved_query}} "-"
			redir @moved-query {{hp_moved_query}} 301
			@barred vars {{hp_gone}} "451;"
			error @barred 451
			@barred-twin vars {{hp_gone_twin}} "451;"
			error @barred-twin 451
			@gone not vars {{hp_gone}} "-"
			error @gone 410
			@gone-twin not vars {{hp_gone_twin}} "-"
			error @gone-twin 410

			# Temporary files, the press's own notes, and stored variants are no pages.
			@hidden path_regexp "./\\."
			error @hidden 404
			@dotted {{
				path_regexp "^/\\."
				not path /{well_known}/*
			}}
			error @dotted 404
			@variant {{
				path_regexp "^/(?:.*\\.(?:{compressed})|(?:.*/)?[^/.]+)\\.(?:br|gz)$"
				not path /{documents}/*
			}}
			error @variant 404

			# A question is repeated on the search's page by `handpress run`.
			@asked {{
				path_regexp "^(?:/[^/]+)?/{search}/(?:index\\.html)?$"
				query q=*
				not query q=
			}}
			handle @asked {{
				reverse_proxy {server} {{
					header_down -Cache-Control
					header_down -X-Content-Type-Options
					header_down -Referrer-Policy
					header_down -Content-Security-Policy
					header_down -Permissions-Policy
					header_down -Cross-Origin-Opener-Policy
					header_down -Strict-Transport-Security
					header_down -Server
				}}
			}}

			@bare {{
				not path */
				file {{path}}/
			}}
			redir @bare {{hp_slashed}} 301
			@no-folder {{
				path */
				not file {{path}}index.html
			}}
			error @no-folder 404
			@attached {{
				path /{documents}/*
				not path_regexp "(?i)\\.(?:{shown})$"
			}}
			header @attached Content-Disposition attachment
			header Content-Type {{hp_type}}
			file_server {{
				precompressed br gzip
				disable_canonical_uris
				index index.html
			}}
		}}
	}}

	handle_errors {{
		header -Server
		header {{
{security}
			Content-Type "{html}"
			Cache-Control "{page_cache}"
		}}
		@gone expression {{err.status_code}} in [410, 451]
		handle @gone {{
			try_files {{path}} {{path}}index.html
			file_server {{
				status {{err.status_code}}
				disable_canonical_uris
			}}
		}}
		@down {{
			expression {{err.status_code}} >= 502
			path {prefix}*
		}}
		handle @down {{
			header Cache-Control "{no_store}"
			header Retry-After {retry_s}
			try_files {prefix}{{hp_language}}/{{hp_page}}.html {prefix}{first}/{{hp_page}}.html
			file_server {{
				status 503
				precompressed br gzip
			}}
		}}
		@unasked {{
			expression {{err.status_code}} >= 502
			path_regexp "^(?:/[^/]+)?/{search}/(?:index\\.html)?$"
		}}
		handle @unasked {{
			file_server {{
				status 200
				precompressed br gzip
				disable_canonical_uris
			}}
		}}
		@missing expression {{err.status_code}} == 404
		handle @missing {{
			try_files {{hp_first}}/404.html /404.html
			file_server {{
				status 404
				precompressed br gzip
			}}
		}}
		handle {{
			respond "{{err.status_text}}" {{err.status_code}}
		}}
	}}
}}
"""
