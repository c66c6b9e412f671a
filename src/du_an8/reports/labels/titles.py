"""Puts the labels over a column, or beside a row, together: what its numbers are, of which time, in which scale."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from itertools import chain, permutations

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.programme.provinces import Provinces
from du_an8.reports.facts import Place, PlanScope
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.vocabulary import AXES, Says, pattern, texts, vocabulary
from du_an8.vietnamese.dates import Period, TimeKind, TimePhrase, narrowed
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, split_place


class Role(StrEnum):
    """What a column holds."""

    NUMBERING = "STT"
    ID = "Mã"
    INDICATOR = "Chỉ tiêu"
    AREA = "Địa bàn"
    TIME = "Thời gian"
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
    OTHER = "Khác"  # what is still to be done, what changed, what stood before the programme
    NOTE = "Ghi chú"


RESULT_ROLES = frozenset({Role.IN_PERIOD, Role.CUMULATIVE, Role.RESULT})
PLAN_SCOPES = {
    Role.PLAN_PHASE: PlanScope.PHASE,
    Role.PLAN_YEAR: PlanScope.YEAR,
    Role.PLAN_PERIOD: PlanScope.PERIOD,
    Role.PLAN: PlanScope.UNSTATED,
}
FIGURE_ROLES = RESULT_ROLES | {Role.NUMERATOR, Role.DENOMINATOR, Role.PERCENTAGE}
NUMBER_ROLES = FIGURE_ROLES | set(PLAN_SCOPES) | {Role.EARLIER, Role.OTHER}
_ROLES_OF_AXES = {
    Says.NUMBERING: Role.NUMBERING,
    Says.CODE: Role.ID,
    Says.NAMES: Role.INDICATOR,
    Says.PLACES: Role.AREA,
    Says.UNITS: Role.UNIT,
    Says.NOTES: Role.NOTE,
    Says.TIMES: Role.TIME,
}


class Title(Struct, frozen=True):
    """What the labels over a column, or beside a row, say that its numbers are.

    Attributes:
        time: the phrase of time that narrows a result or a plan.
        running: "luỹ kế" of less than the phase: from the start of that time to the report's date.
        estimate: "ước thực hiện": about, not done yet.
        base: the plan that a percentage names; None for whichever plan there is.
        compares: a percentage of something else than a plan: last year, another column.
        unit: the unit that stands in the title: "(nghìn đồng)".
        names_plan: a percentage whose title names a plan, of whatever scope.
        of_heading: a heading over rows says it, as a title does: the year of `I. Kết quả năm 2023`.
        neutral: says that there is a number, but not whether it was planned or done: "Tổng số", "2023".
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
    of_heading: bool = False


class Heading(Struct, frozen=True):
    """All that the labels over a column say.

    Attributes:
        title: None where they say nothing of a number.
        leaves: words that no phrase took, from the outer to the inner label: a part, people, a place, or unknown.
        places: of the one that its numbers are of, from the larger to the smaller.
        total: "Tổng số", "Cộng": all of what stands beside it.
        whole: "Toàn huyện": all of a place of that size, which something else must name.
        of_province: "Toàn tỉnh": all of the province, whatever the table is about.
        of_places: an outer label says that what follows are places.
    """

    title: Title | None
    indicator: Indicator | None = None
    places: tuple[Place, ...] = ()
    leaves: tuple[str, ...] = ()
    total: bool = False
    whole: PlaceLevel | None = None
    of_province: bool = False
    of_places: bool = False

    @property
    def role(self) -> Role | None:
        """What its column holds."""
        return self.title.role if self.title else None


_IN_ORDER = (
    Says.CHANGE, Says.TO_COME, Says.OPENING, Says.NUMERATOR, Says.DENOMINATOR, Says.PERCENTAGE, Says.PLAN,
    Says.CUMULATIVE, Says.RESULT, Says.ESTIMATE,
)  # fmt: skip
_DOMINANT = frozenset(_IN_ORDER[:3])
_ROLES_WITHOUT_TIME = {
    Says.TO_COME: Role.OTHER,
    Says.NUMERATOR: Role.NUMERATOR,
    Says.DENOMINATOR: Role.DENOMINATOR,
}
_DONE = frozenset({Says.RESULT, Says.CUMULATIVE, Says.ESTIMATE})
_NEUTRAL = frozenset({Says.QUANTITY, Says.TOTAL})
_SINCE_THE_START = frozenset({TimeKind.PHASE, TimeKind.UNTIL, TimeKind.DAY})
_OF_A_YEAR = frozenset({"nam", "trong nam", "ca nam", "nam nay"})
_GENERIC = _OF_A_YEAR | {"trong ky", "ky nay"}


