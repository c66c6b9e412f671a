"""The words that name the places of the rows of a table, wherever they stand; which of them are doubtful."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache

from du_an8.programme.catalogue import Kind, Programme
from du_an8.programme.provinces import Province
from du_an8.reports.labels.label import Label, time_alone
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import PLAN_SCOPES, RESULT_ROLES, Role
from du_an8.reports.labels.row_labels import names_part
from du_an8.reports.places.place_texts import (
    PlaceText,
    as_present,
    counts_places,
    is_no_place,
    names_nothing,
    read_place,
)
from du_an8.reports.rows.bare_names import BareNames
from du_an8.reports.rows.nesting import PlaceRow, is_sum
from du_an8.reports.rows.row_sorts import Sort
from du_an8.reports.rows.stub import Stub
from du_an8.reports.rows.word_columns import WordColumns
from du_an8.reports.tables.numbering import is_mark, mark_of
from du_an8.reports.tables.table_cells import amount_of
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import MEASURES, Says
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold

_COUNT = pattern_of(r"\d+(?:\s*/\s*\d+)?")
_HEADS = frozenset({Says.HEAD_OF_PARTS, Says.HEAD_OF_PLACES})


class PlaceWords:
    """The words that name places in the rows of one table."""

    def __init__(
        self, rows: Sequence[Stub], sort: Mapping[int, Sort], columns: WordColumns, province: Province
    ) -> None:
        """For a table of a report of a province.

        Args:
            sort: of each row.
        """
        self.rows, self.sort, self.columns, self.province = rows, sort, columns, province
        self._numbering = columns.column(Role.NUMBERING)
        self._is_place_word = columns.programme.once(_is_place_word)
        self.asked_for_amounts = False

    @cached_property
    def place_rows(self) -> list[PlaceRow]:
        """The rows with the words that name their places; those of other sorts name none."""
        return [row for row in self._rows_with_names if row.row not in self.doubtful]

    @cached_property
    def _rows_with_names(self) -> list[PlaceRow]:
        return [row for stub in self.rows if (row := self._place_row(stub)) and row.words]

    @cached_property
    def doubtful(self) -> frozenset[int]:
        """The rows in a table of places that name something of which nothing shows that it is one."""
        if not self.columns.by_columns:
            return frozenset()
        rows = [row for row in self._rows_with_names if not self._is_of_all(row.first)]
        doubtful = BareNames(rows, self._number_in_list, self._says_something).doubtful()
        if not doubtful:
            return doubtful
        return frozenset(row for row in doubtful if self.amounts(row)) - self._sums_below(doubtful)

    def _is_of_all(self, words: PlaceText) -> bool:
        """Whether words are a total's, or those of the province or its office."""
        return words.total_of is not None or words.of_province or self.province.is_meant_by(as_present(words.name))

    def is_of_no_place(self, stub: Stub) -> bool:
        """Whether a row stands among places, and what it names is none of them."""
        return stub.number in self.doubtful or any(map(is_no_place, stub.places.values()))

    def _number_in_list(self, row: PlaceRow) -> str:
        """The number, the mark or the dash before a name, also one that is merged over several rows."""
        numbering = self.columns.filled(row.row, self._numbering)
        return (mark_of(numbering) or row.mark or row.dash).strip(" .)(")

    def _says_something(self, text: str) -> bool:
        label = read_label(text, self.columns.programme)
        return bool(label.says & MEASURES or label.times or label.indicator) or names_part(text, self.columns.programme)

    def _sums_below(self, doubtful: Collection[int]) -> frozenset[int]:
        """The rows below all others that add them up: totals of them, whatever their names."""
        others = [row.row for row in self._rows_with_names if row.row not in doubtful and row.first.total_of is None]
        last = max(others, default=0)
        amounts = list(map(self.amounts, others))
        return frozenset(row for row in doubtful if row > last and is_sum(self.amounts(row), amounts) is True)

    def _place_row(self, stub: Stub) -> PlaceRow | None:
        if self.columns.places:
            texts = self._names_of_places(stub) or self._words_beside_places(stub)
            words = {n: read_place(text) for n, text in texts.items()}
            return PlaceRow(stub.number, _without_office_beside(words), stub.numbering)
        if stub.cell is None or self.sort[stub.number] not in self._sorts_of_places:
            return None
        return PlaceRow(stub.number, {stub.cell.column: read_place(stub.text)}, stub.numbering)

    def _names_of_places(self, stub: Stub) -> dict[int, str]:
        """The words in the columns of places that name one; how many there are of which sort names none."""
        counts = self._counts_of_places(stub)
        return {n: text for n, text in stub.places.items() if n not in counts and self._names_place(text)}

    def _names_place(self, text: str) -> bool:
        return self._is_place_word(text) and not self.columns.is_group(text)

    def _counts_of_places(self, stub: Stub) -> dict[int, str]:
        """Words in the columns of places that say how many there are: `2 huyện`, beside those of a total `2`, too."""
        is_total = any(map(_totals, self._left_of_places(stub)))
        return {n: text for n, text in stub.places.items() if counts_places(text) or (is_total and _is_count(text))}

    def _left_of_places(self, stub: Stub) -> list[Cell]:
        """The words left of the columns of places; those of names beside indicators say what a row counts."""
        cells = filter(None, map(stub.cells.get, self._columns_left_of_places))
        return [cell for cell in cells if cell.text and not is_mark(cell.text)]

    @cached_property
    def _columns_left_of_places(self) -> list[int]:
        names = () if self.columns.by_columns else self.columns.names
        return [n for n in range(1, self.columns.places[0]) if n not in names]

    @cached_property
    def counts(self) -> list[Cell]:
        """The cells in the columns of places that say how many there are."""
        return [cell for stub in self.rows for n in self.columns.places if (cell := self._count_in(stub, n))]

    def _count_in(self, stub: Stub, column: int) -> Cell | None:
        cell = stub.cells.get(column)
        if cell is None or not (cell.is_numeric or _tells_count(cell.text)):
            return None
        if counts_places(cell.text):
            return cell
        is_total = any(_totals(other) for n, other in stub.cells.items() if n < column and other.text)
        return cell if is_total else None

    def _words_beside_places(self, stub: Stub) -> dict[int, str]:
        """A total, or a heading, that stands left of the columns of places, or how many places there are in all."""
        counts = self._counts_of_places(stub)
        if stub.cell and stub.cell.column not in counts and self._heads_all(stub):
            return {stub.cell.column: stub.text}
        left = self._left_of_places(stub)
        if counts.keys() != stub.places.keys() or stub.cell in left:
            return {}
        if not left:
            return dict(list(counts.items())[:1])
        return {cell.column: cell.text for cell in left[:1] if _totals(cell)}  # `Cụm 1 | 2 huyện` is of a part

    def _heads_all(self, stub: Stub) -> bool:
        return self.sort[stub.number] in {Sort.TOTAL, Sort.PLACE} and self._totals_all(stub)

    def _totals_all(self, stub: Stub) -> bool:
        """Whether a word in the column of numbers totals all rows; where several say `Cộng`, each is of a part."""
        if stub.cell is None or stub.cell.column != self._numbering:
            return True
        others = (other for other in self.rows if other.cell and other.cell.column == stub.cell.column)
        totals = [other for other in others if self.sort[other.number] is Sort.TOTAL]
        return len(totals) == 1 or fold(stub.text) not in {"cong", "tong"}

    @cached_property
    def _sorts_of_places(self) -> frozenset[Sort]:
        """Beside columns of indicators a name that says nothing else is a place's, if it may be one."""
        is_loose = self.columns.by_columns and not self.columns.table.of({Role.INDICATOR})
        return frozenset({Sort.PLACE, Sort.TOTAL, *([Sort.UNKNOWN] if is_loose else [])})

    def amounts(self, number: int) -> Mapping[int, Decimal]:
        """The numbers of a row that add up over places, those that are written as text, too."""
        self.asked_for_amounts = True
        row = self.columns.sheet.rows[number]
        cells = {column: row[column] for column in self._adding_columns if column in row}
        return {column: amount for column, cell in cells.items() if (amount := amount_of(cell)) is not None}

    @cached_property
    def _adding_columns(self) -> list[int]:
        columns = self.columns.table.of(RESULT_ROLES | set(PLAN_SCOPES))
        return [c.number for c in columns if c.indicator is None or c.indicator.kind is not Kind.RATE]


def _totals(cell: Cell) -> bool:
    return unmarked(cell.text).total_of is not None


@lru_cache(maxsize=16384)
def _tells_count(text: str) -> bool:
    return counts_places(text) or _is_count(text)


def _is_count(text: str) -> bool:
    """`2`, `2/8` where a place would be named."""
    return _COUNT.fullmatch(text) is not None


def _is_place_word(text: str, programme: Programme) -> bool:
    """Whether a text in a column of places names one, or a total; `Hội LHPN huyện` names none."""
    found = read_place(text)
    if names_nothing(text) or is_no_place(found.name):
        return False
    label = read_label(text, programme)
    if time_alone(label) or label.says & _HEADS or _says_measure(label, found):
        return False
    return not found.of_office or bool(found.places) or found.of_province


def _says_measure(label: Label, found: PlaceText) -> bool:
    """`Thực hiện` in the column of the communes, beside the district of its row."""
    names = label.names or found.total_of is not None or found.of_office
    return not names and bool(label.says & MEASURES)


def _without_office_beside(words: Mapping[int, PlaceText]) -> Mapping[int, PlaceText]:
    """The province's office beside a place, or a total, only says who wrote the row."""
    others = {n: told for n, told in words.items() if not told.of_province}
    return others or words
