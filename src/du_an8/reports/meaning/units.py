"""The unit of a number: its row's own cell, a ditto mark for the one above, its name, its column, its table."""

import re
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import cache, cached_property

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.label_units import is_unit
from du_an8.reports.labels.roles import FIGURE_ROLES, Role
from du_an8.reports.names.known_names import is_of_people
from du_an8.reports.places.place_texts import is_ditto
from du_an8.reports.rows.row import Row
from du_an8.reports.rows.rows import TableRows
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.vocabulary.marks import tells_plan
from du_an8.reports.vocabulary.vocabulary import begins_with_any, is_any_of, packaged, texts
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import split_scale
from du_an8.vietnamese.translations import without_translation

_TWO = 2
_SEVERAL = re.compile(r"[,;]| và ")


def _names_none(unit: str) -> bool:
    """`Số` says that there is a number, and not of what; `Theo từng chỉ tiêu` where else units stand."""
    return is_any_of(unit, "generic_units") or begins_with_any(unit, "units_elsewhere")


@cache
def _english() -> Mapping[str, str]:
    units = packaged("units_in_english")
    return {fold(word): unit for unit in units for word in texts("units_in_english", unit)}


def _in_vietnamese(unit: str) -> str:
    """`person`, and `hộ` of `hộ/HH`."""
    own, _, behind = unit.partition("/")
    return own.strip() if fold(behind) in _english() else _english().get(fold(unit), unit)


def _worth(unit: str, indicator: Indicator) -> Fraction | None:
    """What one unit of a report is worth in that of the indicator: `Người` counts its members, as it counts anybody."""
    factor = indicator.unit_factor(unit)
    if factor is None and (vietnamese := _in_vietnamese(unit)) != unit:
        return _worth(vietnamese, indicator)
    if factor is not None or not _is_a_person(indicator.unit):
        return factor
    scale, noun = split_scale(unit)
    return Fraction(scale) if is_any_of(noun, "names", "any_person") else None


def _is_a_person(unit: str) -> bool:
    """Whether a unit counts people, each of them once."""
    return is_of_people(unit) and not begins_with_any(unit, "names", "visits")


def _stated(cells: Iterable[Cell]) -> dict[int, tuple[Cell, str]]:
    """Row -> the cell that names its unit, and this unit; a ditto mark stands for the one above."""
    stated, above = {}, ""
    for cell in cells:
        above = above if is_ditto(cell.text) else without_translation(cell.text.strip())
        stated[cell.row] = cell, above
    return stated


