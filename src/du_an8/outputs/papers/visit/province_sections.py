"""The sections of a province's paper, in the order in which teams work; what no source proves is called a suggestion.

The programme says which contents there are; what its supporting figures are about, their units say: xã and thôn are
places, văn bản is guidance, đồng is money.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from du_an8.language.figures import format_date, format_percent
from du_an8.language.spoken import Language, speech
from du_an8.language.texts import named, tr
from du_an8.outputs.papers.visit.answers import ANSWER_TITLE, NUMBER_AND_CODE_TITLE
from du_an8.outputs.papers.visit.notes import Notes
from du_an8.outputs.papers.visit.questions import Row, Visit, documents, grouped, is_money, to_see
from du_an8.outputs.papers.visit.structure import Bar, Cell, Section, Table
from du_an8.outputs.wording import division_words, evidence_words, phrases, sentences, standings
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import level_word

QUESTIONS = "Câu hỏi cần làm rõ"
_WIDTHS = {
    Language.VIETNAMESE: (18, 42, 14, 15, 16, 19, 23, 24, 22, 29, 30),
    Language.ENGLISH: (18, 38, 20, 16, 17, 20, 24, 25, 22, 26, 26),
}
"""Of the table of indicators: no word of a title or a unit is broken."""
_ROWS_FOR_APPOINTMENTS = 4
_GUIDANCE = "van ban"


class Province(Struct, frozen=True):
    """A province to be visited.

    Attributes:
        programme: as the province was judged by it.
        answered: code of a question -> what was answered the last time.
    """

    going: Visit
    assessment: Assessment
    programme: Programme
    answered: Mapping[str, str]

    @property
    def result(self) -> ProvinceResult:
        """Where it stands."""
        return self.going.result


def sections(province: Province) -> Iterator[Section]:
    """All sections; one of which the folder knows nothing says so in a line."""
    notes = Notes()
    result = province.result
    yield Section(tr("Tóm tắt"), tuple(_summary(province)), tuple(_behind(province)))
    yield _area(result, notes)
    yield _guidance(result, notes)
    yield _indicators(province, notes)
    yield from _parts(result)
    yield _contents(province, notes)
    yield _money(result, notes)
    yield _questions(province)
    yield _papers_to_see(province)
    yield _difficulties(result, notes)
    yield _appointments()
    sources = tuple(notes.lines) or (tr("Chưa có số liệu nào nên chưa có nguồn."),)
    yield Section(tr("Nguồn số liệu"), sources)


def _summary(province: Province) -> Iterator[str]:
    result, asked = province.result, province.assessment.phase
    yield from sentences.of_phase(result, asked)
    yield sentences.summary(result).replace(" · ", "; ").rstrip(".") + "."
    yield from filter(None, [sentences.absent(result), evidence_words.counted(result)])
    if result.latest:
        yield tr("Số liệu mới nhất về các chỉ tiêu là của ngày {day}.", day=format_date(result.latest))
    if count := len(province.going.questions):
        yield tr("Có {count} câu hỏi cần làm rõ, xem mục “{section}”.", count=count, section=tr(QUESTIONS))


def _behind(province: Province) -> Iterator[str]:
    result = province.result
    for verdict in result.lagging:
        yield f"{phrases.name(verdict.indicator)}: {standings.shortfall(verdict, province.programme)}."
    for verdict in result.missing:
        name, missed = phrases.name(verdict.indicator), standings.missed(verdict)
        yield tr("{name}: {missed}, chưa có số liệu.", name=name, missed=missed)


def _known(title: str, points: Sequence[str], nothing: str, ask: str) -> Section:
    """What is known, then what to ask; where nothing is known both are one line."""
    title, ask = tr(title), tr(ask)
    if not points:
        return Section(title, (tr("{nothing} Hỏi: {ask}", nothing=tr(nothing), ask=ask),))
    return Section(title, points=(*points, tr("Hỏi thêm: {ask}", ask=ask)))


def _area(result: ProvinceResult, notes: Notes) -> Section:
    merged = []
    if result.components and not result.province.is_country:
        names = ", ".join(phrases.place(part.province, result.as_of) for part in result.components)
        merged = [
            tr(
                "Tỉnh mới từ 01/07/2025, hợp nhất từ {names}; tỉnh mới chưa báo thì số liệu là cộng các tỉnh cũ.",
                names=names,
            )
        ]
    places = [verdict for verdict in result.supporting if level_word(verdict.indicator.unit)]
    ask = "số xã, thôn thực hiện, trước và sau 01/07/2025; nơi nào chưa thực hiện, vì sao."
    points = (*merged, *_figures(places, notes))
    return _known("Địa bàn (gợi ý)", points, "Hồ sơ chưa có gì về địa bàn.", ask)


def _guidance(result: ProvinceResult, notes: Notes) -> Section:
    figures = [verdict for verdict in result.supporting if fold(verdict.indicator.unit) == _GUIDANCE]
    versions = (version for verdict in result.core for version in verdict.versions if version.source)
    sources = dict.fromkeys(map(phrases.source, versions))
    of_targets = (tr("Nguồn cho biết chỉ tiêu giao: {source}.", source=source) for source in sources)
    points = (*of_targets, *_figures(figures, notes))
    ask = "văn bản triển khai, ban điều hành, đơn vị chủ trì, đã kiểm tra cơ sở nào, khi nào."
    return _known("Chỉ đạo, điều hành (gợi ý)", points, "Hồ sơ chưa có văn bản chỉ đạo nào.", ask)


def _indicators(province: Province, notes: Notes) -> Section:
    """The table that the meeting goes through; what doesn't apply is said above it."""
    header = (
        NUMBER_AND_CODE_TITLE, "Chỉ tiêu", "ĐVT", "Giao", "KH đến kỳ", "Thực hiện", "Số đến ngày",
        "Tỷ lệ so với giao", "Trạng thái", ANSWER_TITLE, "Hồ sơ cần xem (gợi ý)",
    )  # fmt: skip
    rows = tuple(
        _indicator_row(number, row, province, notes) for number, row in enumerate(province.going.rows, start=1)
    )
    note = tr(
        "Cột tỷ lệ: thanh xám là chỉ tiêu giao, thanh đậm là kết quả, vạch đứng là kế hoạch đến kỳ."
        " Dấu ~: kế hoạch suy ra, không phải số được giao cho ngày đó. Số trong ngoặc vuông: nguồn, ở mục cuối."
    )
    table = Table(tuple(map(tr, header)), rows, _WIDTHS[speech().language], frozenset({3, 4, 5}))
    nowhere = tuple(
        tr("Không áp dụng: {declared}.", declared=each) for each in sentences.not_applicable(province.result)
    )
    return Section(tr("Kết quả thực hiện các chỉ tiêu"), (note,), nowhere, table, wide=True)


