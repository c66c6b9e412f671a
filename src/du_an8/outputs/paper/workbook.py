"""The paper as .xlsx: the summary with live formulas, the findings, the sources."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.findings import Finding
from du_an8.outputs import about, phrases
from du_an8.outputs.words import SEVERITIES
from du_an8.outputs.workbook_style import (
    HEADING,
    NUMBER,
    TEXT,
    add_styles,
    cell_at,
    fill,
    font,
    height_for,
    put_text,
    set_up_print,
    stamp,
    to_bytes,
)
from du_an8.programme.catalogue import Kind
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.dates import format_date

_HEADER = (
    "STT", "Tỉnh", "Chỉ tiêu", "ĐVT", "Giao", "Mức đầu", "KH đến kỳ", "Thực hiện", "Số đến ngày",
    "Tỷ lệ hoàn thành", "So KH đến kỳ", "Còn lại", "Trạng thái", "Ghi chú", "Giai đoạn",
)  # fmt: skip
_WIDTHS = (5, 16, 38, 9, 11, 9, 11, 11, 12, 12, 12, 11, 20, 40, 9)
_FIRST = 4
_AMOUNTS, _REMAINING = frozenset({5, 6, 7, 8}), 12
_GOOD, _FAIR, _BAD, _NONE = "FFC6EFCE", "FFFFEB9C", "FFFFC7CE", "FFE7E6E6"
_MARKS = {_GOOD: ("★", "✓"), _FAIR: ("≈",), _BAD: ("▼", "✗", "!"), _NONE: ("○", "?")}


def build(assessment: Assessment) -> bytes:
    """The workbook as a file: the same bytes for the same content."""
    workbook = Workbook()
    add_styles(workbook)
    summary = workbook.worksheets[0]
    summary.title = "Tổng hợp"
    _summary(summary, assessment)
    findings = [finding for finding in assessment.findings if not finding.settled]
    _list(
        workbook.create_sheet("Cần kiểm tra"),
        ("STT", "Mức", "Nội dung", "Hỏi tỉnh", "Chỗ", "Quy tắc"),
        (5, 11, 70, 60, 50, 24),
        (_finding(finding) for finding in findings),
    )
    _list(
        workbook.create_sheet("Nguồn"),
        ("STT", "Tỉnh", "Chỉ tiêu", "Nguồn", "Chỗ"),
        (5, 16, 38, 70, 60),
        (row for result in assessment.subjects for row in _sources(result)),
    )
    stamp(workbook, assessment.as_of)
    return to_bytes(workbook)


def _summary(page: Worksheet, assessment: Assessment) -> None:
    name = assessment.programme.short_name.upper()
    title = f"{name} – TỔNG HỢP CHỈ TIÊU, TÍNH ĐẾN {format_date(assessment.as_of)}"
    put_text(cell_at(page, 1, 1), title).font = font(14, bold=True)
    if told := about.earlier_phases(assessment.results, assessment.phase):
        put_text(cell_at(page, 2, 1), told).font = font()
    _header(page, _FIRST - 1, _HEADER, _WIDTHS)
    row = _FIRST
    for result in assessment.subjects:
        for verdict in result.core:
            _row(page, row, result, verdict)
            row += 1
    page.freeze_panes = f"D{_FIRST}"
    last = max(row - 1, _FIRST)
    for colour, marks in _MARKS.items():
        tests = ",".join(f'LEFT($M{_FIRST},1)="{mark}"' for mark in marks)
        rule = FormulaRule(formula=[f"OR({tests})"], fill=fill(colour), stopIfTrue=True)  # type: ignore[no-untyped-call]
        page.conditional_formatting.add(f"M{_FIRST}:M{last}", rule)
    set_up_print(page, f"A1:O{last}", _FIRST - 1)


def _row(page: Worksheet, row: int, result: ProvinceResult, verdict: Verdict) -> None:
    """The amounts as numbers, what follows from them as formulas."""
    texts = _texts(result, verdict)
    numbers = _numbers(row, verdict)
    formulas = _formulas(row, verdict)
    for column in range(1, len(_HEADER) + 1):
        cell = cell_at(page, row, column)
        cell.style = TEXT
        if texts.get(column):
            put_text(cell, texts[column])
        elif (value := numbers.get(column)) is not None:
            cell.style = NUMBER
            cell.value = int(value) if value.denominator == 1 else float(value)
            cell.number_format = _number_format(value, column, verdict)
        elif column in formulas:
            cell.style = NUMBER
            cell.value = formulas[column]
            cell.number_format = "#,##0.##" if column == _REMAINING else "0.0%"
    page.row_dimensions[row].height = height_for(*((texts[n], _WIDTHS[n - 1]) for n in (3, 13, 14)))


def _texts(result: ProvinceResult, verdict: Verdict) -> dict[int, str]:
    observed_on = verdict.actual.observed_on
    return {
        2: phrases.place(result.province, result.as_of),
        3: verdict.indicator.short_name,
        4: verdict.indicator.unit,
        9: format_date(observed_on) if observed_on else "",
        13: phrases.status(verdict),
        14: "; ".join(phrases.remarks(verdict)),
        15: result.phase.id,
    }


def _number_format(value: Fraction, column: int, verdict: Verdict) -> str:
    if verdict.indicator.kind is Kind.RATE and column in _AMOUNTS:
        return '#,##0.0"%"'
    return "#,##0.##" if value.denominator > 1 else "#,##0"


def _numbers(row: int, verdict: Verdict) -> dict[int, Fraction | None]:
    return {
        1: Fraction(row - _FIRST + 1),
        5: verdict.asked,
        6: _level_at_start(verdict),
        7: verdict.expectation.amount if verdict.expectation else None,
        8: verdict.actual.value,
    }


def _level_at_start(verdict: Verdict) -> Fraction | None:
    """The baseline, from which all is counted, else the opening, from which pace is; the remark says which."""
    return verdict.baseline or verdict.opening


def _formulas(row: int, verdict: Verdict) -> dict[int, str]:
    """What is reached of the target and of the plan, and what is left, from where each is counted."""
    formulas = {}
    base = _counted_from(row, verdict, verdict.baseline)
    if verdict.completion is not None:
        formulas[10] = f'=IF(OR(E{row}="",H{row}=""),"",(H{row}{base})/(E{row}{base}))'
        formulas[_REMAINING] = f'=IF(OR(E{row}="",H{row}=""),"",MAX((E{row}-H{row})*SIGN(E{row}{base}),0))'
    if verdict.pace is not None:
        base = _counted_from(row, verdict, verdict.pace_begins)
        formulas[11] = f'=IF(OR(G{row}="",H{row}=""),"",(H{row}{base})/(G{row}{base}))'
    return formulas


def _counted_from(row: int, verdict: Verdict, amount: Fraction) -> str:
    """What is taken off: the cell of the level at the start, where that is it."""
    if amount == (_level_at_start(verdict) or 0):
        return f"-N(F{row})"
    return f"-{amount}" if amount else ""


def _finding(finding: Finding) -> tuple[str, ...]:
    places = "\n".join(str(place) for place in (finding.location, *finding.related) if place)
    return (SEVERITIES[finding.severity][1], finding.message, phrases.question(finding), places, finding.rule)


def _sources(result: ProvinceResult) -> Iterable[tuple[str, ...]]:
    for verdict in result.verdicts:
        name = verdict.indicator.short_name
        for version in verdict.versions:
            yield (result.province.name, name, f"chỉ tiêu: {phrases.source(version)}", str(version.location))
        for row in verdict.actual.used:
            told = f"kết quả đến {format_date(row.end)}"
            yield (result.province.name, name, told, "\n".join(map(str, row.cells)))


def _list(page: Worksheet, header: Sequence[str], widths: Sequence[int], rows: Iterable[tuple[str, ...]]) -> None:
    _header(page, 1, header, widths)
    last = 1
    for last, texts in enumerate(rows, start=2):
        number = cell_at(page, last, 1)
        number.value, number.style = last - 1, NUMBER
        for column, text in enumerate(texts, start=2):
            cell = cell_at(page, last, column)
            cell.style = TEXT  # before the text, which may ask for a quote prefix
            put_text(cell, text)
        page.row_dimensions[last].height = height_for(*zip(texts, widths[1:], strict=True))
    page.freeze_panes = "A2"
    set_up_print(page, f"A1:{cell_at(page, last, len(header)).coordinate}", 1)


def _header(page: Worksheet, row: int, titles: Sequence[str], widths: Sequence[int]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = put_text(cell_at(page, row, column), title)
        cell.style = HEADING
        page.column_dimensions[cell.column_letter].width = width
    page.row_dimensions[row].height = 34
