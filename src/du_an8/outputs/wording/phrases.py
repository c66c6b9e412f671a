"""Phrases about one verdict, or one finding, that more than one output says."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from du_an8.findings import Explained, Finding, Settled
from du_an8.language.figures import format_date, format_day, format_number, format_percent
from du_an8.language.texts import named, tr
from du_an8.outputs.wording.words import QUALIFIERS, REASONS, STATUSES
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.programme.provinces import COUNTRY, NEW_ERA_STARTS, Province
from du_an8.reconcile.judging.actual import Actual
from du_an8.reconcile.judging.expectation import Basis, Expectation
from du_an8.reconcile.judging.verdict import CheckedClaim, Part, Reason, Status, Verdict, is_shaky
from du_an8.reports.returned import normal
from du_an8.targets.facts import NotApplicable, TargetVersion
from du_an8.vietnamese.numbers import Exact, round_half_up

ROW_TITLES = ("ĐVT", "Giao", "KH đến kỳ", "Thực hiện", "Số đến ngày", "Tỷ lệ", "Trạng thái")
"""The titles of what `row` gives."""

_MOST_PARTS = 4
"""No merged province was formed from more; of a whole country the parts are counted."""
_MOST_DECIMALS = 2
"""Three after a comma would be read as thousands."""
MOST_LISTED = 12
"""Names, or cells, in one sentence."""


def question(finding: Finding) -> str:
    """What to ask the province, with what it answered already."""
    explained = finding.explanation
    return f"{finding.question} {explanation(finding, explained)}" if explained else finding.question


def explanation(finding: Finding, explained: Explained) -> str:
    """`Tỉnh giải trình: “…”.`; where the figures have changed since, of which point."""
    then = tr(" (khi được hỏi: “{point}”)", point=explained.point) if explained.point != normal(finding.content) else ""
    return tr("Tỉnh giải trình: “{text}”{then}.", text=explained.text, then=then)


def settled_by(settled: Settled) -> str:
    """Who decided that a finding needs no more, or which report replaced the one that it is about."""
    return named(settled.by)


def settled_because(settled: Settled) -> str:
    """Why it needs no more: in the words of those who decided, or in ours where a later report did."""
    return named(settled.reason)


def amount(value: Exact | None, verdict: Verdict) -> str:
    """A number in the indicator's own form: `1.800`, or `80%` for a rate; at most one decimal."""
    if value is None:
        return "–"
    exact = Fraction(value)
    shown = format_number(exact if exact.denominator == 1 else round_half_up(exact, 1))
    return f"{shown}%" if verdict.indicator.is_percentage else shown


def name(indicator: Indicator) -> str:
    """What an indicator is called in tables and sentences."""
    return named(indicator.short_name)


def unit(verdict: Verdict, count: Exact | None = None) -> str:
    """The unit as it follows a number that already carries its % sign."""
    return "" if verdict.indicator.is_percentage else f" {named(verdict.indicator.unit, count)}"


def counted(value: Exact | None, verdict: Verdict) -> str:
    """A number with its unit: `1.800 tổ`."""
    return f"{amount(value, verdict)}{unit(verdict, value)}"


def difference(value: Exact, verdict: Verdict) -> str:
    """What lies between two figures: `3 tổ`, and `4,7 điểm %` of a rate, which is no percentage of anything."""
    shown = amount(value, verdict).removesuffix("%")
    return f"{shown} {tr('điểm %') if verdict.indicator.is_percentage else named(verdict.indicator.unit, value)}"


def actual(verdict: Verdict) -> str:
    """The figure with the approximate word that its report used."""
    return figure(verdict.actual, verdict)


def figure(reached: Actual, verdict: Verdict) -> str:
    """What an indicator had come to by some date, with the approximate word that its report used."""
    shown = amount(reached.value, verdict)
    if reached.value is None:
        return shown
    word = reached.word or (QUALIFIERS[reached.qualifier] if reached.qualifier else None)
    return f"{named(word)} {shown}" if word else shown