def _indicator_row(number: int, row: Row, province: Province, notes: Notes) -> tuple[Cell, ...]:
    code, indicator, verdict = f"{number}\n{row.code}", row.indicator, row.verdict
    last = _last_time(province.answered.get(row.code))
    name = f"{phrases.name(indicator)}{notes.mark(verdict) if verdict else ''}"
    if verdict is None:
        shown: tuple[Cell, ...] = (named(indicator.unit), "–", "–", "–", "–", "–", tr("? hồ sơ chưa có"))
    else:
        said = phrases.remarks(verdict)
        name += f" ({'; '.join(said)})" if said else ""
        unit, asked, expected, actual, day, _, status = phrases.row(verdict)
        shown = (unit, asked, expected, actual, day, _bar(verdict), status)
    return (code, f"{name}{last}", *shown, "", to_see(row))


def _bar(verdict: Verdict) -> Cell:
    """The result beside the plan; nothing is drawn where there is no target to measure them by."""
    label, due = phrases.completion(verdict), verdict.due_share
    if verdict.completion is None and due is None:
        return label
    planned = tr("chưa rõ kế hoạch đến kỳ") if due is None else tr("kế hoạch đến kỳ {share}", share=format_percent(due))
    reached = verdict.completion is not None
    done = tr("đạt {share} chỉ tiêu giao", share=label) if reached else tr("chưa có kết quả")
    return Bar(label, verdict.completion, due, f"{done}, {planned}")


