"""How much of everything a drill does: the long form, and a short one that shows that the drills work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of connections, posts, requests, cuts and kills; seconds that an attack may last."""

    articles: int = 300
    idle: int = 10_000
    slow_posts: int = 200
    held_s: float = 60.0  # how long idle connections and slow posts are kept up
    missing: int = 1_000_000
    busting: int = 200_000
    requests_within_s: float = 240.0
    floods: int = 300
    traversals: int = 100  # of each path, in random mixtures of encodings
    fuzzed: int = 40  # values for each header, beside those that are known to hurt
    cuts: int = 200  # of each form
    kills: int = 200
    killing_within_s: float = 600.0
    pieces_a_minute: int = 20
    stopped_s: float = 60.0  # a database that is away


LONG = Sizes()
SHORT = Sizes(
    articles=12,
    idle=400,
    slow_posts=60,
    held_s=2.0,
    missing=4_000,
    busting=2_000,
    requests_within_s=10.0,
    floods=20,
    traversals=3,
    fuzzed=1,
    cuts=4,
    kills=4,
    killing_within_s=15.0,
    stopped_s=5.0,
)