def day(when: date | None) -> str:
    """A date as a column of a table has it, or that there is none."""
    return format_day(when) if when else "–"


def expected(expectation: Expectation | None, verdict: Verdict, *, beside_pace: bool = False) -> str:
    """The expected amount; `~` where it doesn't stand on declared amounts alone.

    Args:
        beside_pace: the pace is shown, too; of a row that lags it is in any case.
    """
    if expectation is None or _asks_for_no_level(expectation, verdict):
        return "–"
    is_compared = beside_pace or (verdict.lagging and not verdict.missed_dues)
    pace_shown = verdict.pace if is_compared and expectation == verdict.expectation else None
    return ("~" if is_shaky(expectation) else "") + _expected_amount(expectation, verdict, pace_shown)


def _asks_for_no_level(expectation: Expectation, verdict: Verdict) -> bool:
    """Before its first milestone a rate has no level to reach, which isn't 0%."""
    return verdict.indicator.kind is Kind.RATE and expectation.progress == 0


def _expected_amount(expectation: Expectation, verdict: Verdict, pace_shown: Fraction | None) -> str:
    """What is counted in whole units is expected in whole units, unless the rounding would say something else."""
    exact = expectation.amount
    if exact.denominator == 1 or verdict.indicator.kind is Kind.RATE:
        return amount(exact, verdict)
    decimals = range(0 if verdict.indicator.whole else 1, _MOST_DECIMALS + 1)
    roundings = (round_half_up(exact, n) for n in decimals)
    finest = round_half_up(exact, _MOST_DECIMALS)
    return format_number(
        next((each for each in roundings if _tells_the_same(each, expectation, verdict, pace_shown)), finest)
    )


def _tells_the_same(rounded: Decimal, expectation: Expectation, verdict: Verdict, pace_shown: Fraction | None) -> bool:
    """Whether it isn't rounded to nothing or to the target, and the pace that is shown can be computed from it."""
    if rounded in {0, verdict.asked}:
        return False
    if pace_shown is None:
        return True
    begins = verdict.pace_begins
    if rounded == begins:
        return False
    recomputed = pace_shown * (expectation.amount - begins) / (Fraction(rounded) - begins)
    return format_percent(recomputed) == format_percent(pace_shown)


def completion(verdict: Verdict) -> str:
    """Completion in percent, never rounded up to 100."""
    return "–" if verdict.completion is None else format_percent(verdict.completion)


def pace(verdict: Verdict, programme: Programme) -> str:
    """Pace in percent, never rounded up over a band's edge; no one can picture how far below 0 one is."""
    if verdict.pace is not None and verdict.pace < 0:
        return tr("dưới 0%")
    edges = (Fraction(1), programme.near, programme.slow)
    return "–" if verdict.pace is None else format_percent(verdict.pace, edges)


def status(verdict: Verdict) -> str:
    """Sign and word; the meaning never hangs on colour."""
    if verdict.not_applicable:
        return tr("– không áp dụng")
    if verdict.status is None:
        return ""
    sign, word = STATUSES[verdict.status]
    word = tr(word)
    observed_on = verdict.actual.observed_on
    if verdict.status in {Status.MET, Status.EXCEEDED} and verdict.stale and observed_on:
        word += f" ({format_date(observed_on)})"
    return f"{sign} {word}"


def claim(checked: CheckedClaim) -> str:
    """`tỉnh tự báo 28% (khớp)`; of the country `TW báo 115,5% (khớp)`."""
    teller = tr("TW báo") if checked.claim.area == COUNTRY else tr("tỉnh tự báo")
    percentage = round_half_up(checked.claim.ratio * 100, checked.claim.decimals)
    agreement = {True: tr(" (khớp)"), False: tr(" (không khớp)"), None: ""}[checked.agrees]
    return f"{teller} {format_number(percentage)}%{agreement}"


