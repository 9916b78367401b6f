"""How a trace is kept in the ledger's columns."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from handpress.press.engine import Job, Trace


def hash64(text: str) -> int:
    """A signed 64-bit hash, the same on every machine and in every process."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def artifact_id(job: Job) -> int:
    """The artifact's key in the ledger."""
    return hash64(f"{job.recipe}\0{job.subject}")


@lru_cache(maxsize=20_000)  # 4 MB; 200,000 held 42, and a batch asks again for what its neighbours asked
def key_id(key: str) -> int:
    """A key as the index of notes keeps it. Two keys that collide cost a needless rendering, nothing else."""
    return hash64(key)


@lru_cache(maxsize=4_000)
def frame_id(frame: frozenset[str]) -> int:
    """A frame's key in the ledger."""
    return hash64("\n".join(sorted(frame)))


def pack(keys: frozenset[str]) -> str:
    """Keys as one column."""
    return "\n".join(sorted(keys))


def unpack(text: str) -> frozenset[str]:
    """The keys of one column."""
    return frozenset(text.split("\n")) if text else frozenset()


def pack_lists(lists: tuple[tuple[str, str], ...]) -> str:
    """Lists with their fingerprints as one column."""
    return "\n".join(f"{key} {fingerprint}" for key, fingerprint in lists)


def unpack_lists(text: str) -> tuple[tuple[str, str], ...]:
    """The lists of one column."""
    pairs = (line.rpartition(" ") for line in text.split("\n")) if text else ()
    return tuple((key, fingerprint) for key, _, fingerprint in pairs)


def own_notes(trace: Trace) -> list[int]:
    """The ids of all keys noted outside the frame."""
    return [key_id(key) for key in {*trace.keys, *(key for key, _ in trace.lists)}]