def _last_time(answer: str | None) -> str:
    return tr("\nLần trước trả lời: “{answer}”", answer=answer) if answer else ""


def _parts(result: ProvinceResult) -> Iterator[Section]:
    """What each part has of each indicator that any of them has; what none of them has in one line."""
    if not result.components:
        return
    rows = tuple(row for verdict in sentences.told_by_parts(result) for row in _rows_of_parts(verdict, result))
    untold = sentences.told_by_no_part(result)
    yield Section(
        tr("Từng tỉnh") if result.province.is_country else tr("Từng tỉnh cũ"),
        (f"{untold}.",) if untold else (),
        table=Table((tr("Tỉnh"), tr("Số liệu, chỉ tiêu giao, đánh giá")), rows, (35, 130)) if rows else None,
    )


def _rows_of_parts(verdict: Verdict, result: ProvinceResult) -> Iterator[tuple[Cell, ...]]:
    parts = result.parts_of(verdict.indicator)
    yield (phrases.name(verdict.indicator),)
    for part in parts:
        if part.verdict:
            aside = tr("; chưa cộng") if part in verdict.excluded else ""
            yield phrases.place(part.province, result.as_of), f"{standings.standing(part.verdict)}{aside}"
    silent = [phrases.place(part.province, result.as_of) for part in parts if not part.verdict]
    if silent:
        yield phrases.some(silent), tr("không có dữ liệu")


def _contents(province: Province, notes: Notes) -> Section:
    """The contents of the programme one by one: how its indicators stand, and what else is known."""
    result, programme = province.result, province.programme
    rows: list[tuple[Cell, ...]] = []
    for number, title in programme.contents.items():
        rows += [
            (tr("Nội dung {number}: {title}", number=number, title=named(title)),),
            *_of_content(province, number, notes),
        ]
    if others := _of_content(province, None, notes):
        title = tr("Chưa xếp vào nội dung nào") if programme.contents else tr("Số liệu khác")
        rows += [(title,), *others]
    note = (tr(division_words.NOTE),) if division_words.divided(result) else ()
    header = (tr("Chỉ tiêu, số liệu bổ trợ"), tr("Hồ sơ có"))
    table = Table(header, tuple(rows), (65, 100)) if rows else None
    return Section(tr("Kết quả theo từng nội dung"), note, table=table)


def _of_content(province: Province, number: int | None, notes: Notes) -> list[tuple[Cell, ...]]:
    """What is known of the indicators of a content; of those that have none, where no number is given."""
    rows = [*_core_of_content(province, number), *_others_of_content(province, number, notes)]
    if number is not None and not rows:
        return [("–", tr("hồ sơ chưa có số liệu nào của nội dung này"))]
    return rows


def _core_of_content(province: Province, number: int | None) -> Iterator[tuple[Cell, ...]]:
    for row in province.going.rows:
        if _is_of(row.indicator, number, province.programme):
            nothing = tr("hồ sơ chưa có chỉ tiêu giao, chưa có số liệu")
            standing = standings.standing(row.verdict) if row.verdict else nothing
            yield phrases.name(row.indicator), standing + _divided(row.verdict)


def _others_of_content(province: Province, number: int | None, notes: Notes) -> Iterator[tuple[Cell, ...]]:
    for verdict in province.result.supporting:
        indicator = verdict.indicator
        if _is_of(indicator, number, province.programme) and not _has_place_elsewhere(indicator):
            name, _, figure = sentences.supporting(verdict).partition(": ")
            yield f"{name}{notes.mark(verdict)}", figure + _divided(verdict)


