"""The demonstration magazine's pictures: linocuts cut and pulled by arithmetic, never stored.

`picture_bytes(key)` pulls one; the same key gives the same bytes each time with the same Pillow.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from handpress.demo.prints import fields, forms, land, mark, rooms, sea, things, town
from handpress.demo.prints.plate import Print

WIDE = (1600, 1067)
TALL = (1067, 1600)


@dataclass(frozen=True)
class Cut:
    """How one picture is made: its scene, palette, size, and what is particular about it."""

    scene: Callable[..., None]
    palette: str
    size: tuple[int, int] = WIDE
    options: dict[str, Any] = field(default_factory=dict)


CUTS: dict[str, Cut] = {
    "ferry": Cut(sea.crossing, "tide", options={"size": 0.2, "sun_at": 0.26}),
    "valley-before": Cut(land.hills, "moss", options={"tower": True, "sun_at": 0.24, "trees": 18}),
    "river-bends": Cut(land.river, "tide"),
    "bench-lime-tree": Cut(town.bench, "moss"),
    "rooftops-noon": Cut(town.roofs, "ember", options={"flat": True, "flock": 0}),
    "millet": Cut(forms.heads, "ember"),
    "bus-stop-shade": Cut(town.stop, "ember"),
    "stone-wall": Cut(fields.stone_wall, "moss"),
    "landing-stane": Cut(sea.crossing, "moss", options={"kind": "punt", "steep": True, "sun_at": 0.72, "at": 0.4}),
    "landing-osterby": Cut(sea.crossing, "brick", options={"kind": "punt", "sun_at": 0.5, "at": 0.5, "low": 0.05}),
    "landing-mill-race": Cut(sea.crossing, "tide", options={"kind": "punt", "rain": True, "sun_at": 0.8}),
    "landing-withy": Cut(
        sea.crossing, "moss", options={"kind": "ferry", "reeds": True, "size": 0.13, "sun_at": 0.62, "at": 0.55}
    ),
    "landing-lower-quay": Cut(sea.crossing, "press", options={"size": 0.22, "sun_at": 0.8, "at": 0.42}),
    "landing-bar": Cut(sea.crossing, "night", options={"night": True, "sun_at": 0.78, "at": 0.52}),
    "wheat-noon": Cut(fields.furrows, "ember", options={"crop": True}),
    "furrows": Cut(fields.furrows, "brick", options={"vanish": 0.36}),
    "terraces": Cut(fields.terraces, "moss"),
    "salt-pans": Cut(fields.salt_pans, "tide"),
    "forest": Cut(land.forest, "ember", TALL),
    "first-frost": Cut(land.forest, "night", options={"frost": True, "trunks": 13}),
    "dam-wall": Cut(land.dam, "press"),
    "evening-hills": Cut(land.hills, "plum", options={"sun_at": 0.66, "high": 0.34, "rows": 6}),
    "fishing-bay": Cut(sea.bay, "tide"),
    "port-night": Cut(sea.harbour, "night"),
    "port-morning": Cut(sea.harbour, "ember", options={"night": False, "cranes": 3}),
    "shoal": Cut(sea.shoal, "tide"),
    "sails": Cut(sea.crossing, "ember", options={"kind": "sail", "sun_at": 0.5, "low": 0.2, "size": 0.13, "at": 0.62}),
    "trawler": Cut(sea.crossing, "night", options={"kind": "trawler", "sun_at": 0.24, "size": 0.15}),
    "rooftops-night": Cut(town.roofs, "night", options={"night": True}),
    "rooftops-rain": Cut(town.roofs, "press", options={"rain": True}),
    "swifts": Cut(town.roofs, "brick", options={"flock": 34, "rows": 3}),
    "cool-roofs": Cut(town.roofs, "brick", options={"flat": True, "white": 7, "flock": 5}),
    "tenement": Cut(town.roofs, "plum", TALL, {"night": True, "rows": 5}),
    "night-bus": Cut(town.bus, "night"),
    "windows-1": Cut(rooms.arches, "clay", options={"lit": 1}),
    "windows-2": Cut(rooms.arches, "tide", options={"columns": 2, "lattice": 1, "lit": 0}),
    "windows-3": Cut(rooms.arches, "ember", TALL, {"columns": 1, "lattice": 2, "lit": 0}),
    "windows-4": Cut(rooms.arches, "night", options={"columns": 4, "lattice": 2, "lit": 2}),
    "windows-5": Cut(rooms.arches, "press", options={"columns": 3, "lattice": 1, "lit": 0}),
    "library-shelves": Cut(rooms.shelves, "press"),
    "boiler-room-archive": Cut(rooms.shelves, "plum", options={"rows": 5, "gap": 3}),
    "van-of-books": Cut(rooms.shelves, "clay", options={"rows": 3, "gap": 4}),
    "weave": Cut(things.weave, "clay"),
    "weave-squares": Cut(things.weave, "plum", options={"pattern": "square", "cell": 40}),
    "spools": Cut(things.spools, "ember"),
    "tool-board": Cut(things.tools, "press"),
    "bread-oven": Cut(things.oven, "ember"),
    "stepwell": Cut(forms.steps, "clay"),
    "stepwell-2": Cut(forms.steps, "clay", options={"tiers": 6}),
    "radio-mast": Cut(forms.mast, "plum"),
    "quiet-map": Cut(forms.chart, "tide"),
    "flood-map": Cut(forms.chart, "press", options={"lines": 16}),
    "sprig": Cut(forms.sprig, "moss", TALL),
    "olive": Cut(forms.sprig, "plum", TALL, {"pairs": 12}),
    "barley": Cut(forms.heads, "moss", options={"kind": "barley", "stems": 12}),
    "drizzle": Cut(forms.drizzle, "press"),
}


def picture_keys() -> tuple[str, ...]:
    """Every picture's key."""
    return tuple(CUTS)


def logo_png(side: int = 512) -> bytes:
    """The magazine's mark as a square PNG of `side` pixels."""
    return mark.mark_png(side)


def picture_bytes(key: str) -> bytes:
    """The picture as a JPEG file. Raises `KeyError` for a key that `picture_keys` does not name."""
    cut = CUTS[key]
    sheet = Print(key, cut.palette, cut.size)
    cut.scene(sheet, **cut.options)
    file = BytesIO()
    sheet.pull().save(file, "JPEG", quality=80, subsampling=0)
    return file.getvalue()
