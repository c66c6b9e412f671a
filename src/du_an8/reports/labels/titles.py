"""What the labels over a column, or beside a row, say that its numbers are, of which time, in which scale."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.facts import PlanScope
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.label_times import narrowest_times, whole_year
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.vocabulary.vocabulary import AXES, Says, begins_with_any, either, holds_any, is_any_of, vocabulary
from du_an8.vietnamese.dates import TimeKind, TimePhrase
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.time_phrases import TimeUnit


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
        official: of several that tell of the same, it is the one that counts.
        neutral: says that there is a number, but not whether it was planned or done: "Tổng số", "2023".
        of_rate: what a percentage is where a rate is counted: `Kế hoạch (%)` is a rate's plan in its own unit.
    """

    role: Role
    time: TimePhrase | None = None
    running: bool = False
    estimate: bool = False
    base: PlanScope | None = None
    compares: bool = False
    unit: str = ""
    names_plan: bool = False
    official: bool = False
    neutral: bool = False
    of_heading: bool = False
    of_rate: "Title | None" = None

    @property
    def is_result(self) -> bool:
        """Whether its numbers say what was done."""
        return self.role in RESULT_ROLES

    @property
    def is_plan(self) -> bool:
        """Whether its numbers say what was to be done."""
        return self.role in PLAN_SCOPES


_IN_ORDER = (
    Says.CHANGE, Says.TO_COME, Says.OPENING, Says.NUMERATOR, Says.DENOMINATOR, Says.PERCENTAGE, Says.PLAN,
    Says.CUMULATIVE, Says.RESULT, Says.OFFICIAL, Says.ESTIMATE,
)  # fmt: skip
_DOMINANT = frozenset(_IN_ORDER[:3])
_ROLES_WITHOUT_TIME = {
    Says.TO_COME: Role.OTHER,
    Says.NUMERATOR: Role.NUMERATOR,
    Says.DENOMINATOR: Role.DENOMINATOR,
}
_RESULTS = frozenset({Says.RESULT, Says.OFFICIAL, Says.ESTIMATE})
_DONE = _RESULTS | {Says.CUMULATIVE}
_NEUTRAL = frozenset({Says.QUANTITY, Says.TOTAL})
_OF_A_YEARS_PLAN = pattern_of(rf"\b{either('titles', 'plans_of_a_year')}(?! \d)")
_PLANNED_RATE = pattern_of(rf"{either('titles', 'rates')} {either('measures', 'plan')}[ %]*")
_QUOTIENT_OF = pattern_of(r"(?:/|\bvới)[\s(%)]*$")


def title(labels: Sequence[Label]) -> Title | None:
    """What numbers below labels are; no word at all still says that a number stands there."""
    if any(Says.OPENING in label.says and label.says & {Says.RESULT, Says.CUMULATIVE} for label in labels):
        return None  # `Kết quả đầu năm`: what there was before, or what was done?
    says, times = _measure(labels), narrowest_times(labels)
    unit = next((label.unit for label in reversed(labels) if label.unit), "")
    if says in _ROLES_WITHOUT_TIME:
        return Title(_ROLES_WITHOUT_TIME[says], unit=unit)
    if says is Says.PERCENTAGE:
        return replace(_percentage(labels, times), of_rate=_in_percent(labels))
    if len(times) > 1:
        return None
    time = next(iter(times), None)
    return _plan(labels, time, unit) if says is Says.PLAN else _result(labels, says, time, unit)


def may_add_up(title: Title) -> bool:
    """Whether a total is of all the times beside it: `Cộng`, also below `Năm 2024`, right of its months."""
    if title.time is None:
        return title.neutral or title.role is Role.RESULT
    return title.role is Role.IN_PERIOD and whole_year(title.time)


def _measure(labels: Sequence[Label]) -> Says | None:
    """The innermost measure; what is to come, and what is a percentage, holds for all below."""
    stated = _stated(labels) or [Says.PLAN] * _tells_when(labels)
    if not _DOMINANT.isdisjoint(stated):
        return Says.TO_COME
    inner = stated[-1] if stated else None
    if Says.PERCENTAGE in stated and (inner is not Says.RESULT or _says_of_what(labels)):
        return Says.PERCENTAGE
    if inner in _RESULTS and Says.CUMULATIVE in stated:
        return Says.CUMULATIVE
    return Says.RESULT if inner in _RESULTS else inner


