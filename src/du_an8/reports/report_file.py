"""Reads one report file to its facts, its findings and its cell account; knows nothing of other files."""

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.digest import sha256
from du_an8.disk.evidence import EvidenceFolder
from du_an8.findings import Finding, Location, Severity
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Provinces
from du_an8.reports.covered import covered_by
from du_an8.reports.difficulties import difficulties_in, tells_difficulties
from du_an8.reports.file_account import FileAccount
from du_an8.reports.file_layout import Layout, read_layouts, set_sheet_aside
from du_an8.reports.head.aside import Aside, Early
from du_an8.reports.head.captions import Section
from du_an8.reports.head.coverage import Coverage, CoverageReader
from du_an8.reports.head.head import read_heads
from du_an8.reports.head.phases import Phases
from du_an8.reports.head.sections import read_sections
from du_an8.reports.head.units import units_over
from du_an8.reports.head.value import Head
from du_an8.reports.labels.encoding_words import known_words
from du_an8.reports.meaning.covered_tables import CoveredTables, EarlyTables
from du_an8.reports.meaning.extraction import Extraction
from du_an8.reports.meaning.findings_of_file import FindingsOfFile
from du_an8.reports.meaning.ledger import Fate, SheetLedger, account
from du_an8.reports.meaning.reach import TableRead
from du_an8.reports.meaning.recorder import Extracted, Recorder
from du_an8.reports.meaning.sheet_remarks import hidden_content, hidden_zeros, notes_on_numbers, stray_errors
from du_an8.reports.returned import ReturnedList, apart, read_lists
from du_an8.reports.tables.taught import TaughtTable, taught_beside
from du_an8.reports.workbook.cells import Sheet
from du_an8.reports.workbook.legacy_text import in_unicode
from du_an8.reports.workbook.opening import read_workbook
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import readable

_AGAIN = re.compile(r"_lan-\d+$")


class ReportFile(Extracted):
    """What one file says.

    Attributes:
        difficulties: each with the area that told it.
        account: None where the file could not be opened.
        layouts: by sheet, the tables that were recognised, or what was seen instead.
        coverage: what the first table is about.
        tables: those that were read, each with what stands over it.
        returned: the list of points of a report that was sent back, with the province's answers.
    """

    difficulties: list[tuple[str, Difficulty]] = field(default_factory=list)
    account: FileAccount | None = None
    layouts: dict[str, Layout] = field(default_factory=dict)
    coverage: Coverage | None = None
    tables: list[TableRead] = field(default_factory=list)
    returned: ReturnedList | None = None

    @property
    def areas(self) -> frozenset[str]:
        """The provinces that its figures are about."""
        return frozenset(row.area for row in self.observations) | {column.area for column in self.columns}


class Context(Struct, frozen=True, dict=True):
    """What the reading of every report needs to know.

    Attributes:
        taught: layouts that people described.
        root: the data folder, if there is one.
    """

    programme: Programme
    provinces: Provinces
    taught: tuple[TaughtTable, ...] = ()
    root: Path | None = None

    @cached_property
    def papers(self) -> EvidenceFolder | None:
        """The papers that rows may name."""
        return EvidenceFolder(self.root) if self.root else None

    @cached_property
    def known_words(self) -> frozenset[str]:
        """Folded names that tell in which encoding a text is."""
        return known_words(self.programme, self.provinces)


class OpenedFile(Struct, frozen=True):
    """A file that was opened: its sheets with every text in Unicode; None where it can't be, and why."""

    sheets: list[Sheet] | None
    findings: tuple[Finding, ...]


def open_report(path: Path, shown_path: str, context: Context) -> OpenedFile:
    """Open one file; nothing of what it says is understood yet."""
    sheets, findings = read_workbook(path, shown_path)
    in_letters = None if sheets is None else in_unicode(sheets, context.known_words)
    return OpenedFile(in_letters, tuple(findings))


