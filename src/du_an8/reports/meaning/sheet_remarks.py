"""What is remarked of a sheet, whatever its tables are about: notes, errors, and what nobody sees."""

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.reports.meaning.ledger import Fate, SheetLedger, is_number, range_of, spans
from du_an8.reports.returned import normal, own_words
from du_an8.reports.workbook.cells import Cell, CellKind, Sheet, column_letters

_MOST_FINDINGS = 20  # of one sheet; beyond, one finding for all


def notes_on_numbers(sheet: Sheet, path: str, programme: Programme) -> list[Finding]:
    """One finding for each note on a number; a note elsewhere is nobody's concern here.

    A note, a comment, is often the only place that says "số cũ, chưa sửa". What we wrote there ourselves is none.
    """
    if not sheet.notes:
        return []
    noted = [
        (cell, words)
        for cell in sheet
        if (words := normal(own_words(sheet.notes.get((cell.row, cell.column), "")))) and is_number(cell, programme)
    ]
    findings = [
        Finding("note-on-number", Location(path, sheet=sheet.name, cell=cell.address), {"text": words})
        for cell, words in noted[:_MOST_FINDINGS]
    ]
    if rest := [cell for cell, _ in noted[_MOST_FINDINGS:]]:
        place = Location(path, sheet=sheet.name, cell=range_of(rest))
        findings.append(Finding("note-on-number.more", place, {"name": sheet.name, "count": len(rest)}))
    return findings


def hidden_zeros(sheet: Sheet, path: str, ledger: SheetLedger) -> list[Finding]:
    """One finding for all zeros of a sheet that are shown as blanks; whoever reads it reads no figure there."""
    cells = [cell for cell in sheet.odd if cell.is_hidden_zero]
    if not cells:
        return []
    ledger.settle(Fate.REPORTED, *cells)
    place = Location(path, sheet=sheet.name, cell=range_of(cells))
    return [Finding("shown-differently.zeros", place, {"name": sheet.name, "count": len(cells)})]


def hidden_content(sheet: Sheet, path: str, ledger: SheetLedger) -> list[Finding]:
    """A hidden sheet, or its hidden rows and columns, with how many numbers stand in them."""
    place = Location(path, sheet=sheet.name)
    if sheet.hidden and sheet.rows:
        return [Finding("hidden-content", place, {"name": sheet.name, "count": ledger.total})]
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return []
    words: dict[str, object] = {
        "name": sheet.name,
        "rows": spans(sorted(sheet.hidden_rows), str),
        "columns": spans(sorted(sheet.hidden_columns), column_letters),
        "count": sum(ledger.is_open(cell) for cell in sheet if _is_hidden(cell, sheet)),
    }
    return [Finding("hidden-content.part", place, words)]


def _is_hidden(cell: Cell, sheet: Sheet) -> bool:
    return cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns


def stray_errors(sheet: Sheet, path: str, named: set[str]) -> list[Finding]:
    """Error cells and formulas without a value that no row reading has named yet."""
    keys = {CellKind.ERROR: "error-cell.outside", CellKind.UNCOMPUTED: "formula-without-value.outside"}
    return [
        Finding(keys[cell.kind], Location(path, sheet=sheet.name, cell=cell.address), {"text": cell.value})
        for cell in sheet.odd
        if cell.kind in keys and cell.address not in named
    ]
