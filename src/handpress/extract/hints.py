"""What tags, classes and styles hint about the text in them: its zone, its role, its size."""

from __future__ import annotations

import re

_ZONE_OF_TAG = {
    "nav": "nav",
    "footer": "footer",
    "aside": "aside",
    "form": "form",
    "article": "article",
    "main": "article",
}
_WORD = re.compile(r"[a-z]+")
_ZONES = {
    "nav": "nav navbar navigation menu menubar breadcrumb breadcrumbs pagination pager topmenu mainmenu toolbar",
    "footer": "footer copyright colophon bottombar",
    "comments": "comments comment commentlist respond disqus disqusthread replies reply",
    "aside": "sidebar sidebars related share sharing social subscribe newsletter widget widgets promo advert ads "
    "advertisement banner cookie popup addthis sharethis recommended trending popular shariff jp",
}
_ZONE_OF_WORD = {word: zone for zone, names in _ZONES.items() for word in names.split()}
_ROLES = {
    "author": "author byline",
    "date": "date published dateline datepublished pubdate timestamp postdate",
    "headline": "headline",
    "standfirst": "standfirst dek deck subtitle subhead subheadline summary lede intro teaser strapline",
    "caption": "caption figcaption",
    "source": "source credit",
    "section": "category kicker topic rubric",
}
_ROLE_OF_WORD = {word: role for role, names in _ROLES.items() for word in names.split()}
_FONT_STEP = re.compile(r"\s*([+-]?)(\d)")
_FONT_SIZE = re.compile(r"font-size\s*:\s*([\d.]+)\s*(px|pt|em|rem|%)", re.IGNORECASE)
_NAMED_SIZE = re.compile(r"font-size\s*:\s*(xx-small|x-small|small|medium|large|x-large|xx-large)", re.IGNORECASE)
_NAMED = {"xx-small": 1, "x-small": 1.5, "small": 2, "medium": 3, "large": 4, "x-large": 5, "xx-large": 6}
_POINTS = {"px": 16.0, "pt": 12.0, "em": 1.0, "rem": 1.0, "%": 100.0}


def zone_of(tag: str, attributes: dict[str, str], around: str) -> str:
    """The zone of what stands in an element; the inner zone wins, but an article ends no comments."""
    if around in ("comments", "nav", "footer"):
        return around
    if zone := _ZONE_OF_TAG.get(tag):
        return zone if not (zone == "footer" and around == "article") else around
    if tag not in ("div", "section", "ul", "ol", "table", "td", "span", "p", "header"):
        return around
    named = [_ZONE_OF_WORD[word] for word in _names(attributes) if word in _ZONE_OF_WORD]
    return named[0] if named else around


def role_of(tag: str, attributes: dict[str, str], around: str) -> str:
    """What the markup says a text is: its author, its date, its headline …; "" when it says nothing."""
    if tag in ("body", "html", "table", "article", "main", "section", "td", "tr"):
        return ""
    if tag == "figcaption":
        return "caption"
    if attributes.get("rel", "").lower() == "author":
        return "author"
    if tag == "time":
        return "date"
    for word in _names(attributes):
        if role := _ROLE_OF_WORD.get(word):
            return role
    return around


def _names(attributes: dict[str, str]) -> list[str]:
    """The single words of class, id and itemprop."""
    joined = " ".join(attributes[name] for name in ("class", "id", "itemprop") if attributes.get(name))
    return _WORD.findall(joined.lower()) if joined else []


def size_of(tag: str, attributes: dict[str, str], around: float) -> float:
    """The size of the text in an element, on the scale of <font size>: 3 is usual, 7 the largest."""
    if tag == "big":
        return around + 1
    if tag == "small":
        return around - 1
    if tag == "font" and (match := _FONT_STEP.match(attributes.get("size", ""))):
        step = int(match[2])
        return float({"": step, "+": 3 + step, "-": 3 - step}[match[1]])
    style = attributes.get("style", "")
    if "font-size" not in style.lower():
        return around
    if match := _FONT_SIZE.search(style):
        return min(7.0, 3 * float(match[1]) / _POINTS[match[2].lower()])
    if match := _NAMED_SIZE.search(style):
        return float(_NAMED[match[1].lower()])
    return around
