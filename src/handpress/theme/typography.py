"""Dates, numbers and lists of names as each language sets them in print, from CLDR and never from the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from markupsafe import Markup

from handpress.theme.records import PrintedDate

# A bare language is read with the order of day, month and year that an international magazine prints.
PRINTED_AS = {"en": "en_GB", "no": "nb", "zh": "zh_Hans", "zh_TW": "zh_Hant_TW"}

# Magazines print their own numerals where readers expect them. CLDR's default for Arabic is Latin digits,
# which no newspaper east of Tripoli uses; the Maghreb does.
NUMERALS = {
    "ar": "arab",
    "ckb": "arab",
    "fa": "arabext",
    "ps": "arabext",
    "bn": "beng",
    "as": "beng",
    "mr": "deva",
    "ne": "deva",
    "my": "mymr",
}
DIGITS = {
    "arab": "٠١٢٣٤٥٦٧٨٩",
    "arabext": "۰۱۲۳۴۵۶۷۸۹",
    "beng": "০১২৩৪৫৬৭৮৯",
    "deva": "०१२३४५६७८९",
    "mymr": "၀၁၂၃၄၅၆၇၈၉",
}
# A middle dot beside Arabic numerals is read as a zero.
DOTLIKE_ZERO = {"arab", "arabext"}
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "॥", "۔", "؟")
ARABIC_COMMA = {"ar", "ckb", "fa", "ps", "sd", "ug", "ur"}
LATIN_IN_ARABIC = {"DZ", "EH", "LY", "MA", "TN"}
DATE_PATTERNS = {"mr": "d MMMM y", "ur": "d MMMM y", "ml": "d MMMM y", "ne": "d MMMM y", "bn": "d MMMM y"}


def locale_for(language: str) -> Locale:
    """The CLDR locale of a BCP 47 code; English (day first) when CLDR does not know the language."""
    name = language.replace("-", "_")
    for candidate in (PRINTED_AS.get(name, name), name.split("_")[0]):
        try:
            return Locale.parse(candidate)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


class Typography:
    """The printed forms of one language. Results are remembered: an archive has few distinct dates."""

    def __init__(self, language: str) -> None:
        """Bind to a BCP 47 language code."""
        self.language = language
        self.locale = locale_for(language)
        self.direction = self.locale.text_direction  # "ltr" or "rtl"
        self.numerals = NUMERALS.get(self.locale.language, "latn")
        if self.locale.territory in LATIN_IN_ARABIC:
            self.numerals = "latn"
        self._digits = str.maketrans("0123456789", DIGITS.get(self.numerals, "0123456789"))
        self.dot = " – " if self.numerals in DOTLIKE_ZERO else " · "
        self.comma = "، " if self.locale.language in ARABIC_COMMA else ", "
        for name in ("day", "weekday", "month_year", "month_name", "number", "stamp"):
            setattr(self, name, lru_cache(maxsize=8192)(getattr(self, name)))

    def digits(self, text: object) -> str:
        """`text` with its Latin digits replaced by the language's own, where it has its own."""
        return str(text) if self.numerals == "latn" else str(text).translate(self._digits)

    def day(self, on: date) -> str:
        """13 June 2013 · 13 de junio de 2013 · ١٣ يونيو ٢٠١٣ · 13 जून 2013."""
        pattern = DATE_PATTERNS.get(self.locale.language, "long")
        return self.digits(format_date(on, pattern, locale=self.locale))

    def weekday(self, on: date) -> str:
        """Thursday 13 June: the head of a day in a month's contents, without the year."""
        return self.digits(format_skeleton("MMMMEEEEd", on, locale=self.locale))

    def month_year(self, year: int, month: int) -> str:
        """June 2013; the bare year when `month` is 0; nothing when both are 0 (undated)."""
        if not month:
            return self.year(year) if year else ""
        return self.digits(format_skeleton("yMMMM", date(year, month, 1), locale=self.locale))

    def month_name(self, month: int) -> str:
        """June: the name of month 1 to 12 as it stands alone."""
        return str(self.locale.months["stand-alone"]["wide"][month])

    def year(self, year: int) -> str:
        """2013, without a thousands separator."""
        return self.digits(year)

    def printed(self, when: PrintedDate | None) -> str:
        """A date no more precise than what is known about it; empty when nothing is."""
        if when is None or when.on is None or when.precision == "none":
            return ""
        if when.precision == "day":
            return self.day(when.on)
        return self.month_year(when.on.year, when.on.month if when.precision == "month" else 0)

    def stamp(self, when: PrintedDate | date | None) -> Markup:
        """The same in a `<time>` element with its machine-readable form."""
        if isinstance(when, date):
            when = PrintedDate(when, "day", when.isoformat())
        text = self.printed(when)
        if not text or when is None:
            return Markup("")
        return Markup('<time datetime="{}">{}</time>').format(when.iso, text)

    def number(self, value: int) -> str:
        """12,345 as the language groups it."""
        return self._decimal(value)

    def duration(self, seconds: int) -> str:
        """4:12 or 1:04:12."""
        minutes, s = divmod(seconds, 60)
        hours, m = divmod(minutes, 60)
        return self.digits(f"{hours}:{m:02}:{s:02}" if hours else f"{m}:{s:02}")

    def size(self, size_bytes: int) -> str:
        """1.2 MB, in decimal units as download pages use them."""
        value, unit = float(size_bytes), "kB"
        for unit in ("kB", "MB", "GB"):  # noqa: B007 - the last unit reached is the one printed
            value /= 1000
            if value < 1000:
                break
        return f"{self._decimal(round(value, 1 if value < 10 else 0))}\u00a0{unit}"

    def divider(self, sentence: str) -> str:
        """What stands between words an editor wrote and the fact after them: no point after a full stop."""
        return " " if sentence.rstrip().endswith(SENTENCE_ENDS) else self.dot

    def _decimal(self, value: float) -> str:
        # Babel sets the separators of a numbering system, not its digits.
        return self.digits(format_decimal(value, locale=self.locale, numbering_system=self.numerals))

    def join(self, items: Sequence[str | Markup]) -> Markup:
        """ "A, B and C" in the language's own manner; plain strings are escaped."""
        if not items:
            return Markup("")
        patterns = {key: Markup(value) for key, value in self.locale.list_patterns["standard"].items()}
        if len(items) == 2:
            return patterns["2"].format(*items)
        joined = Markup.escape(items[0])
        for place, item in enumerate(items[1:], start=2):
            kind = "end" if place == len(items) else "start" if place == 2 else "middle"
            joined = patterns[kind].format(joined, item)
        return joined


@cache
def direction(language: str) -> str:
    """ "rtl" or "ltr": how a piece in this language runs, wherever it stands."""
    return locale_for(language).text_direction


@cache
def typography(language: str) -> Typography:
    """The one Typography of a language."""
    return Typography(language)
