"""What is refused about addresses."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from handpress.addresses.acceptable import Refusal


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


PATH_WORDS = {
    Refusal.ODD: gettext_lazy(
        "“%(path)s” is no address of this site: one begins with one slash, as /old/page.htm does."
    ),
    Refusal.QUERY: gettext_lazy(
        "“%(path)s” has a query that no file can answer: over 200 characters, or with a slash."
    ),
    Refusal.HIDDEN: gettext_lazy(
        "“%(path)s” has a part that is never served: a dot at its beginning, .br or .gz at its end."
    ),
    Refusal.LONG: gettext_lazy("“%(path)s” is too long: 500 characters in all and 200 bytes for each part."),
    Refusal.ELSEWHERE: gettext_lazy(
        "“%(path)s” belongs to the desk, to a form, or to the store of pictures and documents."
    ),
    Refusal.OWN: gettext_lazy("“%(path)s” is one of the magazine’s own pages, which answers there."),
    Refusal.ITSELF: gettext_lazy("An address cannot lead to itself."),
    Refusal.LOOP: gettext_lazy("“%(path)s” leads back to the address: readers would go in a circle."),
}


class AddressRefused(AddressesError):
    """A path that cannot be an address, or a place that none can lead to. `field`: "path" or "to_path"."""

    code = "address-refused"

    def __init__(self, path: str, refusal: Refusal, field: str = "path") -> None:
        super().__init__(str(PATH_WORDS[refusal]) % {"path": path})
        self.path, self.refusal, self.field = path, refusal, field
