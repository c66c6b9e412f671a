"""Reads the report files of a data folder, one by one; each gives facts, findings and its cell account."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces
from du_an8.reports.cells import Sheet
from du_an8.reports.coverage import CoverageReader
from du_an8.reports.extraction import Extracted, TableReader, stray_errors
from du_an8.reports.facts import FileAccount, Reports
from du_an8.reports.head import Head, read_heads
from du_an8.reports.layout import TableLayout, Unrecognised, recognise
from du_an8.reports.ledger import Fate, SheetLedger, account, is_number, range_of
from du_an8.reports.workbook import OTHER_SPREADSHEETS, READABLE_SUFFIXES, read_workbook
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import fold, readable

_NO_REPORTS = frozenset({".md", ".yaml", ".yml"})
_DIFFICULTIES_SHEET = fold("Khó khăn, vướng mắc")
_DIFFICULTIES_WORDS = {_DIFFICULTIES_SHEET, *map(fold, ("STT", "TT", "Nội dung", "Khó khăn", "Vướng mắc", "Ghi chú"))}


@dataclass
class _Collected:
    facts: Extracted = field(default_factory=Extracted)
    difficulties: dict[str, tuple[Difficulty, ...]] = field(default_factory=dict)
    files: list[FileAccount] = field(default_factory=list)


def load_reports(
    folder: Path,
    shown: Callable[[Path], str],
    programme: Programme,
    provinces: Provinces,
    areas: frozenset[str] | None = None,
) -> tuple[Reports, list[Finding]]:
    """Read the reports of a data folder.

    Args:
        folder: `data/reports`; a missing one holds nothing.
        shown: how a path is named to people.
        areas: read only what may be about these areas; None reads all.
    """
    collected = _Collected()
    for path in report_files(folder):
        place = readable(path.relative_to(folder).parts[0]) if path.parent != folder else None
        possible = areas_named(place, provinces) if place else frozenset()
        if areas is None or not possible or possible & areas:
            _FileReader(path, shown(path), place, programme, provinces, collected).read()
    facts = collected.facts
    facts.findings += [
        Finding("file-set-aside", Location(shown(path))) for path in other_files(folder, areas, provinces)
    ]
    reports = Reports(
        tuple(facts.observations),
        tuple(facts.claims),
        tuple(facts.plans),
        collected.difficulties,
        tuple(collected.files),
    )
    return reports, facts.findings


def report_files(folder: Path) -> list[Path]:
    """Every spreadsheet below the folder, in a fixed order; lock files of an open Excel are none."""
    suffixes = READABLE_SUFFIXES | OTHER_SPREADSHEETS
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in suffixes and not p.name.startswith(("~$", ".")))


def other_files(folder: Path, areas: frozenset[str] | None, provinces: Provinces) -> list[Path]:
    """Files of the provinces asked for that are no spreadsheets, but may be meant as reports."""
    read = READABLE_SUFFIXES | OTHER_SPREADSHEETS | _NO_REPORTS
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.suffix.lower() not in read
        and not path.name.startswith(("~$", "."))
        and (areas is None or areas & areas_named(readable(path.relative_to(folder).parts[0]), provinces))
    ]


def areas_named(name: str, provinces: Provinces) -> frozenset[str]:
    """The areas that a folder's name may mean, in either era."""
    days = (NEW_ERA_STARTS - timedelta(days=1), NEW_ERA_STARTS)
    return frozenset(province.area for day in days if (province := provinces.find(name, day)))


