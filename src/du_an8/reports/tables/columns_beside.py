"""What the columns beside one say of it: of which plan its numbers are, that they run on, that others count."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.label_times import whole_year
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.tables.bands import Stack
from du_an8.reports.vocabulary.vocabulary import holds_any

_OF_ALL = frozenset({Role.RESULT, Role.CUMULATIVE})


def only_counted(stacks: Sequence[Stack]) -> Indicator | None:
    """The only indicator that columns name, where none of them has names of its rows."""
    counted = {each.heading.indicator.id: each.heading.indicator for each in stacks if each.heading.indicator}
    are_named = any(each.heading.role is Role.INDICATOR for each in stacks)
    return next(iter(counted.values())) if len(counted) == 1 and not are_named else None


def of_all_before(stack: Stack, stacks: Sequence[Stack]) -> Heading:
    """`Luỹ kế` below a year, beside what was done in all of it, or below other years: until then, not in it."""
    head = stack.heading
    if head.title is None or not head.title.running:
        return head
    beside = replace(head, title=replace(head.title, running=False, neutral=False, unit=""))
    others = [bare(other.heading) for other in stacks if other.heading.role is Role.IN_PERIOD]
    if beside not in others and not any(_runs_to_another_year(head.title, other.title) for other in others):
        return head
    return replace(head, title=replace(head.title, role=Role.CUMULATIVE, running=False))


def _runs_to_another_year(title: Title, other: Title | None) -> bool:
    """Whether two running totals are each of a whole year."""
    years = title.time, other.time if other and other.running else None
    return all(time is not None and whole_year(time) for time in years) and years[0] != years[1]


def of_plan_before(stack: Stack, stacks: Sequence[Stack]) -> Heading:
    """`TH` behind `KH giai đoạn`, another behind `KH năm`: each is of the time of its plan, as far as that has come."""
    head = stack.heading
    if head.title is None or head.title.role is not Role.RESULT or head.total:
        return head
    alike = _of_same(head, stacks)
    if not _take_turns(alike):
        return head
    plan = next(other.heading for other in reversed(alike) if other.number < stack.number)
    time = plan.title.time if plan.title else None
    role = Role.CUMULATIVE if plan.role is Role.PLAN_PHASE else Role.IN_PERIOD
    return replace(head, title=replace(head.title, role=role, time=time, running=plan.role is Role.PLAN_YEAR))


def _of_same(head: Heading, stacks: Sequence[Stack]) -> list[Stack]:
    """The plans and results of what a column is about."""
    alike = [other for other in stacks if other.heading.indicator is head.indicator]
    told = (other for other in alike if other.heading.is_plan or other.heading.is_result)
    return [other for other in told if (other.heading.places, other.heading.leaves) == (head.places, head.leaves)]


def _take_turns(stacks: Sequence[Stack]) -> bool:
    """Whether plans of several times, each of which is told, and one result of each stand in turns."""
    are_plans = [stack.heading.is_plan for stack in stacks]
    if are_plans != [True, False] * (len(stacks) // 2):
        return False
    said = [(plan.heading.role, plan.heading.title and plan.heading.title.time) for plan in stacks[::2]]
    return len(said) == len(set(said)) > 1 and all(role is not Role.PLAN for role, _ in said)


def unofficial(stack: Stack, stacks: Sequence[Stack]) -> Heading:
    """`Kết quả` left of `Kết quả chính thức` is what was said before; `Sau thẩm định` left of it may be a plan's."""
    head, other = stack.heading, _counterpart(stack, stacks)
    if head.title is None or other is None:
        return head
    official, plain = (stack, other) if head.title.official else (other, stack)
    counts = official.number > plain.number or any(_is_estimate(each.heading) for each in (official, plain))
    if counts == (stack is official):
        return head
    return replace(head, title=replace(head.title, estimate=True)) if counts else Heading(None)


def founded(stack: Stack, stacks: Sequence[Stack]) -> Heading:
    """`Số đã thành lập` beside `Số đang hoạt động`: of those that there ever were, the latter are there."""
    head = stack.heading
    if head.role not in _OF_ALL or not _tells_founding(stack.texts[-1]):
        return head
    there = any(other.heading.role is Role.CUMULATIVE and _is_same(head, other) for other in stacks)
    return replace(head, title=Title(Role.OTHER), leaves=()) if there else head


def _is_same(founded: Heading, there: Stack) -> bool:
    """Whether two columns are of the same thing, but that one of them tells of all that were founded."""
    head, leaves = there.heading, tuple(leaf for leaf in founded.leaves if not _tells_founding(leaf))
    same = (head.indicator, head.places, head.leaves) == (founded.indicator, founded.places, leaves)
    return same and not _tells_founding(there.texts[-1])


def _tells_founding(words: str) -> bool:
    others = holds_any(words, "parts", "new") or holds_any(words, "names", "keeping_words")
    return holds_any(words, "names", "founding_words") and not others


def _counterpart(stack: Stack, stacks: Sequence[Stack]) -> Stack | None:
    told = [other for other in stacks if other.heading.title and other.heading.title.official]
    return next((other for other in stacks if _is_counterpart(stack, other)), None) if told else None


def _is_counterpart(stack: Stack, other: Stack) -> bool:
    """Whether two columns tell of one result, one of them as the official one."""
    one, two = stack.heading.title, other.heading.title
    if one is None or two is None or not stack.heading.is_result or one.official is two.official:
        return False
    return _as_official(stack.heading, one) == _as_official(other.heading, two)


def _as_official(head: Heading, said: Title) -> Heading:
    return replace(head, title=replace(said, official=True, estimate=False, neutral=False, unit=""))


def _is_estimate(head: Heading) -> bool:
    return head.title is not None and head.title.estimate


def bare(head: Heading) -> Heading:
    """A heading without its unit, and whether it says that its numbers were done or only their time."""
    return replace(head, title=replace(head.title, neutral=False, unit="")) if head.title else head


def tells_difference(
    reached: Mapping[int, Decimal], plan: Mapping[int, Decimal], others: Sequence[Mapping[int, Decimal]]
) -> bool:
    """Whether some columns say in each row how far two others are apart: `Giao`, `Đạt`, `Vượt`, `Thiếu`."""
    apart = {row: abs(reached[row] - plan[row]) for row in reached if row in plan and reached[row] != plan[row]}
    return bool(apart) and all(
        any(abs(each.get(row, Decimal(0))) == difference for each in others) for row, difference in apart.items()
    )
