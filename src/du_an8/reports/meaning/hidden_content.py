"""What of a sheet isn't shown: it is read all the same, and that is told."""

from du_an8.findings import Finding, Location
from du_an8.reports.meaning.ledger import SheetLedger, spans
from du_an8.reports.workbook.cells import Cell, Sheet, column_letters


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
