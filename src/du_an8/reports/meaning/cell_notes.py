"""What is remarked of number cells, whatever they are about: notes on them, and zeros that nobody sees."""

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.reports.meaning.ledger import Fate, SheetLedger, is_number, range_of
from du_an8.reports.returned import normal, own_words
from du_an8.reports.workbook.cells import Sheet

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
