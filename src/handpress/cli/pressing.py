"""`handpress press`: bring the public tree up to date, check it, explain it, clear it out."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from handpress.cli.console import bar, err, out, print_json
from handpress.cli.context import Context, Trouble

if TYPE_CHECKING:
    from handpress.press.commands import Explanation, Outcome

SHOWN = 20


def press(
    context: typer.Context,
    full: Annotated[bool, typer.Option("--full", help="Press every page anew.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Build everything aside and compare.")] = False,
    explain: Annotated[str, typer.Option(metavar="ADDRESS", help="Say why a file was last written.")] = "",
    prune: Annotated[bool, typer.Option("--prune", help="Remove files the press did not make.")] = False,
    adopt: Annotated[
        bool, typer.Option("--adopt", help="Let this folder be the one that the database speaks of, and press it all.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Press what changed into the public tree, and say what was done.

    Exit code 1 when a page failed (its last good file stays), or when --verify finds a difference.
    """
    if sum((full, verify, bool(explain), prune, adopt)) > 1:
        raise typer.BadParameter("choose one of --full, --verify, --explain, --prune and --adopt")
    state: Context = context.obj
    state.start_django()
    if verify:
        _verify(as_json)
    elif explain:
        _explain(explain, as_json)
    elif prune:
        _prune(as_json)
    else:
        _press(full, as_json, adopt=adopt)


def _press(full: bool, as_json: bool, *, adopt: bool = False) -> None:
    from handpress.press import commands  # models are ready only now
    from handpress.press.errors import WrongTree

    if adopt:
        commands.adopt()
    try:
        with bar("Pressing", done_of_left=True) as progress:
            outcome = commands.press(full=full, progress=progress)
    except WrongTree as error:
        raise Trouble(str(error)) from error
    if as_json:
        print_json(summary(outcome))
    else:
        _tell(outcome)
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
    from handpress.press import commands  # models are ready only now

    waiting = commands.waiting()
    with bar("Building aside", done_of_left=True) as progress:
        found = commands.verify(progress=progress)
    if waiting:
        err.print(f"{waiting} changes wait to be pressed and may show as differences; `handpress press` presses them.")
    if as_json:
        print_json({"same": not found, "waiting": waiting, **asdict(found)})
    else:
        out.print(f"{found.compared} files compared: {'they differ' if found else 'all the same'}.")
        for kind in ("missing", "extra", "different", "bad_variants"):
            for path in getattr(found, kind)[:SHOWN]:
                err.print(f"{kind.replace('_', ' ')}: /{path}", style="red", markup=False, soft_wrap=True)
    if found:
        raise typer.Exit(1)


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
