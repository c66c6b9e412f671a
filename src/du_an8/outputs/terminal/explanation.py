"""The answer to `explain`: the target, every report row, the arithmetic and the rule, each with its place."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from du_an8.findings import Finding
from du_an8.outputs.terminal.console import safe, styled
from du_an8.outputs.terminal.page import wrapped
from du_an8.outputs.wording import course_words, phrases, sentences, standings
from du_an8.outputs.wording.words import BASES, MEASURES, REASONS, RULES, SET_ASIDE, SEVERITIES
from du_an8.programme.catalogue import Indicator, Kind, Programme, Source
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.expectation import Expectation
from du_an8.reconcile.judging.target_on_date import TargetOnDate
from du_an8.reconcile.judging.verdict import Reason, Verdict, is_shaky
from du_an8.reconcile.province import Inapplicable, ProvinceResult
from du_an8.reports.facts import Measure, Observation
from du_an8.targets.facts import TargetVersion
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import Exact, format_number, format_percent, round_half_up

if TYPE_CHECKING:
    from rich.console import Console


def print_explanation(console: "Console", result: ProvinceResult, indicator: Indicator, assessment: Assessment) -> None:
    """Print every step that leads to the verdict on one indicator; of a merged province, its parts' after it."""
    _print_verdict(console, result, indicator, assessment)
    for component in () if result.province.is_country else result.components:
        console.print()
        _print_verdict(console, component, indicator, assessment)


def _print_verdict(console: "Console", result: ProvinceResult, indicator: Indicator, assessment: Assessment) -> None:
    place = phrases.place(result.province, result.as_of)
    phase, day = result.phase.name, format_date(result.as_of)
    console.print(styled(f"{place} · {indicator.short_name} ({indicator.id}) · {phase} · tính đến {day}", "bold"))
    console.print(styled(indicator.name, "dim"))
    for sentence in sentences.of_phase(result, assessment.phase):
        console.print(styled(sentence))
    verdict = result.verdict_on(indicator)
    findings = assessment.findings_on(result, indicator)
    if verdict is None:
        _print_nothing(console, result.declared_on(indicator))
        if findings:
            _print_steps(console, "Cần kiểm tra", _finding_lines(findings))
        return
    _print_steps(console, "1. Chỉ tiêu giao", _target_lines(verdict))
    _print_steps(console, "2. Số liệu báo cáo", _report_lines(verdict))
    _print_steps(console, "3. Kế hoạch đến kỳ", _expectation_lines(verdict))
    _print_steps(console, "4. Kết luận", _verdict_lines(verdict, assessment.programme_of(result)))
    _print_steps(console, "5. Cần kiểm tra", _finding_lines(findings))


def _print_nothing(console: "Console", declared: Inapplicable | None) -> None:
    """That nothing is on file, or that nothing needs to be."""
    if declared is None:
        console.print("Chưa có chỉ tiêu giao và chưa có số liệu nào.")
        return
    console.print("Không áp dụng.")
    for each in declared.declared:
        wrapped(console, f"{phrases.not_applicable(each)} [{each.location}]")


def _print_steps(console: "Console", title: str, lines: Iterable[str]) -> None:
    console.print()
    console.print(styled(title, "bold"))
    for line in lines:
        text = line.lstrip(" ")
        wrapped(console, text, indent=2 + len(line) - len(text))


def _target_lines(verdict: Verdict) -> Iterator[str]:
    if declared := verdict.not_applicable:
        yield f"Không áp dụng: {phrases.not_applicable(declared)}  [{declared.location}]"
        return
    if not verdict.balance.has_target:
        at_fault = verdict.reason is Reason.TARGET_UNREADABLE
        yield "Chỉ tiêu giao có lỗi nên chưa dùng được; xem mục 5." if at_fault else "Chưa nhập chỉ tiêu giao."
        return
    if verdict.target is None:
        for each in verdict.balance.targets:
            if each.version:
                yield f"{phrases.amount(each.version.target, verdict)}  [{each.version.location}]"
        yield f"Tính chung: {phrases.amount(verdict.asked, verdict)}{phrases.unit(verdict)}"
        yield from course_words.openings(verdict)
        return
    target = verdict.target.target
    for version in target.versions:
        yield from _version_lines(version, verdict)
    years = ", ".join(map(str, target.active_years))
    yield f"Các năm thực hiện: {years}" + (
        f"; mức ban đầu {phrases.amount(target.baseline, verdict)}" if target.baseline else ""
    )
    yield from course_words.openings(verdict)


