"""Reads the columns below one header, each in the light of the others and of what stands in it."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from msgspec.structs import asdict, replace

from du_an8.reports.labels.headings import Heading, heading
from du_an8.reports.labels.joined_titles import without_percentage
from du_an8.reports.labels.label import Label, time_alone
from du_an8.reports.labels.label_stacks import read_stack
from du_an8.reports.labels.label_units import is_unit
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import NUMBER_ROLES, PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.titles import Title, asks
from du_an8.reports.labels.year_parts import year_part
from du_an8.reports.places.place_texts import is_body, is_ditto, read_place
from du_an8.reports.tables.bands import Band, Stack
from du_an8.reports.tables.column_content import Content
from du_an8.reports.tables.column_parts import ColumnParts
from du_an8.reports.tables.column_places import ColumnPlaces
from du_an8.reports.tables.column_rates import with_counts, with_rates
from du_an8.reports.tables.columns_beside import (
    bare,
    founded,
    of_all_before,
    of_plan_before,
    only_counted,
    tells_difference,
    unofficial,
)
from du_an8.reports.tables.numbering import part_of_a_year
from du_an8.reports.tables.other_programmes import by_programmes
from du_an8.reports.tables.table import Column
from du_an8.reports.tables.table_body import TableBody, names_offices, names_places
from du_an8.reports.tables.table_cells import is_figure
from du_an8.reports.vocabulary.vocabulary import MEASURES, Says, behind_nothing, is_any_of
from du_an8.vietnamese.dates import find_times
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import level_of, level_word

_LARGEST_PERCENTAGE = 200  # nobody reaches more than twice the plan and calls it so
_OF_QUARTERS = re.compile(r"\bquý\b(?!\s*(?:[1-4]|I{1,3}|IV)\b)", re.IGNORECASE)  # and neither `QUY ĐỊNH` nor `QUÝ III`
_NEXT_QUARTERS = frozenset(pairwise(("I", "II", "III", "IV")))
_OF_RESULTS = frozenset({Role.PERCENTAGE, *PLAN_SCOPES})
"""What is said of results that stand beside it."""
ROW_NAMES = frozenset({Role.ID, Role.INDICATOR})


class ColumnReader:
    """Reads the columns below one header."""

    def __init__(self, body: TableBody, band: Band) -> None:
        self.body, self.band, self.programme = body, band, body.programme

    def columns(self) -> tuple[list[Column], dict[int, str]]:
        """Those that say what their numbers or words are, and the titles of all others by their numbers."""
        columns: list[Column] = []
        unknown: dict[int, str] = {}
        for stack in self._in_context():
            head = stack.heading
            if head.title is None:
                unknown[stack.number] = stack.text
            else:
                columns.append(Column(**asdict(head), number=stack.number, cell=stack.cells[-1], words=stack.text))
        return columns, unknown

    def _in_context(self) -> list[Stack]:
        """The columns with what only the others and the cells below can tell of each."""
        stacks = self._with_quarters(self.band.stacks)
        by_content = (self._by_content, self._asked_for, self._bare_dat, self._sentences, self._times_of_rows)
        beside = (self._of_the_one_counted, of_all_before, of_plan_before, unofficial, founded)
        for read in (*by_content, *beside):
            stacks = [replace(stack, heading=read(stack, stacks)) for stack in stacks]
        stacks = with_counts(with_rates(by_programmes(stacks, self.programme), self.programme), self.body)
        stacks = ColumnParts(self.body).read(stacks, are_named=self._columns_have_names(stacks))
        reader = ColumnPlaces(self.programme, is_beside_names=self._rows_name_indicators(stacks))
        return reader.read(stacks, [self.body.content(stack.number).is_numbers for stack in stacks])

    def _with_quarters(self, stacks: Sequence[Stack]) -> list[Stack]:
        """The columns, of which `I`, `II` side by side are quarters, where a line above speaks of these."""
        if not any(map(_OF_QUARTERS.search, (*self.body.lines, self.body.sheet.name))):
            return list(stacks)
        follow = {at for at, pair in enumerate(pairwise(map(_innermost, stacks))) if pair in _NEXT_QUARTERS}
        quarters = follow | {at + 1 for at in follow}
        return [self._as_quarter(stack) if at in quarters else stack for at, stack in enumerate(stacks)]

    def _as_quarter(self, stack: Stack) -> Stack:
        texts = (*stack.texts[:-1], f"Quý {stack.texts[-1]}")
        return replace(stack, heading=heading(read_stack(texts, self.programme)))

    def _by_content(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """What stands below a title may make it another: `Đơn vị` is a unit or who reports."""
        head, content = stack.heading, self.body.content(stack.number)
        if self._numbers_parts_of_a_year(stack) or _are_times(head, content):
            return Heading(Title(Role.TIME))
        if _are_years_of_things(stack, content):
            return Heading(Title(Role.NOTE))
        if content.is_numbers and not self._alone_names_indicators(stack, stacks):
            return self._over_numbers(stack, content, stacks)
        return self._over_words(stack, content, stacks)

    def _over_numbers(self, stack: Stack, content: Content, stacks: Sequence[Stack]) -> Heading:
        """`36/88` below a percentage is so many of so many; places over numbers say nothing that we know."""
        head = stack.heading
        if head.role is Role.AREA:
            return Heading(None, leaves=head.leaves)
        if head.title is None or head.role is not Role.PERCENTAGE or content.shares * 2 <= content.numbers:
            return head
        has_results = any(self._states_results(other, head) for other in stacks)
        return head if has_results else replace(head, title=without_percentage(head.title))

    def _states_results(self, stack: Stack, percentage: Heading) -> bool:
        """Whether a column says the results of which another has the percentage: it is that, also as `36/88`."""
        head = stack.heading
        if not head.is_result or not self.body.content(stack.number).is_numbers:
            return False
        return (head.indicator, head.places, head.leaves) == (
            percentage.indicator,
            percentage.places,
            percentage.leaves,
        )

    def _over_words(self, stack: Stack, content: Content, stacks: Sequence[Stack]) -> Heading:
        head = stack.heading
        if head.indicator and len(content.texts) > content.numbers:
            return _over_names(content)
        if self._holds_words_of_places(stack, content, stacks):
            return Heading(Title(Role.NOTE))
        if self._titles_rows(stack, stacks):
            return Heading(Title(Role.INDICATOR))
        if head.role in {Role.AREA, Role.UNIT}:
            return self._over_offices(stack, content.texts, stacks)
        if head.title and head.title.neutral and content.is_words:
            return Heading(Title(Role.AREA if self._are_places(content, stack) else Role.NOTE))
        return head

    def _holds_words_of_places(self, stack: Stack, content: Content, stacks: Sequence[Stack]) -> bool:
        """Whether `Loại hình` only says that the places beside it are `Xã`, `Phường`, `Đặc khu`."""
        if stack.heading.role not in {Role.INDICATOR, Role.AREA} or not content.texts:
            return False
        is_beside = any(other.heading.role is Role.AREA and other.number != stack.number for other in stacks)
        return is_beside and all(map(level_word, content.texts))

    def _over_offices(self, stack: Stack, texts: Sequence[str], stacks: Sequence[Stack]) -> Heading:
        """`Đơn vị` over those who report; `Đơn vị thực hiện` over those who do what a row names, wherever."""
        head = stack.heading
        if head.role is Role.UNIT:
            return replace(head, title=Title(Role.AREA)) if self._are_reporters(stack, texts) else head
        return Heading(Title(Role.NOTE)) if names_offices(texts) and self._rows_have_names(stacks) else head

    def _titles_rows(self, stack: Stack, stacks: Sequence[Stack]) -> bool:
        """Whether the words below say what the rows are: also below `Huyện`, merged over places and `KH`, `TH`."""
        if self._alone_names_indicators(stack, stacks) or self._alone_names_parts(stack, stacks):
            return True
        if stack.heading.role is Role.NOTE and self.body.names_parts(stack.number):
            return True  # `Đối tượng` over `Tổng số`, `Nữ`, `DTTS`
        is_second = any(other.cells == stack.cells and other.number < stack.number for other in stacks)
        return is_second and stack.heading.role is Role.AREA and self.body.says_measures(stack.number)

    def _alone_names_indicators(self, stack: Stack, stacks: Sequence[Stack]) -> bool:
        """`Mục tiêu`, `Loại đối tượng` over the names of indicators, where no other column has them."""
        title, content = stack.heading.title, self.body.content(stack.number)
        may_name = title is not None and (title.neutral or title.role in {*PLAN_SCOPES, Role.NOTE})
        has_names = any(other.heading.role is Role.INDICATOR or other.heading.indicator for other in stacks)
        if not may_name or has_names:
            return False
        if not content.is_words:
            return stack.heading.is_plan and self._are_all_named(stack)
        least = len(content.texts) / 2 if stack.heading.role is Role.NOTE else 1
        return self.body.naming(stack.number) >= least

    def _alone_names_parts(self, stack: Stack, stacks: Sequence[Stack]) -> bool:
        """`Nguồn` over `Tổng số`, `Ngân sách trung ương`: parts of what the columns beside it name."""
        axes = {other.heading.role for other in stacks}
        has_names = axes & {Role.INDICATOR, Role.AREA} or not any(other.heading.indicator for other in stacks)
        return not has_names and self.body.names_parts(stack.number)

    def _are_all_named(self, stack: Stack) -> bool:
        """Whether each number stands before the name of what was asked for: `Tổ chức 48 cuộc đối thoại`."""
        content = self.body.content(stack.number)
        return not content.plain and 0 < self.body.naming(stack.number) == len(content.others)

    def _are_reporters(self, stack: Stack, texts: Sequence[str]) -> bool:
        """Whether texts below `Đơn vị` are places and offices, and no units; an unknown word below `ĐVT` is one."""
        units = sum(is_unit(text, self.programme) or is_ditto(text) for text in texts)
        others = sum(bool(read_place(text).places) or is_body(text) for text in texts)
        alone = is_any_of(stack.text, "units_alone")
        names = [text for text in texts if " " in text.strip()] if alone else texts
        return others > units or (not units and names_places(names))

    def _asked_for(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Chỉ tiêu`, `Chỉ tiêu tỉnh` over numbers of what other titles name are what was asked for."""
        head = stack.heading
        if not self.body.content(stack.number).is_numbers or not (head.indicator or self._has_names(stacks)):
            return head
        if head.role is Role.INDICATOR or self._asks(stack):
            return replace(head, title=Title(Role.PLAN))
        return replace(head, title=None) if head.title and head.title.neutral and self._says_names(stack) else head

    def _of_the_one_counted(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Kế hoạch`, `Tỷ lệ (%)` beside the only indicator that columns name, where nothing else names any, are its.

        Such a plan is compared in its own row alone: of how much of the province it is, nobody says.
        """
        head = stack.heading
        if head.title is None or head.indicator or head.leaves or head.role not in _OF_RESULTS:
            return head
        counted = only_counted(stacks)
        if counted is None or self.body.about() not in {None, counted}:
            return head
        said = replace(head.title, role=Role.PLAN_PERIOD) if head.is_plan else head.title
        return replace(head, indicator=counted, title=said)

    def _asks(self, stack: Stack) -> bool:
        """Whether a title asks for something: `Chỉ tiêu` below the name of an indicator, or among other words."""
        labels = [label for label in self._labels(stack) if label.tells]  # below `Chỉ tiêu` its unit may stand, `(tổ)`
        if (title := stack.heading.title) is None:
            return any(map(asks, labels))
        return stack.heading.indicator is not None and title.neutral and any(map(asks, labels[-1:]))

    def _has_names(self, stacks: Sequence[Stack]) -> bool:
        names = [stack.number for stack in stacks if stack.heading.role is Role.INDICATOR]
        return not all(self.body.content(number).is_numbers for number in names)

    def _says_names(self, stack: Stack) -> bool:
        """Whether the innermost label is the title of a column of names: nobody knows what numbers below it are."""
        says = self._labels(stack)[-1].says
        return Says.NAMES in says and says.isdisjoint(MEASURES)

    def _labels(self, stack: Stack) -> list[Label]:
        return [read_label(text, self.programme) for text in stack.texts]

    def _bare_dat(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Đạt` alone may be a percentage, unless a column of these stands beside it, or its numbers can't be any."""
        if fold(stack.text) != "dat":
            return stack.heading
        is_sure = any(other.heading.role is Role.PERCENTAGE for other in stacks)
        is_none = is_sure or self._are_amounts(stack.number, stacks)
        return stack.heading if is_none else replace(stack.heading, title=None)

    def _are_amounts(self, column: int, stacks: Sequence[Stack]) -> bool:
        """Whether what was reached is surely no percentage of the plan beside it.

        It is none where a number is larger than any percentage, or where another column says by how much each number
        lies above or below its plan.
        """
        plans = [stack.number for stack in stacks if stack.heading.is_plan]
        others = [stack.number for stack in stacks if stack.heading.role is Role.OTHER]
        reached = self._amounts(column)
        is_large = any(number > _LARGEST_PERCENTAGE for number in reached.values())
        differences = [self._amounts(number) for number in others]
        return any(is_large or tells_difference(reached, self._amounts(plan), differences) for plan in plans)

    def _amounts(self, column: int) -> dict[int, Decimal]:
        """The numbers of a column in the first rows."""
        amounts = self.body.amounts(column)
        return {row: amounts[row] for row in self.body.first_rows if row in amounts}

    def _sentences(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """Sentences, deadlines, papers beside a column of figures are notes, whatever their title says of numbers."""
        content, role = self.body.content(stack.number), stack.heading.role
        are_sentences = role in RESULT_ROLES and (content.are_sentences or self._describes(stack, stacks))
        if not are_sentences and not (role in NUMBER_ROLES and content.are_times):
            return stack.heading
        results = [other.number for other in stacks if other.heading.is_result]
        has_figures = any(self.body.content(number).is_numbers for number in results)
        return Heading(Title(Role.NOTE)) if has_figures else stack.heading

    def _describes(self, stack: Stack, stacks: Sequence[Stack]) -> bool:
        """Whether texts tell what stands in another column as numbers: `Kết quả (mô tả)` beside `Kết quả (số)`."""
        same = (each.number for each in stacks if each is not stack and bare(each.heading) == bare(stack.heading))
        return self.body.content(stack.number).are_told and any(self.body.content(number).plain for number in same)

    def _times_of_rows(self, stack: Stack, stacks: Sequence[Stack]) -> Heading:
        """`Thời gian` over quarters says of what the rows are, where nothing left of it does; there it is a remark."""
        if stack.heading.role is not Role.NOTE:
            return stack.heading
        named = [each.number for each in stacks if each.heading.role in ROW_NAMES | {Role.AREA}]
        is_timed = any(each.heading.role is Role.TIME for each in stacks)
        if is_timed or min(named, default=stack.number) < stack.number:
            return stack.heading
        texts = self.body.content(stack.number).texts
        timed = sum(time_alone(read_label(text, self.programme)) is not None for text in texts)
        return Heading(Title(Role.TIME)) if timed * 2 > len(texts) else stack.heading

    def _numbers_parts_of_a_year(self, stack: Stack) -> bool:
        """A column `Quý` over `I`, `II`, or `Tháng` over 1 to 12, one after the other."""
        counted = year_part(stack.text)
        if counted is None:
            return False
        cells = self.body.cells(stack.number, self.body.rows)
        parts = [part for cell in cells if (part := part_of_a_year(cell))]
        others = any(is_figure(cell) and not part_of_a_year(cell) for cell in cells)
        follow = all(later <= earlier + 1 for earlier, later in pairwise(parts))
        return follow and not others and 0 < max(parts, default=0) <= counted.most

    def _are_places(self, content: Content, stack: Stack) -> bool:
        return any(map(_titles_places, self._labels(stack))) and names_places(content.texts)

    def _rows_name_indicators(self, stacks: Sequence[Stack]) -> bool:
        """Whether rows, or the lines above, name the indicators."""
        return self._rows_have_names(stacks) or self.body.about() is not None

    def _columns_have_names(self, stacks: Sequence[Stack]) -> bool:
        """Whether no row names an indicator: below `Nội dung` each may say `Kế hoạch`, `Thực hiện` of the columns."""
        are_named = any(stack.heading.indicator for stack in stacks)
        return not any(
            self.body.naming(stack.number) or (stack.heading.role in ROW_NAMES and not are_named) for stack in stacks
        )

    def _rows_have_names(self, stacks: Sequence[Stack]) -> bool:
        return any(stack.heading.role in ROW_NAMES or self.body.naming(stack.number) for stack in stacks)


def _innermost(stack: Stack) -> str:
    """The lowest label over a column that names no time yet."""
    has_time = stack.heading.title is not None and stack.heading.title.time is not None
    return "" if has_time else stack.texts[-1].strip()


def _over_names(content: Content) -> Heading:
    """`Tên CLB` stands over names, `Văn bản thực hiện` over papers."""
    return Heading(Title(Role.NOTE if content.are_times else Role.INDICATOR))


def _titles_places(label: Label) -> bool:
    """`Tên xã`, `Xã vùng dự án`; below `Chủ tịch Hội LHPN xã` stand people, as its first words say."""
    return Says.PLACES in label.says or level_of(behind_nothing(label.text)) is not None


def _are_times(head: Heading, content: Content) -> bool:
    """A title such as `Năm` over years."""
    time = head.title.time if head.title and head.title.neutral else None
    if time is None or time.period or head.leaves:
        return False
    years = content.years
    timed = sum(bool(find_times(text)[0]) for text in content.texts) + years
    return years == content.numbers and timed * 2 > len(content.texts)


def _are_years_of_things(stack: Stack, content: Content) -> bool:
    """`Năm hoàn thành`, `Năm thành lập` over nothing but years."""
    time = stack.heading.title.time if stack.heading.title else None
    is_of_year = time is not None and time.words == "nam" and fold(stack.text).startswith("nam ")
    return is_of_year and content.years == content.numbers > 0 and not content.texts
