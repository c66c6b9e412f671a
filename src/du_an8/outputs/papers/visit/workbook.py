"""The paper as .xlsx: the summary with live formulas, the questions, the findings, the sources."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.worksheet import Worksheet

from du_an8.findings import Finding
from du_an8.language.figures import format_date, format_day
from du_an8.language.texts import named, tr
from du_an8.outputs.papers.visit.answers import ANSWER_TITLE, CODE_TITLE, NO_ANSWERS, Answer, Answers
from du_an8.outputs.papers.visit.content import visits
from du_an8.outputs.papers.visit.questions import Question, Row, Visit, sort_answers, to_see
from du_an8.outputs.wording import phrases, sentences
from du_an8.outputs.wording.words import SEVERITIES
from du_an8.outputs.workbooks.style import (
    HEADING,
    NUMBER,
    TEXT,
    add_styles,
    cell_at,
    clean,
    fill,
    font,
    height_for,
    put_text,
    set_up_print,
    stamp,
    to_bytes,
)
from du_an8.programme.catalogue import Indicator
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

_HEADER = (
    "STT", "Tỉnh", "Chỉ tiêu", "ĐVT", "Giao", "Mức đầu", "KH đến kỳ", "Thực hiện", "Số đến ngày",
    "Tỷ lệ hoàn thành", "So KH đến kỳ", "Còn lại", "Trạng thái", "Ghi chú", "Giai đoạn",
    CODE_TITLE, ANSWER_TITLE, "Hồ sơ cần xem (gợi ý)",
)  # fmt: skip
_WIDTHS = (5, 16, 38, 9, 11, 9, 11, 11, 12, 12, 12, 11, 20, 40, 9, 9, 40, 24)
_LAST_PRINTED = 15  # what is there to be written in stays on the screen; more columns would be too small on paper
_WRAPPED = (3, 13, 14, 18)
_FIRST = 4
_AMOUNTS, _COMPLETION, _PACE, _REMAINING = frozenset({5, 6, 7, 8}), 10, 11, 12
_GOOD, _FAIR, _BAD, _NONE = "FFC6EFCE", "FFFFEB9C", "FFFFC7CE", "FFE7E6E6"
_MARKS = {_GOOD: ("★", "✓"), _FAIR: ("≈",), _BAD: ("▼", "✗", "!"), _NONE: ("○", "?")}


def build(assessment: Assessment, answers: Answers = NO_ANSWERS) -> bytes:
    """The workbook as a file: the same bytes for the same content.

    Args:
        answers: noted in earlier papers.
    """
    workbook = Workbook()
    add_styles(workbook)
    going, noted = visits(assessment), answers.by_code
    title = tr(
        "{programme} – TỔNG HỢP CHỈ TIÊU, TÍNH ĐẾN {day}",
        programme=named(assessment.programme.short_name).upper(),
        day=format_date(assessment.as_of),
    )
    summary = _Summary(workbook.worksheets[0], assessment, noted)
    summary.write(title, going)
    _list_questions(workbook, going, noted)
    _list_over(workbook, sort_answers(answers, going).over)
    _list_findings(workbook, assessment)
    _list_sources(workbook, going)
    stamp(workbook, assessment.as_of)
    workbook.properties.title = clean(title)
    return to_bytes(workbook, summary.stored)


def _list_questions(workbook: Workbook, going: Iterable[Visit], noted: Mapping[str, str]) -> None:
    _list(
        workbook.create_sheet(tr("Câu hỏi")),
        ("STT", CODE_TITLE, "Tỉnh", "Vì sao hỏi", "Câu hỏi", ANSWER_TITLE, "Lần trước trả lời", "Chỗ"),
        (5, 9, 16, 24, 60, 50, 40, 50),
        (_question(each, one, noted) for one in going for each in one.questions),
    )


def _list_over(workbook: Workbook, over: Sequence[Answer]) -> None:
    """The answers that belong to no question any more, where there are any."""
    if over:
        page = workbook.create_sheet(tr("Không còn câu hỏi"))
        rows = ((answer.asked, answer.text) for answer in over)
        _list(page, ("STT", "Đã hỏi", "Đã trả lời"), (5, 80, 80), rows)


def _list_findings(workbook: Workbook, assessment: Assessment) -> None:
    still_open = (finding for finding in assessment.findings if not finding.settled)
    page, header = workbook.create_sheet(tr("Cần kiểm tra")), ("STT", "Mức", "Nội dung", "Chỗ", "Quy tắc")
    _list(page, header, (5, 11, 90, 60, 24), map(_finding, still_open))


def _list_sources(workbook: Workbook, going: Iterable[Visit]) -> None:
    page, header = workbook.create_sheet(tr("Nguồn")), ("STT", "Tỉnh", "Chỉ tiêu", "Nguồn", "Chỗ")
    _list(page, header, (5, 16, 38, 70, 60), (row for one in going for row in _sources(one.result)))


class _Summary:
    """The sheet of indicators, with what its formulas come to."""

    def __init__(self, page: Worksheet, assessment: Assessment, noted: Mapping[str, str]) -> None:
        self._page, self._assessment, self._noted = page, assessment, noted
        self.stored: dict[tuple[str, str], Fraction] = {}

    def write(self, title: str, going: Iterable[Visit]) -> None:
        page = self._page
        page.title = tr("Tổng hợp")
        put_text(cell_at(page, 1, 1), title).font = font(14, bold=True)
        if text := sentences.earlier_phases(self._assessment.results, self._assessment.phase):
            put_text(cell_at(page, 2, 1), text).font = font()
        _header(page, _FIRST - 1, _HEADER, _WIDTHS)
        number = _FIRST
        for one in going:
            for row in one.rows:
                self._row(number, one.result, row)
                number += 1
        last = max(number - 1, _FIRST)
        page.freeze_panes = f"D{_FIRST}"
        _colour(page, last)
        set_up_print(page, f"A1:{cell_at(page, last, _LAST_PRINTED).coordinate}", _FIRST - 1)

    def _row(self, number: int, result: ProvinceResult, row: Row) -> None:
        """The amounts as numbers, what follows from them as formulas."""
        texts = _texts(result, row, self._noted.get(row.code))
        numbers = _numbers(number, row.verdict)
        formulas = _formulas(number, row.verdict) if row.verdict else {}
        for column in range(1, len(_HEADER) + 1):
            cell = cell_at(self._page, number, column)
            cell.style = tr(TEXT)
            if texts.get(column):
                put_text(cell, texts[column])
            elif (value := numbers.get(column)) is not None:
                cell.style = tr(NUMBER)
                cell.value = int(value) if value.denominator == 1 else float(value)
                cell.number_format = _number_format(value, column, row.indicator)
            elif column in formulas:
                cell.style = tr(NUMBER)
                cell.value, value = formulas[column]
                cell.number_format = "#,##0.##" if column == _REMAINING else "0.0%"
                self.stored[self._page.title, cell.coordinate] = value
        self._page.row_dimensions[number].height = height_for(*((texts[n], _WIDTHS[n - 1]) for n in _WRAPPED))


def _colour(page: Worksheet, last: int) -> None:
    for colour, marks in _MARKS.items():
        tests = ",".join(f'LEFT($M{_FIRST},1)="{mark}"' for mark in marks)
        rule = FormulaRule(formula=[f"OR({tests})"], fill=fill(colour), stopIfTrue=True)  # type: ignore[no-untyped-call]
        page.conditional_formatting.add(f"M{_FIRST}:M{last}", rule)


def _texts(result: ProvinceResult, row: Row, answered: str | None) -> dict[int, str]:
    verdict = row.verdict
    observed_on = verdict.actual.observed_on if verdict else None
    said = phrases.remarks(verdict) if verdict else []
    said += [tr("lần trước trả lời: “{answer}”", answer=answered)] if answered else []
    return {
        2: phrases.place(result.province, result.as_of),
        3: phrases.name(row.indicator),
        4: named(row.indicator.unit),
        9: format_day(observed_on) if observed_on else "",
        13: phrases.status(verdict) if verdict else tr("? hồ sơ chưa có"),
        14: "; ".join(said),
        15: result.phase.id,
        16: row.code,
        18: to_see(row),
    }


def _question(question: Question, one: Visit, noted: Mapping[str, str]) -> tuple[str, ...]:
    places = "\n".join(map(str, question.places))
    place = phrases.place(one.result.province, one.result.as_of)
    return question.code, place, tr(question.group.value), question.text, "", noted.get(question.code, ""), places


def _number_format(value: Fraction, column: int, indicator: Indicator) -> str:
    if indicator.is_percentage and column in _AMOUNTS:
        return '#,##0.0"%"'
    return "#,##0.##" if value.denominator > 1 else "#,##0"


def _numbers(row: int, verdict: Verdict | None) -> dict[int, Fraction | None]:
    number: dict[int, Fraction | None] = {1: Fraction(row - _FIRST + 1)}
    if verdict is None:
        return number
    return number | {
        5: verdict.asked,
        6: _level_at_start(verdict),
        7: verdict.expectation.amount if verdict.expectation else None,
        8: verdict.actual.value,
    }


def _level_at_start(verdict: Verdict) -> Fraction | None:
    """The baseline, from which all is counted, else the opening, from which pace is; the remark says which."""
    return verdict.baseline or verdict.opening


def _formulas(row: int, verdict: Verdict) -> dict[int, tuple[str, Fraction]]:
    """What is reached of the target and of the plan, and what is left, from where each is counted; with the values."""
    formulas = {}
    base = _counted_from(row, verdict, verdict.baseline)
    if verdict.completion is not None:
        share = f'=IF(OR(E{row}="",H{row}=""),"",(H{row}{base})/(E{row}{base}))'
        left = f'=IF(OR(E{row}="",H{row}=""),"",MAX((E{row}-H{row})*SIGN(E{row}{base}),0))'
        formulas[_COMPLETION] = share, verdict.completion
        formulas[_REMAINING] = left, verdict.remaining or Fraction(0)
    if verdict.pace is not None:
        base = _counted_from(row, verdict, verdict.pace_begins)
        formulas[_PACE] = f'=IF(OR(G{row}="",H{row}=""),"",(H{row}{base})/(G{row}{base}))', verdict.pace
    return formulas


def _counted_from(row: int, verdict: Verdict, amount: Fraction) -> str:
    """What is taken off: the cell of the level at the start, where that is it."""
    if amount == (_level_at_start(verdict) or 0):
        return f"-N(F{row})"
    return f"-{amount}" if amount else ""


def _finding(finding: Finding) -> tuple[str, ...]:
    places = "\n".join(str(place) for place in (finding.location, *finding.related) if place)
    answer = phrases.explanation(finding, finding.explanation) if finding.explanation else ""
    said = f"{finding.message} {answer}".strip()
    return (tr(SEVERITIES[finding.severity][1]), said, places, finding.rule)


def _sources(result: ProvinceResult) -> Iterable[tuple[str, ...]]:
    for verdict in result.verdicts:
        name = phrases.name(verdict.indicator)
        for version in verdict.versions:
            text = tr("chỉ tiêu: {source}", source=phrases.source(version))
            yield (result.province.name, name, text, str(version.location))
        for row in verdict.actual.used:
            text = tr("kết quả đến {day}", day=format_date(row.end))
            yield (result.province.name, name, text, "\n".join(map(str, row.cells)))


def _list(page: Worksheet, header: Sequence[str], widths: Sequence[int], rows: Iterable[tuple[str, ...]]) -> None:
    _header(page, 1, header, widths)
    last = 1
    for last, texts in enumerate(rows, start=2):
        number = cell_at(page, last, 1)
        number.value, number.style = last - 1, tr(NUMBER)
        for column, text in enumerate(texts, start=2):
            cell = cell_at(page, last, column)
            cell.style = tr(TEXT)  # before the text, which may ask for a quote prefix
            put_text(cell, text)
        page.row_dimensions[last].height = height_for(*zip(texts, widths[1:], strict=True))
    page.freeze_panes = "A2"
    set_up_print(page, f"A1:{cell_at(page, last, len(header)).coordinate}", 1)


def _header(page: Worksheet, row: int, titles: Sequence[str], widths: Sequence[int]) -> None:
    for column, (title, width) in enumerate(zip(titles, widths, strict=True), start=1):
        cell = put_text(cell_at(page, row, column), tr(title))
        cell.style = tr(HEADING)
        page.column_dimensions[cell.column_letter].width = width
    page.row_dimensions[row].height = 34
