"""Opens a workbook: by its first bytes, never by its name, and whatever it throws at us is a finding."""

import zipfile
from collections import Counter
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Location
from du_an8.reports.workbook.cells import DamagedError, LockedError, Sheet, UnsafeError
from du_an8.reports.workbook.file_kinds import kind_of
from du_an8.reports.workbook.readers import KINDS, read_as
from du_an8.reports.workbook.seen import without_covered

_MOST_TEXT = 100_000_000  # characters of all cells together; a report of a million cells has a fifth of it

_MOST_FINDINGS = 20


def read_workbook(path: Path, shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """Read every sheet of a workbook, hidden ones too.

    Returns:
        The sheets, or None where the file can't be read, with the finding that says why.
    """

    def refuse(key: str, **parameters: object) -> tuple[None, list[Finding]]:
        return None, [Finding(key, Location(shown_path), parameters)]

    try:
        kind = kind_of(path)
        if kind not in {*KINDS, "locked"}:
            return refuse(f"unreadable-workbook.{kind}")
        sheets = _read_locked(path) if kind == "locked" else read_as(path, kind)
        _refuse_floods(sheets)
    except OSError as error:
        return refuse("unreadable-workbook.access", reason=reason(error))
    except LockedError:
        return refuse("unreadable-workbook.encrypted")
    except UnsafeError as danger:
        return refuse(danger.key, **danger.parameters)
    except (zipfile.BadZipFile, EOFError, DamagedError):
        return refuse("unreadable-workbook.damaged")
    except Exception as error:  # noqa: BLE001  # openpyxl raises whatever a strange file makes it stumble over
        return refuse("unreadable-workbook.other", reason=type(error).__name__)
    if not sheets:
        return refuse("unreadable-workbook.no-sheets")
    if kind == "docx":
        return _tables_of(sheets, shown_path)
    return _told_apart([*map(without_covered, sheets)]), _open_quotes(sheets, shown_path)


def _open_quotes(sheets: list[Sheet], shown_path: str) -> list[Finding]:
    """What is said of quotation marks that nothing closes in a delimited text."""
    lines = chain.from_iterable(sheet.open_quotes[:_MOST_FINDINGS] for sheet in sheets)
    return [Finding("unreadable-workbook.open-quote", Location(shown_path, line=line)) for line in lines]


def _tables_of(sheets: list[Sheet], shown_path: str) -> tuple[list[Sheet] | None, list[Finding]]:
    """The tables of a Word paper, with what is said of the figures that stand in none of their cells."""
    outside = _outside_tables(sheets, Location(shown_path))
    if any(sheet.name for sheet in sheets):
        return sheets, [*outside, *(finding for sheet in sheets for finding in _nested(sheet, shown_path))]
    # a letter has nothing that could be missed
    return None, outside or [Finding("file-set-aside.no-table", Location(shown_path))]


def _outside_tables(sheets: list[Sheet], place: Location) -> list[Finding]:
    """What is said of figures in the text, and of workbooks inserted in it."""
    has_tables = any(sheet.name for sheet in sheets)
    loose = [figure for sheet in sheets for figure in sheet.unread.get("", ())]
    told = []
    if loose:
        key = "text-not-read" if has_tables else "unknown-layout.no-table"
        told.append(Finding(key, place, {"count": len(loose), "figures": loose}))
    if embedded := sheets[0].embedded:
        key = "text-not-read.embedded" if has_tables else "unknown-layout.embedded"
        told.append(Finding(key, place, {"count": embedded}))
    return told


def _nested(sheet: Sheet, shown_path: str) -> list[Finding]:
    """What is said of tables within cells."""
    return [
        Finding(
            "text-not-read.nested",
            Location(shown_path, sheet=sheet.name, cell=cell),
            {"count": len(figures), "figures": figures},
        )
        for cell, figures in sheet.unread.items()
        if cell
    ]


def _refuse_floods(sheets: list[Sheet]) -> None:
    """One long text in very many cells costs its file nothing, and whoever reads the cells hours.

    Raises:
        UnsafeError: that is so.
    """
    if sum([len(str(cell.value)) for sheet in sheets for cell in sheet.texts]) > _MOST_TEXT:
        raise UnsafeError("chữ trong các ô")


def _told_apart(sheets: list[Sheet]) -> list[Sheet]:
    """Two sheets of one name, which only a damaged file has, get names that tell them apart."""
    seen: Counter[str] = Counter()
    apart = []
    for sheet in sheets:
        seen[sheet.name] += 1
        count = seen[sheet.name]
        apart.append(sheet if count == 1 else replace(sheet, name=f"{sheet.name} ({count})"))
    return apart


def _read_locked(path: Path) -> list[Sheet]:
    from du_an8.reports.workbook.locked import read_locked

    return read_locked(path)
