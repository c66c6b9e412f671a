"""What the titles of a sheet, read as one text, say of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import combinations, pairwise

from msgspec import Struct
from msgspec.structs import replace

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import Day, Period, Span
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_grammar import YEAR
from du_an8.vietnamese.time_phrases import (
    Found,
    TimePhrase,
    find_in,
    left_over_in,
    narrowed,
    tokens_in,
)
from du_an8.vietnamese.time_words import Token, Words, join_words, tokens_of

_OFFICIAL_SHIFT = timedelta(days=31)  # an office closes its year on 14 December, its month on the 14th


class TitleTimes(Struct, frozen=True):
    """What titles say of the time of their results.

    Attributes:
        period: what the results are of; without a start for "số liệu đến 31/12/2024".
        open: the same without its year, which no title names: "QUÝ III".
        phase: the phase that the titles name: "giai đoạn I", "giai đoạn 2021-2025".
        since: the first day of what runs on to the report's date: "từ năm 2021 đến nay", "luỹ kế từ đầu năm 2024".
        data_until: the last day of the data, where it is named as a day or an end: "(Số liệu đến 30/9)".
        reported_on: of a place-and-date line, "Điện Biên, ngày 20 tháng 12 năm 2024".
        year: the only year that the titles name, also where the period itself is in doubt.
        estimate: whether the period is that of an estimate, there being no other; foreseen: of what is only intended.
        to_come: what plans, tasks and forecasts are of.
        tells_results: whether any word says that something was done.
        compared: the words of a time that the titles only compare with, where they name no other: "CÙNG KỲ NĂM 2023".
        unclear: the words of time that were not understood or contradict each other, as they are written; then
            nothing wider may be taken instead.
    """

    period: Period | None = None
    open: TimePhrase | None = None
    phase: TimePhrase | None = None
    since: date | None = None
    data_until: date | None = None
    reported_on: date | None = None
    year: int | None = None
    estimate: bool = False
    foreseen: bool = False
    to_come: tuple[TimePhrase, ...] = ()
    tells_results: bool = False
    compared: str | None = None
    unclear: str | None = None


def title_times(lines: Sequence[str]) -> TitleTimes:
    """Read the title and head lines of a sheet as one text.

    Left out are the dates of documents ("Quyết định 1719/QĐ-TTg ngày 14/10/2021"), of the place-and-date line, and
    what the results are compared with.

    Args:
        lines: as they are written, from top to bottom, one cell each.
    """
    accented = any(not line.isascii() for line in lines)
    reported_on, tokens, starts = None, list[Token](), list[int]()
    for line in lines:
        own = _without_documents(tokens_of(line, accented=accented))
        if match := _PLACE_AND_DATE.fullmatch(own.line.strip(" ,.;:()")):
            reported_on = reported_on or _day_of(match["day"])
            continue
        starts.append(len(tokens))
        tokens += own.tokens
    words = join_words(tokens)
    return _Reader(words, find_in(words), frozenset(starts)).read(reported_on)


# --- what is no time of the results

_DATE = (
    rf"ngay(?: \d{{1,2}})?(?: (?:[/.-]|thang)(?: \d{{1,2}})?(?: (?:[/.-]|nam)(?: {YEAR})?)?)?"
    rf"|\d{{1,2}} (?P<sign>[/.-]) \d{{1,2}} (?P=sign) {YEAR}"
)
_PAPER = (
    r"(?:ke hoach|kh|quyet dinh|qd|nghi quyet|nq|thong tu|tt|cong van|cv|huong dan|hd|bao cao|bc|to trinh|ttr|chi thi"
    r"|ket luan|nghi dinh|nd|thong bao|tb|van ban|cong dien|de an|chuong trinh|quy che|hop dong)"
)
_CODE = rf"/(?: {YEAR} /)? [a-z][a-z0-9]*(?: - [a-z][a-z0-9]*)*"
_CODE_WITH_OFFICE = rf"/(?: {YEAR} /)? [a-z][a-z0-9]*(?: - [a-z][a-z0-9]*)+"
_DOCUMENT = pattern_of(
    rf"(?<![^ ])(?:(?:{_PAPER} )?so(?: :)?(?: \d+)? {_CODE}|{_PAPER} \d+ {_CODE}|\d+ {_CODE_WITH_OFFICE}"
    rf"|(?:{_PAPER} )(?:so )?\d+(?: [a-z]+){{0,8}}?(?= ngay )"
    rf"|(?:quyet dinh|nghi quyet|thong tu|cong van|chi thi|nghi dinh|to trinh|ket luan|cong dien)"
    rf"(?: (?!ket qua|nam\b)[a-z]+){{0,10}}?(?= ngay )|luat(?: (?!nam\b)[a-z]+){{1,8}}?(?= (?:nam )?{YEAR}))"
    rf"(?:(?: ,)?(?: ky)? (?:{_DATE}|(?:nam )?{YEAR}))?(?![^ ])"
    rf"|\( (?:tai lieu|kem theo|ban hanh|trinh|phuc vu|can cu|du thao|hoi nghi|hop|theo (?:{_PAPER}|mau|bieu))(?![^ ])"
    r"(?:(?!ket qua)[^()])*\)"
)
_DAY = rf"(?:(?:ngay )?\d{{1,2}} [/.-] \d{{1,2}}(?: [/.-] {YEAR})?|ngay \d{{1,2}} thang \d{{1,2}}(?: nam {YEAR})?)"
_THEN = rf"(?:{_DAY}|thang \d{{1,2}} (?:[/-]|nam) {YEAR})"
_LATEST = r"(?:truoc|cham nhat|muon nhat|han cuoi)(?: (?:vao|den|truoc|la))?"
_MEETING = r"(?:ky hop|phien hop|cuoc hop|buoi lam viec|dai hoi|hop)"
_ERRAND = pattern_of(  # until when something is to be sent, for what it was made, the hour of a day
    rf"(?<![^ ])(?:(?:gui|nop|bao cao ve|tra loi)(?: (?!ket qua)[a-z]+){{0,10}}?(?: [,(])? {_LATEST} {_THEN}"
    rf"|(?:phuc vu|chuan bi|trinh|tai)(?: cho)?(?: cac| noi dung)? {_MEETING}(?: (?!ket qua)[a-z]+){{0,8}}?"
    rf" (?:{_THEN}|(?:giua|cuoi|dau) nam {YEAR}|nam {YEAR})"
    rf"|(?:luc )?\d{{1,2}} ?(?:gio(?: \d{{1,2}}(?: phut)?)?|h(?:\d{{2}})?|: \d{{2}})(?: [,-])?(?= ngay ))(?![^ ])"
)
_PLACE_AND_DATE = pattern_of(  # what it leaves blank says nothing either: "ngày … tháng 12 năm 2024"
    rf"(?:(?:(?:tp|tx|tt|h|x|p) \. )?(?!(?:ket qua|bao cao|so lieu|thuc hien|den|tu|du an)\b)"
    rf"[a-z]+(?: [a-z]+){{0,5}} , )?"
    rf"(?P<day>ngay(?: \d{{1,2}})?(?: (?:thang|[/.-])(?: \d{{1,2}})?)?(?: (?:nam|[/.-])(?: {YEAR})?)?)"
)


def _without_documents(tokens: Iterable[Token]) -> Words:
    """The words without numbered and dated papers, errands, hours."""
    words = join_words(tokens)
    found = (*_DOCUMENT.finditer(words.line), *_ERRAND.finditer(words.line))
    papers = [range(words.index(m.start()), words.index(m.end() - 1) + 1) for m in found]
    dropped = {at for paper in papers for at in paper}
    return join_words(token for at, token in enumerate(words.tokens) if at not in dropped)


def _day_of(line: str) -> date | None:
    found = find_in(join_words(tokens_of(line)))
    period = found[0].phrase.period if len(found) == 1 else None
    return period.end if period else None


class _Said(StrEnum):
    """What a part of a title speaks of."""

    DONE = "done"
    PLANNED = "planned"
    ESTIMATED = "estimated"
    COMPARED = "compared"
    EXCLUDED = "excluded"


_PLAN = r"(?:ke hoach|chi tieu|muc tieu|nhiem vu)"
_NO_WORD_BETWEEN = r"(?:va|nam|thang|quy|giao|nhu|dang|de|phan|phuong|con|xay)"
_NOTHING = (
    r"(?:phong|so|ban|vu)(?: tai chinh)?(?: [-–])? ke hoach|ke hoach (?:va |[-–] )?(?:dau tu|tai chinh)"
    r"|(?:cong|quy|huong|mo) uoc"
)
_FORECAST = r"(?:du bao|kha nang|trien vong)(?: (?:ve|hoan thanh|ket qua|thuc hien|dat))*"
_EXCLUDED = r"(?:khong|chua) (?:bao )?(?:gom|tinh)|tru|khong ke"
_ESTIMATED = r"uoc(?: tinh)?(?: ket qua)?(?: thuc hien| th| dat)?|du kien(?: thuc hien| ket qua)*|uth"
_DONE = (
    r"(?:ket qua|thuc hien|hoan thanh|tien do|danh gia|tinh hinh|so ket|tong ket|kiem diem|ra soat)"
    rf"(?: (?!{_NO_WORD_BETWEEN}\b)(?:[a-z]+|\d{{1,2}}(?! thang\b))){{0,6}}? {_PLAN}(?: duoc)?(?: giao)?"
    r"|bao cao(?: (?:cac|ve|mot so|he thong))* chi tieu(?! (?:giao|ke hoach))"
    r"|ket qua|so lieu|tinh hinh|tong ket|so ket|luy ke|hoan thanh|bao cao|da thuc hien|(?<=[,;:(–-] )thuc hien"
)
_PLANNED = (
    r"(?:(?:phuong huong|dinh huong|nhiem vu|ke hoach|chi tieu|muc tieu|dang ky|de xuat|nhu cau|phan bo|du toan"
    r"|giai phap|giao (?:ke hoach|chi tieu|du toan)|con phai|phan dau)(?: [,&]| va)? ?)+(?:thuc hien|trien khai)?"
)
_MARK = pattern_of(
    rf"(?<![^ ])(?:(?P<nothing>{_NOTHING})|(?P<compared>(?:so|so sanh) (?:voi|cung))|(?P<estimated>{_ESTIMATED})"
    rf"|(?P<excluded>{_EXCLUDED})"
    rf"|(?P<planned>{_FORECAST}|{_PLANNED})|(?P<done>{_DONE}))(?![^ ])"
)
_FORESEEN = pattern_of(r"(?<![^ ])du kien(?![^ ])")
_CLAUSE_ENDS = frozenset(",;(|")
_BESIDE = frozenset({_Said.COMPARED, _Said.EXCLUDED})


class _Reader(Struct, frozen=True):
    """The phrases of the titles, and where each title begins."""

    words: Words
    found: list[Found]
    starts: frozenset[int]

    def read(self, reported_on: date | None) -> TitleTimes:
        """Put together what is said of the results."""
        marks = self._marks()
        said = self._said(marks)
        of = self._by_state(said)
        done = [one for one in of[_Said.DONE] if not _is_silent(one.phrase)]
        told = done or of[_Said.ESTIMATED]
        is_estimate = told != done
        results = _Results(self.words, told, _year_of_the_rest(of))
        to_come = sorted([*of[_Said.PLANNED], *(of[_Said.ESTIMATED] if done else ())], key=lambda one: one.first)
        return replace(
            self._doubted(self._without(of[_Said.EXCLUDED], results.read()), said, told),
            estimate=is_estimate,
            foreseen=is_estimate and _FORESEEN.search(self.words.line) is not None,
            reported_on=reported_on or results.sent_on(),
            to_come=tuple(one.phrase for one in to_come),
            tells_results=_Said.DONE in marks.values(),
            compared=None if told or to_come else self._compared(said),
        )

    def _by_state(self, said: Sequence[_Said]) -> dict[_Said, list[Found]]:
        """The phrases, by what they belong to."""
        of: dict[_Said, list[Found]] = {state: [] for state in _Said}
        for one in self.found:
            of[said[one.first]].append(one)
        return of

    def _without(self, excluded: Iterable[Found], times: TitleTimes) -> TitleTimes:
        """What is left of a period where something inside it is left out: nothing that anybody could tell."""
        inside = _within(times.period, excluded)
        return TitleTimes(unclear=self.words.written(inside.first, inside.end)) if inside else times

    def _compared(self, said: Sequence[_Said]) -> str | None:
        """The words of the times that are those of a comparison."""
        beside = (one for one in self.found if one.phrase.kind is TimeKind.BEFORE or said[one.first] is _Said.COMPARED)
        return "; ".join(self.words.written(one.first, one.end) for one in beside) or None

    def _doubted(self, times: TitleTimes, said: Sequence[_Said], done: Iterable[Found]) -> TitleTimes:
        """No period where words of time are left that were not understood."""
        not_done = frozenset(at for at, state in enumerate(said) if state is not _Said.DONE)
        left = left_over_in(self.words, tokens_in(self.found) | not_done | self._counts_of_years(done))
        return replace(times, unclear=self.words.written(*left), period=None, open=None) if left else times

    def _said(self, marks: Mapping[int, _Said]) -> list[_Said]:
        """What each word belongs to: results done, or what is planned, estimated, compared with."""
        phrases = {one.first for one in self.found}
        states, state, waits = list[_Said](), _Said.DONE, False
        for at, token in enumerate(self.words.tokens):
            if at in self.starts and not (waits and at in phrases):
                state, waits = _Said.DONE, False
            if state in _BESIDE and token.form in _CLAUSE_ENDS:
                state = _Said.DONE
            mark = marks.get(at)
            if mark and _may_follow(state, mark):
                state, waits = mark, mark is not _Said.DONE
            waits &= at not in phrases
            states.append(state)
        return states

    def _marks(self) -> dict[int, _Said]:
        """The words that turn what follows into a plan, an estimate, or results again; never those inside a phrase."""
        inside = tokens_in(self.found)
        marks = {}
        for match in _MARK.finditer(self.words.line):
            at = self.words.index(match.start())
            if at not in inside and match.lastgroup != "nothing":
                marks[at] = _Said(str(match.lastgroup))
        return marks

    def _counts_of_years(self, done: Iterable[Found]) -> frozenset[int]:
        """The "3 năm" of "sơ kết 3 năm thực hiện (2021-2023)": it says what the years say."""
        lengths = {_count_of_years(one.phrase) for one in done}
        counts = (match for match in _YEARS_COUNTED.finditer(self.words.line) if int(match[1]) in lengths)
        return frozenset(at for m in counts for at in range(self.words.index(m.start()), self.words.index(m.end())))


def _may_follow(state: _Said, mark: _Said) -> bool:
    """Whether a word turns what follows; what is left out of results speaks of results, too."""
    return not (state is _Said.EXCLUDED and mark is _Said.DONE)


_YEARS_COUNTED = pattern_of(r"(?<![^ ])(\d{1,2}) nam (?!\d)")


def _within(period: Period | None, excluded: Iterable[Found]) -> Found | None:
    """What is left out of a period in whose midst it lies: then nobody can tell what the results are of."""
    dated = ((one, one.phrase.period or (period and one.phrase.in_year(period.end.year))) for one in excluded)
    return next((one for one, days in dated if period and days and _overlap(period, days)), None)


def _overlap(one: Period, other: Period) -> bool:
    return (one.start or date.min) <= other.end and (other.start or date.min) <= one.end


def _is_silent(phrase: TimePhrase) -> bool:
    """Whether it names no days: "kỳ báo cáo", "trong năm", "cùng kỳ"."""
    unnamed = phrase.period is None and phrase.span is None
    bare = phrase.words in {"nam", "ca nam"}
    return phrase.kind is TimeKind.BEFORE or bare or (phrase.kind is TimeKind.UNDATED and unnamed and _refers(phrase))


def _refers(phrase: TimePhrase) -> bool:
    return not any(word.isdigit() for word in phrase.words.split())


def _count_of_years(phrase: TimePhrase) -> int | None:
    period = phrase.period
    return period.end.year - period.start.year + 1 if period and period.start else None


def _year_of_the_rest(of: Mapping[_Said, list[Found]]) -> int | None:
    """The year of "6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2024"; a plan of a whole year may be the next one's."""
    planned = [period for period in _periods_of(of[_Said.PLANNED]) if not _whole_year(period)]
    years = {period.end.year for period in [*planned, *_periods_of(of[_Said.ESTIMATED])]}
    return years.pop() if len(years) == 1 else None


