"""What stands below one header, and in the lines above it."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from du_an8.programme.catalogue import Indicator
from du_an8.reports.labels.row_labels import LONGEST_NAME, names_part, row_label, said_by
from du_an8.reports.names.read_name import read_name
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.place_texts import PlaceText, is_former, read_place
from du_an8.reports.tables.bands import Band
from du_an8.reports.tables.column_content import Content
from du_an8.reports.tables.header_bands import HeaderFinder
from du_an8.reports.tables.named_above import indicator_above
from du_an8.reports.tables.table_cells import amount_of
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.numbers import read_stated_percentage
from du_an8.vietnamese.places import is_proper

WHOLE_PERCENT = 100
_MOST_LINES = 15
_FIRST_ROWS = 60
ALL_COLUMNS = range(1, 1_000_000)


class TableBody:
    """The rows below one header, as its columns hold them, and the lines between it and the table above."""

    def __init__(self, finder: HeaderFinder, band: Band, end_row: int, above: int) -> None:
        self.sheet, self.programme = finder.sheet, finder.programme
        self.rows = [number for number in finder.rows if band.last_row < number <= end_row]
        lines = [number for number in finder.rows if above < number < band.first_row][-_MOST_LINES:]
        self._line_cells = [cell for number in lines for cell in self.sheet.rows[number].values() if cell.text]
        self.lines = [cell.text for cell in self._line_cells]
        self._contents: dict[int, Content] = {}
        self._naming: dict[int, int] = {}

    @property
    def first_rows(self) -> list[int]:
        """Enough of the rows to tell what they hold."""
        return self.rows[:_FIRST_ROWS]

    def content(self, column: int) -> Content:
        """What stands below the header in a column."""
        if column not in self._contents:
            plain, rows = self.sheet.numbers.get(column, {}), self.first_rows
            others = self.cells(column, [row for row in rows if row not in plain])
            self._contents[column] = Content([plain[row] for row in rows if row in plain], others)
        return self._contents[column]

    def cells(self, column: int, numbers: Iterable[int]) -> list[Cell]:
        """The cells of a column in some rows."""
        rows = (self.sheet.rows[number] for number in numbers)
        return [row[column] for row in rows if column in row]

    def amounts(self, column: int) -> Mapping[int, Decimal]:
        """The numbers of a column by their rows, those that are written as text, too."""
        words = self.sheet.words.get(column, {})
        told = {row: amount for row, cell in words.items() if (amount := amount_of(cell)) is not None}
        return {**told, **self.sheet.numbers.get(column, {})}

    def percentages(self, column: int) -> Mapping[int, Fraction]:
        """The percentages of a column by their rows, as ratios: 0,75 is `75`, `75%`, and 0,75 shown as 75 %."""
        found = {}
        for row in self.rows:
            cell = self.sheet.rows[row].get(column)
            if cell and isinstance(cell.value, Decimal):
                found[row] = Fraction(cell.value) / (1 if cell.percent else WHOLE_PERCENT)
            elif cell and (stated := read_stated_percentage(cell.text)):
                found[row] = stated.ratio
        return found

    def naming(self, column: int) -> int:
        """How many cells below the header name an indicator, be it with a number: `Thành lập 540 tổ truyền thông`."""
        if column not in self._naming:
            texts = [text for cell in self.content(column).others if 0 < len(text := cell.text) <= LONGEST_NAME]
            self._naming[column] = sum(read_name(self.programme, text).indicator is not None for text in texts)
        return self._naming[column]

    def about(self, columns: range = ALL_COLUMNS) -> Indicator | None:
        """The one indicator that the lines above some columns name, else all the lines above, or the sheet's name."""
        right_above = [cell.text for cell in self._line_cells if cell.column in columns]
        return self._named_in(right_above) or self._named_in([*self.lines, self.sheet.name])

    def _named_in(self, lines: Iterable[str]) -> Indicator | None:
        """The one indicator that lines name."""
        told = list(lines)
        named_in = self.programme.once(indicator_above)
        found = {*map(named_in, told)} - {None}
        if not found:  # a name may be cut over two lines
            found = {*map(named_in, map(" ".join, pairwise(told)))} - {None}
        return found.pop() if len(found) == 1 else None

    def says_measures(self, column: int) -> bool:
        """Whether most words in a column say what the numbers beside them are: `Kế hoạch`, `Kết quả thực hiện`."""
        texts = self.content(column).texts
        labels = [(row_label(text, self.programme), unmarked(text)) for text in texts]
        return sum(said_by(label, name) is not None for label, name in labels) * 2 > len(texts)

    def names_parts(self, column: int) -> bool:
        """Whether the words in a column are those of parts and of their total: `Tổng số`, `Ngân sách trung ương`."""
        names = [unmarked(text) for text in self.content(column).texts]
        parts = sum(names_part(name.text, self.programme) for name in names)
        return parts > 1 and parts + sum(name.total_of is not None for name in names) == len(names)

    def begins_with_total(self, column: int) -> bool:
        """Whether the words in a column are those of a total and of what it adds up: `Tổng số`, `Thành thị`, …."""
        first, *others = self.content(column).texts or ("",)
        return bool(others) and unmarked(first).is_total

    def names_places(self, column: int) -> bool:
        """Whether most words in a column are names of places."""
        return names_places(self.content(column).texts)


def names_places(texts: Sequence[str]) -> bool:
    """Whether most texts name a place; groups and totals say nothing of it."""
    found = [place for text in texts if not is_group(text) and (place := read_place(text)).total_of is None]
    return sum(map(_names_place, found)) * 2 > len(found)


def names_offices(texts: Sequence[str]) -> bool:
    """Whether texts say who does something, and none of them where: `Hội LHPN huyện, Phòng GD&ĐT`."""
    found = list(map(read_place, texts))
    if not any(place.of_office for place in found):
        return False
    return not any(place.places or place.total_of is not None or is_proper(place.name.split()) for place in found)


def _names_place(found: PlaceText) -> bool:
    is_told = bool(found.places or found.of_office or found.pair) or is_former(found.text)  # `Tỉnh Yên Bái cũ`
    return is_told or is_proper(found.name.split())
