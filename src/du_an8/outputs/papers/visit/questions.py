"""What is asked of a province: the indicators of the table, the questions, each with the code that its answer bears."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

from du_an8.decisions.facts import in_folder
from du_an8.findings import Finding, Location, Severity
from du_an8.language.figures import format_date
from du_an8.language.spoken import in_vietnamese
from du_an8.language.texts import named, tr
from du_an8.outputs.papers.visit.answers import Answer, Answers, area_mark, code_of
from du_an8.outputs.wording import evidence_words, phrases, standings
from du_an8.outputs.wording.words import REASONS
from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reconcile.assessment import Assessment
from du_an8.reconcile.judging.verdict import Reason, Status, Verdict
from du_an8.reconcile.province import ProvinceResult
from du_an8.vietnamese.names import fold

_DOCUMENTS = {
    Kind.STOCK: "Quyết định, danh sách, sổ",
    Kind.FLOW: "Kế hoạch, biên bản, danh sách",
    Kind.RATE: "Sổ gốc của tử số và mẫu số",
}
_DOCUMENTS_OF_MONEY = "Quyết định giao vốn, chứng từ chi"
_TODAY = "today"
"""A parameter that changes from one day to the next, although nothing new was said."""


class Group(StrEnum):
    """Why something is asked; the heading under which it stands."""

    LAGGING = "Chỉ tiêu chậm"
    MISSING = "Chỉ tiêu đến hạn chưa có số liệu"
    DOUBTFUL = "Số liệu vênh nhau, chưa rõ căn cứ"
    ABSENT = "Hồ sơ chưa có chỉ tiêu giao, chưa có số liệu"


class Question(Struct, frozen=True):
    """One question.

    Attributes:
        places: where to look.
    """

    code: str
    group: Group
    text: str
    places: tuple[Location, ...] = ()


class Row(Struct, frozen=True):
    """One core indicator in the table; without a verdict where nothing is on file."""

    code: str
    indicator: Indicator
    verdict: Verdict | None


class Visit(Struct, frozen=True):
    """What there is to go through in one province."""

    result: ProvinceResult
    rows: tuple[Row, ...]
    questions: tuple[Question, ...]

    @property
    def codes(self) -> list[str]:
        """Every code that stands in the paper."""
        return [*(row.code for row in self.rows), *(question.code for question in self.questions)]

    @property
    def area_marks(self) -> list[str]:
        """How the codes begin of questions about this province, and about those that it was formed from."""
        parts = () if self.result.province.is_country else self.result.components
        return [area_mark(each.province.area) for each in (self.result, *parts)]


class Sorted(Struct, frozen=True):
    """The answers of earlier papers, by what they belong to now.

    Attributes:
        kept: beside a question that is asked again.
        over: of the provinces that are asked, but to no question that is left.
        elsewhere: of other provinces.
    """

    kept: list[Answer]
    over: list[Answer]
    elsewhere: list[Answer]


def sort_answers(answers: Answers, going: Sequence[Visit]) -> Sorted:
    """What belongs to a question, what has none any more, what is about other provinces."""
    codes = {code for one in going for code in one.codes}
    marks = {"", *(mark for one in going for mark in one.area_marks)}
    by_place = Sorted([], [], [])
    for answer in answers.listed:
        if answer.code in codes:
            by_place.kept.append(answer)
        elif answer.area_mark in marks:
            by_place.over.append(answer)
        else:
            by_place.elsewhere.append(answer)
    return by_place


def visit(result: ProvinceResult, assessment: Assessment) -> Visit:
    """What there is to go through in a province."""
    return Visit(result, tuple(_rows(result, assessment)), tuple(_Asking(result, assessment).questions()))


def documents(indicator: Indicator) -> str:
    """What to have shown behind a figure: a suggestion."""
    return tr(_DOCUMENTS_OF_MONEY if is_money(indicator) else _DOCUMENTS[indicator.kind])


def to_see(row: Row) -> str:
    """What proves the figure of a row, as far as it is at hand; else what usually does, with what is only named."""
    verdict = row.verdict
    if verdict and verdict.has_evidence:
        return tr("Đã có: {papers}", papers=phrases.some(evidence_words.at_hand(verdict)))
    if verdict is None:
        return tr("Văn bản giao chỉ tiêu")
    papers = []
    if verdict.asked is None:
        papers.append(tr("Văn bản giao chỉ tiêu"))
    if verdict.asked is not None or verdict.actual.value is not None:
        papers.append(documents(row.indicator))
    if verdict.evidence:
        cited = phrases.some([f"“{paper.text}”" for paper in verdict.evidence])
        papers.append(tr("báo cáo có nêu {papers}", papers=cited))
    return "; ".join(papers)


def is_money(indicator: Indicator) -> bool:
    """Whether money is counted, in whatever unit of đồng."""
    return fold(indicator.unit).endswith("dong")


def _rows(result: ProvinceResult, assessment: Assessment) -> Iterator[Row]:
    """The core indicators in the order of the catalogue; a new figure is a new row, and what was said of it is over."""
    absent = {indicator.id for indicator in result.absent}
    for indicator in assessment.programme_of(result).indicators.values():
        verdict = result.verdict_on(indicator) if indicator.core else None
        if verdict or indicator.id in absent:
            day = verdict.actual.observed_on if verdict else None
            yield Row(_code(result, indicator.id, "row", day), indicator, verdict)


def _code(result: ProvinceResult, indicator: str | None, *identity: object) -> str:
    return code_of(result.province.area, result.phase.id, indicator, *identity)


class _Asking:
    """The questions about one province."""

    def __init__(self, result: ProvinceResult, assessment: Assessment) -> None:
        self._result, self._programme = result, assessment.programme_of(result)
        self._findings = assessment.findings_about(result)
        self._order = {key: number for number, key in enumerate(self._programme.indicators)}

    def questions(self) -> Iterator[Question]:
        """One for each row that lags, is missing or in doubt, one for each finding; a mere remark needs no question."""
        for verdict in self._result.lagging:
            yield self._ask(Group.LAGGING, verdict.indicator, "lagging", self._of_lagging(verdict), verdict)
        for verdict in self._result.missing:
            yield self._ask(Group.MISSING, verdict.indicator, "missing", _of_missing(verdict), verdict)
        yield from self._doubts()
        yield from self._of_findings()
        for indicator in self._result.absent:
            text = tr("tỉnh được giao bao nhiêu, theo văn bản nào, đã làm được bao nhiêu?")
            yield self._ask(Group.ABSENT, indicator, "absent", f"{phrases.name(indicator)}: {text}")

    def _ask(
        self, group: Group, indicator: Indicator, kind: str, text: str, verdict: Verdict | None = None
    ) -> Question:
        places = (verdict.location,) if verdict and verdict.location else ()
        return Question(_code(self._result, indicator.id, kind), group, text, places)

    def _of_lagging(self, verdict: Verdict) -> str:
        name, observed_on = phrases.name(verdict.indicator), verdict.actual.observed_on
        if observed_on is None:
            return _of_missing(verdict)
        done = tr(
            "đến {day} mới được {actual}/{given} ({share})",
            day=format_date(observed_on),
            actual=phrases.actual(verdict),
            given=_given(verdict),
            share=phrases.completion(verdict),
        )
        if verdict.status is Status.OVERDUE:
            return tr("{name}: {done}. Từ đó đến nay đã làm thêm được bao nhiêu?", name=name, done=done)
        if verdict.status is Status.MISSED:
            phase = named(self._programme.phase.name)
            return tr("{name}: {done} khi {phase} kết thúc. Vì sao không đạt?", name=name, done=done, phase=phase)
        return tr(
            "{name}: {done}, kế hoạch đến kỳ là {expected}. Vướng mắc ở đâu, bao giờ làm xong phần còn lại?",
            name=name,
            done=done,
            expected=phrases.expected(verdict.expectation, verdict),
        )

    def _doubts(self) -> Iterator[Question]:
        """What can't be judged, and no finding asks about."""
        asked = {finding.indicator for finding in self._findings if finding.severity is not Severity.INFO}
        for verdict in self._result.core:
            name = phrases.name(verdict.indicator)
            if verdict.reason is Reason.GROWTH_ONLY:
                unit = phrases.unit(verdict)
                text = tr(
                    "{name}: mới báo số thành lập thêm. Đến nay còn duy trì bao nhiêu{unit}?", name=name, unit=unit
                )
            elif verdict.reason and verdict.indicator.id not in asked:
                reason = tr(REASONS[verdict.reason])
                asks = "{name}: {reason}. Số đến nay là bao nhiêu, được giao bao nhiêu?"
                text = tr(asks, name=name, reason=reason)
            else:
                continue
            yield self._ask(Group.DOUBTFUL, verdict.indicator, f"doubt {verdict.reason}", text, verdict)

    def _of_findings(self) -> Iterator[Question]:
        still_open = [each for each in self._findings if _asks(each)]
        count = Counter(map(self._identity, still_open))
        for finding in sorted(still_open, key=self._place_in_catalogue):
            identity = self._identity(finding)
            if count[identity] > 1:
                identity = (*identity, _cell(finding))
            places = tuple(place for place in (finding.location, *finding.related) if place)
            text = f"{self._part(finding)}{phrases.question(finding)}"
            yield Question(_code(self._result, finding.indicator, *identity), Group.DOUBTFUL, text, places)

    def _identity(self, finding: Finding) -> tuple[object, ...]:
        """Part, indicator, rule and what it is about: its day, its places, but no figures, which may change."""
        lasting = [(name, value) for name, value in finding.parameters.items() if _tells(name, value)]
        with in_vietnamese():
            subject = sorted((name, str(value)) for name, value in lasting)
        return (finding.province, finding.indicator, finding.rule, *subject)

    def _place_in_catalogue(self, finding: Finding) -> int:
        return self._order.get(finding.indicator or "", len(self._order))

    def _part(self, finding: Finding) -> str:
        """Which of the provinces that this one was formed from is meant, if one is."""
        if self._result.province.is_country:
            return ""
        meant = (part.province for part in self._result.components if part.province.area == finding.province)
        return next((f"{phrases.place(province, self._result.as_of)}. " for province in meant), "")


