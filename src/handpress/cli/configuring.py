"""`handpress config`: configuration of other programs, printed."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

import typer

from handpress.cli.context import Context
from handpress.config.apps import apps_of
from handpress.server.caddy import CaddySite
from handpress.server.caddy import configuration as caddyfile
from handpress.server.endpoints import table_of
from handpress.server.nginx import NginxSite, configuration

app = typer.Typer(help="Print the configuration of a web server in front.", no_args_is_help=True)


@app.command(epilog="Example: handpress -C mypaper config nginx > /etc/nginx/sites-enabled/mypaper.conf")
def nginx(
    context: typer.Context,
    listen: Annotated[str, typer.Option(help="What nginx listens on.")] = "80",
    brotli: Annotated[bool, typer.Option("--brotli", help="Use Debian's libnginx-mod-http-brotli-static.")] = False,
) -> None:
    """Print a server block that serves the public tree and forwards the desk.

    Same files, redirects, gone-notices and headers as `handpress run`, which keeps the desk and the press going
    behind it. For TLS let certbot edit what is printed, or add `listen 443 ssl` and the certificate.
    """
    state: Context = context.obj
    publication = state.publication
    site = NginxSite(
        server_name=urlsplit(publication.base_url).hostname or "_",
        public=publication.public,
        desk=f"{_bracketed(publication.host)}:{publication.port}",
        listen=listen,
        https=publication.base_url.startswith("https://"),
        brotli=brotli,
        table=table_of(apps_of(publication)),
        languages=tuple(language.code for language in publication.languages),
    )
    typer.echo(configuration(site), nl=False)


@app.command(epilog="Example: handpress -C mypaper config caddy > /etc/caddy/Caddyfile")
def caddy(
    context: typer.Context,
    address: Annotated[str, typer.Option(help="What Caddy answers for, instead of the file's base_url.")] = "",
) -> None:
    """Print a Caddyfile that serves the public tree and forwards the desk and the endpoints.

    Same files, redirects, gone-notices and headers as `handpress run`, which keeps the desk and the press going
    behind it. Caddy gets the certificate of an https address by itself.
    """
    state: Context = context.obj
    publication = state.publication
    site = CaddySite(
        address=address or publication.base_url,
        public=publication.public,
        server=f"{_bracketed(publication.host)}:{publication.port}",
        https=publication.base_url.startswith("https://"),
        table=table_of(apps_of(publication)),
        languages=tuple(language.code for language in publication.languages),
    )
    typer.echo(caddyfile(site), nl=False)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
