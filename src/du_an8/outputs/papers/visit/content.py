"""What the paper for a visit says, before any form; its order is that in which teams work."""

from collections.abc import Iterable, Sequence

from du_an8.language.figures import format_date, format_day, format_percent
from du_an8.language.texts import named, tr
from du_an8.outputs.papers.visit.answers import NO_ANSWERS, Answer, Answers
from du_an8.outputs.papers.visit.province_sections import Province, sections
from du_an8.outputs.papers.visit.questions import Visit, sort_answers, visit
from du_an8.outputs.papers.visit.structure import Bar, Cell, Paper, Papers, Section, Table
from du_an8.outputs.wording import phrases, sentences
from du_an8.programme.phases import Phase
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.province import ProvinceResult

__all__ = ["Bar", "Cell", "Paper", "Papers", "Section", "Table", "papers", "visits"]

_TEAM = "ĐOÀN KIỂM TRA, GIÁM SÁT"
_SIGNATURES = (("ĐẠI DIỆN ĐƠN VỊ", "ĐƯỢC KIỂM TRA, GIÁM SÁT"), ("TRƯỞNG ĐOÀN",))
_RECIPIENTS = ("Như thành phần làm việc", "Lưu: hồ sơ đoàn kiểm tra, giám sát")


def visits(assessment: Assessment) -> list[Visit]:
    """What there is to go through in each province that was asked for: the country first, then the worst."""
    return [visit(result, assessment) for result in sorted(assessment.subjects, key=_urgency)]


def _urgency(result: ProvinceResult) -> tuple[object, ...]:
    """As in other lists of provinces, but silence about an indicator counts as much as a missing figure."""
    unknown = len(result.missing) + len(result.absent)
    return (not result.province.is_country, -len(result.lagging), -unknown, *sentences.urgency(result))


def papers(assessment: Assessment, answers: Answers = NO_ANSWERS) -> Papers:
    """The papers about all provinces that were asked for.

    Args:
        answers: noted in earlier papers; each stands beside its question, as long as that is asked.
    """
    going = visits(assessment)
    over = sort_answers(answers, going).over
    each = [_paper(one, assessment, answers, [] if len(going) > 1 else over) for one in going]
    overview = [_overview(assessment, [one.result for one in going], over)] if len(going) > 1 else []
    team = (tr(_TEAM), named(assessment.programme.short_name).upper())
    return Papers(assessment.as_of, team, (*overview, *each))


def _subtitle(assessment: Assessment, phase: Phase) -> str:
    return tr(
        "{programme}, {phase}; số liệu tính đến ngày {day}",
        programme=named(assessment.programme.short_name),
        phase=named(phase.name),
        day=format_date(assessment.as_of),
    )


def _paper(going: Visit, assessment: Assessment, answers: Answers, over: Sequence[Answer]) -> Paper:
    result = going.result
    place = result.province
    where = tr("CẢ NƯỚC") if place.is_country else phrases.full_name(place).upper()
    province = Province(going, assessment, assessment.programme_of(result), answers.by_code)
    return Paper(
        tr("TÀI LIỆU PHỤC VỤ KIỂM TRA, GIÁM SÁT TẠI {where}", where=where),
        _subtitle(assessment, result.phase),
        (*sections(province), *_over(over)),
        tuple(tuple(map(tr, office)) for office in _SIGNATURES),
        tuple(map(tr, _RECIPIENTS)),
    )


def _over(answers: Iterable[Answer]) -> list[Section]:
    """What was answered and isn't asked any more, so that nothing that was noted is lost."""
    points = tuple(
        tr("{asked} Trả lời: “{text}”.", asked=answer.asked or tr("Không rõ câu hỏi nào"), text=answer.text)
        for answer in answers
    )
    note = tr("Đã có số liệu mới, đã ghi nhận quyết định, hoặc giấy không còn ghi mã của câu hỏi.")
    return [Section(tr("Trả lời lần trước, nay không còn câu hỏi"), (note,), points)] if points else []


def _overview(assessment: Assessment, results: Sequence[ProvinceResult], over: Sequence[Answer]) -> Paper:
    """A line each, the worst first; of which phase each is stands in a column where they differ, else once."""
    with_phases = sentences.differ_in_phase(results)
    header = ["Tỉnh", "Hoàn thành", "Có số liệu", "Chậm", "Thiếu số đến hạn", "Hồ sơ chưa có", "Số liệu mới nhất"]
    widths = [25, 15, 13, 11, 14, 13, 18]
    if with_phases:
        header.insert(1, "Giai đoạn")
        widths.insert(1, 12)
    numeric = frozenset(range(2 if with_phases else 1, len(header)))
    rows = tuple(_overview_row(result, assessment, with_phases=with_phases) for result in results)
    remark = sentences.earlier_phases(assessment.results, assessment.phase)
    table = Table(tuple(map(tr, header)), rows, tuple(widths), numeric)
    order = tr("Xếp từ tỉnh có nhiều chỉ tiêu chậm nhất, rồi đến tỉnh thiếu nhiều số liệu nhất.")
    notes = tuple(filter(None, (remark, tr(sentences.OVERVIEW_NOTE), order)))
    general = Section(tr("Tình hình chung"), notes, table=table)
    return Paper(tr("TỔNG HỢP CÁC TỈNH"), _subtitle(assessment, assessment.phase), (general, *_over(over)))


def _overview_row(result: ProvinceResult, assessment: Assessment, *, with_phases: bool) -> tuple[str, ...]:
    return (
        phrases.place(result.province, assessment.as_of),
        *([result.phase.id] if with_phases else []),
        "–" if result.completion is None else format_percent(result.completion),
        f"{result.reported}/{result.with_target}" if result.with_target else "–",
        str(len(result.lagging)),
        str(len(result.missing)),
        str(len(result.absent)),
        format_day(result.latest) if result.latest else tr("chưa có"),
    )