def _stated(labels: Sequence[Label]) -> list[Says]:
    """The measures that labels state, from the outer to the inner.

    `Tiến độ` over `KH` and `TH` is of both, and no percentage; nor is `Chỉ tiêu` below `Kết quả` a result.
    """
    inner = [Says.PLAN if asks(label) else _of_label(label) for label in labels[1:]]
    outer = [_of_label(label) for label in labels[:1] if not _heads_progress(label, labels[1:])]
    return list(filter(None, [*outer, *inner]))


def _heads_progress(label: Label, below: Iterable[Label]) -> bool:
    """Whether a label speaks of progress alone, and one below it says what its numbers are."""
    is_alone = "%" not in label.text and begins_with_any(label.text, "titles", "progress")
    return is_alone and any(map(_says_what, below))


def _says_what(label: Label) -> bool:
    """`Kế hoạch`, `Số lượng`, `Cùng kỳ năm trước`; `Quý I` leaves open what numbers below it are."""
    is_of_past = any(time.kind is TimeKind.BEFORE for time in label.times)
    return is_of_past or _of_label(label) is not None or not label.says.isdisjoint(_NEUTRAL)


def _tells_when(labels: Sequence[Label]) -> bool:
    """Whether labels say how much is asked for when: `Lộ trình` over years."""
    asked = any(Says.NOTES in label.says and asks(label) for label in labels[:-1])
    return asked and any(label.times for label in labels)


def _says_of_what(labels: Sequence[Label]) -> bool:
    """Whether the innermost of labels tells what a percentage is of.

    `ƯTH 2023/TH 2022` below `So sánh (%)`, `TH 2023` below `% TH 2024/`.
    """
    return len(labels[-1].times) > 1 or any(map(_is_open, labels[:-1]))


def _is_open(label: Label) -> bool:
    """Whether what follows a label is that with which it compares."""
    return _QUOTIENT_OF.search(label.text.casefold()) is not None


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
    names = label.says & {Says.NAMES, Says.NOTES} and not label.says & {Says.RESULT, Says.PERCENTAGE}
    return bool(names) and holds_any(label.text, "asked")


def _of_label(label: Label) -> Says | None:
    if label.to_come:
        return Says.TO_COME
    if _quotient(label) == (Says.RESULT, Says.PLAN):
        return Says.PERCENTAGE
    if asks(label) and (label.times or Says.CUMULATIVE in label.says):
        return Says.PLAN  # `Chỉ tiêu năm 2023`
    return next((says for says in _IN_ORDER if says in label.says), None)


def _percentage(labels: Sequence[Label], times: list[TimePhrase]) -> Title:
    names_plan = any(map(_names_plan, labels))
    if _compares(labels) or (len(times) > 1 and not names_plan):
        return Title(Role.PERCENTAGE, compares=True)
    base = _base(times)
    return Title(Role.PERCENTAGE, times[0] if len(times) == 1 else None, base=base, names_plan=bool(base or names_plan))


def _names_plan(label: Label) -> bool:
    """Whether a plan is named, be it inside of words that together say a percentage: `% so KH`."""
    return Says.PLAN in label.says or holds_any(label.text, "measures", "plan")


def _in_percent(labels: Sequence[Label]) -> Title | None:
    """What numbers are whose percentage is only said by a sign in brackets, as other units are: `Thực hiện (%)`.

    `Tỷ lệ kế hoạch` is the rate that was planned.
    """
    bare = [replace(label, says=label.says - {Says.PERCENTAGE}) if _is_in_percent(label) else label for label in labels]
    if Says.PERCENTAGE in map(_of_label, bare):
        return None
    return Title(Role.PLAN) if asks(bare[-1]) else title(bare)


def _is_in_percent(label: Label) -> bool:
    return label.unit == "%" or _PLANNED_RATE.fullmatch(fold(label.text)) is not None


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
    if any(holds_any(label.text, "shares") for label in labels):
        return True
    of_past = any(time.kind is TimeKind.BEFORE for label in labels for time in label.times)
    return of_past or any(Says.CHANGE in label.says for label in labels)