class TableUnits:
    """The units that one table names.

    Attributes:
        stated: row number -> its unit cell and the unit it stands for.
    """

    def __init__(self, table: Table, sheet: Sheet, rows: TableRows, programme: Programme, of_table: str) -> None:
        """For one table.

        Args:
            of_table: the unit that stands over the table.
        """
        self.numbers, self.programme = rows.numbers, programme
        self.of_table = "" if _names_none(of_table) else of_table
        self.in_name, self.names = rows.units, rows.names
        self.figures = table.of(FIGURE_ROLES)
        self.by_columns = {c.number: c.indicator for c in table.columns if c.indicator}
        unit = table.column(Role.UNIT)
        cells = (sheet.rows[number].get(unit.number) for number in self.numbers) if unit else ()
        self.stated = _stated(cell for cell in cells if cell and cell.text and not _names_none(cell.text))

    def _in_cell(self, number: int) -> str:
        """The unit that a row's own cell says, be it a ditto mark; empty for none."""
        return self.stated[number][1] if number in self.stated else ""

    def told(self, row: Row) -> str:
        """The unit that a row's own cell or its name says; empty for none."""
        return self._told.get(row.number, ("", ""))[0]

    def misfit(self, row: Row, indicator: Indicator) -> tuple[Cell | None, str] | None:
        """The unit of a row, or of the table, in which its indicator isn't counted, and the cell that says it."""
        if row.title and row.title.role is Role.PERCENTAGE:
            return None  # `Tỷ lệ đạt`, in %, of an indicator counted in anything
        cell, own = self.stated.get(row.number, (None, ""))
        unit = own or self._over_table(indicator)
        return None if self._fits(unit, indicator) else (cell, unit)

    def misfit_of_column(self, column: Column, indicator: Indicator) -> str:
        """The unit of a whole column, or of the table, in which its indicator isn't counted."""
        unit = column.title.unit or self._over_table(indicator)
        return "" if self._fits(unit, indicator) or self.stated else unit

    def _fits(self, unit: str, indicator: Indicator) -> bool:
        """Whether an indicator is counted in a unit, or in one of two that a stroke parts."""
        return not unit or _worth(unit, indicator) is not None or self.side(unit, indicator) is not None

    def is_told_beside(self, column: Column, misfit: Callable[[Column], str]) -> bool:
        """Whether another column of the indicator is in its unit: `Số tiền` beside `Số người` is something else."""
        others = (c for c in self.figures if c.indicator is column.indicator and c.places == column.places)
        return any(c is not column and not misfit(c) for c in others)

    def are_of_another(self, column: Column, row: Row, indicator: Indicator) -> bool:
        """Whether numbers in another unit contradict nothing: `Số nữ (người)` beside `Tỷ lệ (%)` of a rate."""

        def misfit(other: Column) -> str:
            return self.contradiction(other, row, indicator) if other.number in row.cells else other.words

        return self.is_told_beside(column, misfit)

    def pair(self, column: Column, row: Row, indicator: Indicator) -> int | None:
        """Of a unit such as `cuộc/người`, which of the two numbers in a cell is the indicator's."""
        own = self._in_cell(row.number)
        found = self.side(own, indicator)
        return found if found is not None else self.side(column.title.unit, indicator)

    def side(self, unit: str, indicator: Indicator) -> int | None:
        """The place of the indicator's unit among two that a stroke parts; None where it isn't exactly one of them."""
        sides = [part.strip() for part in unit.removeprefix("số ").split("/")]
        bare = [side.removeprefix("số ").removeprefix("Số ") for side in sides]
        fitting = [at for at, side in enumerate(bare) if side and indicator.accepts_unit(side)]
        return fitting[0] if len(bare) == _TWO == len(fitting) + 1 and _worth(unit, indicator) is None else None

    def contradiction(self, column: Column, row: Row, indicator: Indicator) -> str:
        """The unit over a number in which its indicator isn't counted; empty where none is."""
        over = column.title.unit
        if not over:
            return ""
        own = self._in_cell(row.number)
        if self.side(over, indicator) is not None or self._is_one_of(column.words, over, indicator):
            return ""
        return over if self._contradicts(over, own, indicator) else ""

    def _is_one_of(self, words: str, unit: str, indicator: Indicator) -> bool:
        """Whether a title names several units of things, of which one is the indicator's: `Số lớp (cuộc)`."""
        if self._is_of_other_sort(unit) or self._is_of_other_sort(indicator.unit):
            return False
        named = [part for part in re.split(r"[\s,;/()]+", fold(words.removeprefix("Số "))) if part]
        units = {" ".join(named[at : at + length]) for at in range(len(named)) for length in (1, 2)}
        return any(indicator.accepts_unit(each) for each in units if self.programme.knows_unit(each))

    def _is_of_other_sort(self, unit: str) -> bool:
        """People, money and rates are never counted together with things."""
        nouns = [split_scale(part.strip())[1] for part in re.split(r"[,;/]| và ", unit)]
        return any(is_of_people(noun) or noun in {"%", "đồng"} or not self.programme.knows_unit(noun) for noun in nouns)

    def _over_table(self, indicator: Indicator) -> str:
        """The unit over the table that an indicator is counted in: of several, `Đơn vị tính: tổ, cuộc`, its own."""
        if not self.of_table or not self._holds_for(indicator):
            return ""
        several = map(str.strip, _SEVERAL.split(self.of_table))
        return next((unit for unit in several if unit and _worth(unit, indicator) is not None), self.of_table)

    def _holds_for(self, indicator: Indicator) -> bool:
        """The table's unit is of those that are counted in it, if any is."""
        counted = list(self.by_columns.values())
        return (
            not counted
            or not any(each.accepts_unit(self.of_table) for each in counted)
            or indicator.accepts_unit(self.of_table)
        )

    def _contradicts(self, over: str, beside: str, indicator: Indicator) -> bool:
        factor = _worth(over, indicator)
        if not beside:
            return factor is None
        if factor is not None:
            return factor != _worth(beside, indicator)
        return self.programme.knows_unit(over) or tells_plan(over)

    def factor(self, column: Column, row: Row, indicator: Indicator) -> Fraction:
        """What a bare number is worth in the indicator's unit: the row's unit goes before the column's."""
        own, above = self._told.get(row.number, ("", ""))
        unit = own or column.title.unit or (above if indicator.accepts_unit(above) else "")
        unit = unit or self._over_table(indicator)
        factor = _worth(unit, indicator) if unit else None
        return factor if factor is not None else Fraction(1)

    @cached_property
    def _told(self) -> dict[int, tuple[str, str]]:
        """Row -> the unit that its own cell or its name says, and the nearest one, of a cell or a heading, above it."""
        told, above = {}, ""
        is_alone = self.programme.once(is_unit)  # `Tỷ đồng` over the rows that follow
        for number in self.numbers:
            own = self._in_cell(number)
            name = self.names.get(number, "")
            above = own or (name if is_alone(name) else above)
            told[number] = own or self.in_name.get(number, ""), above
        return told
