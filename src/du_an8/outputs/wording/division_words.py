"""Figures by the splits of the programme, in words: what each part comes to, and which share of the whole that is."""

from fractions import Fraction

from du_an8.language.figures import format_date, format_percent
from du_an8.language.texts import named, tr
from du_an8.outputs.wording import phrases
from du_an8.outputs.wording.words import QUALIFIERS
from du_an8.reconcile.judging.division import Division, PartFigure
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

TITLE = "Số liệu chia theo từng phần"
NOTE = "Các phần đã nằm trong số chung cùng ngày, không cộng thêm; phần nào cũng không đánh giá riêng."
NOTHING = "Chưa có số liệu nào được chia ra, cùng ngày với số chung."


def divided(result: ProvinceResult) -> list[Verdict]:
    """The verdicts of which the figure is known by any split, the core ones first."""
    return [verdict for verdict in (*result.core, *result.supporting) if verdict.divisions]


def whole(verdict: Verdict) -> str:
    """The indicator with its figure and date, above the parts."""
    day = verdict.actual.observed_on
    on_day = f" ({format_date(day)})" if day else ""
    unit = phrases.unit(verdict, verdict.actual.value)
    return f"{phrases.name(verdict.indicator)}: {phrases.actual(verdict)}{unit}{on_day}"


def line(division: Division, verdict: Verdict) -> str:
    """A figure by one split."""
    parts = [f"{named(part.name)} {_value(part, verdict)}" + _in_brackets(part) for part in division.parts]
    return f"{named(division.split.name)}: {', '.join(parts)}{_remark(division, verdict)}"


def _value(part: PartFigure, verdict: Verdict) -> str:
    word = f"{named(QUALIFIERS[part.qualifier])} " if part.qualifier else ""
    return word + phrases.amount(part.value, verdict)


def _share(part: PartFigure) -> str:
    return "–" if part.share is None else format_percent(part.share)


def _in_brackets(part: PartFigure) -> str:
    return "" if part.share is None else f" ({_share(part)})"


def _remark(division: Division, verdict: Verdict) -> str:
    """That all parts together aren't the figure."""
    if division.adds_up is not False:
        return ""
    total = sum((part.value for part in division.parts), Fraction(0))
    return tr("; cộng lại {total}, khác số chung", total=phrases.amount(total, verdict))