def _compared_with(labels: Sequence[Label]) -> bool | None:
    """Whether what stands behind "so với", or below `TH 2024/`, is a plan; None where nothing stands there."""
    words = (f"{fold(label.text)} so voi" if _is_open(label) else fold(label.text) for label in labels)
    _, mark, base = " ".join(words).rpartition("so voi")
    if not mark or not base.strip(" %"):
        return None
    said = vocabulary().said(base)
    return Says.PLAN in said or (Says.NAMES in said and Says.RESULT not in said)


def _plan(labels: Sequence[Label], time: TimePhrase | None, unit: str) -> Title | None:
    is_running = any(Says.CUMULATIVE in label.says for label in labels)
    if time is None:
        assigned = any(is_any_of(label.text, "titles", "assigned") for label in labels)
        running = Role.PLAN_PERIOD if is_running else Role.PLAN  # up to now: nothing on file to compare it with
        return Title(Role.PLAN_PHASE if assigned else running, unit=unit)
    if time.kind is TimeKind.BEFORE:
        return None
    role = role_of_plan(time)
    return Title(Role.PLAN_PERIOD if is_running and role is Role.PLAN_YEAR else role, time, unit=unit)


def role_of_plan(time: TimePhrase) -> Role:
    """Of what a plan with this time is one: the phase, a year, a part of it."""
    if time.kind is TimeKind.PHASE:
        return Role.PLAN_PHASE
    return Role.PLAN_YEAR if whole_year(time) or time.unit is TimeUnit.YEAR else Role.PLAN_PERIOD


def _result(labels: Sequence[Label], says: Says | None, time: TimePhrase | None, unit: str) -> Title | None:
    estimate = any(Says.ESTIMATE in label.says for label in labels)
    official = any(Says.OFFICIAL in label.says for label in labels)
    neutral = says is None
    is_bare = neutral and not time and not any(label.says & _NEUTRAL for label in labels)
    if is_bare and (_says_other(labels) or _says_nothing(labels[-1:])):
        return None
    time = _of_days(labels, says, time)
    role = role_of_result(says, time)
    running = says is Says.CUMULATIVE and role is Role.IN_PERIOD
    return Title(role, time, running, estimate, unit=unit, official=official, neutral=neutral)


def _of_days(labels: Iterable[Label], says: Says | None, time: TimePhrase | None) -> TimePhrase | None:
    """A time that narrows a result.

    `TH tháng (Cộng dồn)` is until that month, and not only of it; the year of `Thực hiện dự toán năm` is the plan's.
    """
    if time is None or (says is Says.CUMULATIVE and time.is_part_of_year):
        return None
    is_of_plan = time.words == TimeUnit.YEAR and any(_OF_A_YEARS_PLAN.search(fold(label.text)) for label in labels)
    return None if is_of_plan else time


def _says_other(labels: Iterable[Label]) -> bool:
    """Whether labels speak of words beside the numbers, not of the numbers."""
    return any(label.says & AXES for label in labels) and not any(label.indicator for label in labels)


def _says_nothing(labels: Sequence[Label]) -> bool:
    """Whether a label has only words such as `trong`, `tính đến`: what its numbers are, nobody was told."""
    return any(label.says == {Says.NOTHING} and not label.tells and not label.rest for label in labels)


_SINCE_THE_START = frozenset({TimeKind.PHASE, TimeKind.UNTIL, TimeKind.DAY})


def role_of_result(says: Says | None, time: TimePhrase | None) -> Role:
    """What a result with this time is: of the time alone, from the start of the phase, of an earlier one."""
    if time and time.kind is TimeKind.BEFORE:
        return Role.EARLIER
    if says is Says.CUMULATIVE:
        return Role.CUMULATIVE if time is None or time.kind in _SINCE_THE_START else Role.IN_PERIOD
    if time is None:
        return Role.RESULT
    return Role.CUMULATIVE if time.kind in _SINCE_THE_START else Role.IN_PERIOD
