"""The queues of tasks: each has a process of its own, so that a letter does not wait behind a thousand pictures."""

from __future__ import annotations

LETTERS = "default"  # what takes a moment and somebody waits for
PICTURES = "pictures"  # what takes a second each and comes by the thousand

QUEUES = (LETTERS, PICTURES)
