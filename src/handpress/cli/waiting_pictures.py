"""What commands say of pictures that wait for their sizes, and waiting for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handpress.cli.console import bar, err

if TYPE_CHECKING:
    from handpress.newsroom.actions.sizes import Wanting


def counted() -> Wanting:
    """How many pictures lack sizes now."""
    from handpress.newsroom.actions.sizes import wanting  # models are ready only now

    return wanting()


def as_json(found: Wanting) -> dict[str, Any]:
    """The counts in the names that programs read."""
    return {"pictures_waiting": found.waiting, "pictures_failed": found.given_up}


def tell(found: Wanting) -> None:
    """Say how many wait, and what that means for readers; nothing where none does."""
    if found.waiting:
        said = "picture still waits for its sizes" if found.waiting == 1 else "pictures still wait for their sizes"
        err.print(
            f"{found.waiting:,} {said}, and pages leave a picture out until it has them. They are made in the"
            " background while `handpress run` runs; their pages follow by themselves.",
            soft_wrap=True,
        )
    if found.given_up:
        said = "picture" if found.given_up == 1 else "pictures"
        err.print(
            f"The sizes of {found.given_up:,} {said} could not be made, however often that was tried: see the desk"
            " under Reports, Background work.",
            soft_wrap=True,
        )


def wait() -> None:
    """Until no picture waits: a worker that runs makes them from the first one on, this process from the last."""
    from handpress.newsroom.actions import sizes  # models are ready only now

    ids = sizes.to_make()
    if not ids:
        return
    with bar("Making sizes of pictures") as progress:
        sizes.make_missing(ids[::-1], progress=progress)