def heading(labels: Sequence[Label]) -> Heading:
    """Compose labels, from the outer to the inner: for each dimension the innermost counts."""
    labels = _with_units(labels)
    if axis := _axis(labels):
        return Heading(Title(_ROLES_OF_AXES[axis]))
    places = [Place(label.place, split_place(label.place)[0]) for label in labels if label.place]
    leaves = tuple(words for label in labels for words in (label.part, label.rest) if words)
    return Heading(
        title(labels),
        next((label.indicator for label in reversed(labels) if label.indicator), None),
        tuple(dict.fromkeys(places)),
        leaves,
        total=_is_total(labels),
        of_places=any(Says.HEAD_OF_PLACES in label.says for label in labels),
    )


def _axis(labels: Sequence[Label]) -> Says | None:
    """What the words below labels say, unless an outer label tells of numbers; notes and units are that in any case."""
    axis = labels[-1].axis if labels else None
    told = any(label.tells and label.axis is None for label in labels[:-1])
    return axis if axis in {Says.NOTES, Says.UNITS} or not told else None


def _is_total(labels: Sequence[Label]) -> bool:
    """`Cộng`, also over `KH` and `TH`: of all that stands beside it; `Tổng số` over `Nữ` is of the women alone."""
    for label in reversed(labels):
        if label.rest or label.part or label.place:
            return False
        if Says.TOTAL in label.says:
            return True
        if label.times:
            return False
    return False


def _with_units(labels: Sequence[Label]) -> list[Label]:
    """`(tổ)` or `CLB` below the name of an indicator that is counted in it is its unit."""
    found: list[Label] = []
    for label in labels:
        outer = next((other.indicator for other in reversed(found) if other.indicator), None)
        bare = label.text.strip(" ()")
        is_unit = outer is not None and label.indicator is not outer and outer.accepts_unit(bare) and bare
        found.append(Label(label.text, unit=bare) if is_unit else label)
    return found


def title(labels: Sequence[Label]) -> Title | None:
    """What numbers below labels are; no word at all still says that a number stands there."""
    if any(Says.OPENING in label.says and label.says & {Says.RESULT, Says.CUMULATIVE} for label in labels):
        return None  # `Kết quả đầu năm`: what there was before, or what was done?
    says, times = _measure(labels), _times(labels)
    unit = next((label.unit for label in reversed(labels) if label.unit), "")
    if says in _ROLES_WITHOUT_TIME:
        return Title(_ROLES_WITHOUT_TIME[says], unit=unit)
    if says is Says.PERCENTAGE:
        return _percentage(labels, times)
    if len(times) > 1:
        return None
    time = next(iter(times), None)
    return _plan(labels, time, unit) if says is Says.PLAN else _result(labels, says, time, unit)


def _measure(labels: Sequence[Label]) -> Says | None:
    """The innermost measure; what is to come, and what is a percentage, holds for all below."""
    stated = list(filter(None, map(_of_label, labels)))
    if not _DOMINANT.isdisjoint(stated):
        return Says.TO_COME
    inner = stated[-1] if stated else None
    compares = Says.PERCENTAGE in stated and len(labels[-1].times) > 1  # `ƯTH 2023/TH 2022` below `So sánh (%)`
    if compares or (Says.PERCENTAGE in stated and inner is not Says.RESULT):
        return Says.PERCENTAGE
    if inner in {Says.RESULT, Says.ESTIMATE} and Says.CUMULATIVE in stated:
        return Says.CUMULATIVE
    return Says.RESULT if inner is Says.ESTIMATE else inner