def _version_lines(version: TargetVersion, verdict: Verdict) -> Iterator[str]:
    since = f"từ {format_date(version.effective)}" if version.effective else "giao ban đầu"
    reason = f" ({safe(version.reason)})" if version.reason else ""
    in_force = " ← đang có hiệu lực" if version is verdict.version else ""
    target = f"{phrases.amount(version.target, verdict)}{phrases.unit(verdict)}"
    yield f"{target}, {since}{reason}{in_force}  [{version.location}]"
    if version.source:
        yield from _source_lines(version.source)
    if version.quote:
        yield f"  nguyên văn: “{safe(version.quote)}”"
    for year, amount in sorted(version.annual_plan.items()):
        yield f"  kế hoạch năm {year}: {phrases.amount(amount, verdict)}"
    for day_due, level in sorted(version.milestones.items()):
        yield f"  mốc luỹ kế đến {format_date(day_due)}: {phrases.amount(level, verdict)}"


def _source_lines(source: Source) -> Iterator[str]:
    published = ", ".join(filter(None, (source.publisher, source.url)))
    day = f", {format_date(source.date)}" if source.date else ""
    yield f"  nguồn: {safe(source.title)}" + (f" – {safe(published)}" if published else "") + day
    if source.note:
        yield f"  ghi chú về nguồn: {safe(source.note)}"


def _report_lines(verdict: Verdict) -> Iterator[str]:
    yield from _figure_lines(verdict)
    if verdict.included:
        yield f"Cộng {len(verdict.included)} tỉnh, mỗi tỉnh theo ngày số liệu của mình."
    for part in verdict.excluded:
        yield f"Chưa cộng {phrases.part(part)}: {standings.has(part.verdict)}"
    if verdict.claim:
        yield f"{phrases.claim(verdict.claim)}  [{verdict.claim.claim.location}]"
    if verdict.stated_plan:
        stated = phrases.amount(verdict.stated_plan.value, verdict)
        yield f"báo cáo ghi kế hoạch giai đoạn {stated}  [{verdict.stated_plan.location}]"


def _figure_lines(verdict: Verdict) -> Iterator[str]:
    """The rows of the figure, and those that it isn't made of."""
    actual = verdict.actual
    if not actual.used and not actual.set_aside and not verdict.claim:
        yield "Chưa có báo cáo nào."
    for row in actual.used:
        yield f"✓ dùng: {_row(row, verdict)}"
    for row, why in sorted(actual.set_aside, key=lambda pair: (pair[0].end, str(pair[0].location))):
        yield f"– không dùng ({SET_ASIDE[why]}): {_row(row, verdict)}"
    if len(actual.used) > 1:
        parts = " + ".join(phrases.amount(row.value, verdict) for row in actual.used)
        yield f"Cộng: {parts} = {phrases.amount(actual.value, verdict)}"
    for first, last in actual.gaps:
        yield f"Thiếu báo cáo {format_period(first, last)}: {phrases.amount(actual.value, verdict)} là số tối thiểu"


def _row(row: Observation, verdict: Verdict) -> str:
    value = phrases.amount(row.value, verdict)
    figure = f"{row.word} {value}" if row.word else value
    if row.numerator is not None and row.denominator is not None:
        figure += f" ({format_number(row.numerator)}/{format_number(row.denominator)})"
    when = format_period(row.start, row.end) if row.measure is Measure.IN_PERIOD else f"đến {format_date(row.end)}"
    sent = f", báo cáo ngày {format_date(row.reported_on)}" if row.reported_on else ""
    return f"{figure}{phrases.unit(verdict)}, {MEASURES[row.measure]} {when}{sent}  [{', '.join(map(str, row.cells))}]"


def _expectation_lines(verdict: Verdict) -> Iterator[str]:
    expectation = verdict.expectation
    if expectation is None:
        yield "Không có kế hoạch để so."
    else:
        due_by = _exactly(expectation, verdict)
        yield f"Đến {format_date(expectation.day)}: {due_by} – {_basis(expectation, verdict)}"
        yield from _arithmetic(expectation, verdict)
    for due in verdict.missed_dues:
        if due is not expectation:
            yield f"Đã đến hạn {format_date(due.day)}: {_exactly(due, verdict)} – {_basis(due, verdict)}"


def _exactly(expectation: Expectation, verdict: Verdict) -> str:
    """The amount as the arithmetic below it arrives at it, not rounded to whole units."""
    return ("~" if is_shaky(expectation) else "") + phrases.amount(expectation.amount, verdict)


def _basis(expectation: Expectation, verdict: Verdict) -> str:
    if verdict.indicator.kind is Kind.RATE and is_shaky(expectation):
        return "mức chung của cả giai đoạn, không có mức riêng cho năm này"
    return BASES[expectation.basis]


