"""Numbers with words in one cell: `Đã tổ chức 90 cuộc`, `540 (mới 40)`, `90 cuộc/7.300 người`, `chưa giải ngân`.

A cell is: words in front, a number, its unit, and tails behind it (its percentage of the plan, its parts, the
number of another thing). Each word must be known for what it says, or be the unit; else there is no number.
"""

import re
from collections.abc import Callable
from decimal import Decimal

from msgspec.structs import replace

from du_an8.vietnamese.counted_numbers import (
    decimals_in,
    folded_text,
    read_counted,
    read_share,
    with_front,
)
from du_an8.vietnamese.digits import LONGEST, Ambiguous, Convention, plain_text, read_digits
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.number_words import without_words
from du_an8.vietnamese.quantity_kinds import (
    ABSENT,
    Absent,
    Number,
    Parts,
    Quantity,
    Share,
    StatedPercentage,
    Tail,
)
from du_an8.vietnamese.quantity_patterns import (
    BETWEEN_PARTS,
    BLANK,
    BRACKETED_UNIT,
    ESTIMATED_BEHIND,
    FOOTNOTE,
    FRONT,
    HAS_DIGIT,
    JUDGED_BEFORE,
    NOTHING_DONE,
    ONLY_DIGITS,
    OUTCOME,
    PASSIVE,
    PLAN_BEHIND,
    STATED_BEFORE,
    UNREPORTED_CELL,
)
from du_an8.vietnamese.quantity_tails import (
    as_parts,
    cut_bracket,
    cut_other,
    cut_parts,
    cut_percentage,
    cut_surplus,
    read_part,
    read_percentage,
)
from du_an8.vietnamese.quantity_words import (
    KEPT,
    NEW,
    OUTCOMES,
    PARTS,
    Qualifier,
    StatedOutcome,
)

_BOTH = (NEW, KEPT)
_BELOW = pattern_of(r"(\d[^\n]*(?:[^\W\d_]|\)))\s*\n[\s+•-]*(?=\d)")  # `15 tổ` above `130 thành viên`
_OPENS_LIST = pattern_of(r":\s*\n[\s+•–-]*")  # `29 cuộc, trong đó:` over a list
_LISTED = pattern_of(r"[\s;,.]*\n[\s+•–-]*(?=[^\W\d])")
_FULL_STOP = pattern_of(r"(?<=[^\W\d_]|[%)\]])\.$")
_RAISED_TO = pattern_of(r"\D*(?P<new>\d[^,;]*?)[\s,;]+nâng\s+tổng(?:\s+số)?\D*\s+lên\s+(?P<whole>\d.*)", re.IGNORECASE)


def read_quantity(text: str, convention: Convention | None = None) -> Quantity | Share | Ambiguous | Absent | None:
    """Read one cell's text; None where it is no number in any of the ways officials write one.

    Args:
        convention: what the other numbers of the column show.
    """
    if ONLY_DIGITS.fullmatch(text):
        return _as_quantity(read_digits(text, convention))
    plain = plain_text(text)
    folded = folded_text(plain).rstrip(".")
    if BLANK.fullmatch(folded) or UNREPORTED_CELL.fullmatch(folded):
        return ABSENT
    if len(plain) > LONGEST:
        return None
    if nothing := NOTHING_DONE.fullmatch(folded):
        return Quantity(Decimal(0), unit=nothing["unit"] or "", nothing=folded)
    if not HAS_DIGIT.search(plain):
        return None
    number = _read_line(plain, convention)
    if number is not None or "\n" not in text:
        return number
    return _read_line(plain_text(_LISTED.sub("; ", _OPENS_LIST.sub(": ", _BELOW.sub(r"\1; ", text)))), convention)


def _read_line(text: str, convention: Convention | None) -> Number:
    text = without_words(FOOTNOTE.sub("", _without_full_stop(text)))
    if estimated := ESTIMATED_BEHIND.fullmatch(folded_text(text)):
        return _about(_read_line(text[: estimated.end("number")], convention))
    raised = _RAISED_TO.fullmatch(text)
    return _read_raised(raised, convention) if raised else _read_cell(text, convention) or _read_kept(text, convention)