def read_report(  # noqa: PLR0913, PLR0917  # the file, what is known of its place, what was read of it already
    path: Path,
    shown_path: str,
    place: str | None,
    context: Context,
    stem: str | None = None,
    opened: OpenedFile | None = None,
) -> ReportFile:
    """Read one file.

    Args:
        place: the folder below `reports/` that it lies in, None for none.
        stem: what stands for the file's name where that isn't known to be a period.
        opened: the file, where it was opened before.
    """
    reader = _ReportReader(path, shown_path, place, context, stem or period_stem(readable(path.stem)))
    return reader.read(opened or open_report(path, shown_path, context))


def read_coverage(  # noqa: PLR0913, PLR0917  # like read_report
    path: Path, shown_path: str, place: str | None, context: Context, stem: str | None, opened: OpenedFile
) -> tuple[Coverage | None, list[Finding]]:
    """What a file is about, as its first table tells, and what is to be said of that; no figure is read."""
    reader = _ReportReader(path, shown_path, place, context, stem or period_stem(readable(path.stem)))
    return reader.read_coverage(opened.sheets or []), reader.out.findings


def period_stem(stem: str) -> str:
    """A file's name as a period: `2023-Q4_lan-2` is the second report of `2023-Q4`."""
    return _AGAIN.sub("", stem)


