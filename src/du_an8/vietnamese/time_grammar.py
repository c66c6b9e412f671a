"""The forms in which reports name a day, a month, a quarter, some months, a half year or a year.

The patterns are matched against the forms of `time_words`: folded words and signs, a blank between any two of them.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import ROMAN_QUARTERS, Day, Span, months, quarters, years

Groups = Mapping[str, str | None]
Build = Callable[[Groups], Span | None]

YEAR = r"(?:19|20)\d\d"
END = r"(?![^ ])"
_CENTURY = 2000

NUMBERS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "bon": 4,
    "tu4": 4,
    "nam": 5,
    "sau": 6,
    "sau6": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
    "muoi mot": 11,
    "muoi hai": 12,
    **ROMAN_QUARTERS,
}
SPELT = r"(?:muoi hai|muoi mot|muoi|mot|hai|ba|bon|tu4|nam|sau6|sau|bay|tam|chin)"
_MONTH = r"(?:1[0-2]|0?[1-9]|muoi hai|muoi mot|muoi|mot|hai|ba|bon|tu4|sau6|bay|tam|chin)"
_QUARTER = r"(?:iv|i{1,3}|0?[1-4]|mot|hai|ba|bon|tu4)"
_MONTH_WORD, _QUARTER_WORD = r"(?:thang (?:\. )?|t (?:\. )?|t(?=\d))", r"(?:(?:quy|qui) |q (?:\. )?|q(?=[\di]))"
# "Quý III/2024", "quý III - 2024", "tháng 9 năm 2024"; the year of "quý III/2024-2025" isn't its own.
_TAIL = rf"(?:(?: [-–/.,])?(?: (?:cua )?nam)? (?P<year>{YEAR}){END}(?! [-/.] \d))"
_CLOCK = r"(?:(?: |t)00 : 00(?: : 00)?| 00 00(?: 00)?| \d{1,2} : \d\d(?: : \d\d)?)?"
# "tháng 9, 10 cuộc": the second number counts something.
_COUNTED = (
    r"(?! (?:thang|quy|cuoc|lop|to|clb|cau lac bo|nguoi|luot|xa|thon|huyen|ban|mo hinh|dia chi|ho|hoi|chi|buoi"
    r"|can bo|thanh vien|doi|nhom|tinh|phu nu)\b)"
)


def number(words: str | None) -> int:
    """`09`, `iii` and `chin` as numbers."""
    return NUMBERS[words] if words in NUMBERS else int(words or 0)


def _several(prefix: str, item: str, short: str) -> str:
    """One, a list ("quý I, II và III") or a range ("tháng 1 đến tháng 9", "T1-T9") of them.

    Args:
        short: what may follow without a sign between, as in folded text.
    """
    own = rf"(?:(?: [-–,+&]| va| den)* {prefix}{item}{END})"
    bare = rf"(?:(?: -| den) {item}{END}(?! (?:thang|quy)\b)|(?: [–,+&]| va) {item}{END}{_COUNTED})"
    return rf"(?P<list>{prefix}{item}{END}(?:{own}|{bare})*(?:{short})?)"


def _year(groups: Groups) -> int | None:
    found = groups.get("year")
    return int(found) if found else None


def _list(groups: Groups, item: str) -> tuple[int, int] | None:
    """The first and the last of a list or range; None where the list leaves some out: "quý I, III"."""
    words = str(groups["list"])
    found = [number(match[1]) for match in re.finditer(rf"(?<![a-z\d])[qt]?({item}){END}", words)]
    steps = [b - a for a, b in pairwise(found)]
    is_range = len(steps) == 1 and not re.search(r" (?:[,+&]|va) ", words)
    return (found[0], found[-1]) if is_range or all(step == 1 for step in steps) else None


def _of_quarters(groups: Groups) -> Span | None:
    ends = _list(groups, _QUARTER)
    return _through(quarters, ends, _year(groups)) if ends else None


def _of_months(groups: Groups) -> Span | None:
    ends = _list(groups, _MONTH)
    return _through(months, ends, _year(groups)) if ends else None


def _through(
    units: Callable[[int, int, int | None], Span | None], ends: tuple[int, int], year: int | None
) -> Span | None:
    """From one to another; "tháng 10 đến tháng 3/2024" begins in the year before."""
    if ends[0] <= ends[1]:
        return units(*ends, year)
    first, last = units(ends[0], ends[0], None), units(ends[1], ends[1], year)
    return Span(first.first, last.last) if first and last else None


def _day(groups: Groups) -> Span:
    year = groups.get("y")
    short = groups.get("yy")
    named = int(year) if year else _CENTURY + int(short) if short else None
    day = Day(named, number(groups["m"]), number(groups["d"]) or -1)
    return Span(day, day)


def _count_of_months(groups: Groups) -> Span | None:
    count = number(groups["n"])
    return _ends_of_year(count, groups)


def _count_of_quarters(groups: Groups) -> Span | None:
    return _ends_of_year(3 * number(groups["n"]), groups)


def _half(groups: Groups) -> Span | None:
    return _ends_of_year(6, groups)


def _ends_of_year(count: int, groups: Groups) -> Span | None:
    """The first or the last months of a year."""
    if groups.get("which") == "cuoi" or groups.get("late"):
        return months(13 - count, 12, _year(groups))
    return months(1, count, _year(groups)) if count else None


def _numbered_half(groups: Groups) -> Span | None:
    return months(1, 6, _year(groups)) if groups["n"] == "1" else months(7, 12, _year(groups))


def _one_quarter(groups: Groups) -> Span | None:
    which = number(groups["n"])
    return quarters(which, which, _year(groups))


def _one_month(groups: Groups) -> Span | None:
    which = number(groups["n"])
    return months(which, which, _year(groups))


def _whole_year(groups: Groups) -> Span:
    year = _year(groups) or 0
    return years(year, year)


_NOT_IN_A_NUMBER = r"(?<!(?<!\d{3})\d [-/.] )"  # nor in a date; "2024/2023" are two years
_YEAR_WORD = r"(?:(?:trong |ca |cac |nhung )?nam |n \. |(?:trong )?nien do (?:ngan sach )?(?:nam )?|nam ngan sach )?"
_QUARTERS = _several(_QUARTER_WORD, _QUARTER, rf"(?: (?:iv|i{{1,3}}))+{END}| {_QUARTER}(?= (?:nam )?{YEAR})")
_MONTHS = _several(_MONTH_WORD, _MONTH, rf" {_MONTH}(?= (?:nam )?{YEAR})")
_NO_LIST = rf"(?! (?:[-–,+&]|va|den|i{{1,3}}|iv|{YEAR})(?![^ ]))"
_HALF_WORD = r"nua (?:(?P<which>dau|cuoi)|nam (?:dau|(?P<late>cuoi)))(?: (?:cua )?nam)?"
_DAY_SIGN = r"(?P<s>[-–/.])"
_COUNT = rf"(?P<n>\d{{1,2}}|{SPELT}(?= (?:thang|quy) (?:dau|cuoi|nam|{YEAR})\b))"
_OF_A_YEAR = rf"(?: (?P<which>dau|cuoi))?(?:{_TAIL}|(?<=dau|uoi)(?: cua)? nam{END}|{END})"


def _compiled(forms: tuple[tuple[str, Build], ...]) -> tuple[tuple[re.Pattern[str], Build], ...]:
    return tuple((pattern_of(rf"{pattern}{END}"), build) for pattern, build in forms)


# Days with their years.
DAYS = _compiled(
    (
        (rf"(?:ngay )?(?P<d>\d{{1,2}}) {_DAY_SIGN} (?P<m>\d{{1,2}}) (?P=s) (?P<y>\d{{4}}){_CLOCK}", _day),
        (rf"(?P<y>\d{{4}}) {_DAY_SIGN} (?P<m>\d{{1,2}}) (?P=s) (?P<d>\d{{1,2}}){_CLOCK}", _day),
        (r"(?:ngay )?(?P<d>\d{1,2})(?: [-/,])? thang (?P<m>\d{1,2})(?: [-/,])?(?: nam)? (?P<y>\d{4})", _day),
        (r"(?:ngay )?(?P<d>\d{1,2})(?: [-/.])? (?P<m>\d{1,2}) nam (?P<y>\d{4})", _day),
        (r"(?:ngay )?(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})", _day),
        # Two digits of a year, where nothing but the first number can be the day.
        (rf"(?:ngay )?(?P<d>1[3-9]|2\d|3[01]) {_DAY_SIGN} (?P<m>0?[1-9]|1[0-2]) (?P=s) (?P<yy>[1-4]\d)", _day),
        (r"(?:ngay )?\d{1,2} / \d{1,2} / \d\d", lambda _: None),
        (r"ngay (?P<d>\d{1,2})(?: [-/.]| thang) (?P<m>\d{1,2})(?! [-/.] \d| thang| nam)", _day),
    )
)
# Days without their years: only behind "từ", "đến" or before the other end of a range.
OPEN_DAYS = _compiled(
    ((rf"{_NOT_IN_A_NUMBER}(?P<d>\d{{1,2}})(?: [-/.]| thang|) (?P<m>\d{{1,2}})(?! [-/.]? ?\d)", _day),)
)
YEARS = _compiled(((rf"{_NOT_IN_A_NUMBER}{_YEAR_WORD}(?P<year>{YEAR})(?! [-/.] \d)", _whole_year),))
PARTS_OF_A_YEAR = _compiled(
    (
        (rf"(?:nam )?(?P<year>{YEAR})(?: [-–/.,])? {_QUARTER_WORD}(?P<n>{_QUARTER}){END}{_NO_LIST}", _one_quarter),
        (rf"(?P<year>{YEAR})(?: [-/.])? (?:t|thang )(?P<n>1[0-2]|0?[1-9])", _one_month),
        (rf"{_NOT_IN_A_NUMBER}(?P<year>{YEAR}) [-/] (?P<n>0[1-9]|1[0-2])(?! [-/.] \d)", _one_month),
        (rf"(?P<year>{YEAR})(?: [-/.])? h(?P<n>[12])", _numbered_half),
        (rf"h(?P<n>[12])(?: [-/.])? (?P<year>{YEAR})", _numbered_half),
        (rf"(?:quy|qui) : (?P<n>{_QUARTER}){_TAIL}", _one_quarter),
        (rf"(?:trong |ca )?{_QUARTERS}{_TAIL}?", _of_quarters),
        (rf"(?:trong )?{_MONTHS}{_TAIL}?", _of_months),
        (rf"(?:trong |ca )?{_COUNT} thang(?: \.)?{_OF_A_YEAR}", _count_of_months),
        (rf"(?:trong )?(?P<n>\d{{1,2}})t(?= |$){_OF_A_YEAR}", _count_of_months),
        (rf"(?P<n>\d{{1,2}})(?:th| th(?= [./])(?: \.)?){_TAIL}", _count_of_months),
        (rf"(?:trong |ca )?{_COUNT} quy(?= (?:dau|cuoi|nam|/|{YEAR})){_OF_A_YEAR}", _count_of_quarters),
        (rf"{_HALF_WORD}(?:{_TAIL}|(?<=nam)|(?<=nam dau)|(?<=nam cuoi))", _half),
        (rf"{_NOT_IN_A_NUMBER}(?P<n>0?[1-9]|1[0-2]) / (?P<year>{YEAR})(?! [-/.] \d)", _one_month),
    )
)
# A month and its year without the word: only behind "từ" and "đến".
BARE_MONTHS = _compiled(
    ((rf"{_NOT_IN_A_NUMBER}(?P<n>0?[1-9]|1[0-2]) [-–.] (?P<year>{YEAR})(?! [-/.] \d)", _one_month),)
)
