"""The forms that phrases of time take: what each one means, and what only looks like a time.

A reader takes a line of `time_words` and a place in it, and tells what begins there.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import LEAP_YEAR, Day, Period, Span, years
from du_an8.vietnamese.time_grammar import (
    BARE_MONTHS,
    DAYS,
    END,
    OPEN_DAYS,
    PARTS_OF_A_YEAR,
    SPELT,
    YEAR,
    YEARS,
    Build,
)

_SHORTEST_PHASE = 3  # years; two compare or follow each other


class TimeKind(StrEnum):
    """How a phrase in a title speaks of time."""

    PERIOD = "period"  # `quý I/2024`, `T1/2005`: from its first day to its last
    UNTIL = "until"  # `đến 31/12/2023`
    DAY = "day"  # `ngày 10 tháng 01 năm 2024`
    PHASE = "phase"  # `giai đoạn 2021-2025`, `từ năm 2021 đến nay`
    SINCE_NEW_YEAR = "since new year"  # `từ đầu năm`
    BEFORE = "before"  # `cùng kỳ năm trước`
    UNDATED = "undated"  # `trong kỳ`, `quý I`: of a year that stands elsewhere


class Read(Struct, frozen=True):
    """What stands at one place of the line: its kind, its days, and where it ends.

    Attributes:
        closed: its days are settled, in a way that the span alone doesn't tell.
    """

    kind: TimeKind
    span: Span | None
    end: int
    closed: Period | None = None


def phrase_at(line: str, at: int) -> Read | None:
    """The longest phrase that begins here; the readers are tried in their order."""
    return next((read for reader in _READERS if (read := reader(line, at))), None)


def match_at(forms: tuple[tuple[re.Pattern[str], Build], ...], line: str, at: int) -> tuple[Span | None, int] | None:
    """The first of some forms that stands here, and where it ends."""
    for pattern, build in forms:
        if match := pattern.match(line, at):
            return build(match.groupdict()), match.end()
    return None


_NAMED = (*DAYS, *PARTS_OF_A_YEAR, *YEARS)
_BOUNDS = (*DAYS, *PARTS_OF_A_YEAR, *BARE_MONTHS, *OPEN_DAYS, *YEARS)  # behind "từ" and "đến"
_BARE_BOUNDS = (*DAYS, *PARTS_OF_A_YEAR, *OPEN_DAYS)
_OF_LAST_YEAR = pattern_of(rf" (?:cua )?(?:nam (?:lien )?(?:truoc|ngoai)|cung ky){END}")


def unit_at(line: str, at: int) -> Read | None:
    """One day, month, quarter, some months or a year."""
    days = match_at(DAYS, line, at)
    found = days or match_at(_NAMED, line, at)
    if found is None:
        return None
    span, end = found
    if last_year := _OF_LAST_YEAR.match(line, end):
        return Read(TimeKind.BEFORE, None, last_year.end())
    is_day = days is not None and span is not None and span.closed(LEAP_YEAR) is not None
    return Read(TimeKind.DAY if is_day else _kind(span), span, end)


_FROM = pattern_of(r"(?:tinh |(?<!luy )ke )?tu (?:dau )?(?:ngay )?(?! )")
_NOT_FROM = pattern_of(r"(?:dau|thong|vat|phu) $")  # "đầu tư 2021-2025"
_TO = pattern_of(r" (?:[-–]|(?:(?:tinh |cho )?(?:den|toi))) (?:het )?(?:thoi diem )?(?:ngay )?(?:cuoi )?")
_NOW = (
    r"(?:nay|hien nay|hien tai|ngay bao cao|thoi diem (?:nay|hien tai|bao cao)|(?:het )?(?:ky|thang|quy) bao cao"
    rf"|(?:cuoi|het) (?:ky|quy|thang)(?: nay| bao cao|(?! (?:\d|i|{SPELT}(?![^ ]))))|(?:ky|quy|thang|nam) nay)"
)
_TO_NOW = pattern_of(rf" (?:tinh )?(?:[-–] )?(?:den )?(?:het )?(?<!tu ){_NOW}{END}")

_LAST_TO_THIS_YEAR = pattern_of(
    r"(?:tu )?(?:ngay )?(?P<d>\d{1,2}) [/.-] (?P<m>\d{1,2}) (?:cua )?nam (?:truoc|ngoai)"
    r" (?:den|[-–]) (?:het )?(?:ngay )?"
    rf"(?P<d2>\d{{1,2}}) [/.-] (?P<m2>\d{{1,2}}) (?:cua )?nam (?:nay|bao cao|sau|hien tai){END}"
)


def _last_to_this_year(line: str, at: int) -> Read | None:
    """`15/12 năm trước đến 14/12 năm báo cáo`: of the year that stands elsewhere, and of the one before."""
    match = _LAST_TO_THIS_YEAR.match(line, at)
    if match is None:
        return None
    first, last = Day(None, int(match["m"]), int(match["d"])), Day(None, int(match["m2"]), int(match["d2"]))
    if (first.month, first.day) <= (last.month, last.day):
        return None
    return Read(TimeKind.UNDATED, Span(first, last), match.end())


def _range(line: str, at: int) -> Read | None:
    """`từ quý I/2022 đến quý III/2023`, `15/12/2023 - 14/12/2024`; `từ năm 2021 (đến nay)`."""
    start = _FROM.match(line, at)
    if start is None:
        return _bare_range(line, at)
    first = match_at(_BOUNDS, line, start.end()) if not _NOT_FROM.search(line, max(0, at - 6), at) else None
    span, end = first or (None, at)
    if span is None:
        return None
    if last := _other_end(line, end, _BOUNDS):
        return _between(span, *last)
    if _RANGED.search(line, start.end(), end) and span.first.month != span.last.month:
        return Read(_kind(span), span, end)  # "từ tháng 1-9/2024"
    return _since(span, line, end)


# "GĐ" beside words of families is "gia đình", and "GD&ĐT" are schools.
_PHASE_WORD = (
    r"(?:giai doan|thoi ky(?= (?:\d|tu \d|nam \d))"
    r"|gd(?! & dt(?![^ ]))"
    r"(?= *$| [^a-z ]| (?:i{1,2}|tu|den|tinh|nay|dat|so|trong|va|theo|duoc|giao|nam|truoc|sau)(?![^ ])))"
)
_SINCE_YEAR = pattern_of(rf"(?:(?:trong )?{_PHASE_WORD} |nam )?(?P<a>{YEAR})(?= )")


def _since_year(line: str, at: int) -> Read | None:
    """`giai đoạn 2021 - tháng 6/2025`, `năm 2022 đến quý III/2024`, `2022 đến nay`: the end is in a later year."""
    start = _SINCE_YEAR.match(line, at)
    if start is None:
        return None
    first = years(int(start["a"]), int(start["a"]))
    if _TO_NOW.match(line, start.end()):
        return _since(first, line, start.end())
    last = _other_end(line, start.end(), (*DAYS, *PARTS_OF_A_YEAR))
    if last is None or last[0].year is None or int(start["a"]) >= last[0].year:
        return None
    return _between(first, *last)


def _bare_range(line: str, at: int) -> Read | None:
    """Without "từ" both ends are days, months or quarters; "2021-2025" has its own rule."""
    first = match_at(_BARE_BOUNDS, line, at)
    last = _other_end(line, first[1], _BARE_BOUNDS) if first else None
    if first is None or first[0] is None or last is None:
        return None
    return _between(first[0], *last) if _is_like(first[0], last[0]) else None


def _is_like(one: Span, other: Span) -> bool:
    """Whether both are days, or as many months; `Quý III - 9 tháng` goes from nowhere to nowhere."""
    both_days = {span.first == span.last for span in (one, other)}
    return len(both_days) == 1 and len({span.last.month - span.first.month for span in (one, other)}) == 1


_RANGED = pattern_of(rf" (?:[-–]|den) (?!nam |{YEAR})")


def _other_end(line: str, at: int, forms: tuple[tuple[re.Pattern[str], Build], ...]) -> tuple[Span, int] | None:
    """The second end of a range, behind "đến" or a dash."""
    to = _TO.match(line, at)
    last = match_at(forms, line, to.end()) if to else None
    return (last[0], last[1]) if last and last[0] else None


def _kind(span: Span | None) -> TimeKind:
    """Of a period: whether its year stands with it."""
    return TimeKind.UNDATED if span is not None and span.year is None else TimeKind.PERIOD


def _between(first: Span, last: Span, end: int) -> Read:
    """From the start of one to the end of another."""
    span = Span(first.first, last.last)
    if span.year is None:
        return Read(TimeKind.UNDATED, span, end)
    closed = span.closed()
    return Read(TimeKind.PHASE if closed and _are_years(first, last, closed) else TimeKind.PERIOD, span, end, closed)


def _are_years(first: Span, last: Span, closed: Period) -> bool:
    """Whole years, and enough of them for a phase."""
    whole = _is_year(first) and _is_year(last) and closed.start is not None
    return whole and closed.end.year - (closed.start or closed.end).year + 1 >= _SHORTEST_PHASE


def _is_year(span: Span) -> bool:
    return (span.first.month, span.first.day, span.last.month) == (1, 1, 12)


def _since(span: Span | None, line: str, end: int) -> Read | None:
    """`từ năm 2021 đến nay`, `từ năm 2021`: where it ends, another place tells."""
    now = _TO_NOW.match(line, end)
    closed = span.closed() if span else None
    if closed is None or closed.start is None:
        return None
    return Read(TimeKind.PHASE, span, now.end() if now else end, Period(closed.start, closed.end.max))


_NEW_YEAR = pattern_of(rf"(?:(?:(?<!luy )ke )?tu )?dau nam(?: (?P<year>{YEAR}))?{END}")


def since_new_year(line: str, at: int) -> Read | None:
    """`từ đầu năm 2024 đến 30/9/2024` is a part of the year; without its end another place tells it."""
    start = _NEW_YEAR.match(line, at)
    if start is None:
        return None
    year = int(start["year"]) if start["year"] else None
    if last := _other_end(line, start.end(), _BOUNDS):
        new_year = Day(year, 1, 1)
        return _between(Span(new_year, new_year), *last)
    now = _TO_NOW.match(line, start.end())
    if not now and not start[0].startswith(("tu", "ke")):
        return None  # "số có đầu năm"
    return Read(TimeKind.SINCE_NEW_YEAR, years(year, year) if year else None, (now or start).end())


_DEN = r"(?:tinh |cho )?(?:den|toi)(?: het)?(?: thoi diem)?(?: ngay)?(?: cuoi)?(?: ky bao cao)?"
_UNTIL = pattern_of(rf"(?:{_DEN}|het(?: ngay)?|cuoi)(?= )")
_UNTIL_NOW = pattern_of(rf"(?:tinh )?den {_NOW}{END}")
_WEAK_UNTIL = pattern_of(r"(?:het|cuoi)\b")


def _until(line: str, at: int) -> Read | None:
    """`đến hết quý III/2023`, `tính đến ngày 30/6`, `cuối năm 2024`."""
    if now := _UNTIL_NOW.match(line, at):
        return Read(TimeKind.PHASE, None, now.end())
    start = _UNTIL.match(line, at)
    if start is None:
        return None
    forms = _NAMED if _WEAK_UNTIL.match(line, at) else _BOUNDS
    if found := match_at(forms, line, start.end() + 1):
        return Read(TimeKind.UNTIL, *found)
    if year := _THE_YEAR.match(line, start.end() + 1):
        return Read(TimeKind.UNTIL, _ANY_YEAR, year.end())
    return None


_THE_YEAR = pattern_of(rf"nam{END}(?! (?:hoc|thu|ngan|ke|nu))")
_ANY_YEAR = Span(Day(None, 1, 1), Day(None, 12, 31))

_PHASE = pattern_of(
    rf"(?:ca |trong |(?P<since>tu dau )|dau |cuoi |het )?"
    rf"(?:{_PHASE_WORD}|(?<=kh )gd|(?<=hoach )gd|(?<=dau )gd|(?<=ca )gd|(?<=trong )gd)"
    rf"(?: (?:i{{1,3}}|[12]){END}(?! (?:thang|quy|nam \d)\b))?"
    rf"(?P<years>(?: :)?(?: [(–-])?(?: tu)?(?: nam)? (?P<a>{YEAR})(?: [-–/,]| den)?(?: het)?(?: nam)? (?P<b>{YEAR})"
    rf"(?: \))?)?{END}"
)
_WHOLE_PROGRAMME = pattern_of(  # "từ khi triển khai Dự án"
    rf"(?:(?<!luy )ke )?tu"
    rf" (?:dau(?= (?:chuong|du))|(?:khi|luc|ngay) (?:bat dau |moi )*(?:trien khai|thuc hien|bat dau|co))"
    rf"(?: (?:trien khai|thuc hien))?(?: (?:chuong trinh|du an(?: \d{{1,2}})?))?{END}"
)


def _phase(line: str, at: int) -> Read | None:
    """`giai đoạn I (2021-2025)`, `từ đầu giai đoạn`; with "đến 30/6/2024" behind it, until that day."""
    whole, match = _WHOLE_PROGRAMME.match(line, at), _PHASE.match(line, at)
    found = match or whole
    if found is None:
        return None
    if whole or found["since"]:
        until = _until(line, found.end() + 1)
        return until or Read(TimeKind.PHASE, None, found.end())
    span = years(int(found["a"]), int(found["b"])) if found["years"] else None
    return Read(TimeKind.PHASE, span, found.end())


YEAR_PAIR = pattern_of(
    rf"(?:(?:\d{{1,2}}|{SPELT}) nam )?(?:trong )?(?:(?:cac |ca )?nam )?(?<!(?<!\d{{3}})\d [-/.] )(?P<a>{YEAR})"
    rf"(?P<sign> [-–/]| den|)(?: het)?(?: nam)? (?P<b>{YEAR}){END}(?! [-/.] \d)"
)


def _pair_of_years(line: str, at: int) -> Read | None:
    """`2021-2025` is a phase, `2022-2023` two years on end; "2023/2022" compares two, each by itself."""
    match = YEAR_PAIR.match(line, at)
    if match is None:
        return None
    first, last = int(match["a"]), int(match["b"])
    count = last - first + 1
    if count >= _SHORTEST_PHASE:
        return Read(TimeKind.PHASE, years(first, last), match.end())
    if count == _SHORTEST_PHASE - 1 and match["sign"].strip() in {"-", "–", "den"}:
        return Read(TimeKind.PERIOD, years(first, last), match.end())
    return Read(TimeKind.PERIOD, years(first, first), match.end("a"))


_BEFORE = pattern_of(rf"(?:so )?cung ky(?: (?:cua )?(?:nam )?(?:lien )?(?:truoc|ngoai|ke))?{END}")
_LAST = pattern_of(rf"(?:ky|nam|thang|quy) (?:lien )?(?:truoc|ngoai)(?: do| lien ke)?{END}")


def _before(line: str, at: int) -> Read | None:
    """`cùng kỳ 6 tháng đầu năm 2023`, `năm trước`: what the report compares itself with."""
    if last := _LAST.match(line, at):
        return Read(TimeKind.BEFORE, None, last.end())
    match = _BEFORE.match(line, at)
    if match is None:
        return None
    behind = match_at(_NAMED, line, match.end() + 1)
    return Read(TimeKind.BEFORE, None, behind[1] if behind else match.end())


_UNDATED = pattern_of(
    r"(?:(?:trong |ca )(?:ky|quy|thang|nam)(?: bao cao| nay)?|(?:ky|quy|thang|nam) (?:nay|bao cao)"
    rf"|(?:nam|nien do)(?! (?:thu|sinh|nu|gioi)\b)){END}"
    r"|(?:(?<=^th )|(?<=^thuc hien ))(?:quy|thang)(?= *$)"  # `TH tháng`: of the month that is reported
)
_WHOLE_YEAR = frozenset({"nam", "ca nam", "nien do"})


def undated_at(line: str, at: int) -> Read | None:
    """A time that only what stands around can date: `trong kỳ`, `cả năm`."""
    match = _UNDATED.match(line, at)
    return Read(TimeKind.UNDATED, _ANY_YEAR if match[0] in _WHOLE_YEAR else None, match.end()) if match else None


_READERS: tuple[Callable[[str, int], Read | None], ...] = (
    _since_year,
    _phase,
    _before,
    since_new_year,
    _pair_of_years,
    _last_to_this_year,
    _range,
    _until,
    unit_at,
    undated_at,
)

MAY_BEGIN = pattern_of(
    r"\d(?!\d{0,2}$)|[hqt]\d|n \.|q[i.]|[qt] "
    r"|(?:qi{1,3}|qiv|qui?y?|thang|tu|den|toi|tinh|cho|ke|het|cuoi|dau|giua|nam|nien|ngay"
    r"|nua|ca|cac|trong|cung|so|giai|gd|thoi|ky|truoc|sau6?|hoc|nhiem|bieu|mau|phu|pl|bang|noi|nd|chi|muc|phan|du|tieu"
    r"|chuong|ct|da|tuan|dot|lan|khoa|nhung|nhieu|moi|hang|tung|may|vai|viet|ha|quang|mien|phia|tay|dong"
    rf"|{SPELT})(?![^ ])"
)
"""A look at a first word; the number of `Phường 1` is followed by nothing, and begins no time."""