def _periods_of(found: Iterable[Found]) -> list[Period]:
    return [one.phrase.period for one in found if one.phrase.kind is TimeKind.PERIOD and one.phrase.period]


_WORDS_OF_DATA = pattern_of(
    r"(?:(?:so lieu|thoi diem|chot|tinh|co mat|hien co)(?: [a-z]+)?"
    r"|den (?:ngay|thoi diem)(?: bao cao| nay| hien tai)?|den (?:nay|hien nay|hien tai))(?: [:(])? $"
)
_WORDS_OF_SENDING = pattern_of(r"(?:cap nhat|nhan bao cao|han nop|ngay bao cao|gui|lap|lap bieu|trinh|in)(?: :)? $")
_JOINED = pattern_of(r" (?:va|&|\+) ")
_HALF_A_YEAR = timedelta(days=180)
_LISTED = pattern_of(r"[ ,;]*(?:(?:va|&|\+|nam)[ ,;]*)*")
_ANY_YEAR = 2024


class _Results(Struct, frozen=True):
    """The phrases that speak of results.

    Attributes:
        year_of_rest: what the rest of the titles says, for phrases none of which names a year.
    """

    words: Words
    found: list[Found]
    year_of_rest: int | None

    def read(self) -> TitleTimes:
        """The time that they name together."""
        phases = [one for one in self.found if one.phrase.kind is TimeKind.PHASE]
        phase, phases_agree = _innermost([one.phrase for one in phases])
        if not phases_agree:
            return TitleTimes(unclear=self._written(phases))
        others = [one for one in self.found if one.phrase.kind is not TimeKind.PHASE and not self._is_sending(one)]
        year = self._year(others)
        since = _since([one.phrase for one in self.found], year)
        return self._dated(TitleTimes(phase=phase, since=since, year=year), others)

    def _dated(self, times: TitleTimes, found: Sequence[Found]) -> TitleTimes:
        """With the period that these name, or with what is unclear about it."""
        if (listed := _listed_years(found)) and self._are_listed(found):
            return replace(times, period=listed)
        period, until = self._time(found, times.year or _ANY_YEAR)
        if period and times.year:
            return replace(times, period=_from_new_year(period, found, times), data_until=until)
        if period and not any(one.phrase.period for one in found):
            return replace(times, open=_without_year(period, found))
        return replace(times, data_until=until, unclear=self._written(found) if _names_time(found) else None)

    def _written(self, found: Iterable[Found]) -> str:
        return "; ".join(self.words.written(one.first, one.end) for one in found)

    def sent_on(self) -> date | None:
        """The day of "cập nhật ngày 10/01/2025"."""
        sent = [one.phrase.period for one in self.found if self._is_sending(one)]
        return sent[0].end if sent and sent[0] else None

    def _is_sending(self, one: Found) -> bool:
        return one.phrase.kind is TimeKind.DAY and _WORDS_OF_SENDING.search(self._before(one)) is not None

    def _before(self, one: Found) -> str:
        start = self._start(one.first)
        return self.words.line[max(0, start - 30) : start]

    def _time(self, found: Sequence[Found], year: int) -> tuple[Period | None, date | None]:
        """The period and the last day of its data; None for a period that is contradicted or not understood."""
        periods = self._periods(found, year)
        if periods is None:
            return None, None
        until, agree = self._until(found, year, periods)
        return (_cut(periods, until) if agree else None), until

    def _year(self, found: Iterable[Found]) -> int | None:
        """The only year in which the named periods end."""
        years = {one.phrase.period.end.year for one in found if one.phrase.period}
        return years.pop() if len(years) == 1 else None if years else self.year_of_rest

    def _periods(self, found: Sequence[Found], year: int) -> list[Period] | None:
        """The period that is named, in a list of at most one; None for several, and for one that doesn't exist."""
        named = [one for one in found if one.phrase.kind in {TimeKind.PERIOD, TimeKind.UNDATED}]
        periods = [period for one in named if (period := one.phrase.in_year(year))]
        if len(periods) == len(named) and self._end_together(named, periods):
            return [max(periods, key=lambda period: period.length)]
        ranked = combinations(sorted(set(periods), key=lambda period: period.length), 2)
        if len(periods) < len(named) or not all(self._says_the_same(*both, named) for both in ranked):
            return None
        return _innermost_period(periods)

    def _says_the_same(self, narrow: Period, wide: Period, named: Sequence[Found]) -> bool:
        """A quarter in its year is one time; so is a year counted from 15 December; "quý I và năm" are two."""
        if self._are_joined(named):
            return False
        return (_whole_year(wide) and wide.holds(narrow)) or _is_official(narrow, wide)

    def _end_together(self, named: Sequence[Found], periods: Sequence[Period]) -> bool:
        """Whether a report is of two times in one: "tháng 9 và 9 tháng"; "quý IV, năm 2024" is of the quarter."""
        if len(set(periods)) < 2 or len({period.end for period in periods}) > 1:  # noqa: PLR2004  # one time alone
            return False
        widest = max(periods, key=lambda period: period.length)
        is_listed = self._are_listed(named) and widest.length > _HALF_A_YEAR and not _whole_year(widest)
        return is_listed or self._are_joined(named)

    def _are_joined(self, named: Sequence[Found]) -> bool:
        """Whether "và" stands between two of them."""
        between = (self.words.line[self._start(a.end) - 1 : self._start(b.first)] for a, b in pairwise(named))
        return any(_JOINED.fullmatch(text) for text in between)

    def _are_listed(self, named: Sequence[Found]) -> bool:
        """Whether nothing but commas stands between them."""
        between = (self.words.line[self._start(a.end) - 1 : self._start(b.first)] for a, b in pairwise(named))
        return all(_LISTED.fullmatch(text) for text in between)

    def _start(self, token: int) -> int:
        starts = self.words.starts
        return starts[token] if token < len(starts) else len(self.words.line)

    def _until(self, found: Iterable[Found], year: int, periods: list[Period]) -> tuple[date | None, bool]:
        """The last day that is named; whether it is the only one and every day is understood."""
        ends = [one for one in found if one.phrase.kind in {TimeKind.UNTIL, TimeKind.DAY}]
        stray = any(one.phrase.kind is TimeKind.DAY and not _WORDS_OF_DATA.search(self._before(one)) for one in ends)
        days = {_last_day(one.phrase, year, periods) for one in ends}
        last = next(iter(days), None)
        return last, not stray and (not days or (len(days) == 1 and last is not None))


