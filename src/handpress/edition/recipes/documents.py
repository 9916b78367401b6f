"""The documents that readers fetch: those that a page leads to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from handpress.newsroom.models import Document
from handpress.pages.recipe import CODE, EditionRecipe
from handpress.press.engine import SHOWN, Companions, Notes, Reading
from handpress.press.showing import noted
from handpress.reading.media import PublicDocument, documents, public_documents

KIND = "document"  # of keys: `document:5`
DOCUMENTS = Companions(going=frozenset({KIND}), coming=frozenset({KIND}))  # they are pressed, when it is told of them


class DocumentRecipe(EditionRecipe):
    """A file readers may fetch, at an address that names its content, while a page leads to it. Subject: its id.

    Which pages do the ledger knows, so a page that was pressed just now is followed by its documents in the same run,
    as by their going when it was the last.
    """

    name = "document"
    is_compressed = False
    batch = 4  # they may be large

    def objection(self, body: bytes) -> str:
        """None: what is written in a document is not the magazine's to judge."""
        return ""

    def subjects(self, key: str) -> Iterable[str]:
        """`document:5`, `shown:document:5` → 5; `documents:0`, which collections are restricted → all."""
        kind, _, id = key.removeprefix(SHOWN).partition(":")
        if kind == "documents":
            return self.everything()
        return (id,) if kind == KIND and id.isdigit() else ()

    def everything(self) -> Iterator[str]:
        """Every document that is not in a restricted collection."""
        yield from map(str, public_documents().order_by("pk").values_list("pk", flat=True))

    def readings(self, subjects: Sequence[str]) -> Iterator[Reading]:
        """One reading for each document that readers may fetch and that a page leads to."""
        for id, document in documents(self._led_to(subjects)).items():
            notes = Notes(CODE)
            notes.record(f"{KIND}:{id}", "documents:0")
            yield Reading(str(id), document.address.removeprefix("/"), document, notes.trace())

    def _led_to(self, subjects: Iterable[str]) -> Collection[int]:
        keys = noted((f"{KIND}:{subject}" for subject in subjects), besides=self.name)
        return sorted(int(key.rpartition(":")[2]) for key in keys)

    def press(self, reading: Reading) -> bytes:
        """The stored file."""
        record: PublicDocument = reading.record
        with Document.objects.get(pk=record.id).file.open("rb") as file:
            return file.read()
