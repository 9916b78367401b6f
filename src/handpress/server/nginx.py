"""The configuration with which nginx serves the public tree as the embedded server does."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from handpress.kit import own_words
from handpress.server import headers, media_types, nginx_endpoints
from handpress.server.endpoints import Table
from handpress.server.nginx_endpoints import title

_SHOWN = "|".join(sorted(media_types.SHOWN_IN_PLACE))
_COMPRESSED = "|".join(sorted(ending for ending in media_types.COMPRESSED if ending))


@dataclass(frozen=True)
class NginxSite:
    """What the configuration is made for. `desk` is the address of `handpress run`, such as 127.0.0.1:8000."""

    server_name: str
    public: Path
    desk: str
    listen: str = "80"
    https: bool = False
    brotli: bool = False
    table: Table = field(default_factory=Table)
    languages: tuple[str, ...] = ("en",)


def configuration(site: NginxSite) -> str:
    """A file for `/etc/nginx/sites-enabled/`: maps, then one server block."""
    return _TEMPLATE.format(
        public=_quoted(str(site.public)),
        redirects=_quoted(f"{site.public}/{own_words.PRESS}/redirects/*.map"),
        gone=_quoted(f"{site.public}/{own_words.PRESS}/gone/*.map"),
        server_name=site.server_name,
        listen=site.listen,
        desk=site.desk,
        endpoint_maps=nginx_endpoints.maps(site.table, site.languages),
        endpoints=nginx_endpoints.locations(site.table, site.desk, site.languages, https=site.https),
        brotli="brotli_static on;" if site.brotli else _BROTLI_HINT,
        types=_types(),
        hidden="\n".join(f"        proxy_hide_header {title(name)};" for name, _ in headers.security(https=site.https)),
        security=_add_headers(headers.security(https=site.https)),
        page_cache=headers.PAGE_CACHE,
        forever=headers.FOREVER,
        pictures=own_words.PICTURES,
        documents=own_words.DOCUMENTS,
        desk_word=own_words.DESK,
        search=own_words.SEARCH,
        feeds=own_words.FEEDS,
        well_known=own_words.WELL_KNOWN.replace(".", r"\."),
        shown=_SHOWN,
        compressed=_COMPRESSED,
        html=media_types.HTML,
        binary=media_types.BINARY,
        rss=media_types.RSS,
        json_feed=media_types.JSON_FEED,
    )


def _quoted(value: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def _add_headers(pairs: headers.Headers) -> str:
    return "\n".join(f'    add_header {title(name)} "{value}" always;' for name, value in pairs)


def _types() -> str:
    endings = defaultdict(list)
    for ending, kind in media_types.BY_EXTENSION.items():
        endings[kind].append(ending)
    return "\n".join(f'        "{kind}" {" ".join(names)};' for kind, names in endings.items())


_BROTLI_HINT = "# brotli_static on;  # needs: apt install libnginx-mod-http-brotli-static"

_TEMPLATE = """\
# Handpress: the public tree by nginx, the desk and the endpoints by `handpress run`.
# Redirects and gone-notices are read when nginx starts: `systemctl reload nginx` after addresses have moved
# (once an hour is plenty). Until then a notice is served as the small page that it is, which leads on as well.

map_hash_max_size 262144;
map_hash_bucket_size 2048;
variables_hash_max_size 2048;

# `/old/` and `/old/index.html` are one file; an old address may have had its content behind a query.
map $uri $handpress_twin {{
    default "";
    "~^(?<folder>.*/)$" "${{folder}}index.html";
    "~^(?<folder>.*/)index\\.html$" "${{folder}}";
}}
map $uri$is_args$args $handpress_moved_query {{ default ""; include {redirects}; }}
map $uri $handpress_file {{ default $uri; "~/$" "${{uri}}index.html"; }}
map $handpress_twin $handpress_moved_twin {{ default $handpress_moved_query; include {redirects}; }}
map $uri $handpress_moved {{ default $handpress_moved_twin; include {redirects}; }}
map $handpress_twin $handpress_gone_twin {{ default ""; include {gone}; }}
map $uri $handpress_gone {{ default $handpress_gone_twin; include {gone}; }}
map $uri $handpress_cache {{
    default "{page_cache}";
    "~^/(?:{pictures}|{documents})/." "{forever}";
}}
map $uri $handpress_disposition {{
    default "";
    "~^/{documents}/.+\\.(?i:{shown})$" "";
    "~^/{documents}/." attachment;
}}
# What was not found is said in the language of the folder the address begins with.
map $uri $handpress_missing {{ default "/404.html"; "~^(?<first>/[^/.]+)/" "${{first}}/404.html"; }}
{endpoint_maps}# A path may not climb, whether or not the result would stay inside.
map $request_uri $handpress_malformed {{
    default "";
    "~*^[^?]*(?:/|%2f)(?:\\.|%2e){{2}}(?:/|%2f|\\?|$)" 400;
    "~*^[^?]*(?:\\x5c|%5c)" 400;
}}