def _quotient(label: Label) -> tuple[Says | None, Says | None]:
    """What a label divides by what: `TH lũy kế/KH GĐ` a result by a plan, `KH 2025/ƯTH 2024` a plan by a result."""
    over, mark, under = label.text.partition("/")
    return (_side(over), _side(under)) if mark else (None, None)


def _side(words: str) -> Says | None:
    said = vocabulary().said(words)
    if Says.PLAN in said:
        return Says.PLAN
    return Says.RESULT if said & _DONE else None


def asks(label: Label) -> bool:
    """Whether a label names what was asked for: `Chỉ tiêu`, `Nhiệm vụ`; over numbers, these are a plan."""
    names = Says.NAMES in label.says and not label.says & {Says.RESULT, Says.PERCENTAGE}
    return names and pattern("asked").search(fold(label.text)) is not None


def _of_label(label: Label) -> Says | None:
    if label.to_come:
        return Says.TO_COME
    if _quotient(label) == (Says.RESULT, Says.PLAN):
        return Says.PERCENTAGE
    if asks(label) and (label.times or Says.CUMULATIVE in label.says):
        return Says.PLAN  # `Chỉ tiêu năm 2023`
    return next((says for says in _IN_ORDER if says in label.says), None)


def _times(labels: Sequence[Label]) -> list[TimePhrase]:
    """The times that count: the innermost label's, with what it leaves open closed by the next one out."""
    stated = [_told(label.times) for label in labels if label.times]
    if not stated:
        return []
    if before := [time for time in chain.from_iterable(stated) if time.kind is TimeKind.BEFORE]:
        return before[:1]  # `cùng kỳ` over `năm 2022`
    inner = stated[-1]
    for outer in reversed(stated[:-1]):
        if len(inner) == 1 and len(outer) == 1:
            inner = _narrowed([*outer, *inner])[-1:]
    return inner


def _told(times: Sequence[TimePhrase]) -> list[TimePhrase]:
    """The times of one label, without those that another makes superfluous: the `trong năm` of `trong năm 2024`."""
    named = [time for time in times if time.words not in _GENERIC]
    alone = {time.period: time for time in named if time.period}
    told = [*alone.values(), *(time for time in named if not time.period)] if named else list(times[:1])
    return _narrowed(told)


def _narrowed(times: list[TimePhrase]) -> list[TimePhrase]:
    """Two times as one, where one of them lies within the other; of phases the innermost: `GĐ 2021-2025 đến nay`."""
    times = _one_phase(times)
    for outer, inner in permutations(times) if len(times) == 2 else ():  # noqa: PLR2004  # an outer and an inner
        if both := _until_in_phase(outer, inner) or _within(outer, inner):
            return [both]
    return times


def _within(outer: TimePhrase, inner: TimePhrase) -> TimePhrase | None:
    """A part of a year, `quý I` in `năm 2023`; of a period the days up to one: `năm 2024 (tính đến 30/11/2024)`."""
    if outer.kind is not TimeKind.PERIOD or outer.period is None:
        return None
    if inner.kind is TimeKind.UNTIL:
        return _cut(outer, outer.period, inner)
    if inner.period or not whole_year(outer):
        return None
    year = outer.period.end.year
    if inner.kind is TimeKind.SINCE_NEW_YEAR:
        return TimePhrase(inner.kind, f"{inner.words} {year}", outer.period)
    if inner.words in _GENERIC:
        return outer
    narrow = inner.in_year(year) if inner.kind is TimeKind.UNDATED else None
    return TimePhrase(TimeKind.PERIOD, f"{inner.words} {year}", narrow) if narrow else None


def _until_in_phase(outer: TimePhrase, inner: TimePhrase) -> TimePhrase | None:
    """Of a phase, `giai đoạn 2021-2025 (đến 31/12/2024)`, the last day is all that counts."""
    if outer.kind is not TimeKind.PHASE or inner.kind is not TimeKind.UNTIL or not (outer.period and inner.period):
        return None
    return inner if outer.period.holds(Period(inner.period.end, inner.period.end)) else None


def _cut(outer: TimePhrase, period: Period, day: TimePhrase) -> TimePhrase | None:
    """A period until the last day that another time says."""
    until = narrowed(period, day)
    if until is None or until.start != period.start or until.end > period.end:
        return None
    return TimePhrase(TimeKind.PERIOD, f"{outer.words} {day.words}", until)