class _ReportReader:
    """Reads one workbook, sheet by sheet."""

    def __init__(self, path: Path, shown_path: str, place: str | None, context: Context, stem: str) -> None:
        self.path, self.shown_path, self.context = path, shown_path, context
        self.programme, provinces = context.programme, context.provinces
        self.out = ReportFile()
        self.findings = FindingsOfFile(self.out.findings, provinces.find(place, NEW_ERA_STARTS) if place else None)
        self.coverage = CoverageReader(shown_path, stem, place, Phases(self.programme), provinces)
        self.early = EarlyTables(self.findings)

    def read(self, opened: OpenedFile) -> ReportFile:
        digest = _digest(self.path)
        self.findings.tell(opened.findings)
        if opened.sheets is not None:
            own, lists = apart(opened.sheets)
            points = self._points(lists)
            self._read_sheets(own)
            self._settle_points(lists)
            self.out.returned = self._told_by_province(points) if points else None
            self._settle_totals()
            self._date_difficulties()
            self.out.account = self._account(digest)
            self._look_for_figures(self.out.account)
        return self.out

    def read_coverage(self, sheets: list[Sheet]) -> Coverage | None:
        sheets, lists = apart(sheets)
        self._points(lists)
        sections = self._sections(sheets)
        heads = _heads_over(sections, sheets)
        for sheet in sheets:
            if sheet.name in sections:
                tables = self._covered(sheet, sections[sheet.name], heads[sheet.name])
                if coverage := next((table.coverage for table in tables if isinstance(table, TableRead)), None):
                    return coverage
        return None

    def _account(self, digest: str) -> FileAccount:
        """Where every number went, and what the file tells of as a whole."""
        out = self.out
        indicators = {row.indicator for row in out.observations} | {column.indicator for column in out.columns}
        return replace(
            account(self.shown_path, self.ledgers.values()),
            sha256=digest,
            covers=covered_by(out, out.coverage),
            answers=len(out.returned.explanations) if out.returned else 0,
            indicators=tuple(sorted(indicators)),
            corrects=out.returned.report_code if out.returned else "",
        )

    def _read_sheets(self, sheets: list[Sheet]) -> None:
        self.ledgers = {sheet.name: SheetLedger(sheet, self.shown_path, self.programme) for sheet in sheets}
        sections = self._sections(sheets)
        heads = _heads_over(sections, sheets)
        for sheet in sheets:
            self._remark(sheet)
            if sheet.name in sections:
                self._read_tables(sheet, sections[sheet.name], heads[sheet.name])
            elif tells_difficulties(sheet):
                self._read_difficulties(sheet, next(iter(heads.values()), {}))
            elif sheet.rows:
                self.findings.tell(set_sheet_aside(sheet, self.shown_path, self.out.layouts, self.ledgers))
                self.findings.tell(stray_errors(sheet, self.shown_path, set()))
        if not any(sheet.rows for sheet in sheets):
            self.findings.tell([Finding("unknown-layout.empty", Location(self.shown_path))])
        self.early.settle(self.out.coverage)
        for ledger in self.ledgers.values():
            self.findings.tell(ledger.report_leftovers())

    def _points(self, lists: list[Sheet]) -> ReturnedList | None:
        """The points that were put to the province, with its answers."""
        points = read_lists(lists, self.shown_path)
        if points and points.sent:
            self.coverage = replace(self.coverage, sent_back=points.sent)
        return points

    def _settle_points(self, lists: list[Sheet]) -> None:
        """The sheets of points hold words, whatever numbers stand in them."""
        for sheet in lists:
            ledger = self.ledgers[sheet.name] = SheetLedger(sheet, self.shown_path, self.programme)
            ledger.settle(Fate.CHECKED, *sheet)

    def _told_by_province(self, points: ReturnedList) -> ReturnedList:
        """The answers as those of the province of the report."""
        place = self.out.coverage.province if self.out.coverage else self.findings.by_folder
        area = place.area if place else None
        return replace(points, explanations=tuple(replace(each, area=area) for each in points.explanations))

    def _sections(self, sheets: list[Sheet]) -> dict[str, list[Section]]:
        """The tables of each sheet that has any."""
        beside, faults = taught_beside(self.path, self.shown_path, self.programme, self.context.root)
        self.findings.tell(faults)
        layouts = self.out.layouts = read_layouts(sheets, (*beside, *self.context.taught), self.programme)
        return {
            sheet.name: read_sections(sheet, layout, self.programme)
            for sheet in sheets
            if isinstance(layout := layouts.get(sheet.name), list)
        }

    def _settle_totals(self) -> None:
        """The total of a table of places is the province's figure only where no other table of the file gives it."""
        stated = {(row.indicator, row.measure, row.end) for row in self.out.observations if not row.is_total}
        totals = [row for row in self.out.observations if row.is_total]
        for total in totals:
            if (total.indicator, total.measure, total.end) in stated:
                self.out.observations.remove(total)
                self.out.columns.append(total.as_total())

    def _look_for_figures(self, numbers: FileAccount) -> None:
        """A form that nobody filled in, or of others, is told where nothing else says why there is no figure."""
        is_told = any(finding.severity is not Severity.INFO for finding in self.out.findings)
        if not self.out.tables and not is_told:
            self.findings.tell(self._of_others_alone())
        if self.out.tables and not (numbers.used or numbers.reported or self.out.claims or is_told):
            province = self.out.coverage.province if self.out.coverage else None
            self.findings.tell([Finding("blank-report", Location(self.shown_path))], province)

    def _of_others_alone(self) -> list[Finding]:
        """That no number is used because all are another programme's, at the first table that was set aside so."""
        aside = [finding for finding in self.out.findings if finding.key == "sheet-set-aside.other-programme"][:1]
        key = "unmatched-number.other-programme"
        return [Finding(key, each.location, {"text": each.parameters["text"]}) for each in aside]

    def _date_difficulties(self) -> None:
        """What is told of difficulties belongs to the phase of the figures beside it."""
        if coverage := self.out.coverage:
            phase = coverage.phase.id if coverage.names_phase else None
            self.out.difficulties = [
                (area, replace(each, end=coverage.end, phase=phase)) for area, each in self.out.difficulties
            ]

    def _remark(self, sheet: Sheet) -> None:
        """What isn't shown is read all the same, and said to be hidden; what is noted on numbers is passed on."""
        ledger = self.ledgers[sheet.name]
        self.findings.tell(hidden_content(sheet, self.shown_path, ledger))
        self.findings.tell(notes_on_numbers(sheet, self.shown_path, self.programme))
        self.findings.tell(hidden_zeros(sheet, self.shown_path, ledger))

    def _read_tables(self, sheet: Sheet, sections: list[Section], head: Head) -> None:
        """Every table of a sheet."""
        ledger = self.ledgers[sheet.name]
        self._settle_words(sheet, sections, head)
        tables = self._covered(sheet, sections, head)
        named: set[str] = set()
        for section, table_read, unit in zip(sections, tables, units_over(sheet, sections, head), strict=True):
            if isinstance(table_read, Aside):
                self.findings.tell(ledger.report_aside(table_read.key, table_read.text, section.table))
            elif isinstance(table_read, TableRead):
                named |= self._read_table(table_read, sheet, unit)
            elif isinstance(table_read, Early):
                self.early.add(ledger, section, table_read)
            else:
                first_row = 0 if section is sections[0] else section.table.first_row
                self.findings.tell(ledger.report_unplaced(first_row, section.table.end_row))
        coverage = next((each.coverage for each in tables if isinstance(each, TableRead)), None)
        province = coverage.province if coverage else None
        self.findings.tell(stray_errors(sheet, self.shown_path, named), province)

    def _settle_words(self, sheet: Sheet, sections: list[Section], head: Head) -> None:
        """The words of headers and the head's values are no figures."""
        ledger = self.ledgers[sheet.name]
        for table in (section.table for section in sections):
            rows = (sheet.rows.get(number, {}) for number in range(table.first_row, table.header_row + 1))
            ledger.settle(Fate.CHECKED, *(cell for row in rows for cell in row.values()))
        ledger.settle(Fate.CHECKED, *(value.cell for value in head.values() if value.sheet == sheet.name))

    def _read_table(self, table_read: TableRead, sheet: Sheet, unit: str) -> set[str]:
        """Collect what one table says; the cells that its findings name."""
        table, coverage, ledger = table_read.table, table_read.coverage, self.ledgers[sheet.name]
        self.out.tables.append(table_read)
        self.out.coverage = self.out.coverage or coverage
        recorder = Recorder(self.shown_path, sheet, coverage, self.programme, ledger, self.context.papers)
        found = Extraction(table, recorder, unit).read()
        unknown = ledger.report_unknown(table.unknown, table.header_row + 1, table.end_row)
        self.out.observations += found.observations
        self.out.claims += found.claims
        self.out.plans += found.plans
        self.out.columns += found.columns
        self.findings.tell([*found.findings, *unknown], coverage.province)
        return {finding.location.cell or "" for finding in found.findings if finding.location}

    def _covered(self, sheet: Sheet, sections: list[Section], head: Head) -> list[TableRead | Aside | Early | None]:
        """The tables of a sheet with what each is about."""
        reader = CoveredTables(self.coverage, self.programme, self.findings)
        return reader.read(sheet, sections, head, self.out.coverage)

    def _read_difficulties(self, sheet: Sheet, head: Head) -> None:
        """What the province whose report it is tells of its difficulties."""
        province = self.coverage.province(head)
        difficulties = difficulties_in(sheet, self.shown_path, self.ledgers[sheet.name], self.programme)
        self.findings.tell(stray_errors(sheet, self.shown_path, set()))
        if province:
            self.out.difficulties += [(province.area, difficulty) for difficulty in difficulties]


def _heads_over(sections: Mapping[str, list[Section]], sheets: list[Sheet]) -> Mapping[str, Head]:
    """The head over the first table of each sheet that has any."""
    return read_heads(sheets, {name: tables[0].first_row for name, tables in sections.items()})


def _digest(path: Path) -> str:
    try:
        return sha256(path) if path.is_file() else ""
    except OSError:  # whoever opens it says why it can't be read
        return ""
