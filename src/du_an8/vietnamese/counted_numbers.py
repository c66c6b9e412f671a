"""One number with what it counts: scaled, approximate, a share."""

import re
from decimal import Decimal

from msgspec.structs import replace

from du_an8.vietnamese.digits import SCALES, Ambiguous, Convention, read_digits
from du_an8.vietnamese.quantity_kinds import (
    Number,
    Quantity,
    Share,
)
from du_an8.vietnamese.quantity_patterns import (
    APPROXIMATE,
    COUNTED,
    LATER_PART,
    NOT_DONE_YET,
    OF_A_YEAR,
    PLANNED_ONLY,
    REACHES,
    SHARE,
    YEAR,
)
from du_an8.vietnamese.quantity_words import (
    QUALIFIERS,
    Qualifier,
)


def decimals_in(value: Decimal) -> int:
    """How many digits stand behind the decimal sign."""
    return max(0, -int(value.as_tuple().exponent))


def folded_text(text: str) -> str:
    """Small letters, sign by sign, so that what is found here stands at the same place in the text itself."""
    small = text.lower()
    return small if len(small) == len(text) else text


def with_front(front: re.Match[str], rest: str, number: Number) -> Number:
    """The number with what the words in front of it say: an estimate, about, more than, or a unit."""
    words = [front["estimate"], *APPROXIMATE.findall(front["approximate"])] if front[0] else []
    said = front[0][: front.start("approximate")].removeprefix(front["estimate"] or "")
    if said.strip() and YEAR.fullmatch(rest):
        return None  # "thực hiện 2023" is a title
    if isinstance(number, Quantity):
        return _approximate(number, [word for word in words if word], front)
    if isinstance(number, Share):
        return None if any(words) else replace(number, to_date=front["to_date"] is not None)
    return number


def _approximate(number: Quantity, words: list[str], front: re.Match[str]) -> Quantity | None:
    """Of two words the looser one holds: `ước trên 540` may be less."""
    if number.percent and front["verbs"] and not REACHES.fullmatch(front["verbs"]):
        return None  # "hoàn thành 80%" is of a plan and no level
    qualifiers = [QUALIFIERS[word] for word in words]
    loosest = Qualifier.ABOUT if Qualifier.ABOUT in qualifiers else next(reversed(qualifiers), None)
    return replace(number, qualifier=loosest, word=" ".join(words) or None, to_date=front["to_date"] is not None)


def read_counted(text: str, convention: Convention | None) -> Quantity | Ambiguous | None:
    """A number and its unit, nothing else."""
    match = COUNTED.fullmatch(folded_text(text))
    if match is None or is_not_done(match["unit"] or ""):
        return None
    body = match["body"].replace("−", "-")
    # "19,451 tỷ" is no thousand: nobody says a thousand of milliards and millions.
    value = read_digits(body.removeprefix("-"), Convention.VIETNAMESE if match["scale"] else convention)
    if value is None or isinstance(value, Ambiguous):
        return value
    scaled = _scaled(value, match)
    if scaled is None:
        return None
    return Quantity(
        value=-scaled if body.startswith("-") else scaled,
        percent=match["percent"] is not None,
        decimals=decimals_in(value),
        unit=text[match.start("unit") : match.end("unit")].strip() if match["unit"] else "",
        scaled=match["scale"] is not None,
    )


def is_not_done(words: str) -> bool:
    """Whether the words tell of what is still to do, or only planned."""
    return bool(NOT_DONE_YET.search(words) or PLANNED_ONLY.search(words))


def _scaled(value: Decimal, match: re.Match[str]) -> Decimal | None:
    """`2 tỷ 307 triệu`; None where a later part is no number, so that the whole is none."""
    if not match["scale"]:
        return value
    total = value * SCALES[match["scale"]]
    for digits, scale in LATER_PART.findall(match["rest"]):
        later = read_digits(digits, Convention.VIETNAMESE)
        if not isinstance(later, Decimal):
            return None
        total += later * SCALES[scale]
    return total


def read_share(text: str) -> Share | None:
    """`12/15 xã`: so many of so many; None for anything else, also for a month or a paper of a year."""
    match = SHARE.fullmatch(folded_text(text))
    if match is None or OF_A_YEAR.fullmatch(text):
        return None
    numerator, denominator = read_digits(match["numerator"]), read_digits(match["denominator"])
    if not isinstance(numerator, Decimal) or not isinstance(denominator, Decimal):
        return None
    units = {match[group].strip(): match.span(group) for group in ("of", "unit") if match[group]}
    if len(units) > 1 or any(map(is_not_done, units)):
        return None
    return Share(numerator, denominator, "".join(text[start:end].strip() for start, end in units.values()))