def remarks(verdict: Verdict) -> list[str]:
    """What must be said beside the numbers."""
    return own_remarks(verdict) + _of_parts(verdict)


def _of_parts(verdict: Verdict) -> list[str]:
    """Which parts are in the sum; where there is no sum, which have figures all the same."""
    if not verdict.excluded:
        return []
    if verdict.actual.value is not None:
        return [left_out(verdict)]
    known = [each for each in verdict.excluded if each.verdict and each.verdict.actual.value is not None]
    if len(known) > _MOST_PARTS:
        return [tr("{count} tỉnh có số nhưng chưa cộng được", count=len(known))]
    return [tr("{part} có {known}", part=part(each), known=_in_short(each.verdict, with_unit=False)) for each in known]


def own_remarks(verdict: Verdict) -> list[str]:
    """The same without the parts that are in a sum."""
    said = [tr(REASONS[verdict.reason])] if verdict.reason else []
    if verdict.not_applicable:
        said.append(tr("hồ sơ ghi là không áp dụng: {reason}", reason=not_applicable(verdict.not_applicable)))
    said += [*_of_target(verdict), *_of_plan(verdict), *_of_figure(verdict)]
    if verdict.asked is None and verdict.stated_plan:
        said.append(tr("báo cáo ghi kế hoạch {plan}", plan=amount(verdict.stated_plan.value, verdict)))
    return said


def begins(verdict: Verdict) -> list[str]:
    """From where the line begins: `đầu giai đoạn 60 (31/12/2025)`, `mức ban đầu 7`; nothing where from 0."""
    if verdict.openings:
        return [tr("đầu giai đoạn {opening}", opening=_opening(verdict))]
    return [tr("mức ban đầu {baseline}", baseline=amount(verdict.baseline, verdict))] if verdict.baseline else []


def _opening(verdict: Verdict) -> str:
    """The openings together, the newest of their dates; of how many areas they are, if not of all that are asked."""
    openings, asked = verdict.openings, len(verdict.balance.targets)
    total = amount(sum((opening.value for opening in openings), Fraction(0)), verdict)
    of_some = tr("; mới biết {known}/{asked} nơi", known=len(openings), asked=asked) if len(openings) < asked else ""
    return f"{total} ({format_date(max(opening.day for opening in openings))}{of_some})"


def _of_target(verdict: Verdict) -> Iterator[str]:
    """How the target differs from the first one, from where it is counted, and what is left of it."""
    asked, original = verdict.asked, verdict.asked_originally
    if asked is not None and original is None:
        yield tr("số giao đã điều chỉnh, chưa rõ số ban đầu")
    elif asked is not None and original != asked:
        share = f": {format_percent(verdict.completion_original)}" if verdict.completion_original is not None else ""
        yield tr("so với {target} giao ban đầu{share}", target=amount(original, verdict), share=share)
    yield from begins(verdict)
    if verdict.remaining and not verdict.lagging:
        left = difference(verdict.remaining, verdict)
        yield tr("còn nhiều nhất {left}", left=left) if verdict.actual.incomplete else tr("còn {left}", left=left)


def _of_plan(verdict: Verdict) -> Iterator[str]:
    """The year by itself, and what the plan of the day stands on."""
    year = verdict.year
    if year and year.completion is not None:
        done, planned = amount(year.actual, verdict), amount(year.target, verdict)
        alone = {"year": year.year, "done": done, "planned": planned, "share": format_percent(year.completion)}
        yield tr("riêng năm {year}: {done}/{planned} = {share}", **alone)
    if verdict.actual.value is not None and verdict.expectation and verdict.expectation.basis is Basis.DERIVED:
        yield tr("kế hoạch đến kỳ chỉ suy ra từ phần còn lại")