def _listed_years(found: Iterable[Found]) -> Period | None:
    """`các năm 2022, 2023`: whole years, one after the other, are the time from the first to the last."""
    years = sorted({one.phrase.period for one in found if one.phrase.period}, key=lambda period: period.end)
    whole = len(years) > 1 and all(one.phrase.period and _whole_year(one.phrase.period) for one in found)
    follow = all(later.end.year - earlier.end.year == 1 for earlier, later in pairwise(years))
    return Period(years[0].start, years[-1].end) if whole and follow else None


def _from_new_year(period: Period, found: Iterable[Found], times: TitleTimes) -> Period:
    """`từ đầu năm đến nay (31/8/2024)` begins with that year; a day alone leaves open when its figures began."""
    starts = any(one.phrase.kind is TimeKind.SINCE_NEW_YEAR for one in found)
    is_open = period.start is None and times.phase is None
    return replace(period, start=times.since) if starts and is_open else period


def _names_time(found: Iterable[Found]) -> bool:
    """Whether any of them names more than "từ đầu năm"."""
    return any(one.phrase.kind is not TimeKind.SINCE_NEW_YEAR for one in found)


def _without_year(period: Period, found: Sequence[Found]) -> TimePhrase:
    """The period as one of a year that stands elsewhere."""
    start, end = period.start, period.end
    is_last = (end + timedelta(days=1)).day == 1
    last = Day(None, end.month, 0 if is_last else end.day)
    first = Day(None, start.month, start.day) if start else last
    words = " ".join(one.phrase.words for one in found)
    return TimePhrase(TimeKind.UNDATED if start else TimeKind.UNTIL, words, span=Span(first, last))


