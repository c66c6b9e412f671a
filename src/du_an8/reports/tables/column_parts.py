"""Columns that narrow the one they stand beside: `Thành lập mới`, `Duy trì` right of the teams."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.labels.headings import Heading
from du_an8.reports.labels.label_times import whole_year
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.known_names import counts_money
from du_an8.reports.names.read_name import read_leaf, read_name, split_part
from du_an8.reports.tables.bands import Stack
from du_an8.reports.tables.lines_above import is_running
from du_an8.reports.tables.table_body import TableBody
from du_an8.reports.vocabulary.vocabulary import begins_with_any
from du_an8.vietnamese.dates import TimeKind

_PROOFS = 2
"""So many rows that add up are no chance."""


class ColumnParts:
    """Reads the headings of one table."""

    def __init__(self, body: TableBody) -> None:
        self.body, self.programme = body, body.programme

    def read(self, stacks: Sequence[Stack], *, are_named: bool) -> list[Stack]:
        """The columns; those that narrow another say of which indicator, and by which words.

        Args:
            are_named: columns, and no rows, name the indicators.
        """
        if are_named:
            stacks = [replace(stack, heading=self._below_another(stack, stacks)) for stack in stacks]
            stacks = [replace(stack, heading=_beside_total(stack, stacks)) for stack in stacks]
            stacks = self._of_indicator_left(self._of_which(stacks))
        parts: dict[int, Heading] = {}
        for at in range(len(stacks)):
            parts |= self._beside_whole(stacks, at)
        return [replace(stack, heading=parts.get(stack.number, stack.heading)) for stack in stacks]

    def _beside_whole(self, stacks: Sequence[Stack], at: int) -> dict[int, Heading]:
        """The columns beside one that make it up: behind it, or before a total."""
        whole, behind, before = stacks[at], stacks[at + 1 :], stacks[:at][::-1]
        if running := self._as_total(whole, before):
            return {whole.number: running}
        for beside in (before, behind) if whole.heading.total else ():
            if added := self._of_addends(whole, beside):
                return added
        parts = self._making_up(whole, behind) or (self._making_up(whole, before) if whole.heading.total else [])
        indicator = whole.heading.indicator
        return {
            part.number: replace(part.heading, indicator=part.heading.indicator or indicator, of_parts=True)
            for part in parts
        }

    def _below_another(self, stack: Stack, stacks: Iterable[Stack]) -> Heading:
        """`Số người được tiếp` below `Số đoàn đông người` is of these alone, where it stands elsewhere by itself."""
        head, over = stack.heading, self._named_over(stack)
        if over is None or head.indicator is None or over is head.indicator or head.indicator.people_of == over.id:
            return head
        others = (other for other in stacks if other.heading.indicator is head.indicator)
        return replace(head, title=None) if any(self._named_over(other) is not over for other in others) else head

    def _named_over(self, stack: Stack) -> Indicator | None:
        """The indicator that the labels over the innermost one name."""
        named = (read_name(self.programme, text).indicator for text in stack.texts[:-1])
        return next(filter(None, named), None)

    def _of_which(self, stacks: Iterable[Stack]) -> list[Stack]:
        """The columns; `Trong đó nữ` right of `Số người tham dự` narrows that, and not what stands over both."""
        whole = Heading(None)
        found: list[Stack] = []
        for stack in stacks:
            head = stack.heading
            if not head.of_parts:
                whole = head if head.is_result else Heading(None)
            elif head.leaves and head.indicator is whole.indicator and self._may_part(head):
                head = replace(head, leaves=(*whole.leaves, *head.leaves))
            found.append(replace(stack, heading=head))
        return found

    def _may_part(self, head: Heading) -> bool:
        """Whether words are of people, or nothing over them tells of what else they are: `thành lập mới`."""
        if head.indicator is None:
            return True
        part = split_part(self.programme, head.leaves[-1], head.indicator)
        return part is not None and part.split.of_people

    def _of_indicator_left(self, stacks: Sequence[Stack]) -> list[Stack]:
        """Words that say of an indicator which part of it is meant belong to the one named left of them.

        `Số thành viên` right of the teams may be of all that stands left of it, but not where it stands right of the
        clubs again.
        """
        bare = Counter(stack.heading.leaves for stack in stacks if stack.heading.indicator is None)
        found: list[Stack] = []
        for stack in stacks:
            before = found[-1].heading if found else Heading(None)
            if _may_narrow(stack.heading, before) and self._is_of(before, stack.heading, again=bare):
                stack = replace(stack, heading=replace(stack.heading, indicator=before.indicator))  # noqa: PLW2901
            found.append(stack)
        return found

    def _is_of(self, left: Heading, head: Heading, again: Mapping[tuple[str, ...], int]) -> bool:
        """Whether words say something of the indicator left of them, and of nothing else."""
        if left.indicator is None or (left.indicator.is_percentage and any(map(_counts, head.leaves))):
            return False
        said = [read_leaf(self.programme, leaf, left.indicator).indicator for leaf in head.leaves]
        if again[head.leaves] > 1:
            return all(said)
        return all(indicator is left.indicator for indicator in said)

    def _making_up(self, whole: Stack, beside: Iterable[Stack]) -> list[Stack]:
        """The columns beside one that add up to it, row by row: parts of it, whatever their words."""
        if whole.heading.leaves or not whole.heading.is_result:
            return []
        known = map(_as_level, beside)
        parts = list(takewhile(lambda stack: _divides(stack.heading, whole.heading), known))
        return parts if len(parts) > 1 and self._add_up(whole, parts) else []

    def _of_addends(self, total: Stack, beside: Sequence[Stack]) -> dict[int, Heading]:
        """`Giao đầu năm`, `Giao bổ sung`, `Tổng cộng`: the plan is what two or more of them come to, row by row.

        Of money those are parts: `Vốn năm trước chuyển sang`, `Vốn năm nay`.
        """
        head, is_money = total.heading, _is_of_money(total.heading)
        addends = list(takewhile(lambda stack: _is_added(stack.heading, head, is_money=is_money), beside))
        if not (_are_allotted(addends, is_money=is_money) and self._add_up(total, addends)):
            return {}
        if is_money:
            part = replace(head, total=False, of_parts=True)
            return {stack.number: replace(part, leaves=(stack.texts[-1],)) for stack in addends}
        others = {stack.number: replace(stack.heading, title=Title(Role.OTHER), leaves=()) for stack in addends}
        return {**others, total.number: replace(head, title=Title(Role.PLAN), total=False)}

    def _as_total(self, whole: Stack, before: Sequence[Stack]) -> Heading | None:
        """A bare `Lũy kế` to which the quarters before it add up is their total, and none of all the phase."""
        head = whole.heading
        if head.title is None or head.role is not Role.CUMULATIVE or head.title.time or not is_running(whole.text):
            return None
        quarters = list(takewhile(lambda stack: _is_in_period(stack.heading, head), before))
        if len(quarters) == 1 or not self._add_up(whole, quarters):
            return None
        return replace(head, title=Title(Role.RESULT, unit=head.title.unit, neutral=True, of_heading=True), total=True)

    def _add_up(self, whole: Stack, parts: Sequence[Stack]) -> bool:
        total, amounts = self.body.amounts(whole.number), [self.body.amounts(part.number) for part in parts]
        rows = [row for row in self.body.rows if total.get(row)]
        return len(rows) >= _PROOFS and all(total[row] == sum(each.get(row, 0) for each in amounts) for row in rows)


def _is_in_period(head: Heading, running: Heading) -> bool:
    """`Quý I`, before the running total of the same thing; that of whole years is of all the phase."""
    same = (head.indicator, head.places, head.leaves) == (running.indicator, running.places, running.leaves)
    time = head.title.time if head.title and head.role is Role.IN_PERIOD else None
    return same and time is not None and not whole_year(time)


def _is_of_money(head: Heading) -> bool:
    return head.indicator is not None and counts_money(head.indicator)


def _is_added(head: Heading, total: Heading, *, is_money: bool) -> bool:
    """Whether a column is a plan, or what was there before, of what a total is of; of money, also that of a year."""
    same = (head.indicator, head.places) == (total.indicator, total.places)
    is_of_year = is_money and head.is_result and not (head.leaves or head.total)
    return same and (head.is_plan or head.role is Role.OTHER or is_of_year)


def _are_allotted(addends: Sequence[Stack], *, is_money: bool) -> bool:
    """Whether one of several is a plan, or money from before: years that add up are results of these years."""
    told = PLAN_SCOPES.keys() | ({Role.OTHER} if is_money else set())
    return len(addends) > 1 and any(stack.heading.role in told for stack in addends)


def _counts(words: str) -> bool:
    """`Số trẻ em` beside the rate of the children: so many they are, and no percentage."""
    return begins_with_any(words, "names", "counting_words")


def _beside_total(stack: Stack, stacks: Sequence[Stack]) -> Heading:
    """`Trong trường học` below the clubs, beside `Tổng số`: words that change nothing elsewhere are a part here."""
    head, outer = stack.heading, stack.cells[:-1]
    if not outer or head.indicator is None or head.leaves or head.total:
        return head
    whole = replace(head, total=True)
    beside = (other.heading for other in stacks if other.cells[:-1] == outer)
    return replace(head, leaves=(stack.texts[-1],)) if whole in beside else head


def _as_level(stack: Stack) -> Stack:
    """`Giai đoạn 1` beside `Giai đoạn 2` is a level of lessons or of works, where both add up to what is left of them.

    A phase of a programme has its years.
    """
    head = stack.heading
    time = head.title.time if head.title else None
    if head.title is None or time is None or time.kind is not TimeKind.PHASE or time.period or head.leaves:
        return stack
    title = replace(head.title, time=None, role=Role.RESULT)
    return replace(stack, heading=replace(head, title=title, leaves=(stack.texts[-1],)))


def _may_narrow(head: Heading, left: Heading) -> bool:
    """Whether words that name no indicator may speak of the one left of them."""
    is_bare = head.indicator is None and bool(head.leaves) and not head.places
    both = {head.role, left.role} <= RESULT_ROLES
    return is_bare and both and left.places == head.places


def _divides(part: Heading, whole: Heading) -> bool:
    """Whether a column with words of its own is of the same thing and time as another."""
    if part.title is None or whole.title is None or not part.leaves:
        return False
    same = (part.places, part.title.time) == (whole.places, whole.title.time)
    return same and part.indicator in {None, whole.indicator} and part.is_result
