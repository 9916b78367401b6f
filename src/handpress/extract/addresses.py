"""Where a page was found in its old site, and what its links are relative to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from handpress.extract.mirror_names import address_of
from handpress.extract.model import Head
from handpress.extract.profile import SiteProfile
from handpress.kit.dates import PartialDate
from handpress.kit.links import joined, url_parts
from handpress.kit.months import MONTH_NUMBERS

_YEAR = re.compile(r"(?:19|20)\d\d\Z")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The root-relative address of the page in its old site, and where it was first published, if elsewhere."""

    legacy: str
    original_url: str | None = None
    host: str = ""


def addresses_of(head: Head, path: str, profile: SiteProfile) -> Addresses:
    """What the page's head and its path in the folder tell of its address.

    A canonical link to another host than the site's own is where the article was first published.
    """
    own = profile.host or _host(head.base) or _host(head.metas.get("og:url", ""))
    canonical, shown = head.links.get("canonical", ""), head.metas.get("og:url", "")
    original = canonical if _host(canonical) and own and not _same(_host(canonical), own) else None
    for url in (canonical, shown):
        if _host(url) and url != original and (not own or _same(_host(url), own)) and (local := _local(url)):
            return Addresses(local, original, own or _host(url))
    return Addresses(_from_path(head.base, path), original, own)


def date_of_folder(address: str) -> PartialDate | None:
    """The year or month that a page's folder is named after (/2007/may/x.htm, /archive/2007/05/x.htm)."""
    folders = [part.lower() for part in url_parts(address).path.split("/")[:-1]]
    for place, folder in enumerate(folders):
        if not _YEAR.match(folder):
            continue
        below = folders[place + 1] if place + 1 < len(folders) else ""
        month = int(below) if below.isdigit() and len(below) <= 2 else MONTH_NUMBERS.get(below, 0)
        return PartialDate(int(folder), month) if 1 <= month <= 12 else PartialDate(int(folder))
    return None


def _host(url: str) -> str:
    return url_parts(url).netloc.lower()


def _same(one: str, other: str) -> bool:
    return one.removeprefix("www.") == other.removeprefix("www.")


def _local(url: str) -> str:
    """Path and query of a URL; "" where it is only the site's front."""
    parts = url_parts(url)
    address = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return "" if address == "/" else address


def _from_path(base: str, path: str) -> str:
    """The address that the file's place in the folder gives it, under the page's <base> where it has one."""
    clean = PurePosixPath(path.replace("\\", "/"))
    address = address_of("/".join(part for part in clean.parts if part not in ("/", "..", ".")))
    folder = url_parts(base).path if _host(base) else ""
    if folder.strip("/") and "/" not in address[1:]:
        return joined(folder, address[1:]) if address[1:] else folder
    return address