def _one_phase(times: list[TimePhrase]) -> list[TimePhrase]:
    """Of phases one of which holds the other, the inner; one that names no years adds nothing to one that does."""
    dated = {time.period: time for time in times if time.kind is TimeKind.PHASE and time.period}
    inner = min(dated, key=lambda period: period.length, default=None)
    if inner is None or not all(period.holds(inner) for period in dated):
        return times
    return [time for time in times if time.kind is not TimeKind.PHASE or time is dated[inner]]


def whole_year(time: TimePhrase) -> bool:
    """Whether a phrase names a whole year."""
    period = time.period
    return bool(period and period.start and 360 < (period.end - period.start).days < 370)  # noqa: PLR2004  # a year


def _percentage(labels: Sequence[Label], times: list[TimePhrase]) -> Title:
    names_plan = any(Says.PLAN in label.says for label in labels)
    if _compares(labels) or (len(times) > 1 and not names_plan):
        return Title(Role.PERCENTAGE, compares=True)
    base = _base(times)
    return Title(Role.PERCENTAGE, times[0] if len(times) == 1 else None, base=base, names_plan=bool(base or names_plan))


def _base(times: Iterable[TimePhrase]) -> PlanScope | None:
    """The plan that the times of a percentage name."""
    of_phase = any(time.kind is TimeKind.PHASE for time in times)
    of_year = any("nam" in time.words.split() or whole_year(time) for time in times)
    if of_phase == of_year:
        return None
    return PlanScope.PHASE if of_phase else PlanScope.YEAR


def _compares(labels: Sequence[Label]) -> bool:
    """Whether a percentage is of something else than a plan: an earlier time, a change, another column."""
    if _compared_with(labels) is False or (Says.PLAN, Says.RESULT) in map(_quotient, labels):
        return True
    of_past = any(time.kind is TimeKind.BEFORE for label in labels for time in label.times)
    return of_past or any(Says.CHANGE in label.says for label in labels)


def without_percentage(percentage: Title) -> Title:
    """The same title over numbers that are no percentages: `TH/KH` over `36/88`."""
    time = percentage.time
    return Title(_role_of_result(Says.RESULT, time), time)


def _compared_with(labels: Sequence[Label]) -> bool | None:
    """Whether what stands behind "so với" is a plan; None where nothing stands there."""
    _, mark, base = " ".join(fold(label.text) for label in labels).rpartition("so voi")
    if not mark or not base.strip(" %"):
        return None
    said = vocabulary().said(base)
    return Says.PLAN in said or (Says.NAMES in said and Says.RESULT not in said)


def joined(over: Title, beside: Title | None) -> Title | None:
    """What a number is by its column and its row; None where the two contradict each other."""
    if beside is None:
        return over
    if beside.neutral:
        return with_time(over, beside.time) if beside.time else over
    if over.role in RESULT_ROLES:
        return _of_result(over, beside)
    if over.role in {Role.EARLIER, Role.OTHER}:
        return over
    if beside.role in RESULT_ROLES:  # a plan below the heading `Kết quả năm 2023`
        return with_time(over, beside.time) if beside.time else over
    return over if over.role is beside.role and beside.time is None else None


def _of_result(over: Title, beside: Title) -> Title | None:
    """What a number is below a title of results, or of a time alone, in a row that says more."""
    leaves_open = over.role is Role.RESULT or over.neutral
    if _contradicts(over, beside):
        return None
    if leaves_open and over.time is None:
        return beside
    if beside.role not in RESULT_ROLES:  # `- Kế hoạch`, `- Tỷ lệ` below `Năm 2023`
        return _of_row(beside, over)
    if not leaves_open:
        return None if beside.time else over
    return with_time(beside, over.time) if beside.time and over.time else replace(over, neutral=False)


def _contradicts(over: Title, beside: Title) -> bool:
    """Plans by a heading over the rows, results by the title over the column."""
    return beside.of_heading and beside.role in PLAN_SCOPES and not over.neutral


