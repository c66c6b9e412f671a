"""What each of the tables of a sheet is about, and which of them are set aside."""

from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from du_an8.findings import Finding
from du_an8.programme.catalogue import Programme
from du_an8.reports.head.aside import Aside, Early, by_time, by_words, early
from du_an8.reports.head.captions import Section
from du_an8.reports.head.coverage import Coverage, CoverageReader
from du_an8.reports.head.head import later_than
from du_an8.reports.head.table_times import times_in_table
from du_an8.reports.head.value import Head
from du_an8.reports.meaning.findings_of_file import FindingsOfFile
from du_an8.reports.meaning.ledger import SheetLedger
from du_an8.reports.meaning.reach import TableRead
from du_an8.reports.tables.table import Table
from du_an8.reports.workbook.cells import Sheet


class _Over(Struct, frozen=True):
    """What reaches every table of a sheet.

    Attributes:
        head: what stands above its first table; of_all is that with the times of this table.
        coverage: what the sheet is about; report is what the file is about.
        early: all of it is of days before the programme.
    """

    head: Head
    of_all: Head
    coverage: Coverage | None
    report: Coverage | None
    early: Early | None

    def aside(self, section: Section, own: Coverage) -> Aside | None:
        """Why a table is set aside whose time is known."""
        around = self.around(section)
        return by_time(section, self.head, own, around) if around else None

    def around(self, section: Section) -> Coverage | None:
        """What a table would be about that says nothing itself: its sheet's, or of its sheet the file's."""
        return (self.coverage if section.title else None) or self.report


class CoveredTables(Struct, frozen=True):
    """Reads what the tables of the sheets of one file are about."""

    coverage: CoverageReader
    programme: Programme
    findings: FindingsOfFile

    def read(
        self, sheet: Sheet, sections: list[Section], head: Head, report: Coverage | None
    ) -> list[TableRead | Aside | Early | None]:
        """The tables of a sheet with what each is about; a doubt about all of them is told once.

        Args:
            report: what the file is about, as the sheets before tell.
        """
        head = {**head, **later_than(head, [section.title for section in sections])}
        over, doubts = self._over(sheet, sections, head, report)
        asides = [by_words(section, head, over.around(section)) for section in sections]
        are_apart = self._are_apart(sheet, sections, head)
        if not are_apart and not all(asides) and not over.early:
            self._tell(doubts, over.coverage)
        covered = partial(self._apart if are_apart else self._alike, sheet, over)
        return [aside or covered(section) for aside, section in zip(asides, sections, strict=True)]

    def _over(
        self, sheet: Sheet, sections: list[Section], head: Head, report: Coverage | None
    ) -> tuple[_Over, list[Finding]]:
        """What reaches every table, and what is doubtful of it."""
        of_all = {**times_in_table(head, _first_with_figures(sections), sheet, self.programme), **head}
        shared, doubts = self.coverage.read(of_all)
        return _Over(head, of_all, shared, report or shared, early(of_all, doubts)), doubts

    def _tell(self, findings: list[Finding], coverage: Coverage | None) -> None:
        self.findings.tell(findings, coverage.province if coverage else None)

    def _are_apart(self, sheet: Sheet, sections: list[Section], head: Head) -> bool:
        """Whether a table is about something of its own: by its title, or by a time of its columns, `TH 2024`."""
        if any(section.tells for section in sections):
            return True
        tables = [section.table for section in sections if section.table.has_figures]
        times = (times_in_table(head, table, sheet, self.programme) for table in tables)
        return len({value.found for found in times for value in found.values()}) > 1

    @staticmethod
    def _alike(sheet: Sheet, over: _Over, section: Section) -> TableRead | Aside | Early | None:
        """A table that is about what its sheet is about."""
        if over.coverage is None:
            return over.early
        return over.aside(section, over.coverage) or TableRead(sheet.name, section.table, over.coverage, over.of_all)

    def _apart(self, sheet: Sheet, over: _Over, section: Section) -> TableRead | Aside | Early | None:
        """A table of a place or a time of its own; a quarter doesn't contradict the year in the file's name."""
        own = self._own_head(sheet, over, section)
        reader = replace(self.coverage, stem="") if section.time or section.title else self.coverage
        coverage, findings = reader.read(own)
        if coverage and (aside := over.aside(section, coverage)):
            return aside
        if before := early(own, findings):
            return before
        further = [finding for finding in findings if finding not in self.findings.told]
        self._tell(further, coverage)
        return TableRead(sheet.name, section.table, coverage, own) if coverage else None

    def _own_head(self, sheet: Sheet, over: _Over, section: Section) -> Head:
        """What reaches a table, with the time that its columns or rows name; else, without a title, the first one's."""
        head = section.head(over.head, over.coverage.end.year if over.coverage else None)
        shared = {} if section.tells else over.of_all
        return {**shared, **times_in_table(head, section.table, sheet, self.programme), **head}


def _first_with_figures(sections: list[Section]) -> Table:
    return next((section.table for section in sections if section.table.has_figures), sections[0].table)


class EarlyTables:
    """The tables of one file that tell of days before the programme."""

    def __init__(self, findings: FindingsOfFile) -> None:
        """None was met yet."""
        self.findings = findings
        self._met: list[tuple[SheetLedger, Section, Early]] = []

    def add(self, ledger: SheetLedger, section: Section, early: Early) -> None:
        """One was met."""
        self._met.append((ledger, section, early))

    def settle(self, report: Coverage | None) -> None:
        """Tell that they are set aside, or that they contradict the programme.

        Args:
            report: what the file is about.
        """
        for ledger, section, found in self._met:
            if found.is_compared_with(report):
                aside = ledger.report_aside("sheet-set-aside.table-compared", found.text, section.table)
                self.findings.tell(aside)
            else:
                self.findings.tell(each for each in found.findings if each not in self.findings.told)
                self.findings.tell(ledger.report_unplaced(section.first_row, section.table.end_row))
