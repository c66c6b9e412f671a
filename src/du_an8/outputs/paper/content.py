"""What the paper for a visit says, before any form: sections of sentences and tables, in the order of a visit."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from du_an8.findings import Finding, Severity
from du_an8.outputs import about, division_words, evidence_words, phrases
from du_an8.programme.catalogue import Indicator, Phase, Programme
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Reason, Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.dates import format_date
from du_an8.vietnamese.numbers import format_percent

_NOTHING, _QUESTIONS = "Không có.", "Câu hỏi cần làm rõ"


class Table(Struct, frozen=True):
    """A table; `numeric` columns stand at the right, `widths` are shares of the page's."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    numeric: frozenset[int] = frozenset()


class Section(Struct, frozen=True):
    """A numbered section: paragraphs, then points, then a table."""

    title: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    table: Table | None = None


class Paper(Struct, frozen=True):
    """The paper about one province, or about several together."""

    title: str
    subtitle: str
    sections: tuple[Section, ...]


class Papers(Struct, frozen=True):
    """A page each, and a summary first where there are several.

    Attributes:
        team: who goes on the visit, and on whose behalf: the lines at the top left of each page.
    """

    as_of: date
    team: tuple[str, ...]
    papers: tuple[Paper, ...] = ()


def papers(assessment: Assessment) -> Papers:
    """The papers about all provinces that were asked for."""
    each = [_about(result, assessment) for result in assessment.subjects]
    team = ("ĐOÀN KIỂM TRA, GIÁM SÁT", assessment.programme.short_name.upper())
    return Papers(assessment.as_of, team, (*([_overview(assessment)] if len(each) > 1 else []), *each))


def _subtitle(assessment: Assessment, phase: Phase) -> str:
    return f"{assessment.programme.short_name}, {phase.name}; số liệu tính đến ngày {format_date(assessment.as_of)}"


def _overview(assessment: Assessment) -> Paper:
    """A line each; of which phase each is stands in a column where they differ, else once."""
    with_phases = about.differ_in_phase(assessment.subjects)
    header = ["Tỉnh", "Hoàn thành", "Có số liệu", "Chậm", "Thiếu số đến hạn", "Số liệu mới nhất"]
    widths = [26, 15, 14, 12, 17, 16]
    if with_phases:
        header.insert(1, "Giai đoạn")
        widths.insert(1, 12)
    numeric = frozenset(range(len(header) - 5, len(header)))
    rows = tuple(_overview_row(result, assessment, with_phases=with_phases) for result in assessment.subjects)
    told = about.earlier_phases(assessment.results, assessment.phase)
    return Paper(
        "TỔNG HỢP CÁC TỈNH",
        _subtitle(assessment, assessment.phase),
        (
            Section(
                "Tình hình chung",
                tuple(filter(None, (told, about.OVERVIEW_NOTE))),
                table=Table(tuple(header), rows, tuple(widths), numeric),
            ),
        ),
    )


def _overview_row(result: ProvinceResult, assessment: Assessment, *, with_phases: bool) -> tuple[str, ...]:
    return (
        phrases.place(result.province, assessment.as_of),
        *([result.phase.id] if with_phases else []),
        "–" if result.completion is None else format_percent(result.completion),
        f"{result.reported}/{result.with_target}" if result.with_target else "–",
        str(len(result.lagging)),
        str(len(result.missing)),
        format_date(result.latest) if result.latest else "chưa có",
    )


def _about(result: ProvinceResult, assessment: Assessment) -> Paper:
    findings = [finding for finding in assessment.findings_about(result) if not finding.settled]
    place = result.province
    kind = "cả nước" if place.is_country else f"{place.type} {place.name}"
    parts, others = list(_parts(result)), result.supporting
    not_applicable, papers = tuple(about.not_applicable(result)), tuple(evidence_words.to_see(result))
    programme = assessment.programme_of(result)
    return Paper(
        f"TÀI LIỆU PHỤC VỤ KIỂM TRA, GIÁM SÁT TẠI {kind.upper()}",
        _subtitle(assessment, result.phase),
        (
            Section("Tình hình số liệu", tuple(_state(result, findings, assessment.phase))),
            Section("Kết quả thực hiện các chỉ tiêu", *_indicators(result)),
            *([Section("Chỉ tiêu không áp dụng", points=not_applicable)] if not_applicable else []),
            *([Section("Số liệu bổ trợ", points=tuple(map(about.supporting, others)))] if others else []),
            *_divided(result),
            *([Section("Từng tỉnh" if place.is_country else "Từng tỉnh cũ", points=tuple(parts))] if parts else []),
            Section("Chỉ tiêu chậm, chỉ tiêu đến hạn chưa có số liệu", *_points(_behind(result, programme))),
            Section(_QUESTIONS, *_points(_questions(result, findings, programme))),
            *([Section(evidence_words.TITLE, points=papers)] if papers else []),
            Section("Khó khăn, vướng mắc tỉnh nêu", *_points(told.text for told in result.difficulties)),
            Section("Nguồn số liệu", *_points(_sources(result))),
        ),
    )