def _of_row(beside: Title, over: Title) -> Title | None:
    """What a row says that its numbers are, of the time over their columns."""
    if beside.role in PLAN_SCOPES and beside.time is None:
        return Title(_role_of_plan(over.time) if over.time else Role.PLAN_PERIOD, over.time)
    if beside.role in PLAN_SCOPES:
        return with_time(beside, over.time) if over.time else beside
    return replace(beside, time=beside.time or over.time)


def with_time(title: Title, time: TimePhrase) -> Title | None:
    """A title narrowed by a time that stands on the other axis; None where it has another one."""
    if title.time is None:
        role = _role_of_result(Says.RESULT, time) if title.role is Role.RESULT else title.role
        if title.role in PLAN_SCOPES:
            role = _role_of_plan(time)
        return replace(title, role=role, time=time)
    if title.running or title.role in {Role.CUMULATIVE, Role.PLAN_PHASE, Role.PERCENTAGE}:
        return title if title.role is not Role.CUMULATIVE else replace(title, time=time)
    both = _narrowed([time, title.time])
    if len(both) == 1:
        return replace(title, time=both[0])
    return title if title.time == time or title.time.words in _GENERIC else None


def _plan(labels: Sequence[Label], time: TimePhrase | None, unit: str) -> Title | None:
    is_running = any(Says.CUMULATIVE in label.says for label in labels)
    if time is None:
        assigned = any(fold(label.text) in _ASSIGNED for label in labels)
        running = Role.PLAN_PERIOD if is_running else Role.PLAN  # up to now: nothing on file to compare it with
        return Title(Role.PLAN_PHASE if assigned else running, unit=unit)
    if time.kind is TimeKind.BEFORE:
        return None
    role = _role_of_plan(time)
    return Title(Role.PLAN_PERIOD if is_running and role is Role.PLAN_YEAR else role, time, unit=unit)


def _role_of_plan(time: TimePhrase) -> Role:
    if time.kind is TimeKind.PHASE:
        return Role.PLAN_PHASE
    return Role.PLAN_YEAR if whole_year(time) or time.words in _OF_A_YEAR else Role.PLAN_PERIOD


_ASSIGNED = frozenset({"chi tieu giao", "chi tieu duoc giao"})


def _result(labels: Sequence[Label], says: Says | None, time: TimePhrase | None, unit: str) -> Title | None:
    estimate = any(Says.ESTIMATE in label.says for label in labels)
    neutral = says is None
    is_bare = neutral and not time and not any(label.says & _NEUTRAL for label in labels)
    if is_bare and (_says_other(labels) or _says_nothing(labels[-1:])):
        return None
    role = _role_of_result(says, time)
    running = says is Says.CUMULATIVE and role is Role.IN_PERIOD
    return Title(role, time, running, estimate, unit=unit, neutral=neutral)


def _says_other(labels: Iterable[Label]) -> bool:
    """Whether labels speak of words beside the numbers, not of the numbers."""
    return any(label.says & AXES for label in labels) and not any(label.indicator for label in labels)


def _says_nothing(labels: Sequence[Label]) -> bool:
    """Whether a label has only words such as `trong`, `tính đến`: what its numbers are, nobody was told."""
    return any(label.says == {Says.NOTHING} and not label.tells and not label.rest for label in labels)


def _role_of_result(says: Says | None, time: TimePhrase | None) -> Role:
    if time and time.kind is TimeKind.BEFORE:
        return Role.EARLIER
    if says is Says.CUMULATIVE:
        return Role.CUMULATIVE if time is None or time.kind in _SINCE_THE_START else Role.IN_PERIOD
    if time is None:
        return Role.RESULT
    return Role.CUMULATIVE if time.kind in _SINCE_THE_START else Role.IN_PERIOD


def known_words(programme: Programme, provinces: Provinces) -> frozenset[str]:
    """Folded names that reports of this programme hold: what helps to tell the encoding of a text."""
    phrases = (
        " ".join(word for word, _ in phrase.words) for group in vocabulary().by_first.values() for phrase in group
    )
    names = [name for indicator in programme.indicators.values() for name in (*indicator.names, indicator.unit)]
    return frozenset((*phrases, *map(fold, (*texts("encoding"), *names, *(province.name for province in provinces)))))
