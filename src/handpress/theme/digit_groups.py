"""Groups of digits as they are written, and what else than a telephone number they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"(?<!\d){_DAY}([.-]){_DAY}\1(?:1[89]|20)\d\d(?!\d)|(?<!\d)(?:1[89]|20)\d\d([.-]){_DAY}\2{_DAY}(?!\d)"
)
_HOUR = r"(?:[01]?\d|2[0-4])"
# "9.30-12.30", "9-12 14-17" and "0900-1730"; the last only by quarters of an hour, since "0712-3456" is a number
_QUARTER = r"(?:[01]\d|2[0-4])(?:00|15|30|45)"
_HOURS = re.compile(
    rf"{_HOUR}\.[0-5]\d-{_HOUR}\.[0-5]\d|{_HOUR}-{_HOUR}(?: {_HOUR}-{_HOUR})+(?!\d)|{_QUARTER}-{_QUARTER}(?!\d)"
)
_LOCAL_WITH_DOT = (3, 4)  # "555.0123"


@dataclass(frozen=True, slots=True)
class Groups:
    """A number as written, in ASCII digits: its groups, and what parts them."""

    written: str

    @property
    def groups(self) -> list[str]:
        """The runs of digits; a trunk "(0)" is none."""
        return re.findall(r"\d+", re.sub(r"(?<=\d)([ .-]?)\(0\)", r"\1 ", self.written))

    @property
    def digits(self) -> str:
        """All digits together."""
        return "".join(self.groups)

    def shorter(self) -> Iterator[Groups]:
        """The number, then the number without its last group, and so on."""
        written = self.written
        while written:
            yield Groups(written)
            written = re.sub(r"[ .()/+-]*\d+\)?$", "", written)

    def is_count(self) -> bool:
        """ "100 000", "2.000.000", "1 234 567 890": groups of three; "912 345 678" may be a number."""
        return self.is_round() or (self._in_thousands() and (len(self.groups[0]) < 3 or len(self.digits) < 9))

    def is_round(self) -> bool:
        """ "12 000 000", "500 600 700": groups of three that end in noughts."""
        rest = self.groups[1:]
        return self._in_thousands() and ("000" in rest or all(group.endswith("00") for group in rest))

    def _in_thousands(self) -> bool:
        first, *rest = self.groups
        return bool(rest) and len(first) <= 3 and first[0] != "0" and all(len(group) == 3 for group in rest)

    def is_time(self) -> bool:
        """Years, a span of years, a date or the hours of a day."""
        years = [bool(_YEAR.fullmatch(group)) for group in self.groups]
        span = re.match(r"(?:1[89]|20)\d\d-\d\d(?!\d)", self.written)
        in_a_row = any(first and second for first, second in pairwise(years))
        return all(years) or in_a_row or bool(span or _DATE.search(self.written) or _HOURS.match(self.written))

    def is_decimal(self) -> bool:
        """ "7.0 10.50", "51.5074": points that part a whole number from its fraction."""
        if "." not in self.written or re.match(r"\(?0\d", self.written):
            return " " in self.written and "." in self.written
        sizes = tuple(map(len, self.groups))
        return bool(re.search(r"[ -]", self.written)) or (len(sizes) == 2 and sizes != _LOCAL_WITH_DOT)

    def ends_in_year(self) -> bool:
        """Whether the last of several groups may be the year of the sentence."""
        return len(self.groups) > 1 and bool(_YEAR.fullmatch(self.groups[-1]))

    def ends_in_neighbour(self) -> bool:
        """Whether a single digit follows a hyphen, as in "0123-5"; "-0" is the switchboard's own."""
        return bool(re.search(r"\d{3}-[1-9]$", self.written))
