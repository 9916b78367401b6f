"""`handpress cards`: draw the share cards that an import left undrawn."""

from __future__ import annotations

from typing import Annotated

import typer

from handpress.cli.console import bar, err, out
from handpress.cli.context import Context


def cards(
    context: typer.Context,
    newest: Annotated[int, typer.Option("--newest", min=1, help="So many articles at most.", show_default="all")] = 0,
) -> None:
    """Draw a share card for each article that has neither one nor a picture, newest first.

    What editors publish has its card by itself; this is for imported archives, ten articles a second. Can be stopped
    and started again at any time; the pages follow as they are pressed.
    """
    state: Context = context.obj
    state.start_django()
    from handpress.newsroom.actions.cards import draw, without_card  # models are ready only now
    from handpress.newsroom.checks import PACKAGES, languages_without_type

    if missing := languages_without_type():
        err.print(f"No font here has the letters of {', '.join(missing)}. {PACKAGES}", markup=False, soft_wrap=True)
    waiting = without_card(newest or None)
    drawn = 0
    with bar("Drawing") as progress:
        for done, article_id in enumerate(waiting, 1):
            drawn += bool(draw(article_id))
            progress(done, len(waiting))
    out.print(f"Drawn: {drawn} of {len(waiting)} cards.")