class _FileReader:
    """Reads one workbook into what was collected so far."""

    def __init__(  # noqa: PLR0913, PLR0917  # what a file is read with
        self,
        path: Path,
        shown_path: str,
        place: str | None,
        programme: Programme,
        provinces: Provinces,
        collected: _Collected,
    ) -> None:
        self.path, self.shown_path, self.place = path, shown_path, place
        self.programme, self.provinces, self.collected = programme, provinces, collected
        self.coverage = CoverageReader(shown_path, readable(path.stem), place, programme.phase, provinces)

    def read(self) -> None:
        if self.path.suffix.lower() in OTHER_SPREADSHEETS:
            self._report(
                [Finding("unreadable-workbook.format", Location(self.shown_path), {"suffix": self.path.suffix})]
            )
            return
        sheets, findings = read_workbook(self.path, self.shown_path)
        self._report(findings)
        if sheets is None:
            return
        ledgers = {sheet.name: SheetLedger(sheet, self.shown_path, self.programme) for sheet in sheets}
        layouts = {sheet.name: recognise(sheet) for sheet in sheets if sheet.rows and not _tells_difficulties(sheet)}
        tables = {name: layout for name, layout in layouts.items() if isinstance(layout, TableLayout)}
        likeliest = {} if tables else _likeliest_table(layouts, ledgers)
        heads = read_heads(sheets, {name: layout.header_row for name, layout in tables.items()})
        for sheet in sheets:
            if sheet.hidden and sheet.rows:
                count = ledgers[sheet.name].counts().total()
                self._report([self._finding("hidden-content", sheet, name=sheet.name, count=count)])
            if layout := tables.get(sheet.name):
                self._read_table(sheet, layout, heads[sheet.name], ledgers[sheet.name])
            elif _tells_difficulties(sheet):
                self._read_difficulties(sheet, next(iter(heads.values()), {}), ledgers[sheet.name])
            elif sheet.rows:
                self._set_aside(sheet, likeliest.get(sheet.name), ledgers[sheet.name])
        if not any(sheet.rows for sheet in sheets):
            self._report([Finding("unknown-layout.empty", Location(self.shown_path))])
        for ledger in ledgers.values():
            self._report(ledger.report_leftovers())
        self.collected.files.append(account(self.shown_path, ledgers.values()))

    def _report(self, findings: Iterable[Finding], province: Province | None = None) -> None:
        place = province or (self.provinces.find(self.place, NEW_ERA_STARTS) if self.place else None)
        known = place.area if place else None
        self.collected.facts.findings += [f if f.province else replace(f, province=known) for f in findings]

    def _finding(self, key: str, sheet: Sheet, cell: str | None = None, **parameters: object) -> Finding:
        return Finding(key, Location(self.shown_path, sheet=sheet.name, cell=cell), parameters)

    def _read_table(
        self,
        sheet: Sheet,
        layout: TableLayout,
        head: Head,
        ledger: SheetLedger,
    ) -> None:
        header = sheet.rows[layout.header_row].values()
        ledger.settle(Fate.CHECKED, *header, *(value.cell for value in head.values() if value.sheet == sheet.name))
        coverage, findings = self.coverage.read(head)
        self._report(findings, coverage.province if coverage else None)
        if coverage is None:
            self._report([*ledger.report_unplaced(), *stray_errors(self.shown_path, sheet, set())])
            return
        found = TableReader(self.shown_path, sheet, layout, coverage, self.programme, ledger).read()
        facts = self.collected.facts
        facts.observations += found.observations
        facts.claims += found.claims
        facts.plans += found.plans
        named = {finding.location.cell for finding in found.findings if finding.location and finding.location.cell}
        self._report([*found.findings, *stray_errors(self.shown_path, sheet, named)], coverage.province)

    def _set_aside(self, sheet: Sheet, seen: Unrecognised | None, ledger: SheetLedger) -> None:
        """A sheet without a table that we know: a remark, or the file's one error where `seen` tells what it lacks."""
        count, cells = ledger.counts().total(), range_of(sheet)
        ledger.settle(Fate.REPORTED, *sheet)
        if seen is None:
            self._report([self._finding("sheet-set-aside", sheet, cells, name=sheet.name, count=count)])
        elif seen.doubled:
            self._report([self._finding("unknown-layout.doubled", sheet, cells, role=seen.doubled.value, count=count)])
        else:
            words = {"seen": list(dict.fromkeys(seen.seen)) or ["(không có)"], "missing": list(seen.missing)}
            self._report([self._finding("unknown-layout", sheet, cells, **words, count=count)])
        self._report(stray_errors(self.shown_path, sheet, set()))

    def _read_difficulties(self, sheet: Sheet, head: Head, ledger: SheetLedger) -> None:
        """Free text, a difficulty a row; a title, a header and the numbering say nothing of their own."""
        province = self.coverage.province(head)
        told = []
        for row in sheet.rows.values():
            cells = [row[column] for column in sorted(row)]
            ledger.settle(Fate.CHECKED, cells[0] if len(cells) > 1 else None)
            told += [
                Difficulty(" ".join(cell.text.split()), Location(self.shown_path, sheet=sheet.name, cell=cell.address))
                for cell in cells
                if cell.text and fold(cell.text) not in _DIFFICULTIES_WORDS and not is_number(cell, self.programme)
            ]
        self._report(stray_errors(self.shown_path, sheet, set()))
        if province:
            earlier = self.collected.difficulties.get(province.area, ())
            self.collected.difficulties[province.area] = (*earlier, *told)


def _likeliest_table(
    layouts: dict[str, TableLayout | Unrecognised], ledgers: dict[str, SheetLedger]
) -> dict[str, Unrecognised]:
    """Of a file without a table that we know, the sheet that looks most like one, with what was seen of it."""
    unrecognised = {name: layout for name, layout in layouts.items() if isinstance(layout, Unrecognised)}
    name = max(unrecognised, key=lambda n: (len(unrecognised[n].seen), ledgers[n].counts().total()), default=None)
    return {name: unrecognised[name]} if name else {}


def _tells_difficulties(sheet: Sheet) -> bool:
    return fold(sheet.name) == _DIFFICULTIES_SHEET