def _of_figure(verdict: Verdict) -> Iterator[str]:
    """What makes the figure doubtful, and what the province itself claims."""
    if verdict.actual.incomplete and verdict.reason is None:
        yield tr("thiếu báo cáo, số tối thiểu")
    if verdict.actual.if_kept is not None and verdict.reason is Reason.GROWTH_ONLY:
        yield tr("{kept} nếu tất cả còn duy trì", kept=counted(verdict.actual.if_kept, verdict))
    if verdict.claim:
        of_another_day = verdict.claim.claim.end != verdict.actual.observed_on
        day = tr(", số đến {day}", day=format_date(verdict.claim.claim.end)) if of_another_day else ""
        yield claim(verdict.claim) + day


def row(verdict: Verdict) -> tuple[str, ...]:
    """The cells of a table after the indicator's name: unit, target, plan, figure, its date, completion, status."""
    return (
        named(verdict.indicator.unit),
        amount(verdict.asked, verdict),
        expected(verdict.expectation, verdict),
        actual(verdict),
        day(verdict.actual.observed_on),
        completion(verdict),
        status(verdict),
    )


def source(stated: TargetVersion | NotApplicable) -> str:
    """Who published a target, or that there is none, as far as the file tells."""
    if stated.source is None:
        return tr("chưa ghi nguồn")
    return ", ".join(filter(None, (stated.source.title, stated.source.publisher)))


def not_applicable(declared: NotApplicable) -> str:
    """Why an indicator doesn't apply, and who says so."""
    return tr("{reason} ({source})", reason=declared.reason, source=source(declared))


def place(province: Province, as_of: date) -> str:
    """A name that two areas bear in turn is told apart."""
    if province.merged_into and as_of >= NEW_ERA_STARTS:
        return tr("{place} (cũ)", place=province.name)
    return tr("{place} (mới)", place=province.name) if province.components else province.name


def full_name(province: Province) -> str:
    """What kind of place it is, and its name: `tỉnh Cao Bằng`."""
    return tr("{kind} {name}", kind=named(province.type), name=province.name)


def left_out(verdict: Verdict) -> str:
    """The parts that are in the sum, and those that are not with what they have; by number where there are many."""
    included, excluded = verdict.included, verdict.excluded
    if len(included) + len(excluded) > _MOST_PARTS:
        left = part(excluded[0]) if len(excluded) == 1 else tr("{count} tỉnh", count=len(excluded))
        return tr("cộng {count} tỉnh; chưa tính {left}", count=len(included), left=left)
    missing = "; ".join(f"{part(each)}: {_in_short(each.verdict)}" for each in excluded)
    known = tr("mới có số của {parts}; ", parts=parts(included)) if included else ""
    return known + tr("chưa tính {missing}", missing=missing)


def part(one: Part) -> str:
    """The name of a part; a province that is no more is told from the one that took its name."""
    return tr("{place} (cũ)", place=one.province.name) if one.merged else one.province.name


def parts(several: Iterable[Part]) -> str:
    """The names of parts."""
    return ", ".join(map(part, several))


def _in_short(verdict: Verdict | None, *, with_unit: bool = True) -> str:
    """`424 tổ, chưa rõ chỉ tiêu`: what a part has that is in no sum."""
    if verdict is None:
        return tr("chưa có dữ liệu")
    if verdict.actual.value is None:
        return tr("các báo cáo mâu thuẫn") if verdict.actual.conflict else tr("chưa có số liệu")
    unknown = tr(", chưa rõ chỉ tiêu") if verdict.asked is None and verdict.indicator.core else ""
    return f"{actual(verdict)}{unit(verdict, verdict.actual.value) if with_unit else ''}{unknown}"


def some(words: Sequence[str]) -> str:
    """The first of many names, and how many more there are."""
    more = len(words) - MOST_LISTED
    return ", ".join(words[:MOST_LISTED]) + (tr(" và {more} nơi khác", more=more) if more > 0 else "")
