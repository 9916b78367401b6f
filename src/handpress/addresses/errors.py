"""What is refused about addresses."""

from __future__ import annotations

from django.utils.translation import gettext as _


class AddressesError(Exception):
    """A write that is not done; `code` is stable, `retry` says whether waiting would help."""

    code = "addresses"
    retry = False


class AddressTaken(AddressesError):
    """The path belongs, or belonged, to another record."""

    code = "address-taken"

    def __init__(self, path: str, record: str) -> None:
        named = {"path": path, "record": record or _("another address")}
        super().__init__(_("%(path)s belongs to %(record)s; choose another path.") % named)
        self.path, self.record = path, record