def _asks(finding: Finding) -> bool:
    """Whether anything is left to ask; a mere remark, only where the province answered to it."""
    return not finding.settled and (finding.severity is not Severity.INFO or finding.explanation is not None)


def _tells(name: str, value: object) -> bool:
    """Whether a parameter tells what a finding is about."""
    return name != _TODAY and not isinstance(value, int | Decimal | Fraction | list | tuple)


def _cell(finding: Finding) -> tuple[str, str | None, str | None] | None:
    """The place that a finding is about; lines of a text file move when it is edited, so they don't count."""
    place = finding.location
    return (in_folder(place.path), place.sheet, place.cell) if place else None


def _given(verdict: Verdict) -> str:
    return phrases.counted(verdict.asked, verdict)


def _of_missing(verdict: Verdict) -> str:
    return tr(
        "{name}: được giao {given}, {missed}. Đã làm được bao nhiêu, vì sao chưa báo cáo?",
        name=phrases.name(verdict.indicator),
        given=_given(verdict),
        missed=standings.missed(verdict),
    )


def grouped(questions: Sequence[Question]) -> Iterable[tuple[Group, list[Question]]]:
    """The questions by why they are asked, each group that has any."""
    for group in Group:
        if members := [question for question in questions if question.group is group]:
            yield group, members
