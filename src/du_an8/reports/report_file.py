"""Reads one report file to its facts, its findings and its cell account; knows nothing of other files."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces
from du_an8.reports.extraction.coverage import CoverageReader
from du_an8.reports.extraction.head import Head, read_heads
from du_an8.reports.extraction.ledger import Fate, SheetLedger, account, is_number, range_of
from du_an8.reports.extraction.table import TableReader, stray_errors
from du_an8.reports.facts import Claim, FileAccount, Observation, StatedPlan
from du_an8.reports.layout.header import TableLayout, Unrecognised, recognise
from du_an8.reports.workbook.cells import Sheet
from du_an8.reports.workbook.opening import OTHER_SPREADSHEETS, read_workbook
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import fold, readable

_DIFFICULTIES_SHEET = fold("Khó khăn, vướng mắc")
_DIFFICULTIES_WORDS = {_DIFFICULTIES_SHEET, *map(fold, ("STT", "TT", "Nội dung", "Khó khăn", "Vướng mắc", "Ghi chú"))}


@dataclass
class ReportFile:
    """What one file says.

    Attributes:
        difficulties: each with the area that told it.
        account: None where the file could not be opened.
    """

    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    plans: list[StatedPlan] = field(default_factory=list)
    difficulties: list[tuple[str, Difficulty]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    account: FileAccount | None = None


def read_report(
    path: Path, shown_path: str, place: str | None, programme: Programme, provinces: Provinces
) -> ReportFile:
    """Read one file.

    Args:
        place: the folder below `reports/` that it lies in, None for none.
    """
    return _ReportReader(path, shown_path, place, programme, provinces).read()


class _ReportReader:
    """Reads one workbook, sheet by sheet."""

    def __init__(
        self, path: Path, shown_path: str, place: str | None, programme: Programme, provinces: Provinces
    ) -> None:
        self.path, self.shown_path, self.place = path, shown_path, place
        self.programme, self.provinces = programme, provinces
        self.out = ReportFile()
        self.coverage = CoverageReader(shown_path, readable(path.stem), place, programme.phase, provinces)

    def read(self) -> ReportFile:
        self._read()
        return self.out

    def _read(self) -> None:
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
        self.out.account = account(self.shown_path, ledgers.values())

    def _report(self, findings: Iterable[Finding], province: Province | None = None) -> None:
        place = province or (self.provinces.find(self.place, NEW_ERA_STARTS) if self.place else None)
        known = place.area if place else None
        self.out.findings += [f if f.province else replace(f, province=known) for f in findings]

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
        self.out.observations += found.observations
        self.out.claims += found.claims
        self.out.plans += found.plans
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
            self.out.difficulties += [(province.area, difficulty) for difficulty in told]


def _likeliest_table(
    layouts: dict[str, TableLayout | Unrecognised], ledgers: dict[str, SheetLedger]
) -> dict[str, Unrecognised]:
    """Of a file without a table that we know, the sheet that looks most like one, with what was seen of it."""
    unrecognised = {name: layout for name, layout in layouts.items() if isinstance(layout, Unrecognised)}
    name = max(unrecognised, key=lambda n: (len(unrecognised[n].seen), ledgers[n].counts().total()), default=None)
    return {name: unrecognised[name]} if name else {}


def _tells_difficulties(sheet: Sheet) -> bool:
    return fold(sheet.name) == _DIFFICULTIES_SHEET
