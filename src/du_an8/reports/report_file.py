"""Reads one report file to its facts, its findings and its cell account; knows nothing of other files."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.digest import sha256
from du_an8.findings import Finding, Location
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA_STARTS, Province, Provinces
from du_an8.reports.facts import Claim, Detail, FileAccount, Observation, StatedPlan
from du_an8.reports.intake import period_stem
from du_an8.reports.labels.titles import known_words
from du_an8.reports.meaning.captions import Section, read_sections, titled
from du_an8.reports.meaning.cell_notes import hidden_zeros, notes_on_numbers
from du_an8.reports.meaning.coverage import Coverage, CoverageReader
from du_an8.reports.meaning.extraction import Extraction, stray_errors
from du_an8.reports.meaning.head import Head, read_heads, times_in_table, unit_between
from du_an8.reports.meaning.head_fields import Label
from du_an8.reports.meaning.ledger import Fate, SheetLedger, account, is_number, range_of, spans
from du_an8.reports.meaning.reach import TableRead
from du_an8.reports.meaning.recorder import Recorder
from du_an8.reports.tables.recognition import recognise
from du_an8.reports.tables.table import Table, Unrecognised
from du_an8.reports.tables.taught import TaughtTable, taught_beside
from du_an8.reports.workbook.cells import Cell, Sheet, column_letters
from du_an8.reports.workbook.legacy_text import in_unicode
from du_an8.reports.workbook.opening import read_workbook
from du_an8.targets.facts import Difficulty
from du_an8.vietnamese.names import fold, readable

_DIFFICULTIES_SHEET = fold("Khó khăn, vướng mắc")
_DIFFICULTIES_WORDS = {_DIFFICULTIES_SHEET, *map(fold, ("STT", "TT", "Nội dung", "Khó khăn", "Vướng mắc", "Ghi chú"))}


class ReportFile(Struct):
    """What one file says.

    Attributes:
        difficulties: each with the area that told it.
        account: None where the file could not be opened.
        layouts: by sheet, the tables that were recognised, or what was seen instead.
        coverage: what the first table is about.
        tables: those that were read, each with what stands over it.
    """

    observations: list[Observation] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    plans: list[StatedPlan] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    difficulties: list[tuple[str, Difficulty]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    account: FileAccount | None = None
    layouts: dict[str, list[Table] | Unrecognised] = field(default_factory=dict)
    coverage: Coverage | None = None
    tables: list[TableRead] = field(default_factory=list)

    @property
    def areas(self) -> frozenset[str]:
        """The provinces that its figures are about."""
        return frozenset(row.area for row in self.observations) | {row.area for row in self.details}


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
    def known_words(self) -> frozenset[str]:
        """Folded names that tell in which encoding a text is."""
        return known_words(self.programme, self.provinces)


def read_report(
    path: Path, shown_path: str, place: str | None, context: Context, stem: str | None = None
) -> ReportFile:
    """Read one file.

    Args:
        place: the folder below `reports/` that it lies in, None for none.
        stem: what stands for the file's name where that isn't known to be a period.
    """
    return _ReportReader(path, shown_path, place, context, stem or period_stem(readable(path.stem))).read()


def open_sheets(path: Path, shown_path: str, context: Context) -> tuple[list[Sheet] | None, list[Finding]]:
    """The sheets of a file with every text in Unicode; None, with the reason, where it can't be opened."""
    sheets, findings = read_workbook(path, shown_path)
    return (None if sheets is None else in_unicode(sheets, context.known_words)), findings


