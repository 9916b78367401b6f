"""What may stand in published HTML, as data: elements, what goes where, attributes."""

from __future__ import annotations

from handpress.kit.words import words

# Elements read as another one.
RENAMED = {
    "b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "strike": "del", "tt": "code",
    "acronym": "abbr", "dir": "ul", "menu": "ul", "listing": "pre", "xmp": "pre", "plaintext": "pre",
    "image": "img",
}  # fmt: skip

# Elements whose content is no text of the page.
DROPPED = words(
    "applet audio canvas embed frameset head iframe math noembed noframes noscript object script select style "
    "svg template textarea title video"
)

INLINE = words("a abbr bdi bdo cite code del em ins q rp rt ruby span strong sub sup")
# Inline elements that say nothing more within one of their own kind.
NOT_IN_ITSELF = words("em strong code cite del ins sub sup abbr ruby rt rp")
HEADINGS = frozenset(("h2", "h3", "h4"))
TABLE_PARTS = words("caption thead tbody tfoot tr td th")
BLOCKS = HEADINGS | TABLE_PARTS | words("p ul ol li dl dt dd blockquote figure figcaption table pre")
VOID = frozenset(("br", "hr", "img"))
ALLOWED = INLINE | BLOCKS | VOID

# Elements that are unwrapped but part their text from what stands before and after.
PARTING = words(
    "address article aside body center details dialog div fieldset footer form header hgroup html legend main "
    "nav optgroup option section summary marquee layer multicol"
)

# What holds only text and inline elements.
PHRASING = HEADINGS | frozenset(("p", "pre", "dt", "th", "caption", "figcaption"))
# What holds text as well as blocks.
FLOW_WITH_TEXT = frozenset(("li", "dd", "td"))
# What holds blocks only; loose text in them gets a paragraph.
FLOW = frozenset(("root", "blockquote", "figure"))

# Elements that need a certain parent: where it is not open, the first of these is opened for them.
PARENTS = {
    "li": ("ul", "ol"),
    "dt": ("dl",),
    "dd": ("dl",),
    "td": ("tr",),
    "th": ("tr",),
    "tr": ("tbody", "thead", "tfoot"),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "figcaption": ("figure",),
}

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"lang", "dir", "id"},
    "a": {"href", "rel"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
}

URL_ATTRIBUTES = frozenset(("href", "src", "cite"))
LINK_SCHEMES = frozenset(("http", "https", "mailto", "tel"))
FETCH_SCHEMES = frozenset(("http", "https"))

MAX_BLOCK_DEPTH = 12
MAX_INLINE_DEPTH = 8
MAX_SPAN = 100
ID_PREFIX = "n-"
