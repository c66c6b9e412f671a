"""The columns of a table that hold words: names, places, marks; and which of them reach a row."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from operator import attrgetter

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.row_labels import LONGEST_NAME, is_total, row_label, said_by
from du_an8.reports.names.read_name import read_crossed, read_leaf, read_name
from du_an8.reports.names.reading import NameReading
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.place_texts import is_ditto, read_place
from du_an8.reports.rows.bare_names import may_be_place
from du_an8.reports.tables.numbering import is_mark, numbers_the_columns
from du_an8.reports.tables.table import Column, Table, first_figure
from du_an8.reports.tables.words_of_time import names_time
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import level_in_title, level_word

_OF_ROWS = frozenset({Says.HEAD_OF_PARTS, Says.NAMES, Says.TIMES, Says.QUANTITY, Says.TOTAL, Says.NOTHING})
"""What the title of a column says whose words narrow the rows; below a title that nobody knows times are deadlines."""

_COLUMN = attrgetter("column")


class WordColumns:
    """The columns of words of one table.

    Attributes:
        by_columns: what is counted stands over the columns, or over the whole table, and rows are of places.
        numbers: of the rows below the header.
        indicator_in: the indicator that a text names.
    """

    def __init__(self, table: Table, sheet: Sheet, programme: Programme) -> None:
        """For one table of a sheet."""
        self.table, self.sheet, self.programme = table, sheet, programme
        self.indicator_in = programme.once(_indicator_in)
        self.by_columns = table.by_columns or table.about is not None
        body = range(table.header_row + 1, table.end_row + self._goes_on_behind() + 1)
        self.numbers = [number for number in sorted(sheet.rows) if number in body]

    @cached_property
    def counting(self) -> list[int]:
        """The rows that only number the columns."""
        return [number for number in self.numbers if numbers_the_columns(self.cells(number))]

    def cells(self, number: int) -> Mapping[int, Cell]:
        """The cells of a row that lie in the table."""
        row = self.sheet.rows[number]
        return {n: cell for n, cell in row.items() if n in self._within} if self._is_beside_others else row

    @cached_property
    def _within(self) -> range:
        return range(self.table.first_column, self.table.last_column + 1)

    @cached_property
    def _is_beside_others(self) -> bool:
        """Whether anything stands left or right of the table."""
        used = {*self.sheet.numbers, *map(_COLUMN, self.sheet.others)}
        return not used.issubset(self._within)

    @cached_property
    def _over_numbers(self) -> dict[tuple[str, ...], None]:
        """The words over columns that name no indicator; none where all columns or lines above do."""
        columns = () if self.by_columns else self.table.columns
        return {column.leaves: None for column in columns if column.leaves and column.indicator is None}

    def crossed(self, name: str) -> NameReading | None:
        """What a row's name says with the first words over columns that it fits: `Lúa` below `Diện tích`."""
        found = (read_crossed(self.programme, words, name) for words in self._over_numbers)
        return next(filter(None, found), None)

    def _goes_on_behind(self) -> bool:
        """Whether the last name goes on in a row of its own, where the numbers have ended."""
        cells = list(self.sheet.rows.get(self.table.end_row + 1, {}).values())
        columns = {c.number for c in self.table.of({Role.INDICATOR})}
        return len(cells) == 1 and cells[0].column in columns and cells[0].text.strip()[:1].islower()

    @cached_property
    def first_figure(self) -> int:
        """The first column of numbers that are counted."""
        return first_figure(self.table.columns)

    @cached_property
    def names(self) -> list[int]:
        """The columns of names, then those further right into which a form may indent them."""
        named = [c.number for c in self.table.of({Role.INDICATOR})]
        if self.by_columns and not named and self.places:
            return []
        taken = {c.number for c in self.table.columns if not self._may_name(c)} | set(self.table.unknown)
        free = set(range(min(named, default=self.table.first_column), self.first_figure)) - taken
        return sorted(free.union(named))

    @cached_property
    def _counted_first(self) -> Indicator | None:
        """The first indicator that a column belongs to, or that a column of names names."""
        if self.by_columns:
            return self.table.about or next((c.indicator for c in self.table.columns if c.indicator), None)
        texts = (text for c in self.table.of({Role.INDICATOR}) for text in self._texts(c.number))
        return next(filter(None, map(self.indicator_in, texts)), None)

    def _texts(self, column: int) -> list[str]:
        words = self.sheet.words.get(column, {})
        return [words[number].text for number in self.numbers if number in words]

    def _may_name(self, column: Column) -> bool:
        return column.role is Role.INDICATOR or (column.role is Role.NOTE and self._narrows(column))

    def _narrows(self, column: Column) -> bool:
        """Whether most words in a column beside the names say what of an indicator its row counts: `Chi tiết`."""
        indicator, title = self._counted_first, read_label(column.words, self.programme)
        if indicator is None or not title.says <= _OF_ROWS:
            return False
        texts = [text for text in self._texts(column.number) if not (title.rest and names_time(text))]
        return sum(self._is_narrowing(text, indicator) for text in texts) * 2 > len(texts)

    def _is_narrowing(self, text: str, indicator: Indicator) -> bool:
        if len(text) > LONGEST_NAME:
            return False
        name, label = unmarked(text), row_label(text, self.programme)
        is_part = read_leaf(self.programme, name.text, indicator).indicator is not None
        return is_part or is_total(label) or said_by(label, name) is not None

    @cached_property
    def places(self) -> list[int]:
        """The columns of places."""
        return [c.number for c in self.table.of({Role.AREA}) if self._is_of_places(c.number, c.words)]

    def _is_of_places(self, number: int, words: str) -> bool:
        """`Huyện, xã`, or a column such as `Địa bàn` in which most cells name a place."""
        if {"huyen", "xa"} & set(fold(words).split()) or level_in_title(words):
            return True
        texts = self._texts(number)
        unmarked_texts = [text for text in texts if not is_mark(text)]
        named = list(filter(self._may_mean_place, unmarked_texts))
        tell = self.by_columns and any(read_place(text).places for text in named)  # `B`, `C` below `Huyện A`
        return len(named) * 2 > len(unmarked_texts if tell else texts)

    def _may_mean_place(self, text: str) -> bool:
        return is_ditto(text) or may_be_place(text)

    def is_group(self, text: str) -> bool:
        """Whether a text stands over several places, `Các xã`, or over those that bear its word."""
        return is_group(text) or fold(unmarked(text).text) in self._levels_alone

    @cached_property
    def _levels_alone(self) -> frozenset[str]:
        """Words of a level with one of the places right below that bear them: `Đặc khu` over `Đặc khu Lý Sơn`."""
        names = [[fold(unmarked(text).text) for text in self._texts(number)] for number in self.places]
        pairs = (pair for column in names for pair in pairwise(column))
        return frozenset(word for word, below in pairs if level_word(word) and below.startswith(f"{word} "))

    @cached_property
    def titles_of_places(self) -> dict[int, str]:
        """The columns in which places stand, and their titles."""
        titles = {c.number: c.words for c in self.table.of({Role.AREA}) if c.number in self.places}
        return titles or dict.fromkeys(self.names, "")

    def column(self, role: Role) -> int:
        """The first column of a role, 0 without one."""
        column = self.table.column(role)
        return column.number if column else 0

    @cached_property
    def merged(self) -> dict[tuple[int, int], Cell]:
        """A cell below the first of a vertical merge -> that first one."""
        covered = {}
        for area in self.sheet.merged:
            origin = self.sheet.rows.get(area.first_row, {}).get(area.first_column)
            if origin and area.first_column < max(self.first_figure, 1):
                for row in range(area.first_row + 1, min(area.last_row, self.table.end_row) + 1):
                    covered[row, area.first_column] = origin
        return covered

    def filled(self, number: int, column: int) -> Cell | None:
        """The cell that reaches a row in a column, also from a merge."""
        return self.sheet.rows[number].get(column) or self.merged.get((number, column))

    def _words(self, columns: Iterable[int]) -> list[Mapping[int, Cell]]:
        """For each of some columns, row -> the words that reach it, also from a merge."""
        return [{**self.sheet.words.get(column, {}), **self._merged_words(column)} for column in columns]

    def _merged_words(self, column: int) -> Mapping[int, Cell]:
        reached = ((row, cell) for (row, at), cell in self.merged.items() if at == column and cell.text)
        return {row: cell for row, cell in reached if column not in self.sheet.rows.get(row, {})}

    @cached_property
    def words_of_names(self) -> list[Mapping[int, Cell]]:
        """Of each column of names, row -> the words that reach it."""
        return self._words(self.names)

    @cached_property
    def words_of_places(self) -> list[Mapping[int, Cell]]:
        """Of each column of places, row -> the words that reach it."""
        return self._words(self.places)


def _indicator_in(text: str, programme: Programme) -> Indicator | None:
    return read_name(programme, unmarked(text).text).indicator if len(text) <= LONGEST_NAME else None
