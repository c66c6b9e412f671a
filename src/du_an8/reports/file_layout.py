"""Which tables the sheets of a file hold, and what is said where they hold none."""

from collections.abc import Mapping, Sequence

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.reports.difficulties import tells_difficulties
from du_an8.reports.head.head import unit_between
from du_an8.reports.meaning.ledger import Fate, SheetLedger, range_of
from du_an8.reports.tables.continued import continued
from du_an8.reports.tables.recognition import recognise
from du_an8.reports.tables.table import Table, Unrecognised
from du_an8.reports.tables.taught import TaughtTable
from du_an8.reports.tables.unheaded import unheaded
from du_an8.reports.workbook.cells import Sheet

Layout = list[Table] | Unrecognised
"""The tables of a sheet that were recognised, or what was seen instead."""


def read_layouts(sheets: Sequence[Sheet], taught: Sequence[TaughtTable], programme: Programme) -> dict[str, Layout]:
    """By sheet; what people taught goes before what can be recognised."""
    layouts: dict[str, Layout] = {}
    before: Sheet | None = None
    for sheet in sheets:
        if sheet.rows and not tells_difficulties(sheet):
            described = filter(None, (table.on(sheet, programme) for table in taught))
            tables = sorted(described, key=lambda table: table.first_row)
            layouts[sheet.name] = tables or _recognised(sheet, before, layouts, programme)
            before = sheet
    return layouts


def _recognised(sheet: Sheet, before: Sheet | None, layouts: Mapping[str, Layout], programme: Programme) -> Layout:
    """The tables of a sheet; one without a header may go on with that of the sheet before, or need none."""
    layout = recognise(sheet, programme)
    if not isinstance(layout, Unrecognised):
        return layout
    above = layouts[before.name] if before else None
    if before and isinstance(above, list):
        table = _rest(sheet, before, above[-1], programme)
    else:
        table = None if layout.seen else unheaded(sheet, programme)
    return [table] if table else layout


def _rest(sheet: Sheet, before: Sheet, table: Table, programme: Programme) -> Table | None:
    """What a table of the sheet before goes on with; none below a unit that only that sheet names."""
    has_unit = unit_between(before, min(before.rows) - 1, table.first_row)
    return None if has_unit else continued(sheet, before, table, programme)


def set_sheet_aside(
    sheet: Sheet, path: str, layouts: Mapping[str, Layout], ledgers: Mapping[str, SheetLedger]
) -> list[Finding]:
    """A sheet without a table that we know: a remark, or the file's one error where a report must stand in it."""
    ledger, seen = ledgers[sheet.name], layouts[sheet.name]
    is_meant = sheet.name == _likeliest_table(layouts, ledgers)
    count, cells = ledger.total, range_of(sheet)
    ledger.settle(Fate.REPORTED, *sheet)
    if not isinstance(seen, Unrecognised):
        return []
    key, words = _why_unread(seen, sheet.name, is_meant=is_meant)
    is_told = count or is_meant or seen.to_come  # a guide has no number that could be missed
    return [Finding(key, Location(path, sheet=sheet.name, cell=cells), {**words, "count": count})] if is_told else []


def _likeliest_table(layouts: Mapping[str, Layout], ledgers: Mapping[str, SheetLedger]) -> str | None:
    """Of a file without a table that we know, the sheet that looks most like one."""
    seen = {name: len(found.seen) for name, found in layouts.items() if isinstance(found, Unrecognised)}
    if len(seen) < len(layouts):
        return None
    return max(seen, key=lambda name: (seen[name], ledgers[name].total), default=None)


def _why_unread(seen: Unrecognised, name: str, *, is_meant: bool) -> tuple[str, dict[str, object]]:
    """What is said of a sheet without a table that we know."""
    if seen.to_come:
        return "sheet-set-aside.to-come", {"name": name}
    if not is_meant:
        return "sheet-set-aside", {"name": name}
    if seen.doubled:
        return "unknown-layout.doubled", {"role": seen.doubled.value, "columns": list(seen.doubled_columns)}
    seen_roles = list(dict.fromkeys(seen.seen)) or ["(không có)"]
    return "unknown-layout", {"seen": seen_roles, "missing": list(seen.missing)}