def _is_of(indicator: Indicator, number: int | None, programme: Programme) -> bool:
    """Whether an indicator belongs to a content; to none, as far as the programme has no title for its own."""
    return (indicator.content if indicator.content in programme.contents else None) == number


def _has_place_elsewhere(indicator: Indicator) -> bool:
    """Whether a supporting figure stands in a section of its own subject."""
    return bool(level_word(indicator.unit)) or fold(indicator.unit) == _GUIDANCE or is_money(indicator)


def _divided(verdict: Verdict | None) -> str:
    """A line for each split that is known of a figure."""
    return "".join(f"\n{division_words.line(each, verdict)}" for each in verdict.divisions) if verdict else ""


def _figures(verdicts: Iterable[Verdict], notes: Notes) -> Iterator[str]:
    for verdict in verdicts:
        yield f"{sentences.supporting(verdict)}{notes.mark(verdict)}."


def _money(result: ProvinceResult, notes: Notes) -> Section:
    """By level, as far as a report divides it so."""
    money = [verdict for verdict in result.supporting if is_money(verdict.indicator)]
    points = tuple(
        f"{sentences.supporting(verdict)}{notes.mark(verdict)}."
        + "".join(f" {division_words.line(each, verdict)}." for each in verdict.divisions)
        for verdict in money
    )
    ask = "từng cấp, từng nội dung được giao bao nhiêu, giải ngân bao nhiêu, chuyển sang năm sau bao nhiêu."
    return _known("Kinh phí theo cấp", points, "Hồ sơ chưa có số liệu kinh phí.", ask)


def _questions(province: Province) -> Section:
    rows: list[tuple[Cell, ...]] = []
    number = 0
    for group, members in grouped(province.going.questions):
        rows.append((tr(group.value),))
        for question in members:
            number += 1
            last = _last_time(province.answered.get(question.code))
            rows.append((f"{number}\n{question.code}", f"{question.text}{last}", ""))
    if not rows:
        nothing = tr("Mọi chỉ tiêu đã có số liệu khớp nhau, không chậm; không có gì phải hỏi thêm.")
        return Section(tr(QUESTIONS), (nothing,))
    header = (tr(NUMBER_AND_CODE_TITLE), tr("Câu hỏi"), tr(ANSWER_TITLE))
    return Section(tr(QUESTIONS), table=Table(header, tuple(rows), (18, 82, 65)))


def _papers_to_see(province: Province) -> Section:
    """What stands behind the figures, one line for the indicators that are proven in the same way."""
    behind: dict[str, list[str]] = {}
    rows: Sequence[Indicator] = [
        *(row.indicator for row in province.going.rows),
        *(verdict.indicator for verdict in province.result.supporting if is_money(verdict.indicator)),
    ]
    for indicator in rows:
        behind.setdefault(documents(indicator), []).append(phrases.name(indicator))
    points = tuple(f"{papers}: {'; '.join(names)}." for papers, names in behind.items())
    note = tr("Chọn một xã, đối chiếu vài số của xã đó với giấy tờ gốc, dự một buổi sinh hoạt nếu có thể.")
    return Section(tr("Hồ sơ cần xem tại một xã (gợi ý)"), (note,), points)


def _difficulties(result: ProvinceResult, notes: Notes) -> Section:
    points = tuple(f"{each.text}{notes.mark_difficulty(each)}" for each in result.difficulties)
    nothing = () if points else (tr("Hồ sơ chưa ghi khó khăn nào tỉnh nêu."),)
    return Section(tr("Khó khăn, kiến nghị"), nothing, points)


def _appointments() -> Section:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (str(number), "", "", "") for number in range(1, _ROWS_FOR_APPOINTMENTS + 1)
    )
    table = Table((tr("STT"), tr("Việc"), tr("Người phụ trách"), tr("Hạn")), rows, (12, 85, 40, 28))
    return Section(tr("Việc hẹn sau buổi làm việc (gợi ý)"), table=table)
