"""A long page's head and foot, which are all that tells what a site's pages have in common."""

from __future__ import annotations

HEAD_BYTES, FOOT_BYTES = 250_000, 50_000
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16, whose bytes cannot be parted at a sign


def sample(page: bytes | str) -> bytes | str:
    """The page; of one that is longer than both together its head and its foot, parted where a tag or line begins."""
    if isinstance(page, str):
        return page if len(page) <= HEAD_BYTES + FOOT_BYTES else page[:HEAD_BYTES] + "\n" + page[-FOOT_BYTES:]
    if len(page) <= HEAD_BYTES + FOOT_BYTES or page.startswith(_WIDE) or b"\0" in page[:100]:
        return page
    mark = b"<" if b"<" in page[:HEAD_BYTES] else b"\n"
    head = page[:HEAD_BYTES].rpartition(mark)[0]
    foot = page[-FOOT_BYTES:].partition(mark)
    return head + mark + foot[2]
