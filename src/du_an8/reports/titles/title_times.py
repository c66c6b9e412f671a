"""What the titles of a sheet, read as one text, say of time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.titles.spoken import Speaks, one_of, spoken_in
from du_an8.reports.titles.title_documents import without_documents
from du_an8.reports.titles.title_results import Results, TitleTimes
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.periods import Period
from du_an8.vietnamese.time_forms import TimeKind
from du_an8.vietnamese.time_grammar import YEAR
from du_an8.vietnamese.time_phrases import (
    Found,
    TimePhrase,
    find_in,
    left_over_in,
    tokens_in,
)
from du_an8.vietnamese.time_words import Token, Words, join_words, tokens_of


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
        own = without_documents(tokens_of(line, accented=accented))
        if match := _PLACE_AND_DATE.fullmatch(own.line.strip(" ,.;:()")):
            reported_on = reported_on or _day_of(match["day"])
            continue
        starts.append(len(tokens))
        tokens += own.tokens
    words = join_words(tokens)
    return _Reader(words, find_in(words), frozenset(starts)).read(reported_on)


_PLACE_AND_DATE = pattern_of(  # what it leaves blank says nothing either: "ngày … tháng 12 năm 2024"
    rf"(?:(?:(?:tp|tx|tt|h|x|p) \. )?(?!(?:ket qua|bao cao|so lieu|thuc hien|den|tu|du an)\b)"
    rf"[a-z]+(?: [a-z]+){{0,5}} , )?"
    rf"(?P<day>ngay(?: \d{{1,2}})?(?: (?:thang|[/.-])(?: \d{{1,2}})?)?(?: (?:nam|[/.-])(?: {YEAR})?)?)"
)


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


_OF = {
    Speaks.DONE: _Said.DONE,
    Speaks.TOLD: _Said.DONE,
    Speaks.REPORTING: _Said.DONE,
    Speaks.TO_COME: _Said.PLANNED,
    Speaks.AHEAD: _Said.PLANNED,
    Speaks.CHANCES: _Said.PLANNED,
    Speaks.PLANNED: _Said.PLANNED,
    Speaks.AIMS: _Said.PLANNED,
    Speaks.ESTIMATED: _Said.ESTIMATED,
    Speaks.ESTIMATED_RESULTS: _Said.ESTIMATED,
    Speaks.FORESEEN: _Said.ESTIMATED,
    Speaks.COMPARED: _Said.COMPARED,
    Speaks.EXCLUDED: _Said.EXCLUDED,
}
_PLAN_BEFORE = pattern_of(rf"(?<![^ ]){one_of('met')} (?:giao )?$")
_ESTIMATE_BEHIND = pattern_of(
    rf"(?: (?:[(,:–-]|so lieu|so|la|bao gom|gom|ca|co))* {one_of('estimated', 'estimated_results', 'foreseen')}"
    r"(?: so lieu)?(?: \))?(?![^ ])"
)
_SCHOOL_YEAR = pattern_of(rf"(?<![^ ])(?:(?:dau|trong) )?nam hoc (?P<first>{YEAR}) [-–/] (?:{YEAR}|\d\d)(?![^ ])")
_SCHOOL_BEGINS = (8, 1)
_FORESEEN = pattern_of(rf"(?<![^ ]){one_of('foreseen')}(?![^ ])")
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
        results = Results(self.words, told, _year_of_the_rest(of))
        times = results.read()
        is_estimate = told != done or _end_together(times.period, of[_Said.ESTIMATED])
        to_come = _to_come(of, told)
        return replace(
            self._doubted(self._without(of[_Said.EXCLUDED], times), said, told),
            estimate=is_estimate,
            foreseen=is_estimate and _FORESEEN.search(self.words.line) is not None,
            reported_on=reported_on or results.sent_on(),
            to_come=to_come,
            tells_results=_Said.DONE in marks.values(),
            compared=None if told or to_come else self._compared(said),
        )

    def _by_state(self, said: Sequence[_Said]) -> dict[_Said, list[Found]]:
        """The phrases, by what they belong to."""
        of: dict[_Said, list[Found]] = {state: [] for state in _Said}
        for one in self.found:
            of[self._state(one, said[one.first])].append(one)
        return of

    def _state(self, one: Found, said: _Said) -> _Said:
        """What a phrase belongs to, be it by the words right beside it."""
        if said is _Said.DONE and self._is_called_estimate(one):
            return _Said.ESTIMATED
        if said is _Said.DONE and len(self.found) > 1 and self._is_goal(one):
            return _Said.PLANNED
        return said

    def _is_goal(self, one: Found) -> bool:
        """Whether a year is that until which something is aimed at: `CHỈ TIÊU ĐẾN NĂM 2030`, data to 30/9/2026."""
        is_year = one.phrase.kind is TimeKind.UNTIL and one.phrase.words.startswith("den nam ")
        return is_year and _PLAN_BEFORE.search(self.words.line[: self.words.starts[one.first]]) is not None

    def _is_called_estimate(self, one: Found) -> bool:
        """Whether the word stands behind a time, and nothing else in its line: `NĂM 2026 (ƯỚC THỰC HIỆN)`."""
        starts = self.words.starts
        match = _ESTIMATE_BEHIND.match(self.words.line, starts[one.end] - 1) if one.end < len(starts) else None
        if match is None:
            return False
        end = self.words.index(match.end()) + 1
        is_cut = end in self.starts and all(other.first != end for other in self.found)
        return match[0].endswith(")") or is_cut or end == len(starts)

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
        if times.period and times.period.is_calendar_year and (part := self._unnamed_part(said)):
            return replace(times, unclear=part, period=None, within=times.period)
        known = tokens_in(self.found) | not_done | self._counts_of_years(done)
        times, of_school = self._in_school_year(times)
        left = left_over_in(self.words, known | of_school)
        return replace(times, unclear=self.words.written(*left), period=None, open=None) if left else times

    def _in_school_year(self, times: TitleTimes) -> tuple[TitleTimes, frozenset[int]]:
        """`ĐẦU NĂM HỌC 2024-2025 (số liệu đến 30/9/2024)`: the day says until when, the school year since when."""
        found, until = _SCHOOL_YEAR.search(self.words.line), times.period
        if found is None or until is None or until.start is not None:
            return times, frozenset()
        first = date(int(found["first"]), *_SCHOOL_BEGINS)
        if not first <= until.end < first.replace(year=first.year + 1):
            return times, frozenset()
        tokens = range(self.words.index(found.start()), self.words.index(found.end() - 1) + 1)
        return replace(times, period=Period(first, until.end)), frozenset(tokens)

    def _unnamed_part(self, said: Sequence[_Said]) -> str | None:
        """The words of a quarter or month whose number stands elsewhere: `KẾT QUẢ TRONG QUÝ`."""
        done = (one for one in self.found if said[one.first] is _Said.DONE)
        unnamed = (one for one in done if one.phrase.is_part_of_year and not one.phrase.is_bare)
        return next((self.words.written(one.first, one.end) for one in unnamed), None)

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
        spoken = (one for one in spoken_in(self.words, self.starts) if one.at not in inside)
        return {one.at: _OF[one.speaks] for one in spoken if one.speaks in _OF}

    def _counts_of_years(self, done: Iterable[Found]) -> frozenset[int]:
        """The "3 năm" of "sơ kết 3 năm thực hiện (2021-2023)", or "(đến 30/9/2024)": it says what these say."""
        phrases = [one.phrase for one in done]
        lengths = {_count_of_years(phrase) for phrase in phrases}
        is_until = any(phrase.kind is TimeKind.UNTIL for phrase in phrases)
        counts = (found for found in _YEARS_COUNTED.finditer(self.words.line) if is_until or int(found[1]) in lengths)
        return frozenset(at for m in counts for at in range(self.words.index(m.start()), self.words.index(m.end())))


def _may_follow(state: _Said, mark: _Said) -> bool:
    """Whether a word turns what follows; what is left out of results speaks of results, too."""
    return not (state is _Said.EXCLUDED and mark is _Said.DONE)


def _to_come(of: Mapping[_Said, list[Found]], told: list[Found]) -> tuple[TimePhrase, ...]:
    """The times of plans, and of estimates that stand beside results."""
    ahead = [one for state in (_Said.PLANNED, _Said.ESTIMATED) for one in of[state] if one not in told]
    return tuple(one.phrase for one in sorted(ahead, key=lambda one: one.first))


_YEARS_COUNTED = pattern_of(r"(?<![^ ])(\d{1,2}) nam (?!\d)")


def _within(period: Period | None, excluded: Iterable[Found]) -> Found | None:
    """What is left out of a period in whose midst it lies: then nobody can tell what the results are of."""
    dated = ((one, one.phrase.period or (period and one.phrase.in_year(period.end.year))) for one in excluded)
    return next((one for one, days in dated if period and days and _overlap(period, days)), None)


def _end_together(period: Period | None, estimated: Iterable[Found]) -> bool:
    """Whether the last days of a period are estimated: `năm 2026 (ước đến 31/12)`."""
    return period is not None and any(
        days is not None and days.end == period.end
        for days in (one.phrase.in_year(period.end.year) for one in estimated)
    )


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
    planned = [period for period in _periods_of(of[_Said.PLANNED]) if not period.is_calendar_year]
    years = {period.end.year for period in [*planned, *_periods_of(of[_Said.ESTIMATED])]}
    return years.pop() if len(years) == 1 else None


def _periods_of(found: Iterable[Found]) -> list[Period]:
    return [one.phrase.period for one in found if one.phrase.kind is TimeKind.PERIOD and one.phrase.period]
