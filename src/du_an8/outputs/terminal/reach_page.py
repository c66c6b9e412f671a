"""What `import --cell` shows: which label told what of one number, and what became of it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING

from du_an8.findings import Location
from du_an8.outputs.plain_text import for_screen
from du_an8.outputs.terminal.page import item, line, print_findings, say, section
from du_an8.outputs.wording.words import MEASURES
from du_an8.programme.catalogue import Programme
from du_an8.reports.facts import Claim, Detail, Observation, StatedPlan
from du_an8.reports.labels.roles import Role
from du_an8.reports.meaning.meanings import Meaning
from du_an8.reports.meaning.reach import Reach, Side, Source
from du_an8.reports.report_file import ReportFile
from du_an8.reports.rows.row import Subject
from du_an8.reports.workbook.cells import Cell
from du_an8.vietnamese.dates import format_period
from du_an8.vietnamese.numbers import format_number, format_percent

if TYPE_CHECKING:
    from rich.console import Console

_SIDES = {
    Side.ROW: "dòng",
    Side.COLUMN: "cột",
    Side.ABOVE: "phía trên bảng",
    Side.FILE: "tên tệp, thư mục",
    Side.ASSUMED: "không nhãn nào nói trong kỳ hay luỹ kế; hiểu theo quy ước",
}
_LONGEST_WORDS = 80


def print_reach(  # noqa: PLR0913, PLR0917  # what was read of one cell, and how it is named
    console: "Console", place: Location, cell: Cell, reach: Reach | None, report: ReportFile, programme: Programme
) -> None:
    """One number: each dimension with its labels, then the figure that was taken, or why none was.

    Args:
        reach: None where the cell stands in no table that was read.
    """
    line(console, f"{place}: {for_screen(_shown(cell))}")
    if reach:
        for title, value, sources in _dimensions(reach, programme):
            item(console, f"{title}: {value or '(chưa rõ)'}", sign="•")
            for source in sources:
                item(console, _source_line(source, place), "dim", sign="←", indent=4)
    else:
        say(console, "Ô này không nằm trong bảng nào đọc được.")
    taken = list(_taken(report, place, programme))
    findings = [each for each in report.findings if each.location and each.location.holds(place)]
    section(console, "Kết quả")
    for words in taken:
        item(console, words, sign="✓")
    if not taken:
        item(console, "Không lấy làm số liệu, số kế hoạch hay tỷ lệ.", sign="·")
    print_findings(console, findings)


def describe_row(reach: Reach, place: Location) -> str:
    """A row of a table in a line: its words and what they name."""
    row = reach.row
    if row is None or not (row.name or row.subject):
        return ""
    words = [" > ".join(each.name for each in row.places)]
    if row.subject:
        words = [row.subject.indicator.id, row.subject.part or "", *words]
    words += ["tổng" if row.is_total else "", *row.leaves]
    said = ", ".join(filter(None, words))
    name = f"{_address(place, row.name.address)} “{_shortened(row.name.text)}”" if row.name else f"dòng {row.number}"
    return f"{name}: {said or 'chưa rõ'}"


def _dimensions(reach: Reach, programme: Programme) -> Iterator[tuple[str, str, Sequence[Source]]]:
    meaning, coverage = reach.meaning, reach.read.coverage
    subject = (meaning and meaning.subject) or (reach.row and reach.row.subject)
    yield "Chỉ tiêu", _counted(subject, programme) if subject else "", reach.indicator
    inner = [*(reach.row.places if reach.row else ()), *coverage.places]
    of_column = reach.column.place if reach.column else None
    places = [coverage.province.name, *(each.name for each in inner), of_column]
    yield "Nơi", " > ".join(filter(None, places)), reach.place
    if meaning is None:
        return
    yield "Là số", _measured(meaning), reach.measure
    yield "Thời gian", format_period(meaning.time.start, meaning.time.end), reach.time


def _counted(subject: Subject, programme: Programme) -> str:
    name = programme.indicators[subject.indicator.id].short_name
    return f"{name}, phần “{subject.part}”" if subject.part else name


def _measured(meaning: Meaning) -> str:
    if meaning.role is None:
        return ""
    role = meaning.role.value.lower()
    return f"{role}, {MEASURES[meaning.measure]}" if meaning.measure and meaning.role is Role.RESULT else role


def _source_line(source: Source, place: Location) -> str:
    where = _SIDES[source.side]
    if source.cell:
        where = f"{where}, {_address(place, source.cell)}"
    return f"{where}: “{_shortened(source.words)}”" if source.words else where


def _address(place: Location, cell: str) -> str:
    return Location(place.path, sheet=place.sheet, cell=cell).inside if place.is_in_word else f"ô {cell}"


def _shortened(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= _LONGEST_WORDS else f"{text[:_LONGEST_WORDS]}…"


def _shown(cell: Cell) -> str:
    return cell.text or (format_number(cell.value) if isinstance(cell.value, Decimal) else str(cell.value))


def _taken(report: ReportFile, place: Location, programme: Programme) -> Iterator[str]:
    """What was taken from the cell."""
    statements: tuple[Observation | Detail | StatedPlan | Claim, ...] = (
        *report.observations, *chain.from_iterable(report.columns), *report.plans, *report.claims,
    )  # fmt: skip
    for each in statements:
        if (each.location.sheet, each.location.cell) != (place.sheet, place.cell):
            continue
        indicator = programme.indicators[each.indicator]
        match each:
            case Claim():
                yield f"Tỷ lệ tỉnh tự ghi: {format_percent(each.ratio)}; chỉ để đối chiếu."
            case StatedPlan():
                yield f"Số kế hoạch ghi trong báo cáo: {format_number(each.value)} {indicator.unit}; chỉ để đối chiếu."
            case Observation():
                yield f"Số liệu của tỉnh: {format_number(each.value)} {indicator.unit}."
            case Detail():
                yield f"Số liệu của nơi, của phần: {format_number(each.value)} {indicator.unit}."