def _arithmetic(expectation: Expectation, verdict: Verdict) -> Iterator[str]:
    """From where the plan goes on, its knots up to the date, and the line between the last two."""
    target = verdict.target
    if target is None or expectation.version is None or verdict.indicator.kind is Kind.RATE:
        return
    yield from _knots(expectation, expectation.version, target, verdict)
    if expectation.between:
        left, right = expectation.between
        passed, length = (expectation.day - left.day).days, (right.day - left.day).days
        low, high = (phrases.amount(target.amount(knot.progress), verdict) for knot in (left, right))
        result = phrases.amount(expectation.amount, verdict)
        yield (
            f"  {low} ({format_date(left.day)}) + ({high} ({format_date(right.day)}) − {low})"
            f" × {passed}/{length} ngày = {result}"
        )
    if expectation.version is not target.target.in_force(min(expectation.day, target.as_of)):
        yield "  Số đã đến hạn trước ngày điều chỉnh vẫn phải có."
    if expectation.capped:
        yield "  Không vượt quá chỉ tiêu đang có hiệu lực."


def _knots(expectation: Expectation, version: TargetVersion, target: TargetOnDate, verdict: Verdict) -> Iterator[str]:
    begins, *turns = target.knots(version)
    if target.is_kept_up(version):
        yield "  mức đầu giai đoạn không thấp hơn chỉ tiêu: phải duy trì ngay từ ngày đầu"
    elif begins.progress:
        yield f"  kế hoạch đi tiếp từ {phrases.amount(target.amount(begins.progress), verdict)}, mức đầu giai đoạn"
    for knot in turns:
        if knot.progress and knot.day <= expectation.day:
            amount = phrases.amount(target.amount(knot.progress), verdict)
            yield f"  kế hoạch luỹ kế đến {format_date(knot.day)}: {amount} – {BASES[knot.basis]}"


def _verdict_lines(verdict: Verdict, programme: Programme) -> Iterator[str]:
    yield from _ratio_lines(verdict, programme)
    observed_on = verdict.actual.observed_on
    if verdict.stale and observed_on:
        yield f"Số liệu ngày {format_date(observed_on)} đã cũ hơn {programme.stale_after_days} ngày."
    yield _status_line(verdict, programme)
    if verdict.reason:
        yield f"Lý do: {REASONS[verdict.reason]}."
    if verdict.lagging:
        yield standings.shortfall(verdict, programme)


def _status_line(verdict: Verdict, programme: Programme) -> str:
    if verdict.not_applicable:
        return "Chỉ tiêu không áp dụng: không đánh giá."
    if verdict.status is None:
        return "Số liệu bổ trợ chưa có chỉ tiêu giao: không đánh giá."
    bands = {"near": format_percent(programme.near), "slow": format_percent(programme.slow)}
    return f"{phrases.status(verdict)}: {RULES[verdict.status].format(**bands)}"


def _ratio_lines(verdict: Verdict, programme: Programme) -> Iterator[str]:
    """Completion from the baseline, pace from where the line begins."""
    asked, original, expectation = verdict.asked, verdict.asked_originally, verdict.expectation
    if verdict.completion is not None and asked is not None:
        yield f"Tỷ lệ hoàn thành = {_division(verdict, asked, verdict.baseline)} = {phrases.completion(verdict)}"
        if original is not None and original != asked and verdict.completion_original is not None:
            division = _division(verdict, original, verdict.baseline)
            yield f"So với chỉ tiêu giao ban đầu = {division} = {format_percent(verdict.completion_original)}"
    if verdict.pace is not None and expectation:
        mark = "~" if is_shaky(expectation) else ""
        division = _division(verdict, expectation.amount, verdict.pace_begins, mark)
        yield f"So với kế hoạch đến kỳ = {division} = {phrases.pace(verdict, programme)}"


_MOST_DECIMALS = 4


def _division(verdict: Verdict, whole: Fraction, begins: Fraction, mark: str = "") -> str:
    """With as many decimals as a person needs to come to the same percentage."""
    exact = (verdict.actual.value or Fraction(0), whole, begins)
    decimals = next(
        n
        for n in range(1, _MOST_DECIMALS + 1)
        if n == _MOST_DECIMALS or _percentage(*_rounded(exact, n)) == _percentage(*exact)
    )
    percent = "%" if verdict.indicator.is_percentage else ""
    done, asked, start = (f"{format_number(value)}{percent}" for value in _rounded(exact, decimals))
    return f"({done} − {start}) / ({mark}{asked} − {start})" if begins else f"{done} / {mark}{asked}"


def _rounded(amounts: Iterable[Fraction], decimals: int) -> list[Decimal]:
    return [round_half_up(amount, decimals) for amount in amounts]


def _percentage(done: Exact, whole: Exact, begins: Exact) -> str | None:
    counted, asked = Fraction(done) - Fraction(begins), Fraction(whole) - Fraction(begins)
    return format_percent(counted / asked) if asked else None


def _finding_lines(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        yield "Không có gì."
    for finding in findings:
        sign, word = SEVERITIES[finding.severity]
        yield f"{sign} {word}: {safe(finding.message)} [{finding.rule}]"
        yield from (f"    [{place}]" for place in (finding.location, *finding.related) if place)
        yield f"    → {safe(finding.hint)}"
        if finding.settled:
            yield f"    ✓ đã xem xét: {safe(finding.settled.reason)} ({safe(finding.settled.by)})"
