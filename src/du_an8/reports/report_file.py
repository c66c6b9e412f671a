"""Reads one report file to its facts, its findings and its cell account; knows nothing of other files."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.digest import sha256
from du_an8.disk.evidence import EvidenceFolder
from du_an8.findings import Finding, Location, Severity
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Provinces
from du_an8.reports.covered import covered_by
from du_an8.reports.facts import Covered, FileAccount
from du_an8.reports.labels.titles import known_words
from du_an8.reports.labels.vocabulary import pattern
from du_an8.reports.meaning.aside import Aside, by_time, by_words
from du_an8.reports.meaning.captions import Section, read_sections
from du_an8.reports.meaning.cell_notes import hidden_zeros, notes_on_numbers
from du_an8.reports.meaning.coverage import Coverage, CoverageReader
from du_an8.reports.meaning.extraction import Extraction, stray_errors
from du_an8.reports.meaning.head import Head, read_heads, times_in_table, unit_between
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.ledger import Fate, SheetLedger, account, is_number, range_of, spans
from du_an8.reports.meaning.phases import Phases
from du_an8.reports.meaning.reach import TableRead
from du_an8.reports.meaning.recorder import Extracted, Recorder
from du_an8.reports.returned import ReturnedList, apart, read_lists
from du_an8.reports.tables.continued import continued
from du_an8.reports.tables.recognition import recognise
from du_an8.reports.tables.table import Table, Unrecognised
from du_an8.reports.tables.taught import TaughtTable, taught_beside
from du_an8.reports.workbook.cells import Cell, Sheet, column_letters
from du_an8.reports.workbook.legacy_text import in_unicode
from du_an8.reports.workbook.opening import read_workbook
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import fold, readable

_DIFFICULTIES_SHEET = fold("Khó khăn, vướng mắc")
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
    layouts: dict[str, list[Table] | Unrecognised] = field(default_factory=dict)
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


class _Over(Struct, frozen=True):
    """What reaches every table of a sheet.

    Attributes:
        head: what stands above its first table; of_all is that with the times of this table.
        coverage: what the sheet is about; report is what the file is about.
    """

    head: Head
    of_all: Head
    coverage: Coverage | None
    report: Coverage | None

    def aside(self, section: Section, own: Coverage) -> Aside | None:
        """Why a table is set aside whose time is known."""
        around = self.around(section)
        return by_time(section, self.head, own, around) if around else None

    def around(self, section: Section) -> Coverage | None:
        """What a table would be about that says nothing itself: its sheet's, or of its sheet the file's."""
        return (self.coverage if section.title else None) or self.report


def _for_its_period(span: Covered, coverage: Coverage | None) -> Covered:
    """Figures that were closed some days early are those of the period that the head names all the same."""
    period = coverage.period if coverage else None
    if coverage is None or period is None or span.end != coverage.end:
        return span
    named_end = period.named_end or period.end
    return replace(span, period_end=named_end) if span.end < named_end else span


class _ReportReader:
    """Reads one workbook, sheet by sheet."""

    def __init__(self, path: Path, shown_path: str, place: str | None, context: Context, stem: str) -> None:
        self.path, self.shown_path, self.place, self.context = path, shown_path, place, context
        self.programme, self.provinces = context.programme, context.provinces
        self.out = ReportFile()
        self.by_folder = self.provinces.find(place, NEW_ERA_STARTS) if place else None
        self.coverage = CoverageReader(shown_path, stem, place, Phases(self.programme), self.provinces)

    def read(self, opened: OpenedFile) -> ReportFile:
        digest = _digest(self.path)
        self._report(opened.findings)
        if opened.sheets is not None:
            own, lists = apart(opened.sheets)
            self.points = self._points(lists)
            self._read_sheets(own)
            self._keep_points(lists)
            self._settle_totals()
            self._date_difficulties()
            self.out.account = self._account(digest)
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
            covers=self._covers(),
            answers=len(out.returned.explanations) if out.returned else 0,
            indicators=tuple(sorted(indicators)),
            corrects=out.returned.report_code if out.returned else "",
        )

    def _covers(self) -> tuple[Covered, ...]:
        """Of what it tells; where no figure could be read for its faults, what its head is about.

        One without figures or faults is a blank form, which tells of nothing.
        """
        coverage = self.out.coverage
        if told := covered_by(self.out):
            return tuple(_for_its_period(span, coverage) for span in told)
        faults = any(f.severity is Severity.ERROR for f in self.out.findings)
        if coverage is None or coverage.of_office or not faults:
            return ()
        phase = coverage.named_phase
        named = phase.id if phase else None
        return (Covered(coverage.province.area, coverage.end, coverage.start, coverage.reported_on, named),)

    def _read_sheets(self, sheets: list[Sheet]) -> None:
        self.ledgers = {sheet.name: SheetLedger(sheet, self.shown_path, self.programme) for sheet in sheets}
        sections = self._sections(sheets)
        heads = _heads_over(sections, sheets)
        for sheet in sheets:
            self._remark(sheet)
            if sheet.name in sections:
                self._read_tables(sheet, sections[sheet.name], heads[sheet.name])
            elif _tells_difficulties(sheet):
                self._read_difficulties(sheet, next(iter(heads.values()), {}))
            elif sheet.rows:
                self._set_aside(sheet)
        if not any(sheet.rows for sheet in sheets):
            self._report([Finding("unknown-layout.empty", Location(self.shown_path))])
        for ledger in self.ledgers.values():
            self._report(ledger.report_leftovers())

    def _points(self, lists: list[Sheet]) -> ReturnedList | None:
        """The points that were put to the province, with its answers."""
        points = read_lists(lists, self.shown_path)
        if points and points.sent:
            self.coverage = replace(self.coverage, sent_back=points.sent)
        return points

    def _keep_points(self, lists: list[Sheet]) -> None:
        """The answers as the province's; their sheets hold words, whatever numbers stand in them."""
        for sheet in lists:
            ledger = self.ledgers[sheet.name] = SheetLedger(sheet, self.shown_path, self.programme)
            ledger.settle(Fate.CHECKED, *sheet)
        if self.points:
            place = self.out.coverage.province if self.out.coverage else self.by_folder
            area = place.area if place else None
            told = tuple(replace(each, area=area) for each in self.points.explanations)
            self.out.returned = replace(self.points, explanations=told)

    def _sections(self, sheets: list[Sheet]) -> dict[str, list[Section]]:
        """The tables of each sheet that has any; what people taught goes before what can be recognised."""
        beside, faults = taught_beside(self.path, self.shown_path, self.programme, self.context.root)
        self._report(faults)
        sections: dict[str, list[Section]] = {}
        before: Sheet | None = None
        for sheet in sheets:
            if sheet.rows and not _tells_difficulties(sheet):
                taught = [table.on(sheet, self.programme) for table in (*beside, *self.context.taught)]
                tables = sorted(filter(None, taught), key=lambda table: table.first_row)
                layout = self.out.layouts[sheet.name] = tables or self._recognised(sheet, before)
                if not isinstance(layout, Unrecognised):
                    sections[sheet.name] = read_sections(sheet, layout, self.programme)
                before = sheet
        return sections

    def _recognised(self, sheet: Sheet, before: Sheet | None) -> list[Table] | Unrecognised:
        """The tables of a sheet; one without a header may go on with that of the sheet before."""
        layout = recognise(sheet, self.programme)
        above = self.out.layouts[before.name] if before else None
        if not before or not isinstance(layout, Unrecognised) or not isinstance(above, list):
            return layout
        if unit_between(before, min(before.rows) - 1, above[-1].first_row):
            return layout  # which only the sheet before names
        rest = continued(sheet, before, above[-1], self.programme)
        return [rest] if rest else layout

    def _likeliest_table(self) -> str | None:
        """Of a file without a table that we know, the sheet that looks most like one."""
        seen = {name: len(found.seen) for name, found in self.out.layouts.items() if isinstance(found, Unrecognised)}
        if len(seen) < len(self.out.layouts):
            return None
        return max(seen, key=lambda name: (seen[name], self.ledgers[name].total), default=None)

    def _settle_totals(self) -> None:
        """The total of a table of places is the province's figure only where no other table of the file gives it."""
        stated = {(row.indicator, row.measure, row.end) for row in self.out.observations if not row.is_total}
        totals = [row for row in self.out.observations if row.is_total]
        for total in totals:
            if (total.indicator, total.measure, total.end) in stated:
                self.out.observations.remove(total)
                self.out.columns.append(total.as_total())

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
        if sheet.hidden and sheet.rows:
            count = ledger.total
            self._report([self._finding("hidden-content", sheet, None, name=sheet.name, count=count)])
        elif sheet.hidden_rows or sheet.hidden_columns:
            words: dict[str, object] = {
                "rows": spans(sorted(sheet.hidden_rows), str),
                "columns": spans(sorted(sheet.hidden_columns), column_letters),
                "count": sum(ledger.is_open(cell) for cell in sheet if _is_hidden(cell, sheet)),
            }
            self._report([self._finding("hidden-content.part", sheet, None, name=sheet.name, **words)])
        self._report(notes_on_numbers(sheet, self.shown_path, self.programme))
        self._report(hidden_zeros(sheet, self.shown_path, ledger))

    def _report(self, findings: Iterable[Finding], coverage: Coverage | None = None) -> None:
        place = coverage.province if coverage else self.by_folder
        known = place.area if place else None
        self.out.findings += [f if f.province else replace(f, province=known) for f in findings]

    def _finding(self, key: str, sheet: Sheet, cell: str | None, **parameters: object) -> Finding:
        return Finding(key, Location(self.shown_path, sheet=sheet.name, cell=cell), parameters)

    def _read_tables(self, sheet: Sheet, sections: list[Section], head: Head) -> None:
        """Every table of a sheet."""
        ledger = self.ledgers[sheet.name]
        self._settle_words(sheet, sections, head)
        tables = self._covered(sheet, sections, head)
        named: set[str] = set()
        for section, table_read, unit in zip(sections, tables, _units(sheet, sections, head), strict=True):
            if isinstance(table_read, Aside):
                self._report(ledger.report_aside(table_read.key, table_read.text, section.table))
            elif table_read:
                named |= self._read_table(table_read, sheet, unit)
            else:
                first_row = 0 if section is sections[0] else section.table.first_row
                self._report(ledger.report_unplaced(first_row, section.table.end_row))
        coverage = next((each.coverage for each in tables if isinstance(each, TableRead)), None)
        self._report(stray_errors(self.shown_path, sheet, named), coverage)

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
        self._report([*found.findings, *unknown], coverage)
        return {finding.location.cell or "" for finding in found.findings if finding.location}

    def _covered(self, sheet: Sheet, sections: list[Section], head: Head) -> list[TableRead | Aside | None]:
        """The tables of a sheet with what each is about; a doubt about all of them is told once."""
        of_all = {**times_in_table(head, _first_with_figures(sections), sheet, self.programme), **head}
        shared, findings = self.coverage.read(of_all)
        over = _Over(head, of_all, shared, self.out.coverage or shared)
        asides = [by_words(section, head, over.around(section)) for section in sections]
        are_apart = any(section.tells for section in sections)
        if not are_apart and not all(asides):
            self._report(findings, shared)
        covered = partial(self._covered_apart if are_apart else self._covered_alike, sheet, over)
        return [aside or covered(section) for aside, section in zip(asides, sections, strict=True)]

    @staticmethod
    def _covered_alike(sheet: Sheet, over: _Over, section: Section) -> TableRead | Aside | None:
        """A table that is about what its sheet is about."""
        if over.coverage is None:
            return None
        return over.aside(section, over.coverage) or TableRead(sheet.name, section.table, over.coverage, over.of_all)

    def _covered_apart(self, sheet: Sheet, over: _Over, section: Section) -> TableRead | Aside | None:
        """A table of a place or a time of its own; a quarter doesn't contradict the year in the file's name."""
        year = over.coverage.end.year if over.coverage else None
        head = section.head(over.head, year)
        own = {**times_in_table(head, section.table, sheet, self.programme), **head}
        reader = replace(self.coverage, stem="") if section.time or section.title else self.coverage
        coverage, findings = reader.read(own)
        if coverage and (aside := over.aside(section, coverage)):
            return aside
        self._report([finding for finding in findings if finding not in self.out.findings], coverage)
        return TableRead(sheet.name, section.table, coverage, own) if coverage else None

    def _set_aside(self, sheet: Sheet) -> None:
        """A sheet without a table that we know: a remark, or the file's one error where a report must stand in it."""
        ledger, seen = self.ledgers[sheet.name], self.out.layouts[sheet.name]
        is_meant = sheet.name == self._likeliest_table()
        count, cells = ledger.total, range_of(sheet)
        ledger.settle(Fate.REPORTED, *sheet)
        if isinstance(seen, Unrecognised):
            key, words = _why_unread(seen, sheet.name, is_meant=is_meant)
            if count or is_meant or seen.to_come:  # a guide has no number that could be missed
                self._report([self._finding(key, sheet, cells, **words, count=count)])
        self._report(stray_errors(self.shown_path, sheet, set()))

    def _read_difficulties(self, sheet: Sheet, head: Head) -> None:
        """Free text, a difficulty a row; a title, a header and the numbering say nothing of their own."""
        province, words = self.coverage.province(head), pattern("difficulties")
        told = []
        for row in sheet.rows.values():
            cells = [row[column] for column in sorted(row)]
            self.ledgers[sheet.name].settle(Fate.CHECKED, cells[0] if len(cells) > 1 else None)
            told += [
                Difficulty(" ".join(cell.text.split()), Location(self.shown_path, sheet=sheet.name, cell=cell.address))
                for cell in cells
                if cell.text and not words.fullmatch(fold(cell.text)) and not is_number(cell, self.programme)
            ]
        self._report(stray_errors(self.shown_path, sheet, set()))
        if province:
            self.out.difficulties += [(province.area, difficulty) for difficulty in told]


def _heads_over(sections: Mapping[str, list[Section]], sheets: list[Sheet]) -> Mapping[str, Head]:
    """The head over the first table of each sheet that has any."""
    return read_heads(sheets, {name: tables[0].first_row for name, tables in sections.items()})


def _first_with_figures(sections: Sequence[Section]) -> Table:
    return next((section.table for section in sections if section.table.has_figures), sections[0].table)


def _units(sheet: Sheet, sections: Sequence[Section], head: Head) -> Iterator[str]:
    """The unit over each table: between it and the one before, else the one that held for that."""
    unit = head[Label.UNIT].text if Label.UNIT in head else ""
    above = min(sheet.rows) - 1
    for section in sections:
        if section is not sections[0] or section.tells:  # else the head was read already
            unit = unit_between(sheet, above, section.table.first_row) or unit
        above = section.table.header_row
        yield unit


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


def _digest(path: Path) -> str:
    try:
        return sha256(path) if path.is_file() else ""
    except OSError:  # whoever opens it says why it can't be read
        return ""


def _is_hidden(cell: Cell, sheet: Sheet) -> bool:
    return cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns


def _tells_difficulties(sheet: Sheet) -> bool:
    return fold(sheet.name) == _DIFFICULTIES_SHEET
