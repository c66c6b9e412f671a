"""Texts of TCVN3 and VNI fonts become Unicode, the workbook's other cells and the words we know deciding together."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from du_an8.reports.workbook.cells import Cell, Sheet
from du_an8.vietnamese.legacy import convert_texts


def in_unicode(sheets: Sequence[Sheet], known: frozenset[str]) -> list[Sheet]:
    """The sheets with every text in Unicode; what is Unicode already stays as it is.

    Args:
        known: folded words that reports of this programme hold: indicators, provinces, titles.
    """
    texts = [cell for sheet in sheets for cell in sheet.texts]
    stored = [(cell.text, cell.font) for cell in texts]
    told = zip(texts, stored, convert_texts(stored, known), strict=True)
    changed = {id(cell): text for cell, (before, _), text in told if text != before}
    return [_rewritten(sheet, changed) for sheet in sheets]


def _rewritten(sheet: Sheet, changed: Mapping[int, str]) -> Sheet:
    cells = [cell for cell in sheet.texts if id(cell) in changed]
    if not cells:
        return sheet
    rows: dict[int, dict[int, Cell]] = {number: dict(row) for number, row in sheet.rows.items()}
    for cell in cells:
        rows[cell.row][cell.column] = replace(cell, value=changed[id(cell)])
    return replace(sheet, rows=rows)
