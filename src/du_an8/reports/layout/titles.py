"""Reads one column title: which role its words give the column, of which time, in which scale."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reports.facts import PlanScope
from du_an8.vietnamese.dates import TimeKind, TimePhrase, find_times
from du_an8.vietnamese.names import fold


class Role(StrEnum):
    """What a column holds."""

    NUMBERING = "STT"
    ID = "Mã"
    INDICATOR = "Chỉ tiêu"
    AREA = "Địa bàn"
    UNIT = "Đơn vị tính"
    PLAN_PHASE = "Kế hoạch giai đoạn"
    PLAN_YEAR = "Kế hoạch năm"
    PLAN_PERIOD = "Kế hoạch trong kỳ"
    PLAN = "Kế hoạch"  # says neither "giai đoạn" nor "năm"
    IN_PERIOD = "Thực hiện trong kỳ"
    CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
    RESULT = "Thực hiện"  # says neither "trong kỳ" nor "luỹ kế"
    EARLIER = "Cùng kỳ năm trước"
    NUMERATOR = "Tử số"
    DENOMINATOR = "Mẫu số"
    PERCENTAGE = "Tỷ lệ %"
    NOTE = "Ghi chú"


RESULT_ROLES = frozenset({Role.IN_PERIOD, Role.CUMULATIVE, Role.RESULT})
PLAN_SCOPES = {
    Role.PLAN_PHASE: PlanScope.PHASE,
    Role.PLAN_YEAR: PlanScope.YEAR,
    Role.PLAN_PERIOD: PlanScope.PERIOD,
    Role.PLAN: PlanScope.UNSTATED,
}
FIGURE_ROLES = RESULT_ROLES | {Role.NUMERATOR, Role.DENOMINATOR, Role.PERCENTAGE}


class Title(Struct, frozen=True):
    """What a column title says.

    Attributes:
        time: the phrase of time that narrows a result or a plan.
        running: "luỹ kế" of less than the phase: from the start of that time to the report's date.
        estimate: "ước thực hiện": about, not done yet.
        base: the plan that a percentage names; None for whichever plan there is.
        compares: a percentage of something else than a plan: last year, another column.
        unit: the unit that stands in the title: "(nghìn đồng)".
        names_plan: a percentage whose title names a plan, of whatever scope.
        neutral: says that there is a number, but not whether it was planned or done: "Tổng số".
    """

    role: Role
    time: TimePhrase | None = None
    running: bool = False
    estimate: bool = False
    base: PlanScope | None = None
    compares: bool = False
    unit: str = ""
    names_plan: bool = False
    neutral: bool = False


_NEUTRAL = r"(?:so luong|so lieu|tong so|tong cong|toan tinh)"
_DONE = (
    r"(?:so |muc |phan )?(?:ket qua thuc hien|ket qua dat duoc|ket qua|da thuc hien|thuc hien|thuc te|th|kq|kqth"
    rf"|dat duoc|{_NEUTRAL})(?: (?:duoc|thuc hien|dat duoc|cua tinh))?"
)
_ESTIMATE = re.compile(r"\buoc(?: tinh)?\b|\buth\b")
_PLANNED = r"(?:so )?(?:ke hoach|kh|muc tieu|chi tieu ke hoach|chi tieu)(?: (?:duoc )?giao| dat| thuc hien| den| het)*"
_NAMED = r"(?:chi tieu|noi dung|hoat dong|nhiem vu|danh muc|dien giai|hang muc|chi so)"
_PLACE = (
    r"(?:tinh|huyen|thi xa|thanh pho|tp|quan|xa|phuong|thi tran|thon|ban|to|buon|dia phuong|dia ban"
    r"|don vi hanh chinh|don vi thuc hien)"
)
_PLAIN: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern))
    for role, pattern in (
        (Role.NUMBERING, r"stt|tt|so tt|so thu tu"),
        (Role.ID, r"ma|ma chi tieu|ma so|ma so chi tieu"),
        (Role.NUMERATOR, r"tu so"),
        (Role.DENOMINATOR, r"mau so"),
        (Role.NOTE, r"ghi chu(?: .*)?|giai trinh|nguyen nhan|ly do|danh gia"),
        (Role.UNIT, r"don vi(?: tinh)?|dvt|dv tinh"),
        (Role.INDICATOR, rf"(?:ten )?(?:cac )?{_NAMED}(?: (?:{_NAMED}|thuc hien|chu yeu|bao cao|danh gia|cong viec))*"),
        (Role.AREA, rf"(?:ten )?(?:cac )?{_PLACE}(?: {_PLACE})*"),
    )
)
_PERCENTAGE = re.compile(r"%|\b(?:ty le|ti le|so sanh|so voi|tang giam|th kh|kq kh)\b")
_CHANGE = re.compile(r"\btang giam\b")
_NAMES_PLAN = re.compile(r"\b(?:ke hoach|kh|chi tieu|muc tieu)\b")
_PHASE_PLAN = re.compile(r"chi tieu (?:duoc )?giao")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PLAN_TO_DATE = re.compile(rf"(?:luy ke|cong don) {_PLANNED}|{_PLANNED} (?:luy ke|cong don)")
_CUMULATIVE = re.compile(rf"(?:{_DONE} )?(?:so )?(?:luy ke|cong don)(?: {_DONE})?")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_FORMULA = re.compile(r"[\d\s=+\-−:/x*.,%]*")
_ABBREVIATIONS = (
    (r"\bs t t\b", "stt"),
    (r"\bk h\b", "kh"),
    (r"\bt h\b", "th"),
    (r"\bd v t\b", "dvt"),
    (r"\bu th\b", "uth"),
)
_SINCE_THE_START = frozenset({TimeKind.PHASE, TimeKind.UNTIL, TimeKind.DAY})
_LONGEST, _LEAP_YEAR = 300, 2024


_TITLE_WORD = re.compile(
    r"%|\b(?:s?tt|so|ten|ma|chi|noi|don|dvt|ke|kh|k h|muc|thuc|th|t h|ket|kq|luy|cong|trong|ty|ti|tu|mau|cung|uoc"
    r"|tong|toan|ghi|giai|huyen|xa|tinh|dia|quy|thang|nam|hoat|nhiem|danh|hang|dien|dat|da|lan)\b|(?:19|20)\d\d"
)


@lru_cache(maxsize=4096)
def sounds_like_title(text: str) -> bool:
    """Whether a text holds any word that the first row of a header is made of."""
    return len(text) <= _LONGEST and bool(_TITLE_WORD.search(fold(text)))


@lru_cache(maxsize=4096)
def read_title(text: str) -> Title | None:
    """The meaning of a column title, its words joined over the rows of the header; None where they give none."""
    if len(text) > _LONGEST:
        return None
    text, unit, percent = _without_brackets(_without_men(unicodedata.normalize("NFC", text)))
    words = re.sub(r"([a-z])((?:19|20)\d\d)\b", r"\1 \2", fold(text))
    for pattern, spelt in _ABBREVIATIONS:
        words = re.sub(pattern, spelt, words)
    for role, pattern_of_role in _PLAIN:
        if pattern_of_role.fullmatch(words):
            return Title(role)
    times, rest = find_times(words)
    times = _narrowed(times)
    if any(time.kind in {TimeKind.PERIOD, TimeKind.UNTIL} and time.in_year(_LEAP_YEAR) is None for time in times):
        return None  # "đến 31/02/2023"
    if percent or _PERCENTAGE.search(rest):
        return _percentage(rest, times)
    estimate = bool(_ESTIMATE.search(rest))
    # "Ước" alone still says that something was done.
    rest = " ".join(_ESTIMATE.sub(" ", rest).split()) or ("th" if estimate else "")
    found = _plan(rest, times) or _result(rest, times)
    running = bool(found and found[0] is Role.IN_PERIOD and _CUMULATIVE.fullmatch(rest))
    neutral = bool(re.fullmatch(_NEUTRAL, rest))
    return found and Title(found[0], found[1], running, estimate, unit=unit, neutral=neutral)


def _without_men(text: str) -> str:
    """Beside other accents "nam" is a man, not "năm" without its accent."""
    bare = text.strip().casefold() == "nam"
    return _MEN.sub("nam giới", text) if bare or not text.isascii() else text


_MEN = re.compile(r"\bnam\b(?!\s*(?:19|20)\d\d)", re.IGNORECASE)


def _without_brackets(text: str) -> tuple[str, str, bool]:
    """The text outside brackets with the words of time inside them, the unit in them, and whether it is `%`.

    `(5)=(4)/(3)` is the form's own numbering and says nothing.
    """
    unit, percent = "", False
    text = re.sub(r"(?<!\d)\(?\d{1,2}\)?\s*=[\s\d()+\-−:/x*.,%]+$", " ", text)
    for inside in _BRACKETS.findall(text):
        times, rest = find_times(fold(inside))
        if "%" in inside:
            percent = True
        elif _FORMULA.fullmatch(inside):
            continue
        elif times:
            text += f" {inside}"
        elif rest:
            unit = inside.strip()
    return _BRACKETS.sub(" ", text), unit, percent


def _percentage(rest: str, times: list[TimePhrase]) -> Title:
    kinds = {time.kind for time in times}
    change = _CHANGE.search(rest) is not None
    if change or TimeKind.BEFORE in kinds or (len(times) > 1 and not _NAMES_PLAN.search(rest)):
        return Title(Role.PERCENTAGE, compares=True)
    of_phase = TimeKind.PHASE in kinds
    of_year = any("nam" in time.words.split() or (time.period and _whole_year(time)) for time in times)
    base = None
    if of_phase != of_year:
        base = PlanScope.PHASE if of_phase else PlanScope.YEAR
    return Title(Role.PERCENTAGE, base=base, names_plan=bool(base or _NAMES_PLAN.search(rest)))


def _narrowed(times: list[TimePhrase]) -> list[TimePhrase]:
    """A year over its quarter: `năm 2023` over `quý I` is the first quarter of 2023."""
    years = [time.period for time in times if time.kind is TimeKind.PERIOD and _whole_year(time)]
    parts = [time for time in times if time.kind in {TimeKind.UNDATED, TimeKind.SINCE_NEW_YEAR} and not time.period]
    if not (len(times) == 2 and len(years) == len(parts) == 1 and years[0]):  # noqa: PLR2004  # one of each
        return times
    (part,), year = parts, years[0].end.year
    if part.kind is TimeKind.SINCE_NEW_YEAR:
        return [TimePhrase(part.kind, f"{part.words} {year}", years[0])]
    narrow = part.in_year(year)
    return [TimePhrase(TimeKind.PERIOD, f"{part.words} {year}", narrow)] if narrow else times


def _whole_year(time: TimePhrase) -> bool:
    period = time.period
    return bool(period and period.start and 360 < (period.end - period.start).days < 370)  # noqa: PLR2004  # a year


def _plan(rest: str, times: list[TimePhrase]) -> tuple[Role, TimePhrase | None] | None:
    time = times[0] if len(times) == 1 else None
    if _PHASE_PLAN.fullmatch(rest) and not times:
        return Role.PLAN_PHASE, None
    if _PLAN_TO_DATE.fullmatch(rest):
        whole_phase = bool(time and time.kind is TimeKind.PHASE and _YEAR.search(time.words))
        return Role.PLAN_PHASE if whole_phase else Role.PLAN_PERIOD, time
    if not re.fullmatch(_PLANNED, rest) or len(times) > 1:
        return None
    if time is None:
        return Role.PLAN, None
    if time.kind is TimeKind.PHASE:
        return Role.PLAN_PHASE, time
    if _whole_year(time) or time.words in {"nam", "trong nam", "ca nam", "nam nay"}:
        return Role.PLAN_YEAR, time
    return None if time.kind is TimeKind.BEFORE else (Role.PLAN_PERIOD, time)


def _result(rest: str, times: list[TimePhrase]) -> tuple[Role, TimePhrase | None] | None:
    if len(times) > 1:
        return None
    time = times[0] if times else None
    if _CUMULATIVE.fullmatch(rest):
        role = (
            Role.CUMULATIVE
            if time is None or time.kind in {TimeKind.PHASE, TimeKind.UNTIL, TimeKind.DAY}
            else Role.IN_PERIOD
        )
        return None if time and (time.kind is TimeKind.BEFORE or time.words == "trong ky") else (role, time)
    if rest == "trong" and time and time.kind is TimeKind.UNDATED:
        return Role.IN_PERIOD, time
    if time and time.kind is TimeKind.BEFORE and not rest:
        return Role.EARLIER, time
    if not re.fullmatch(_DONE, rest) and not (time and rest == "" and time.words.startswith("trong ")):
        return None
    if time is None:
        return Role.RESULT, None
    if time.kind in _SINCE_THE_START:
        return Role.CUMULATIVE, time
    if time.kind is TimeKind.BEFORE:
        return Role.EARLIER, time
    return Role.IN_PERIOD, time


_TITLE_WORDS = (
    "STT, Số TT, Mã số, Chỉ tiêu, Nội dung, Đơn vị, Đơn vị tính, Kế hoạch, Kế hoạch năm, Thực hiện, Kết quả, "
    "Ước thực hiện, Luỹ kế, Trong kỳ, Tỷ lệ, So sánh, Ghi chú, Tổng số, Tổng cộng, Trong đó, Chia ra, Huyện, Xã, "
    "Tỉnh, Quý, Tháng, Năm, Số liệu đến ngày, Ngày báo cáo, Kỳ báo cáo, Đơn vị báo cáo, chưa có số liệu, "
    "không có số liệu, nghìn, triệu, tỷ, người"
)


def known_words(programme: Programme, provinces: Provinces) -> frozenset[str]:
    """Folded names that reports of this programme hold: what helps to tell the encoding of a text."""
    titles = _TITLE_WORDS.split(", ")
    names = [name for indicator in programme.indicators.values() for name in (*indicator.names, indicator.unit)]
    return frozenset(map(fold, (*titles, *names, *(province.name for province in provinces))))
