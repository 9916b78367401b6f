"""Where the file server finds things, and which addresses are not files."""

from __future__ import annotations

# Environment variables that the supervisor prepares.
TREE = "HANDPRESS_TREE"
STATIC = "HANDPRESS_DESK_STATIC"
DESK_SOCKET = "HANDPRESS_DESK_SOCKET"
HTTPS = "HANDPRESS_HTTPS"
PROXIES = "HANDPRESS_TRUSTED_PROXIES"

DESK = "/desk/"
DESK_STATIC = "/desk/static/"
ENDPOINTS: tuple[str, ...] = ()  # addresses outside the desk that need the database
FORWARDED = (DESK, *ENDPOINTS)
