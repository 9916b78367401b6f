"""What a change of an address writes into the outbox: `address:/2013/06/rivers.html`."""

from __future__ import annotations

from handpress.kit.watch import Watch

RECORDS = ("address",)
WATCHED = (
    Watch(
        table="newsroom_address",
        keys=(("address", "path"),),
        columns=("path", "state", "record", "to_path", "reason", "gone_status"),
    ),
)


def key_of(path: str) -> str:
    """The key that an address's pages note."""
    return f"address:{path}"
