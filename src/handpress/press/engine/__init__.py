"""The incremental publisher, in plain Python.

Five nouns. A *recipe* makes one kind of page. An *artifact* is one file with its compressed variants. What a
page read while it was made is its *trace*, kept in the *ledger*. A change arrives as a *key*; a *run* takes
keys, finds the artifacts that noted them, presses those again and writes what differs.
"""

from handpress.press.engine.companions import SHOWN, Companions
from handpress.press.engine.kinds import Kinds, Sort
from handpress.press.engine.ledger import FULL, Change, Entry, Failure, Lane, Ledger, LedgerUpdate
from handpress.press.engine.pool import ForkedPool
from handpress.press.engine.recipe import Job, Reading, Recipe
from handpress.press.engine.run import Press, Summary
from handpress.press.engine.trace import STATE, Notes, Trace
from handpress.press.engine.tree import Tree, TreeTrouble

__all__ = [
    "FULL",
    "SHOWN",
    "STATE",
    "Change",
    "Companions",
    "Entry",
    "Failure",
    "ForkedPool",
    "Job",
    "Kinds",
    "Lane",
    "Ledger",
    "LedgerUpdate",
    "Notes",
    "Press",
    "Reading",
    "Recipe",
    "Sort",
    "Summary",
    "Trace",
    "Tree",
    "TreeTrouble",
]
