"""What is counted where a column meets a row: the indicator of either, narrowed by the words of both."""

from collections.abc import Container

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.labels.roles import Role
from du_an8.reports.names.known_names import counts_money, is_of_people
from du_an8.reports.names.read_name import read_crossed, read_leaf
from du_an8.reports.names.reading import NameReading
from du_an8.reports.rows.row import Row, Subject
from du_an8.reports.tables.table import Column
from du_an8.reports.vocabulary.vocabulary import is_any_of
from du_an8.vietnamese.names import fold


class Subjects(Struct, frozen=True):
    """Tells the subjects of one table.

    Attributes:
        about: the indicator that all of it is about, if it is about one.
        kept: the columns beside one of new ones, which count the others.
        has_results: a column says that it holds what was done, and no more: what was spent beside it is another thing.
    """

    programme: Programme
    about: Indicator | None
    kept: Container[int]
    has_results: bool = False

    def of(self, column: Column, row: Row) -> Subject | None:
        """The indicator of the row or the column, narrowed by the words of both that name no other."""
        base = row.subject or self._of_column(column)
        if base is None:
            return self._crossed(column, row)
        for leaf in self._leaves(column, row):
            if base is None:
                return None
            beside = base if row.subject and leaf in column.leaves else None
            base = self._narrowed(base, leaf, column, is_row=leaf in row.leaves)
            base = _kept_apart(beside, base, leaf) if beside and base else base
        return self._as_kept(base, column)

    def _leaves(self, column: Column, row: Row) -> tuple[str, ...]:
        """The words of both that narrow what one of them names."""
        own = () if column.number in self.kept else column.leaves  # said of them by `_as_kept`
        return own if row.subject else (*own, *row.leaves)

    def _crossed(self, column: Column, row: Row) -> Subject | None:
        """What the words over a column and the name of a row say together: `Diện tích` of `Lúa`."""
        found = read_crossed(self.programme, column.leaves, row.leaves[0]) if column.leaves and row.leaves else None
        return Subject(found.indicator, found.part) if found and found.indicator else None

    def _as_kept(self, base: Subject | None, column: Column) -> Subject | None:
        """What stands beside a column of new ones counts the others."""
        if base is None or base.part or column.number not in self.kept:
            return base
        return replace(base, part=(column.words, *column.leaves)[-1])

    def _of_column(self, column: Column) -> Subject | None:
        indicator = column.indicator or self.about
        return Subject(indicator) if indicator else None

    def _narrowed(self, base: Subject, leaf: str, column: Column, *, is_row: bool) -> Subject | None:
        found = read_leaf(self.programme, leaf, base.indicator)
        if found.indicator is None and _names_money(leaf):
            return base if self._counts_money(base.indicator, column) else None
        is_claim = column.role is Role.PERCENTAGE and base.indicator.kind is not Kind.RATE
        if is_claim or (column.is_plan and not is_row):
            return _planned(found, base)
        return _done(found, base) if found.indicator else self._with_part(base, leaf, column, is_row=is_row)

    def _counts_money(self, indicator: Indicator, column: Column) -> bool:
        """Whether `Giải ngân`, `Vốn giao` over an indicator is its result, its plan."""
        return counts_money(indicator) and not (self.has_results and column.is_result)

    def _with_part(self, base: Subject, leaf: str, column: Column, *, is_row: bool) -> Subject | None:
        """Words that name no indicator are its unit, or a part of it; None for what they may mean instead."""
        if self._counts_it_beside(leaf, column.title.unit, base.indicator) or _is_done(leaf, column, base.indicator):
            return base
        is_part = is_row or column.of_parts
        is_foreign = self.programme.find_indicator(leaf) is not None  # `Trong đó: kinh phí`
        return Subject(base.indicator, leaf) if is_part and not is_foreign else None

    def _counts_it_beside(self, leaf: str, unit: str, indicator: Indicator) -> bool:
        """`Số lớp (cuộc)` over dialogues: of two units of things one is the indicator's."""
        noun = leaf.removeprefix("Số ").strip()
        things = self.programme.knows_unit(noun) and not is_of_people(noun) and not is_of_people(indicator.unit)
        return bool(unit) and things and indicator.accepts_unit(unit)


def _is_done(leaf: str, column: Column, indicator: Indicator) -> bool:
    """Whether words say that what the indicator's name tells was done: `Đã tiêm` below `Tiêm phòng`."""
    verb = fold(leaf).removeprefix("da ")
    if f" da {verb} " not in f" {fold(column.words)} ":
        return False
    names = (fold(name).removeprefix(f"{fold(indicator.unit)} ") for name in (indicator.name, *indicator.aliases))
    return any(f"{name} ".startswith(f"{verb} ") for name in names)


def _planned(found: NameReading, base: Subject) -> Subject:
    """Of what a plan or a percentage is one below words that narrow it."""
    return Subject(found.indicator, found.part or base.part) if found.indicator else base


def _done(found: NameReading, base: Subject) -> Subject:
    """Of what a number is a result below words that name a part of an indicator, or its people."""
    inherited = base.part if found.indicator is base.indicator else None
    part = ", ".join(filter(None, (inherited, found.part))) or None
    return Subject(found.indicator or base.indicator, part, of_people=base.of_people or found.of_people)


def _names_money(words: str) -> bool:
    """Whether words name money, and nothing for which it is."""
    return is_any_of(words, "names", "spent")


def _kept_apart(beside: Subject, found: Subject, leaf: str) -> Subject:
    """People who stand in a column beside the events of a row are kept apart, as a part that is never compared."""
    if found.indicator is beside.indicator or found.indicator.people_of != beside.indicator.id:
        return found
    return Subject(beside.indicator, ", ".join(filter(None, (leaf, found.part))), of_people=True)
