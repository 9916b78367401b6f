"""Which browser a session is, in a few words."""

from __future__ import annotations

import re

# The first that is found names the browser, for each claims to be those that came before it.
BROWSERS = (
    ("Edge", r"Edg(?:e|A|iOS)?/(\d+)"),
    ("Opera", r"OPR/(\d+)"),
    ("Samsung Internet", r"SamsungBrowser/(\d+)"),
    ("Firefox", r"(?:Firefox|FxiOS)/(\d+)"),
    ("Chromium", r"(?:Chrome|CriOS|Chromium|HeadlessChrome)/(\d+)"),
    ("Safari", r"Version/(\d+)[\d.]* (?:Mobile/\S+ )?Safari/"),
)
SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("Linux", r"Linux|X11"),
)


def browser_in_words(agent: str) -> str:
    """`Firefox 140, Linux`; what it says of itself where it is none of those."""
    found = [f"{name} {match[1]}" for name, pattern in BROWSERS if (match := re.search(pattern, agent))][:1]
    found += [name for name, pattern in SYSTEMS if re.search(pattern, agent)][:1]
    return ", ".join(found) or agent[:60] or "?"