def _about(number: Number) -> Number:
    """`1.200 (ước)`: about so many, unless its own words say more."""
    if not isinstance(number, Quantity) or number.qualifier:
        return number
    return replace(number, qualifier=Qualifier.ABOUT, word="ước")


def _read_raised(raised: re.Match[str], convention: Convention | None) -> Quantity | None:
    """`Thành lập mới 40 tổ, nâng tổng số lên 540 tổ`: what there is now, of which the first number is a part."""
    new, whole = (_read_cell(raised[name], convention) for name in ("new", "whole"))
    if not (isinstance(new, Quantity) and isinstance(whole, Quantity)):
        return None
    is_one_thing = fold(new.unit) in {fold(whole.unit), ""} and new.value <= whole.value
    return replace(whole, to_date=True) if is_one_thing else None


def _read_kept(text: str, convention: Convention | None) -> Quantity | None:
    """`Duy trì 35 CLB, thành lập mới 5 CLB`: what there is now are those of before and the new ones."""
    pieces = BETWEEN_PARTS.split(folded_text(text))
    both = (
        as_parts([read_part(piece, convention, told=False) for piece in pieces]) if len(pieces) == len(_BOTH) else None
    )
    if both is None or any(len([words for _, words in both.parts if words in part]) != 1 for part in _BOTH):
        return None
    return replace(_sum_of(both), to_date=True)


def _sum_of(parts: Parts) -> Quantity:
    return Quantity(sum((value for value, _ in parts.parts), Decimal(0)), unit=parts.noun, parts=parts.parts)


def _as_quantity(number: Decimal | Ambiguous | None) -> Quantity | Ambiguous | None:
    return Quantity(number, decimals=decimals_in(number)) if isinstance(number, Decimal) else number


def read_stated_percentage(text: str) -> StatedPercentage | None:
    """Read a percentage that a report states: `28%`, `đạt 119,4%`, `vượt 19,4%`, `đạt khoảng 76%`, `100% (540 tổ)`."""
    plain = _without_full_stop(plain_text(text))
    if len(plain) > LONGEST:
        return None
    before = STATED_BEFORE.fullmatch(plain)
    if before is None:
        return read_percentage(plain) or _judged_percentage(plain)
    return read_percentage(before["told"]) if _counts(_read_body(before["number"], None)) else None


def _judged_percentage(text: str) -> StatedPercentage | None:
    """`Chưa đạt (88,9%)`; `Vượt (15,8%)` says how much more than the plan, or contradicts itself: nobody can tell."""
    match = JUDGED_BEFORE.fullmatch(text)
    outcome = read_stated_outcome(match["outcome"]) if match else None
    stated = read_percentage(match["told"]) if match and outcome else None
    in_doubt = stated is not None and outcome is StatedOutcome.EXCEEDED and stated.ratio <= 1
    return None if in_doubt else stated


def read_stated_outcome(text: str) -> StatedOutcome | None:
    """Read what a report says in words where a percentage is asked for: `Đạt`, `vượt kế hoạch`, `Chưa đạt`."""
    match = OUTCOME.fullmatch(folded_text(_without_full_stop(plain_text(text))))
    return OUTCOMES[match["outcome"]] if match else None


def counted_in(quantity: Quantity, is_unit: Callable[[str], bool], is_known: Callable[[str], bool]) -> Quantity | None:
    """Of a cell with numbers of several things, the number of the one that is asked for.

    Args:
        is_unit: whether words are the unit that is asked for.
        is_known: whether words are a unit of anything that the programme counts.

    Returns:
        The quantity itself where it stands alone. None where a number is of something unknown, or where none of them,
        or more than one, can be the one asked for.
    """
    if not quantity.others:
        return quantity
    own = replace(quantity, others=())
    if not all(is_known(plain_unit(number.unit)) for number in quantity.others):
        return None
    fitting = [number for number in (own, *quantity.others) if number.unit and is_unit(plain_unit(number.unit))]
    if not own.unit:
        return None if fitting else own
    return fitting[0] if len(fitting) == 1 else None


def plain_unit(words: str) -> str:
    """`người` of `người tham gia`: a unit without the words that change nothing."""
    return PASSIVE.sub("", words)


