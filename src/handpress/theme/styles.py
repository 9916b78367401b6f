"""The one inline style sheet of a page: tokens, the parts its template asks for, minified, with its hash."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import rcssmin

from handpress.theme.contrast import readable

SHIPPED = Path(__file__).parent / "default"
ALWAYS = ("base",)
ALONE = frozenset({"notice"})  # pages that stand in their thousands and carry no masthead
SCRIPTS = {
    "ar": "arab", "fa": "arab", "ckb": "arab", "ps": "arab", "sd": "arab", "ug": "arab", "ur": "arab",
    "hi": "deva", "mr": "deva", "ne": "deva", "sa": "deva", "kok": "deva", "mai": "deva",
    "ml": "mlym", "ta": "mlym", "kn": "mlym", "te": "mlym", "bn": "mlym", "as": "mlym", "gu": "mlym",
    "pa": "mlym", "or": "mlym", "si": "mlym",
    "zh": "cjk", "ja": "cjk", "ko": "cjk",
}  # fmt: skip
PAPERS = re.compile(r"--paper:\s*(#[0-9a-fA-F]{6})")
ACCENTS = re.compile(r"--accent:\s*(#[0-9a-fA-F]{6})")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
ON_PAPER = ":root:target"
COMMENT = re.compile(r"/\*.*?\*/", re.S)


@dataclass(frozen=True, slots=True)
class Style:
    """A finished style sheet and its SHA-256 in base64, as a Content-Security-Policy names it."""

    css: str
    sha256: str


class Stylist:
    """Puts style sheets together from the shipped parts and a publication's own."""

    def __init__(self, folder_override: Path | None) -> None:
        """Read from `folder_override` first, then from the default theme."""
        self._override = folder_override
        self._made: dict[tuple[str, str, str], Style] = {}

    def names(self, parts: str, language: str) -> tuple[str, ...]:
        """The files a page with these parts is styled by: `tokens.css`, `css/base.css` …"""
        script = SCRIPTS.get(language.split("-")[0])
        wanted = (
            *(() if ALONE.intersection(parts.split()) else ALWAYS),
            *parts.split(),
            *((script,) if script else ()),
            "extra",
        )
        return ("tokens.css", *(f"css/{part}.css" for part in dict.fromkeys(wanted)))

    def style(self, parts: str, language: str, accent: str) -> Style:
        """The style sheet of a page kind in one language with the magazine's accent. Remembered."""
        key = (parts, language, accent)
        if key not in self._made:
            css = "".join(self._text(name) for name in self.names(parts, language)) + self._accent(accent)
            self._made[key] = finished(css)
        return self._made[key]

    def sources(self, name: str) -> tuple[Path, ...]:
        """The files behind a name: tokens add up, any other part of the publication replaces the shipped."""
        own = self._override and self._override / name
        shipped = SHIPPED / name
        found = tuple(path for path in (shipped, own) if path and path.is_file())
        return found if name == "tokens.css" else found[-1:]

    def _text(self, name: str) -> str:
        text = "".join(COMMENT.sub("", path.read_text("utf-8")) for path in self.sources(name))
        return paper(text) if name == "css/paper.css" else text

    def _accent(self, accent: str) -> str:
        tokens = [path.read_text("utf-8") for path in self.sources("tokens.css")]
        papers = next((found for text in reversed(tokens) if len(found := PAPERS.findall(text)) > 1), [])
        if not accent or not papers or accent.lower() in ACCENTS.findall(tokens[0])[:1]:
            return ""
        light, dark = (readable(accent, sheet, at_least=4.6) for sheet in papers[:2])
        chosen = f"@media screen{{:root{{--accent:{light}}}}}"  # paper is black on white, whatever the accent
        return f"{chosen}@media screen and (prefers-color-scheme:dark){{:root{{--accent:{dark}}}}}"


def finished(css: str) -> Style:
    """Minified, unable to end its own style element, hashed."""
    text = rcssmin.cssmin(css).replace("</", "<\\/")
    return Style(text, base64.b64encode(hashlib.sha256(text.encode()).digest()).decode())


def paper(css: str) -> str:
    """Rules for paper, said twice: for printers, and for the page whose address ends in `#print`.

    The root element has the id `print`, so `:root:target` is the whole page; a bare `:target` would be any place
    that a link of the page leads to. Rules are flat by convention.
    """
    return "@media print{" + css + "}" + RULE.sub(_on_target, css)


def _on_target(rule: re.Match[str]) -> str:
    selectors = (selector.strip() for selector in rule[1].split(","))
    aimed = ",".join(s.replace(":root", ON_PAPER) if ":root" in s else f"{ON_PAPER} {s}" for s in selectors)
    return f"{aimed}{{{rule[2]}}}"
