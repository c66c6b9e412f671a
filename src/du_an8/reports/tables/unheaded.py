"""A list of names with a number beside each, over which no header stands: `Số tổ truyền thông cộng đồng: | 540`."""

from collections import Counter
from collections.abc import Mapping, Sequence

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label_units import is_unit
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.row_labels import LONGEST_NAME
from du_an8.reports.labels.titles import Title
from du_an8.reports.names.read_name import read_name
from du_an8.reports.tables.lines_above import is_list, is_to_come, names_results
from du_an8.reports.tables.numbering import mark_of
from du_an8.reports.tables.other_programmes import other_programme
from du_an8.reports.tables.table import Column, Table
from du_an8.reports.tables.table_cells import is_figure
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters

_FEWEST = 2  # names; one may stand anywhere

Rows = Sequence[Mapping[int, Cell]]


def unheaded(sheet: Sheet, programme: Programme) -> Table | None:
    """The list on a sheet; None where anything leaves open what its numbers are, a second one or a line above."""
    names, numbers = _most_names(sheet, programme)
    if len(numbers) < _FEWEST or not _tells_results(sheet, names, numbers, programme):
        return None
    rows = [row for number, row in sheet.rows.items() if numbers[0] <= number <= numbers[-1]]
    titles = _titles(rows, names, programme)
    columns = tuple(_column(numbers[0], number, titles[number]) for number in sorted(titles))
    return Table(numbers[0], numbers[0] - 1, numbers[-1], columns, {}) if columns else None


def _titles(rows: Rows, names: int, programme: Programme) -> dict[int, Title]:
    """What the columns hold; nothing where that is open."""
    figures = _figures(rows, names)
    if len(figures) != 1 or not _are_marks(rows, names):
        return {}
    titles = {number: Title(Role.NUMBERING) for number in _columns(rows) if number < names}
    if _are_units(rows, figures[0] + 1, programme):
        titles[figures[0] + 1] = Title(Role.UNIT)
    return {**titles, names: Title(Role.INDICATOR), figures[0]: Title(Role.RESULT, neutral=True)}


def _most_names(sheet: Sheet, programme: Programme) -> tuple[int, list[int]]:
    """The column in which most names of indicators stand, and their rows."""
    named = [(cell.column, cell.row) for cell in sheet if cell.row > 0 and _names_indicator(cell, programme)]
    column = Counter(number for number, _ in named).most_common(1)
    return (column[0][0], sorted(row for number, row in named if number == column[0][0])) if column else (0, [])


def _names_indicator(cell: Cell, programme: Programme) -> bool:
    is_name = cell.kind is CellKind.TEXT and len(cell.text) <= LONGEST_NAME and not is_figure(cell)
    return is_name and read_name(programme, unmarked(cell.text).text).indicator is not None


def _tells_results(sheet: Sheet, names: int, numbers: Sequence[int], programme: Programme) -> bool:
    """Whether the lines above speak of results, or each name ends as a label does, and no line of anything else."""
    lines = [cell.text for cell in sheet if cell.row < numbers[0] and cell.text]
    if is_to_come(lines, sheet.name) or is_list(lines) or other_programme([*lines, sheet.name], programme):
        return False
    return names_results(lines) or all(sheet.rows[number][names].text.rstrip().endswith(":") for number in numbers)


def _columns(rows: Rows) -> list[int]:
    """The columns that hold anything."""
    return sorted({number for row in rows for number in row})


def _figures(rows: Rows, names: int) -> list[int]:
    """The columns right of the names that hold numbers."""
    columns = (number for number in _columns(rows) if number > names)
    return [number for number in columns if any(map(is_figure, _cells(rows, number)))]


def _cells(rows: Rows, column: int) -> list[Cell]:
    return [row[column] for row in rows if column in row]


def _are_marks(rows: Rows, names: int) -> bool:
    """Whether nothing but the marks of a list stands left of the names."""
    left = (number for number in _columns(rows) if number < names)
    return all(mark_of(cell) for number in left for cell in _cells(rows, number))


def _are_units(rows: Rows, column: int, programme: Programme) -> bool:
    """Whether a column holds units, and nothing else."""
    texts = [cell.text for cell in _cells(rows, column)]
    return bool(texts) and all(is_unit(text, programme) for text in texts)


def _column(row: int, number: int, title: Title) -> Column:
    letters = column_letters(number)
    cell = Cell(row, number, CellKind.TEXT, letters)
    return Column(title=title, number=number, cell=cell, words=letters, by_content=True)
