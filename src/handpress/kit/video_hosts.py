"""Which video an address shows: its host, its number there, and the plain address to watch it at.

Decided from the address alone: no request is made, and no player is embedded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Video:
    """A video at its host. `url` is the address a reader opens, without trackers; `start_s` where it begins."""

    host: str  # as people call it: "YouTube"; the domain for PeerTube, where each server has its own name
    id: str
    url: str
    start_s: int = 0


_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_VIMEO_ID = re.compile(r"\d{5,12}", re.ASCII)
_DAILYMOTION_ID = re.compile(r"[a-zA-Z0-9]{5,12}")
_ARCHIVE_ID = re.compile(r"[\w.-]{3,100}", re.ASCII)
_PEERTUBE_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[1-9A-HJ-NP-Za-km-z]{22}")
_SECONDS = re.compile(r"(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,6})s?)?", re.ASCII)


def recognise(address: str) -> Video | None:
    """The video at an http(s) address of a known host; None for any other page."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("player.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    return _HOSTS.get(host, _peertube)(parts)


def _segments(parts: SplitResult) -> list[str]:
    return [segment for segment in parts.path.split("/") if segment]


def _asked(parts: SplitResult, name: str) -> str:
    return parse_qs(parts.query).get(name, [""])[0]


def _start(parts: SplitResult, *names: str) -> int:
    """Where to begin, from `t=1h2m3s`, `t=90` or the fragment `#t=90`."""
    asked = [_asked(parts, name) for name in names] + [parts.fragment.removeprefix("t=")]
    match = _SECONDS.fullmatch(next(filter(None, asked), ""))
    if not match:
        return 0
    hours, minutes, seconds = (int(number or 0) for number in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def _youtube(parts: SplitResult) -> Video | None:
    segments = _segments(parts)
    if (parts.hostname or "").endswith("youtu.be"):
        number = segments[0] if segments else ""
    elif len(segments) > 1 and segments[0] in ("embed", "shorts", "live", "v", "e"):
        number = segments[1]
    else:
        number = _asked(parts, "v")
    if not _YOUTUBE_ID.fullmatch(number):
        return None
    start_s = _start(parts, "t", "start")
    url = f"https://www.youtube.com/watch?v={number}" + (f"&t={start_s}s" if start_s else "")
    return Video("YouTube", number, url, start_s)


def _vimeo(parts: SplitResult) -> Video | None:
    """A video by its number; the secret that opens an unlisted one follows it, or is `h`."""
    segments = _segments(parts)
    place = next((index for index, each in enumerate(segments) if _VIMEO_ID.fullmatch(each)), None)
    if place is None:
        return None
    secret = segments[place + 1] if len(segments) > place + 1 else _asked(parts, "h")
    secret = secret if re.fullmatch(r"[0-9a-f]{6,16}", secret) else ""
    start_s = _start(parts, "t")
    url = f"https://vimeo.com/{segments[place]}" + (f"/{secret}" if secret else "")
    return Video("Vimeo", segments[place], url + (f"#t={start_s}s" if start_s else ""), start_s)


def _dailymotion(parts: SplitResult) -> Video | None:
    segments = _segments(parts)
    if (parts.hostname or "").endswith("dai.ly"):
        number = segments[0] if segments else ""
    else:
        number = segments[-1] if "video" in segments[:-1] else _asked(parts, "video")
    number = number.partition("_")[0]
    if not _DAILYMOTION_ID.fullmatch(number):
        return None
    start_s = _start(parts, "start")
    query = f"?start={start_s}" if start_s else ""
    return Video("Dailymotion", number, f"https://www.dailymotion.com/video/{number}{query}", start_s)


def _archive(parts: SplitResult) -> Video | None:
    segments = _segments(parts)
    if len(segments) < 2 or segments[0] not in ("details", "embed") or not _ARCHIVE_ID.fullmatch(segments[1]):
        return None
    file = f"/{quote(unquote(segments[2]))}" if len(segments) > 2 and segments[0] == "details" else ""
    return Video("Internet Archive", segments[1], f"https://archive.org/details/{segments[1]}{file}")


def _peertube(parts: SplitResult) -> Video | None:
    """PeerTube runs on any domain: known by its paths (`/w/…`, `/videos/watch/…`, `/videos/embed/…`)."""
    segments = _segments(parts)
    if segments[:1] != ["w"] and segments[:2] not in (["videos", "watch"], ["videos", "embed"]):
        return None
    number = segments[-1]
    if not _PEERTUBE_ID.fullmatch(number) or len(segments) > 3:
        return None
    start_s = _start(parts, "start")
    where = f"https://{parts.netloc.rpartition('@')[2]}/w/{number}"
    return Video(parts.hostname or "", number, where + (f"?start={start_s}s" if start_s else ""), start_s)


_HOSTS: dict[str, Callable[[SplitResult], Video | None]] = {
    "youtube.com": _youtube,
    "youtube-nocookie.com": _youtube,
    "music.youtube.com": _youtube,
    "youtu.be": _youtube,
    "vimeo.com": _vimeo,
    "dailymotion.com": _dailymotion,
    "geo.dailymotion.com": _dailymotion,
    "dai.ly": _dailymotion,
    "archive.org": _archive,
}
