"""The country codes of telephone numbers, and how many digits follow each."""

from __future__ import annotations

# ITU-T E.164, list of assigned country codes. The digits are those of a national number without its leading 0,
# as the national numbering plans that the ITU publishes have them.
_EXACT = {
    "1": 10, "7": 10, "27": 9, "30": 10, "31": 9, "33": 9, "34": 9, "40": 9, "41": 9, "45": 8, "47": 8, "48": 9,
    "52": 10, "53": 8, "56": 9, "57": 10, "58": 10, "61": 9, "65": 8, "90": 10, "91": 10, "93": 9, "94": 9, "98": 10,
    "212": 9, "216": 8, "351": 9, "380": 9, "420": 9, "421": 9, "852": 8, "965": 8, "968": 8, "973": 8, "974": 8,
}  # fmt: skip
_BETWEEN = {
    "20": (9, 10), "32": (8, 9), "36": (8, 9), "39": (8, 11), "43": (7, 11), "44": (9, 10), "46": (7, 9),
    "49": (7, 11), "51": (8, 9), "54": (10, 11), "55": (10, 11), "60": (8, 10), "62": (8, 12), "63": (8, 10),
    "64": (8, 10), "66": (8, 9), "81": (9, 10), "82": (8, 10), "84": (9, 10), "86": (10, 11), "92": (9, 10),
    "95": (7, 10), "213": (8, 9), "353": (7, 9), "358": (7, 10), "880": (8, 10), "961": (7, 8), "962": (8, 9),
    "963": (8, 9), "964": (8, 10), "966": (8, 9), "967": (7, 9), "970": (8, 9), "971": (8, 9), "972": (8, 9),
    "977": (8, 10),
}  # fmt: skip
_OTHERS = (
    "211 218 220-258 260-269 290 291 297-299 350-359 370-378 381-383 385-387 389 423 500-509 590-599 670 672-683 "
    "685-692 850 853 855 856 886 960 975 976 992-996 998"
)
_LIKELY = (7, 10)  # where the plan is not listed
_KEEPS_ZERO = {"39", "225", "241", "242", "378"}  # numbers of these begin with 0 after the country code too


def _listed(ranges: str) -> dict[str, tuple[int, int]]:
    """Every code of a list such as "211 220-258"."""
    pairs = ((part.split("-")[0], part.split("-")[-1]) for part in ranges.split())
    return {str(code): _LIKELY for first, last in pairs for code in range(int(first), int(last) + 1)}


_PLANS = _listed(_OTHERS) | {code: (count, count) for code, count in _EXACT.items()} | _BETWEEN


def country_code(digits: str) -> str:
    """The country code that a number begins with; "" where none does (978 and 979 are books)."""
    return next((digits[:size] for size in (1, 2, 3) if digits[:size] in _PLANS), "")


def fits_plan(digits: str) -> bool:
    """Whether digits that begin with a country code can be a whole telephone number."""
    code = country_code(digits)
    if not code:
        return False
    national = digits[len(code) :]
    least, most = _PLANS[code]
    return least <= len(national) <= most and (not national.startswith("0") or code in _KEEPS_ZERO)
