"""The sheet on which a province tells of its difficulties: free text, no figures."""

from du_an8.findings import Location
from du_an8.programme.catalogue import Programme
from du_an8.reports.meaning.ledger import Fate, SheetLedger, is_number
from du_an8.reports.vocabulary.vocabulary import pattern
from du_an8.reports.workbook.cells import Sheet
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import fold

_SHEET = fold("Khó khăn, vướng mắc")


def tells_difficulties(sheet: Sheet) -> bool:
    """Whether a sheet is the one of difficulties."""
    return fold(sheet.name) == _SHEET


def difficulties_in(sheet: Sheet, path: str, ledger: SheetLedger, programme: Programme) -> list[Difficulty]:
    """A difficulty a cell; a title, a header and the numbering say nothing of their own."""
    words = pattern("difficulties")
    difficulties = []
    for row in sheet.rows.values():
        cells = [row[column] for column in sorted(row)]
        ledger.settle(Fate.CHECKED, cells[0] if len(cells) > 1 else None)
        difficulties += [
            Difficulty(" ".join(cell.text.split()), Location(path, sheet=sheet.name, cell=cell.address))
            for cell in cells
            if cell.text and not words.fullmatch(fold(cell.text)) and not is_number(cell, programme)
        ]
    return difficulties
