"""`handpress press`: bring the public tree up to date, check it, explain it, clear it out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handpress.cli import waiting_pictures
from handpress.cli.console import bar, err, out, print_json
from handpress.cli.context import Context, Trouble

if TYPE_CHECKING:
    from handpress.press.aside import Differences
    from handpress.press.commands import Explanation, Outcome

SHOWN = 20


def press(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Press every page anew.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Build everything aside and compare.")] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Compare, press anew what differs, remove what nobody made.")
    ] = False,
    explain: Annotated[str, typer.Option(metavar="ADDRESS", help="Say why a file was last written.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Remove files the press did not make.")] = False,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Let this folder be the one that the database speaks of, and press it all.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Press what changed into the public tree, and say what was done.

    Exit code 1 when a page failed (its last good file stays), or when --verify finds a difference, or --repair
    leaves one.
    """
    if sum((full, verify, repair, bool(explain), prune, adopt)) > 1:
        raise typer.BadParameter("choose one of --full, --verify, --repair, --explain, --prune and --adopt")
    state: Context = context.obj
    state.start_django()
    if verify:
        _verify(as_json)
    elif repair:
        _repair(as_json)
    elif explain:
        _explain(explain, as_json)
    elif prune:
        _prune(as_json)
    else:
        _press(full, as_json, adopt=adopt)


def _press(full: bool, as_json: bool, *, adopt: bool = False) -> None:
    from handpress.newsroom.orders import order_look_at_pictures  # models are ready only now
    from handpress.press import commands
    from handpress.press.errors import WrongTree

    if adopt:
        commands.adopt()
        order_look_at_pictures()  # their files lie in a folder beside the tree
    try:
        with bar("Pressing", done_of_left=True) as progress:
            outcome = commands.press(full=full, progress=progress)
    except WrongTree as error:
        raise Trouble(str(error)) from error
    pictures = waiting_pictures.counted()
    if as_json:
        print_json({**summary(outcome), **waiting_pictures.as_json(pictures)})
    else:
        _tell(outcome)
        waiting_pictures.tell(pictures)
    if outcome.failures:
        raise typer.Exit(1)


def summary(outcome: Outcome) -> dict[str, Any]:
    """The outcome in the names that programs read."""
    done = outcome.summary
    return {
        "looked_at": done.looked_at,
        "written": done.written,
        "unchanged": done.unchanged,
        "removed": done.removed,
        "failed": len(outcome.failures),
        "failures": outcome.failures,
        "seconds": round(done.seconds, 3),
        "peak_memory_mb": round(outcome.peak_rss_mb, 1),
        "by_worker": outcome.by_worker,
    }


def _tell(outcome: Outcome) -> None:
    done = outcome.summary
    if outcome.by_worker:
        out.print(f"The running press worker did the work, {done.seconds:.1f} s.")
    else:
        out.print(
            f"{done.looked_at} pages looked at: {done.written} written, {done.unchanged} unchanged, "
            f"{done.removed} removed; {done.seconds:.1f} s, {outcome.peak_rss_mb:.0f} MB."
        )
    for failure in outcome.failures[:SHOWN]:
        err.print(f"failed: {failure}", style="red", markup=False, soft_wrap=True)
    if len(outcome.failures) > SHOWN:
        err.print(f"… and {len(outcome.failures) - SHOWN} more; the desk lists them under Press.", style="red")


def _verify(as_json: bool) -> None:
    from handpress.newsroom.actions.sizes import order_where_missing  # models are ready only now
    from handpress.press import commands

    waiting = commands.waiting()
    with bar("Building aside", done_of_left=True) as progress:
        found = commands.verify(progress=progress)
    if waiting:
        err.print(f"{waiting} changes wait to be pressed and may show as differences; `handpress press` presses them.")
    lost = _lost_sizes()
    order_where_missing()
    pictures = waiting_pictures.counted()
    if as_json:
        counts = waiting_pictures.as_json(pictures)
        print_json({"same": not found, "waiting": waiting, **asdict(found), "lost_sizes": lost, **counts})
    else:
        out.print(f"{found.compared} files compared: {'they differ' if found else 'all the same'}.")
        _tell_lost(lost)
        waiting_pictures.tell(pictures)
        _name(found)
        if found:
            err.print("`handpress press --repair` presses these anew and removes what nobody made.")
    if found or lost:
        raise typer.Exit(1)


def _name(found: Differences) -> None:
    for kind in ("missing", "extra", "different", "bad_variants"):
        paths = getattr(found, kind)
        for path in paths[:SHOWN]:
            err.print(f"{kind.replace('_', ' ')}: /{path}", style="red", markup=False, soft_wrap=True)
        if len(paths) > SHOWN:
            err.print(f"… and {len(paths) - SHOWN} more {kind.replace('_', ' ')}", style="red")


def _repair(as_json: bool) -> None:
    from handpress.press import commands  # models are ready only now
    from handpress.press.errors import WrongTree

    lost = _lost_sizes()
    try:
        with bar("Comparing and pressing", done_of_left=True) as progress:
            done = commands.repair(progress=progress)
    except WrongTree as error:
        raise Trouble(str(error)) from error
    if as_json:
        print_json(
            {"same": not done.after, "before": asdict(done.before), "after": asdict(done.after), "lost_sizes": lost}
        )
    elif not done.before:
        _tell_lost(lost)
        out.print(f"{done.before.compared} files compared: all the same, nothing to repair.")
    else:
        _tell_lost(lost)
        _name(done.before)
        out.print("Repaired: all the same now." if not done.after else "These still differ:")
        _name(done.after)
    if done.after:
        raise typer.Exit(1)


def _lost_sizes() -> list[str]:
    """Files of pictures and of share cards that are gone; they are ordered anew. A copy's are nobody's loss."""
    from handpress.newsroom.actions.sizes import forget_lost_files  # models are ready only now
    from handpress.press import assembly, trees
    from handpress.press.errors import WrongTree

    try:
        trees.check(assembly.tree().root)
    except WrongTree:
        return []
    return forget_lost_files()


def _tell_lost(lost: list[str]) -> None:
    for path in lost[:SHOWN]:
        err.print(f"missing: /{path}", style="red", markup=False, soft_wrap=True)
    if lost:
        err.print(f"{len(lost):,} files of pictures were gone; they are made again.")


def _explain(address: str, as_json: bool) -> None:
    from handpress.press import commands  # models are ready only now

    known = commands.explain(address)
    if known is None:
        raise Trouble(f"the press made no file at {address}; list its addresses in the desk under Press")
    shown = explanation(known)
    if as_json:
        print_json(shown)
        return
    for name, value in shown.items():
        text = "\n  ".join(["", *map(str, value)]) if isinstance(value, list) else str(value)
        out.print(f"{name.replace('_', ' ')}: {text}", markup=False, soft_wrap=True)


def explanation(known: Explanation) -> dict[str, Any]:
    """Why a file is as it is, in the names that programs read."""
    entry = known.entry
    return {
        "address": known.address,
        "file": entry.path,
        "recipe": entry.job.recipe,
        "subject": str(entry.job.subject),
        "last_written": known.written_at,
        "because_of": entry.cause,
        "bytes": entry.size,
        "milliseconds": round(entry.cost_ms, 2),
        "sha256": entry.digest,
        "reads": sorted(str(key) for key in entry.trace.keys),
    }


def _prune(as_json: bool) -> None:
    from handpress.press import commands  # models are ready only now

    removed = commands.prune()
    if as_json:
        print_json({"removed": removed})
    else:
        out.print(f"{len(removed)} files removed that the press did not make.")
