"""Pressing in several processes. Children read, render and stage; the parent alone makes files visible."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from queue import SimpleQueue
from typing import Protocol

from handpress.kit.processes import die_with_parent
from handpress.press.engine.pressing import Batch, Pressed
from handpress.press.engine.tree import TreeTrouble

Work = Callable[[Batch], list[Pressed]]
Outcome = tuple[Batch, list[Pressed]]
IN_HAND = 2  # batches a child holds, so that it never waits for the parent
RARELY = (100_000, 20, 20)  # records of one batch live and die together: a third of a bulk build was collection


class Pool(Protocol):
    """Whoever presses batches; outcomes come in any order."""

    def press(self, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """An outcome for each batch."""


class WorkerLost(RuntimeError):
    """A pressing process died (killed, or out of memory); nothing of its batch was made visible."""

    code = "worker_lost"
    retry = True


class SerialPool:
    """Presses in this process."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def press(self, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """An outcome for each batch, in order."""
        for batch in batches:
            yield batch, self._work(batch)


class ForkedPool:
    """Presses in forked children, which live for one call of `press`.

    `before_fork` runs in the parent (close database connections there), `in_child` first thing in a child.
    """

    def __init__(
        self,
        work: Work,
        *,
        processes: int,
        before_fork: Callable[[], None] = lambda: None,
        in_child: Callable[[], None] = lambda: None,
    ) -> None:
        self._work = work
        self._processes = processes
        self._before_fork = before_fork
        self._in_child = in_child

    def press(self, batches: Iterable[Batch]) -> Iterator[Outcome]:
        """An outcome for each batch as it is finished. Raises WorkerLost, TreeTrouble."""
        self._before_fork()
        was_frozen = gc.get_freeze_count() > 0
        gc.collect()
        gc.freeze()  # what is there now is never collected: children need not look at it again, nor copy it
        context = multiprocessing.get_context("fork")
        pipes: list[Connection] = []
        children = []
        for _ in range(self._processes):
            ours, theirs = context.Pipe()
            child = context.Process(target=self._serve, args=(theirs, [*pipes, ours]), daemon=True)
            child.start()
            theirs.close()
            pipes.append(ours)
            children.append(child)
        try:
            yield from _share_out(pipes, iter(batches))
        finally:
            for pipe in pipes:
                pipe.close()
            for child in children:
                child.terminate()
                child.join()
            if not was_frozen:  # what this process shares with others since it was forked stays shared
                gc.unfreeze()

    def _serve(self, pipe: Connection, others: list[Connection]) -> None:
        die_with_parent()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for other in others:
            other.close()
        self._in_child()
        gc.set_threshold(*RARELY)
        inbox: SimpleQueue[Batch] = SimpleQueue()
        threading.Thread(target=_fill, args=(pipe, inbox), daemon=True).start()
        while True:
            batch = inbox.get()
            try:
                pipe.send((batch, self._work(batch)))
            except TreeTrouble as trouble:
                pipe.send(trouble)


def _share_out(pipes: list[Connection], batches: Iterator[Batch]) -> Iterator[Outcome]:
    in_hand = dict.fromkeys(pipes, 0)

    def hand(pipe: Connection) -> None:
        batch = next(batches, None)
        if batch is not None:
            _send(pipe, batch)
            in_hand[pipe] += 1

    for _ in range(IN_HAND):
        for pipe in pipes:
            hand(pipe)
    while any(in_hand.values()):
        for ready in wait([pipe for pipe in pipes if in_hand[pipe]]):
            assert isinstance(ready, Connection)
            outcome = _receive(ready)
            in_hand[ready] -= 1
            hand(ready)
            yield outcome


def _fill(pipe: Connection, inbox: SimpleQueue[Batch]) -> None:
    """Take batches as they come: a parent that waits for room in the pipe would not read what a child sends."""
    while True:
        try:
            inbox.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)


def _send(pipe: Connection, batch: Batch) -> None:
    try:
        pipe.send(batch)
    except OSError as error:
        raise WorkerLost("a pressing process died; its pages are pressed again") from error


def _receive(pipe: Connection) -> Outcome:
    try:
        message = pipe.recv()
    except (EOFError, ConnectionResetError) as error:
        raise WorkerLost("a pressing process died; its pages are pressed again") from error
    if isinstance(message, TreeTrouble):
        raise message
    outcome: Outcome = message
    return outcome
