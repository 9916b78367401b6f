"""A large import leaves one "everything" for the press, which waits until all is in, and never for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from handpress.importers import run
from handpress.importers.errors import ImportStopped
from handpress.newsroom.models import Article
from handpress.press.engine import FULL, Lane
from handpress.press.engine.run import EVERY_LANE
from handpress.press.ledger import DatabaseLedger
from handpress.press.models import OutboxKey
from tests.app.edition.paper import Paper


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LARGE", 0)
    monkeypatch.setattr(run, "BATCH", 1)


def keys() -> list[tuple[str, int]]:
    return list(OutboxKey.objects.filter(lane=Lane.BULK).values_list("key", "lane"))


def test_a_large_import_is_pressed_once(small: Path, pressed_paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile: list[bool] = []
    land = run._Import._land

    def landing(self) -> None:
        land(self)
        taken = DatabaseLedger().pending(before=EVERY_LANE, limit=100)
        meanwhile.append(any(change.key == FULL for change in taken))

    monkeypatch.setattr(run._Import, "_land", landing)
    run.import_path(small)
    assert Article.objects.count() == 4
    assert len(meanwhile) > 3 and not any(meanwhile)
    assert keys() == [("full", Lane.BULK)]
    pressed_paper.run()
    assert not pressed_paper.differences()


def test_what_a_stopped_import_has_taken_in_is_pressed(
    small: Path, pressed_paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(ImportStopped):
        run.import_path(small, progress=stop)
    assert 0 < Article.objects.count() < 4
    assert keys() == [("full", Lane.BULK)]
    pressed_paper.run()
    assert not pressed_paper.differences()
