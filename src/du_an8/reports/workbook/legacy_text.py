"""Texts of TCVN3 and VNI fonts become Unicode, the workbook's other cells and the words we know deciding together."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.legacy import legacy_texts


def in_unicode(sheets: Sequence[Sheet], known: frozenset[str]) -> list[Sheet]:
    """The sheets with every text in Unicode; what is Unicode already stays as it is.

    Args:
        known: folded words that reports of this programme hold: indicators, provinces, titles.
    """
    changed = legacy_texts([(cell.text, cell.font) for sheet in sheets for cell in sheet.texts], known)
    return [_rewritten(sheet, changed) for sheet in sheets] if changed else list(sheets)


def _rewritten(sheet: Sheet, changed: Mapping[tuple[str, str], str]) -> Sheet:
    cells = [cell for cell in sheet.texts if (cell.text, cell.font) in changed]
    if not cells:
        return sheet
    rows: dict[int, dict[int, Cell]] = {number: dict(row) for number, row in sheet.rows.items()}
    for cell in cells:
        rows[cell.row][cell.column] = replace(cell, value=changed[cell.text, cell.font])
    return replace(sheet, rows=rows)