def _without_full_stop(text: str) -> str:
    return _FULL_STOP.sub("", text) if text.endswith(".") else text


def _read_cell(text: str, convention: Convention | None) -> Number:
    before = STATED_BEFORE.fullmatch(text)
    stated = read_percentage(before["told"]) if before else None
    if before and stated:
        number = _read_body(before["number"], convention)
        return _add(number, stated) if _counts(number) else None
    front = FRONT.match(folded_text(text))
    if front is None:
        return None
    rest = text[front.end() :]
    return with_front(front, rest, _read_body(rest, convention))


def _counts(number: Number) -> bool:
    """Whether a number may stand behind its percentage: `100% (540 tổ)`; of `100% (540)` nobody knows."""
    return isinstance(number, Share) or (isinstance(number, Quantity) and bool(number.unit) and not number.percent)


def _read_body(text: str, convention: Convention | None) -> Number:
    """A number with its unit and its tails, the last tail first."""
    if bracketed := BRACKETED_UNIT.fullmatch(text):
        unit = bracketed["unit"]
        return None if folded_text(unit) in PARTS else read_counted(f"{bracketed['number']} {unit}", convention)
    if whole := read_share(_as_share(text)) or _read_sum(text, convention):
        return whole
    for cut in (cut_percentage, cut_surplus, cut_bracket, cut_parts, cut_other):
        if found := cut(text, convention):
            number, tail = found
            return _add(_read_body(number, convention), tail)
    return read_counted(text, convention)


def _as_share(text: str) -> str:
    """`37 (KH 40)` is so many of so many."""
    planned = PLAN_BEHIND.fullmatch(folded_text(text))
    return f"{planned['number']}/{planned['plan']}" if planned else text


def _read_sum(text: str, convention: Convention | None) -> Quantity | None:
    """`5 mới + 12 củng cố`, `5 tổ + 12 tổ`: a sum that its author left to the reader."""
    pieces = [piece.strip() for piece in text.split("+")]
    if len(pieces) == 1:
        return None
    if parts := as_parts([read_part(piece, convention, told=False) for piece in pieces]):
        return _sum_of(parts)
    return _add_up([read_counted(piece, convention) for piece in pieces])


def _add_up(numbers: list[Quantity | Ambiguous | None]) -> Quantity | None:
    """The sum of numbers of one thing."""
    amounts = [number for number in numbers if isinstance(number, Quantity) and number.unit and not number.percent]
    units = {amount.unit.lower() for amount in amounts}
    if len(amounts) < len(numbers) or len(units) > 1:
        return None
    return Quantity(sum((amount.value for amount in amounts), Decimal(0)), unit=amounts[0].unit)


def _add(number: Number, tail: Tail) -> Number:
    """A number with what stands behind it; None where the two don't go together."""
    if isinstance(tail, StatedPercentage):
        return _add_percentage(number, tail)
    if isinstance(number, Share) or number is None:
        return None
    if isinstance(number, Ambiguous):
        return number
    return _add_parts(number, tail) if isinstance(tail, Parts) else _add_others(number, tail)


def _add_percentage(number: Number, stated: StatedPercentage) -> Number:
    if not isinstance(number, Quantity | Share):
        return number
    several = isinstance(number, Quantity) and number.others
    return None if number.stated or several else replace(number, stated=stated)


def _add_parts(number: Quantity, tail: Parts) -> Quantity | None:
    if number.others:
        last = _add_parts(number.others[-1], tail)
        return replace(number, others=(*number.others[:-1], last)) if last else None
    unit = number.unit or tail.noun
    if number.percent or number.parts or tail.noun not in {"", unit.lower()}:
        return None
    if any(value > number.value for value, _ in tail.parts):
        return None
    return replace(number, unit=unit, parts=tail.parts)


def _add_others(number: Quantity, others: tuple[Quantity, ...]) -> Quantity | None:
    if not others:
        return number  # the tail says no more of it
    together = (*number.others, *others)
    units = {number.unit.lower(), *(other.unit.lower() for other in together)}
    if number.percent or len(units) <= len(together):
        return None
    return replace(number, others=together)