def _since(found: Iterable[TimePhrase], year: int | None) -> date | None:
    """The first day of what runs on; "từ đầu năm" is the new year of the only year."""
    starts: list[date] = []
    for phrase in found:
        if _runs_on(phrase) and phrase.period and phrase.period.start:
            starts.append(phrase.period.start)
        elif phrase.kind is TimeKind.SINCE_NEW_YEAR:
            named = phrase.period.end.year if phrase.period else year
            starts += [date(named, 1, 1)] if named else []
    return min(starts, default=None)


_TO_NOW = ("den ", "tinh den ")
_PHASE_WORDS = frozenset({"doan", "gd", "ky", "trinh", "an"})


def _runs_on(phrase: TimePhrase) -> bool:
    """`từ năm 2021 đến nay`."""
    return phrase.period is not None and phrase.period.end == date.max


def _innermost(phases: Iterable[TimePhrase]) -> tuple[TimePhrase | None, bool]:
    """The narrowest phase, "giai đoạn I" within 2021-2030; whether the others hold it."""
    named = [phrase for phrase in phases if not _runs_on(phrase) and not phrase.words.startswith(_TO_NOW)]
    dated = [(phrase, phrase.period) for phrase in named if phrase.period]
    if not dated:
        numbered = {words for phrase in named if (words := phrase.words).split()[-1] not in _PHASE_WORDS}
        return next(iter(named), None), len(numbered) <= 1
    inner, shortest = min(dated, key=lambda one: one[1].length)
    return inner, all(period.holds(shortest) for _, period in dated)