server {{
    listen {listen};
    server_name {server_name};
    root {public};
    server_tokens off;
    client_header_timeout 5s;  # who says nothing is let go
    keepalive_timeout 20s;
    absolute_redirect off;
    port_in_redirect off;
    disable_symlinks on from=$document_root;
    etag on;
    if_modified_since before;
    max_ranges 0;
    gzip_static on;
    gzip_vary on;
    gzip_proxied any;
    {brotli}
    index index.html;
    types {{
{types}
    }}
    default_type "{binary}";

    add_header Cache-Control $handpress_cache always;
    add_header Content-Disposition $handpress_disposition;
    add_header Allow $handpress_allow always;
{security}

    if ($handpress_malformed) {{ return 400; }}
    if ($handpress_refused) {{ return 405; }}
    # A map does not tell capitals from small letters; the files of the tree do.
    set $handpress_leads $handpress_moved;
    set $handpress_ended $handpress_gone;
    set $handpress_exact "";
    if (-f $document_root$handpress_file) {{ set $handpress_exact yes; }}
    if (-f $document_root$uri$is_args$args) {{ set $handpress_exact yes; }}
    if ($handpress_exact = "") {{ set $handpress_leads ""; set $handpress_ended ""; }}
    if ($handpress_leads) {{ return 301 $handpress_leads; }}
    if ($handpress_ended = 451) {{ return 451; }}
    if ($handpress_ended) {{ return 410; }}
    error_page 405 @refused;
    error_page 404 @missing;
    error_page 403 =404 @missing;
    error_page 410 451 @gone;

    location / {{ try_files $uri $uri/ =404; }}

    # Temporary files, the press's own notes, and stored variants are no pages.
    location ~ "^/(?!{well_known}/)\\.|./\\." {{ return 404; }}
    location ~ "^/(?!{documents}/)(?:.*\\.(?:{compressed})|(?:.*/)?[^/.]+)\\.(?:br|gz)$" {{ return 404; }}

    # Addresses of older systems often had no ending; they are pages.
    location ~ "/[^/.]+$" {{ types {{}} default_type "{html}"; try_files $uri $uri/ =404; }}
    location ~ "^(?:/[^/]+)?/{feeds}/(?:.+/)?[^/]+\\.xml$" {{
        types {{}} default_type "{rss}"; try_files $uri =404;
    }}
    location ~ "^(?:/[^/]+)?/{feeds}/(?:.+/)?[^/]+\\.json$" {{
        types {{}} default_type "{json_feed}"; try_files $uri =404;
    }}
    # A question is repeated on the search's page by `handpress run`; without it the page stands as it was pressed.
    recursive_error_pages on;
    location ~ "^(?:/[^/]+)?/{search}/(?:index\\.html)?$" {{
        error_page 418 = @asked;
        error_page 404 @missing;
        error_page 403 =404 @missing;
        if ($arg_q != "") {{ return 418; }}
        types {{}} default_type "{html}"; try_files $uri ${{uri}}index.html =404;
    }}
    location @asked {{
        proxy_pass http://{desk};
        proxy_http_version 1.1;
        proxy_set_header Host $handpress_host;
        proxy_set_header Connection "";
        proxy_connect_timeout 2s;
        proxy_intercept_errors on;
        proxy_hide_header Cache-Control;
{hidden}
        error_page 502 503 504 = @unasked;
    }}
    location @unasked {{
        error_page 404 @missing;
        types {{}} default_type "{html}"; try_files $uri ${{uri}}index.html =404;
    }}
    location @missing {{ types {{}} default_type "{html}"; try_files $handpress_missing /404.html =404; }}
    location @refused {{
        types {{}} default_type "text/plain; charset=utf-8"; return 405 "Pages here can only be read.\\n";
    }}
    location @gone {{ types {{}} default_type "{html}"; try_files $uri ${{uri}}index.html =410; }}

    location = /{desk_word} {{ return 301 /{desk_word}/; }}
{endpoints}
}}
"""