def _points(texts: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Paragraphs and points of a section: that there is nothing is said, too."""
    points = tuple(texts)
    return ((), points) if points else ((_NOTHING,), ())


def _state(result: ProvinceResult, findings: Sequence[Finding], asked: Phase) -> Iterator[str]:
    yield from about.of_phase(result, asked)
    yield f"{about.summary(result)}."
    yield from filter(None, [about.absent(result)])
    if result.latest:
        yield f"Số liệu mới nhất về các chỉ tiêu là của ngày {format_date(result.latest)}."
    if result.components and not result.province.is_country:
        names = ", ".join(part.province.name for part in result.components)
        yield f"Tỉnh mới từ 01/07/2025, hợp nhất từ {names}; tỉnh mới chưa báo thì số liệu là cộng các tỉnh cũ."
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = sum(finding.severity is Severity.WARNING for finding in findings)
    yield f"Khi đối chiếu có {errors} lỗi và {warnings} điều cần kiểm tra; xem mục “{_QUESTIONS}”."


def _indicators(result: ProvinceResult) -> tuple[tuple[str, ...], tuple[str, ...], Table | None]:
    if not result.core:
        return (_NOTHING,), (), None
    header = ("STT", "Chỉ tiêu", *phrases.ROW_TITLES)
    rows = tuple(
        (str(number), _named(verdict), *phrases.row(verdict)) for number, verdict in enumerate(result.core, start=1)
    )
    widths = (9, 24, 9, 9, 10, 10, 15, 11, 14)
    note = "Dấu ~: kế hoạch suy ra, không phải số được giao cho ngày đó."
    return (note,), (), Table(header, rows, widths, frozenset({3, 4, 5, 7}))


def _named(verdict: Verdict) -> str:
    """The indicator, with what must be said beside its numbers."""
    said = phrases.remarks(verdict)
    return f"{verdict.indicator.short_name} ({'; '.join(said)})" if said else verdict.indicator.short_name


def _divided(result: ProvinceResult) -> Iterator[Section]:
    """One table of all figures by their splits, where any is known."""
    rows = tuple(row for verdict in division_words.divided(result) for row in division_words.rows(verdict))
    if rows:
        table = Table(division_words.ROW_TITLES, rows, (36, 18, 20, 13, 13), frozenset({3, 4}))
        yield Section(division_words.TITLE, (division_words.NOTE,), table=table)


def _parts(result: ProvinceResult) -> Iterator[str]:
    """What each part has of each indicator that any of them has; what none of them has in one line."""
    if not result.components:
        return
    for verdict in about.told_by_parts(result):
        name, parts = verdict.indicator.short_name, result.parts_of(verdict.indicator)
        for part in (part for part in parts if part.verdict):
            aside = "; chưa cộng" if part in verdict.excluded else ""
            yield f"{name}, {part.province.name}: {phrases.standing(part.verdict)}{aside}."
        if nothing := [part.province.name for part in parts if not part.verdict]:
            yield f"{name}, {phrases.some(nothing)}: không có dữ liệu."
    if untold := about.told_by_no_part(result):
        yield f"{untold}."


def _behind(result: ProvinceResult, programme: Programme) -> Iterator[str]:
    for verdict in result.lagging:
        yield f"{verdict.indicator.short_name}: {phrases.shortfall(verdict, programme)}."
    for verdict in result.missing:
        yield f"{verdict.indicator.short_name}: {phrases.missed(verdict)}, chưa có số liệu."


def _questions(result: ProvinceResult, findings: Sequence[Finding], programme: Programme) -> Iterator[str]:
    """One for each row that lags, is missing or in doubt, one for each finding; a mere remark needs no question."""
    for verdict in (*result.lagging, *result.missing):
        yield _question(verdict, programme)
    for verdict in (verdict for verdict in result.core if verdict.reason is Reason.GROWTH_ONLY):
        kept = f"còn duy trì bao nhiêu{phrases.unit(verdict)}"
        yield f"{verdict.indicator.short_name}: mới báo số thành lập thêm. Đến nay {kept}?"
    yield from map(_question_of_absent, result.absent)
    for finding in findings:
        if finding.severity is not Severity.INFO or finding.explanation:
            yield phrases.question(finding)


def _question_of_absent(indicator: Indicator) -> str:
    asked = "Tỉnh được giao bao nhiêu, đã làm được bao nhiêu?"
    return f"{indicator.short_name}: hồ sơ chưa có chỉ tiêu giao, chưa có số liệu. {asked}"


def _question(verdict: Verdict, programme: Programme) -> str:
    name, given = verdict.indicator.short_name, f"{phrases.amount(verdict.asked, verdict)}{phrases.unit(verdict)}"
    observed_on = verdict.actual.observed_on
    if verdict.status is Status.NO_REPORT or observed_on is None:
        return f"{name}: được giao {given}, {phrases.missed(verdict)}. Đã làm được bao nhiêu, vì sao chưa báo cáo?"
    done = f"đến {format_date(observed_on)} mới được {phrases.actual(verdict)}/{given} ({phrases.completion(verdict)})"
    if verdict.status is Status.OVERDUE:
        return f"{name}: {done}. Từ đó đến nay đã làm thêm được bao nhiêu?"
    if verdict.status is Status.MISSED:
        return f"{name}: {done} khi {programme.phase.name} kết thúc. Vì sao không đạt?"
    expected = phrases.expected(verdict.expectation, verdict)
    return f"{name}: {done}, kế hoạch đến kỳ là {expected}. Vướng mắc ở đâu, bao giờ làm xong phần còn lại?"


def _sources(result: ProvinceResult) -> Iterator[str]:
    told: dict[str, None] = {}
    for verdict in result.verdicts:
        for version in verdict.versions:
            told[f"Chỉ tiêu {verdict.indicator.short_name}: {phrases.source(version)} ({version.location})."] = None
    for verdict in result.verdicts:
        for row in verdict.actual.used:
            cells = ", ".join(map(str, row.cells))
            told[f"Kết quả {verdict.indicator.short_name}, đến {format_date(row.end)}: {cells}."] = None
    yield from told
