"""An address that people copy from anywhere leads to the video's plain page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handpress.kit.video_hosts import Video, recognise

ID = "dQw4w9WgXcQ"
WATCH = f"https://www.youtube.com/watch?v={ID}"
DAILY = "https://www.dailymotion.com"
ARCHIVE = "https://archive.org"
TUBE = "https://tube.example"
SHORT = "kkGMgK9ZtnKfYAgnEtQxbv"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("address", "host", "url", "start_s"),
    [
        (f"https://www.youtube.com/watch?v={ID}&list=PL1&si=abc", "YouTube", WATCH, 0),
        (f"http://m.youtube.com/watch?feature=share&v={ID}", "YouTube", WATCH, 0),
        (f"https://youtu.be/{ID}?t=1m30s", "YouTube", f"{WATCH}&t=90s", 90),
        (f"https://www.youtube.com/embed/{ID}?start=75", "YouTube", f"{WATCH}&t=75s", 75),
        (f"https://www.youtube-nocookie.com/embed/{ID}", "YouTube", WATCH, 0),
        (f"https://www.youtube.com/shorts/{ID}", "YouTube", WATCH, 0),
        (f"https://youtube.com/live/{ID}#t=5", "YouTube", f"{WATCH}&t=5s", 5),
        ("https://vimeo.com/76979871", "Vimeo", "https://vimeo.com/76979871", 0),
        ("https://vimeo.com/channels/staffpicks/76979871", "Vimeo", "https://vimeo.com/76979871", 0),
        ("https://player.vimeo.com/video/7697987?h=8272103f6e", "Vimeo", "https://vimeo.com/7697987/8272103f6e", 0),
        ("https://vimeo.com/76979871/8272103f6e#t=10s", "Vimeo", "https://vimeo.com/76979871/8272103f6e#t=10s", 10),
        (f"{DAILY}/video/x8abc12_a-title", "Dailymotion", f"{DAILY}/video/x8abc12", 0),
        ("https://dai.ly/x8abc12", "Dailymotion", f"{DAILY}/video/x8abc12", 0),
        (f"{DAILY}/embed/video/x8abc12", "Dailymotion", f"{DAILY}/video/x8abc12", 0),
        (f"{ARCHIVE}/embed/Defense1950", "Internet Archive", f"{ARCHIVE}/details/Defense1950", 0),
        (f"{ARCHIVE}/details/a.b_c-1/2 3.mp4", "Internet Archive", f"{ARCHIVE}/details/a.b_c-1/2%203.mp4", 0),
        (f"{TUBE}:8443/videos/embed/{UUID}", "tube.example", f"{TUBE}:8443/w/{UUID}", 0),
        (f"{TUBE}/w/{SHORT}?start=1m", "tube.example", f"{TUBE}/w/{SHORT}?start=60s", 60),
    ],
)  # fmt: skip
def test_a_video_is_known_by_its_address(address: str, host: str, url: str, start_s: int) -> None:
    video = recognise(address)
    assert video is not None
    assert (video.host, video.url, video.start_s) == (host, url, start_s)
    assert recognise(url) == video  # the plain address is known as the same video


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/",
        "https://www.youtube.com/@channel",
        "https://www.youtube.com/watch?v=short",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"javascript:https://youtu.be/{ID}",
        f"ftp://youtu.be/{ID}",
        "https://vimeo.com/about",
        "https://archive.org/search",
        "https://archive.org/details/../../x",
        "https://mag.example/w/not-an-id",
        "https://[bad",
        "",
    ],
)
def test_what_is_no_video_is_not_taken_for_one(address: str) -> None:
    assert recognise(address) is None


@given(st.text(max_size=80) | st.from_regex(r"https://(youtu\.be|vimeo\.com|dai\.ly|archive\.org|x\.example)/\S{0,40}"))
def test_no_address_makes_it_fail(address: str) -> None:
    video = recognise(address)
    assert video is None or (isinstance(video, Video) and video.url.startswith("https://"))
