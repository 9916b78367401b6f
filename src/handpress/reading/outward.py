"""Addresses on their way out: forms refuse what no page may lead to, imports and scripts go past forms."""

from __future__ import annotations

import re
from functools import lru_cache

from handpress.kit.allowed import LINK_SCHEMES

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]")  # browsers leave them out before they look for a scheme


@lru_cache(maxsize=4096)
def outward(address: str) -> str:
    """The address, where a page may lead there: by http, https, mail or telephone, or within this site; else "".

    It stays as it is stored, but for characters that do not show.
    """
    bare = _UNSEEN.sub("", address)
    scheme = _SCHEME.match(bare)
    if scheme and scheme[1].lower() not in LINK_SCHEMES:
        return ""
    return address if address.isprintable() and address == address.strip() else bare
