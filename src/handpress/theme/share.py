"""Links to pass an article on: plain addresses, without scripts, counters or campaign parameters."""

from __future__ import annotations

from handpress.kit.text import excerpt, one_line
from handpress.theme.records import Link
from handpress.theme.uris import component, uri

# Mastodon's own chooser of servers. The text stands in the fragment, which browsers do not send: the page
# that asks for the reader's server does not learn what is shared. Older choosers take it as a query.
MASTODON = "https://share.joinmastodon.org/#text="
BLUESKY_LIMIT = 300  # letters of a post, the address among them
SHORTEST_TITLE = 60


def share_links(title: str, absolute_url: str, *, mail_label: str = "E-mail") -> tuple[Link, ...]:
    """A link for each service, its name as label: mail first, then messengers, then networks."""
    title, address = one_line(title), uri(absolute_url)
    title_value, url_value = component(title), component(address)  # quoting is the costly part: once each
    text = f"{title_value}%20{url_value}"
    short = excerpt(title, max(SHORTEST_TITLE, BLUESKY_LIMIT - len(address) - 1))
    post = text if short == title else component(f"{short} {address}")
    body = f"{title_value}%0D%0A%0D%0A{url_value}%0D%0A"  # RFC 6068: line breaks are CR LF
    targets = (
        (mail_label, f"mailto:?subject={title_value}&body={body}"),
        ("WhatsApp", f"https://wa.me/?text={text}"),
        ("Telegram", f"https://t.me/share/url?url={url_value}&text={title_value}"),
        ("Mastodon", f"{MASTODON}{text}"),
        ("Bluesky", f"https://bsky.app/intent/compose?text={post}"),
        ("X", f"https://x.com/intent/post?text={title_value}&url={url_value}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?u={url_value}"),
    )
    return tuple(Link(label, target, rel="noopener") for label, target in targets)