def _innermost_period(periods: Iterable[Period]) -> list[Period]:
    """Days that an office counts by go before the months they stand for, narrow periods before wide ones."""
    ranked = sorted(set(periods), key=lambda period: (_whole_months(period), period.length))
    return ranked[:1]


def _whole_months(period: Period) -> bool:
    starts = period.start is None or period.start.day == 1
    return starts and (period.end == date.max or (period.end + timedelta(days=1)).day == 1)


def _whole_year(period: Period) -> bool:
    start = period.start
    return start is not None and (start.month, start.day) == (1, 1) and period.end == date(start.year, 12, 31)


def _is_official(one: Period, other: Period) -> bool:
    """Whether one is the other by an office's own calendar, or the part of it for which there is data."""
    days, named = (other, one) if _whole_months(one) else (one, other)
    if _whole_months(days) or days.start is None or named.start is None:
        return False
    near = abs(days.start - named.start) < _OFFICIAL_SHIFT and abs(days.end - named.end) < _OFFICIAL_SHIFT
    return near or named.holds(days)


def _last_day(phrase: TimePhrase, year: int | None, periods: list[Period]) -> date | None:
    """The day on which a phrase ends, its year being that of the title or of its period."""
    closed = narrowed(periods[0], phrase) if periods else phrase.period
    closed = closed or (phrase.in_year(year) if year else phrase.period)
    return closed.end if closed else None


def _cut(periods: list[Period], until: date | None) -> Period | None:
    """The period until the last day of the data; None where it ends before the day."""
    if not periods:
        return Period(None, until) if until else None
    period = periods[0]
    if until is None:
        return period
    inside = (period.start or date.min) <= until <= period.end
    return period.until(until) if inside else None