class _ReportReader:
    """Reads one workbook, sheet by sheet."""

    def __init__(self, path: Path, shown_path: str, place: str | None, context: Context, stem: str) -> None:
        self.path, self.shown_path, self.place, self.context = path, shown_path, place, context
        self.programme, self.provinces = context.programme, context.provinces
        self.out = ReportFile()
        self.coverage = CoverageReader(shown_path, stem, place, self.programme.phase, self.provinces)

    def read(self) -> ReportFile:
        self._read()
        return self.out

    def _read(self) -> None:
        digest = _digest(self.path)
        sheets, findings = open_sheets(self.path, self.shown_path, self.context)
        self._report(findings)
        if sheets is None:
            return
        ledgers = {sheet.name: SheetLedger(sheet, self.shown_path, self.programme) for sheet in sheets}
        taught, faults = taught_beside(self.path, self.shown_path, self.programme, self.context.root)
        self._report(faults)
        self.taught = (*taught, *self.context.taught)
        layouts = {s.name: self._layouts(s) for s in sheets if s.rows and not _tells_difficulties(s)}
        self.out.layouts = layouts
        tables = {name: found for name, found in layouts.items() if not isinstance(found, Unrecognised)}
        likeliest = {} if tables else _likeliest_table(layouts, ledgers)
        sections = {
            sheet.name: read_sections(sheet, tables[sheet.name], self.programme)
            for sheet in sheets
            if sheet.name in tables
        }
        heads = read_heads(sheets, {name: found[0].first_row for name, found in sections.items()})
        for sheet in sheets:
            self._tell_hidden(sheet, ledgers[sheet.name])
            self._report(notes_on_numbers(sheet, self.shown_path, self.programme))
            self._report(hidden_zeros(sheet, self.shown_path, ledgers[sheet.name]))
            if found := tables.get(sheet.name):
                named = [(_titled(table, own), own) for table, own in zip(found, sections[sheet.name], strict=True)]
                self._read_tables(sheet, named, heads[sheet.name], ledgers[sheet.name])
            elif _tells_difficulties(sheet):
                self._read_difficulties(sheet, next(iter(heads.values()), {}), ledgers[sheet.name])
            elif sheet.rows:
                self._set_aside(sheet, likeliest.get(sheet.name), ledgers[sheet.name])
        if not any(sheet.rows for sheet in sheets):
            self._report([Finding("unknown-layout.empty", Location(self.shown_path))])
        for ledger in ledgers.values():
            self._report(ledger.report_leftovers())
        self._settle_totals()
        self.out.account = replace(account(self.shown_path, ledgers.values()), sha256=digest)

    def _settle_totals(self) -> None:
        """The total of a table of places is the province's figure only where no other table of the file gives it."""
        stated = {(row.indicator, row.measure, row.end) for row in self.out.observations if not row.is_total}
        totals = [row for row in self.out.observations if row.is_total]
        for total in totals:
            if (total.indicator, total.measure, total.end) in stated:
                self.out.observations.remove(total)
                self.out.details.append(total.as_total())

    def _layouts(self, sheet: Sheet) -> list[Table] | Unrecognised:
        """What people taught about a sheet goes before what can be recognised."""
        taught = [layout for table in self.taught if (layout := table.on(sheet, self.programme))]
        return sorted(taught, key=lambda layout: layout.first_row) or recognise(sheet, self.programme)

    def _tell_hidden(self, sheet: Sheet, ledger: SheetLedger) -> None:
        """What isn't shown is read all the same, and said to be hidden."""
        if sheet.hidden and sheet.rows:
            count = ledger.counts().total()
            self._report([self._finding("hidden-content", sheet, name=sheet.name, count=count)])
        elif sheet.hidden_rows or sheet.hidden_columns:
            numbers = sum(ledger.is_open(cell) for cell in sheet if _is_hidden(cell, sheet))
            rows, columns = sorted(sheet.hidden_rows), sorted(sheet.hidden_columns)
            self._report(
                [
                    self._finding(
                        "hidden-content.part", sheet, name=sheet.name,
                        rows=spans(rows, str), columns=spans(columns, column_letters), count=numbers,
                    )
                ]
            )  # fmt: skip

    def _report(self, findings: Iterable[Finding], province: Province | None = None) -> None:
        place = province or (self.provinces.find(self.place, NEW_ERA_STARTS) if self.place else None)
        known = place.area if place else None
        self.out.findings += [f if f.province else replace(f, province=known) for f in findings]

    def _finding(self, key: str, sheet: Sheet, cell: str | None = None, **parameters: object) -> Finding:
        return Finding(key, Location(self.shown_path, sheet=sheet.name, cell=cell), parameters)

    def _read_tables(self, sheet: Sheet, tables: list[tuple[Table, Section]], head: Head, ledger: SheetLedger) -> None:
        """Every table of a sheet; the words of their headers and the head's values are no figures."""
        layouts = [layout for layout, _ in tables]
        for layout in layouts:
            rows = (sheet.rows.get(number, {}) for number in range(layout.first_row, layout.header_row + 1))
            ledger.settle(Fate.CHECKED, *(cell for row in rows for cell in row.values()))
        ledger.settle(Fate.CHECKED, *(value.cell for value in head.values() if value.sheet == sheet.name))
        abouts = self._abouts(sheet, tables, head)
        unit = head[Label.UNIT].text if Label.UNIT in head else ""
        named: set[str] = set()
        above = [min(sheet.rows) - 1, *(layout.header_row for layout in layouts)]
        for (layout, section), about, header_above in zip(tables, abouts, above, strict=False):
            is_first = layout is layouts[0]
            if not is_first or section.tells:  # else the head was read already
                unit = unit_between(sheet, header_above, layout.first_row) or unit
            coverage, own_head = about
            if coverage:
                self.out.tables.append(TableRead(sheet.name, layout, coverage, own_head))
                recorder = Recorder(self.shown_path, sheet, coverage, self.programme, ledger)
                named |= self._read_table(layout, recorder, unit)
            else:
                self._report(ledger.report_unplaced(0 if is_first else layout.first_row, layout.end_row))
        province = next((coverage.province for coverage, _ in abouts if coverage), None)
        self._report(stray_errors(self.shown_path, sheet, named), province)

    def _read_table(self, layout: Table, recorder: Recorder, unit: str) -> set[str]:
        """Collect what one table says; the cells that its findings name."""
        coverage = recorder.coverage
        self.out.coverage = self.out.coverage or coverage
        found = Extraction(layout, recorder, unit).read()
        unknown = recorder.ledger.report_unknown(layout.unknown, layout.header_row + 1, layout.end_row)
        self.out.observations += found.observations
        self.out.claims += found.claims
        self.out.plans += found.plans
        self.out.details += found.details
        self._report([*found.findings, *unknown], coverage.province)
        return {finding.location.cell or "" for finding in found.findings if finding.location}

    def _abouts(
        self, sheet: Sheet, tables: list[tuple[Table, Section]], head: Head
    ) -> list[tuple[Coverage | None, Head]]:
        """What each table of a sheet is about, and the head that says it; a doubt about all of them is told once."""
        (first, _), *_ = tables
        of_all = {**times_in_table(first, sheet, self.programme), **head}
        shared, findings = self.coverage.read(of_all)
        if not any(section.tells for _, section in tables):
            self._report(findings, shared.province if shared else None)
            return [(shared, of_all) for _ in tables]
        year = shared.end.year if shared else None
        abouts: list[tuple[Coverage | None, Head]] = []
        for layout, section in tables:
            own = {**times_in_table(layout, sheet, self.programme), **section.head(head, year)}
            # A quarter of its own doesn't contradict the year in the file's name.
            reader = replace(self.coverage, stem="") if section.time else self.coverage
            coverage, findings = reader.read(own)
            self._report([f for f in findings if f not in self.out.findings], coverage.province if coverage else None)
            abouts.append((coverage, own))
        return abouts

    def _set_aside(self, sheet: Sheet, seen: Unrecognised | None, ledger: SheetLedger) -> None:
        """A sheet without a table that we know: a remark, or the file's one error where `seen` tells what it lacks."""
        count, cells = ledger.counts().total(), range_of(sheet)
        ledger.settle(Fate.REPORTED, *sheet)
        found = self.out.layouts.get(sheet.name)
        if isinstance(found, Unrecognised) and found.to_come:
            self._report([self._finding("sheet-set-aside.to-come", sheet, cells, name=sheet.name, count=count)])
        elif seen is None and count:
            self._report([self._finding("sheet-set-aside", sheet, cells, name=sheet.name, count=count)])
        elif seen is None:
            pass  # a sheet without numbers, such as a guide, has nothing that could be missed
        elif seen.doubled:
            words = {"role": seen.doubled.value, "columns": list(seen.doubled_columns)}
            self._report([self._finding("unknown-layout.doubled", sheet, cells, **words, count=count)])
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


def _titled(table: Table, section: Section) -> Table:
    """A table whose columns are what the line above it says."""
    return replace(table, columns=tuple(titled(column, section.over) for column in table.columns))


def _digest(path: Path) -> str:
    try:
        return sha256(path) if path.is_file() else ""
    except OSError:  # whoever opens it says why it can't be read
        return ""


def _is_hidden(cell: Cell, sheet: Sheet) -> bool:
    return cell.row in sheet.hidden_rows or cell.column in sheet.hidden_columns


def _likeliest_table(
    layouts: dict[str, list[Table] | Unrecognised], ledgers: dict[str, SheetLedger]
) -> dict[str, Unrecognised]:
    """Of a file without a table that we know, the sheet that looks most like one, with what was seen of it."""
    unrecognised = {name: layout for name, layout in layouts.items() if isinstance(layout, Unrecognised)}
    name = max(unrecognised, key=lambda n: (len(unrecognised[n].seen), ledgers[n].counts().total()), default=None)
    return {name: unrecognised[name]} if name else {}


def _tells_difficulties(sheet: Sheet) -> bool:
    return fold(sheet.name) == _DIFFICULTIES_SHEET
