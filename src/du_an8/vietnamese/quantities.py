"""Numbers with words in one cell: `Đã tổ chức 90 cuộc`, `540 (mới 40)`, `90 cuộc/7.300 người`, `chưa giải ngân`.

A cell is: words in front, a number, its unit, and tails behind it (its percentage of the plan, its parts, the
number of another thing). Each word must be known for what it says, or be the unit; else there is no number.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from du_an8.vietnamese.digits import DIGITS, LONGEST, SCALES, Ambiguous, Convention, plain_text, read_digits
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.quantity_words import (
    ADVERBS,
    BESIDE,
    DEEDS,
    LEVEL_VERBS,
    NOT_DONE,
    NOW,
    OF_WHICH,
    OUTCOMES,
    PARTS,
    PASSIVES,
    PLANNED,
    PLANS,
    QUALIFIERS,
    SUMS,
    TO_DATE,
    UNREPORTED,
    VERBS,
    Qualifier,
    StatedOutcome,
    one_of,
)


class StatedPercentage(Struct, frozen=True):
    """A percentage that a report states of itself.

    Attributes:
        ratio: 1 is 100 %; `vượt 19,4%` and `đạt 119,4%` are the same.
        decimals: printed decimals of the percentage.
        qualifier: what the approximate word before it means.
    """

    ratio: Fraction
    decimals: int
    qualifier: Qualifier | None = None


class Quantity(Struct, frozen=True):
    """A number as it was written.

    Attributes:
        value: the exact number; for `80%` it is 80, for `2 tỷ 307 triệu` 2307000000.
        qualifier: what the approximate word before it means.
        word: that word itself, e.g. `trên`.
        percent: whether a % sign follows.
        decimals: how many digits were printed after the decimal sign.
        unit: the words behind the number, e.g. `CLB`; empty where there are none.
        scaled: a word such as `triệu` stood behind the number, and is in the value.
        parts: of `5 mới + 12 củng cố`, each with its words; of `540 (mới 40)` the one that is named.
        stated: the percentage of the plan behind it: `2 tỷ 307 triệu đồng (đạt 24,5%)`.
        others: the numbers of other things in the same cell: the `7.300 người` of `90 cuộc/7.300 người`.
        to_date: the words say that it is a running total: `đến nay 540`.
        nothing: the words that say that nothing was done, the value being 0: `chưa giải ngân`.
    """

    value: Decimal
    qualifier: Qualifier | None = None
    word: str | None = None
    percent: bool = False
    decimals: int = 0
    unit: str = ""
    scaled: bool = False
    parts: tuple[tuple[Decimal, str], ...] = ()
    stated: StatedPercentage | None = None
    others: tuple["Quantity", ...] = ()
    to_date: bool = False
    nothing: str = ""


class Share(Struct, frozen=True):
    """`36/88 cuộc`: so many of so many. Which of them is a figure, only the column can tell.

    Attributes:
        stated: the percentage of the plan behind it: `746/625 tổ (vượt 19,4%)`.
        to_date: the words say that it is a running total.
    """

    numerator: Decimal
    denominator: Decimal
    unit: str = ""
    stated: StatedPercentage | None = None
    to_date: bool = False


class Absent(Enum):
    """Blank, `-`, `chưa có`: there is no figure. That is not zero."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


class _Parts(Struct, frozen=True):
    """`5 tổ mới, 7 tổ củng cố`: each part with its words, and the noun of them all."""

    parts: tuple[tuple[Decimal, str], ...]
    noun: str = ""


class _Part(Struct, frozen=True):
    """`40 tổ mới`: so many, of what, and which of them."""

    value: Decimal
    noun: str
    words: str


_Number = Quantity | Share | Ambiguous | None
_Tail = StatedPercentage | _Parts | tuple[Quantity, ...]

# What most cells are, told at once.
_ONLY_DIGITS = pattern_of(rf"[0-9](?:[0-9.,]{{0,{LONGEST - 2}}}[0-9])?")
_HAS_DIGIT = pattern_of(r"\d")

# Nothing is there, or nothing was done.
_BLANK = pattern_of(r"[-‐‑‒–—―−_.…/\\* ]*|[-‐‑‒–—―_.…]+ ?%|x")
_DONE = rf"(?:được )?{one_of(DEEDS)}(?: {one_of(DEEDS)})?(?: được)?"
_UNREPORTED = pattern_of(
    rf"(?:chưa|không)(?: có)?(?: {one_of(UNREPORTED)})?(?: nào)?"
    r"|(?:chưa|không) (?:tổng hợp|cập nhật|thống kê|theo dõi|nhập|gửi)(?: được)?(?: số liệu| báo cáo)?"
    rf"|chưa (?!giải ngân){_DONE}|đang (?:triển khai|thực hiện)"
    r"|(?:chưa|không)(?: có| được)?(?: giao)? (?:chỉ tiêu|kế hoạch)|(?:chưa|không) được giao"
    r"|kbc|n/a|na|không áp dụng"
)
_NOTHING_DONE = pattern_of(
    rf"chưa giải ngân(?: được)?|không {_DONE}|(?:chưa|không) (?:{_DONE}|có) (?P<unit>[^\W\d_][^\d]*) nào"
)

# Words in front of the number.
_AND_ON = r"(?:\s*:\s*|\s+)"
_VERB = rf"{one_of(VERBS)}(?:\ được)?"
_FRONT = pattern_of(
    rf"""(?:(?:(?P<to_date>{one_of(TO_DATE)})|{one_of(NOW)})(?:\s*[,:]\s*|\s+))?
        (?:{one_of(SUMS)}{_AND_ON})?
        (?:(?P<estimate>ước)(?:\ tính)?{_AND_ON})?
        (?P<verbs>(?:{one_of(ADVERBS)}\ )?(?:{_VERB}(?:(?:,|\ và)\ {_VERB})*|được){_AND_ON})?
        (?:{one_of(SUMS)}{_AND_ON})?
        (?P<approximate>(?:{one_of(QUALIFIERS)}\s*){{0,2}})
        (?=[-−\d])""",
    re.VERBOSE,
)
_APPROXIMATE = pattern_of(one_of(QUALIFIERS))
_REACHES = pattern_of(rf"(?:{one_of(ADVERBS)} )?{one_of(LEVEL_VERBS)}(?: được)?\W*")
_YEAR = pattern_of(r"(?:19|20)\d\d")

# The number with its unit.
_SCALE = one_of(SCALES)
_UNIT = r"[^\W\d_][^\d]*"
_COUNTED = pattern_of(
    rf"""(?P<body>[-−]?{DIGITS})\s*
        (?:(?P<percent>%)|(?P<scale>{_SCALE})(?:\b|(?=(?:đ|đồng|vnđ|vnd)\b))\.?(?P<rest>(?:\s*{DIGITS}\s*{_SCALE}\b)*))?\s*
        (?P<unit>{_UNIT})?""",
    re.VERBOSE,
)
_LATER_PART = pattern_of(rf"({DIGITS})\s*({_SCALE})\b")
_NOT_DONE = pattern_of(rf"(?<!\w){one_of(NOT_DONE)}(?!\w)")
_PLANNED = pattern_of(rf"(?<=\W){one_of(PLANNED)}(?!\w)")
_PASSIVE = pattern_of(rf"(?:^|\s+){one_of(PASSIVES)}$", re.IGNORECASE)
_SHARE = pattern_of(
    rf"(?P<numerator>{DIGITS})\s*(?P<of>{_UNIT}?)?\s*(?:/|(?<=\s)trên\s)\s*(?:tổng\s(?:số\s)?)?"
    rf"(?P<denominator>{DIGITS})\s*(?P<unit>{_UNIT})?"
)
_MONTH_OF_A_YEAR = pattern_of(r"(?:0?[1-9]|1[0-2])\s*/\s*(?:19|20)\d\d\b.*")

# Marks of footnotes; m² and km³ are units.
_RAISED = "[¹²³⁰⁴-⁹⁽⁾]"
_FOOTNOTE = pattern_of(
    rf"(?<=[\d%])\s?{_RAISED}+|(?<![\W\d]m)(?<![\W\d][kcd]m){_RAISED}+$"
    r"|(?<=[^\W_])\(\d{1,2}\)$|(?<=%)\(\d{1,2}\)$|(?<=\S)\s?(?:\[\d{1,2}\]|\*{1,3}|[(\[]\*{1,3}[)\]])$"
)

# Tails behind the number.
_THE_PLAN = rf"(?:{one_of(PLANS)}|(?:tổng\ )?(?:số\ )?vốn\ (?:được\ )?(?:giao|phân\ bổ))(?![^\W\d_])"
_OF_THE_PLAN = rf"(?:so\ với\ |của\ )?{_THE_PLAN}[^()\[\]%]*"
_STATED_BEHIND = pattern_of(
    rf"""(?P<number>.*[^\s,;])\s*
        (?:[(\[]\s*(?P<bracketed>[^()\[\]%]*%)\s*(?:{_OF_THE_PLAN})?[)\]]
        |[,;]\s*(?P<told>(?:đạt|hoàn\ thành|vượt|bằng)\ [^()\[\]%]*%)\s*(?:{_OF_THE_PLAN})?
        |\s(?P<of_the_plan>(?:đạt|hoàn\ thành|vượt|bằng)\ [^()\[\]%,;]*%)\s*{_OF_THE_PLAN})""",
    re.VERBOSE,
)
_STATED_BEFORE = pattern_of(r"(?P<told>[^()\[\]%]*%[^()\[\]%]*?)\s*[(\[](?P<number>[^()\[\]%]+)[)\]]")
_TELLS_PERCENTAGE = pattern_of(
    rf"""(?:(?:(?:đã|đạt|hoàn\ thành)\ )*(?P<over>vượt)(?:\ mức)?(?:\ (?:so\ với\ )?{_THE_PLAN})?:?[ ]
        |(?:{one_of(ADVERBS)}\ )?(?P<estimate>ước)?(?:\ tính)?\ ?(?:t[ỷỉ]\ lệ\ )?(?:giải\ ngân\ )?
         (?:(?:đạt|hoàn\ thành|bằng|thực\ hiện)(?:\ được)?:?\ )?(?:t[ỷỉ]\ lệ:?\ )?)
        (?P<approximate>(?:{one_of(QUALIFIERS)}\s*)?)
        (?P<number>[-−]?\d[^%]*)(?:%\s*(?:{_OF_THE_PLAN})?)?""",
    re.VERBOSE,
)
_OPENS_PARTS = pattern_of(rf"{one_of(OF_WHICH)}(?![^\W\d_])[:\s]*")
_OF_WHICH = pattern_of(rf"(?P<number>\d.*?)[\s,;:.]*(?P<parts>(?<![^\W\d_]){one_of(OF_WHICH)}(?![^\W\d_])[^()\[\]]+)")
_BRACKET = pattern_of(r"(?P<number>.*\S)\s*[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]]")
_BRACKETED_UNIT = pattern_of(rf"(?P<number>{DIGITS})\s*[(\[]\s*(?P<unit>{_UNIT}?)\s*[)\]]")
_SURPLUS = pattern_of(
    rf"(?P<number>\d.*?)[\s,;]*(?:[(\[]\s*)?vượt(?:\ {_THE_PLAN})?\s+(?P<over>\d[^()\[\]%]*?)\s*[)\]]?"
)
_BESIDE = pattern_of(
    rf"(?P<number>\d.*(?:[^\W\d_]|\)))\s*(?P<sign>(?:[,;]\s+|(?<=\s)){one_of(BESIDE)}(?=\s)|[/,;–-])\s*"
    rf"(?P<other>{one_of(QUALIFIERS)}?\s*\d.*)"
)
_LEADS_TO_OTHER = pattern_of(rf"{one_of(BESIDE)}\s+")
_RAISED_TO = pattern_of(r"\D*(?P<new>\d[^,;]*?)[\s,;]+nâng\s+tổng(?:\s+số)?\D*\s+lên\s+(?P<whole>\d.*)", re.IGNORECASE)
_BETWEEN_PARTS = pattern_of(r"\s*(?:[;+]|,(?=\s)|\svà\s)\s*")
_PART = pattern_of(rf"(?:có\s+)?(?P<words>{_UNIT}?)?\s*:?\s*(?P<number>\d.*)")
_OUTCOME = pattern_of(
    rf"(?:đã )?(?P<outcome>{one_of(OUTCOMES)})(?: (?:so với )?(?:mức )?{_THE_PLAN}"
    r"(?: (?:được giao|giao|đề ra|cả năm|năm|giai đoạn|trong kỳ))*(?: \d{4})?)?"
)


def read_quantity(text: str, convention: Convention | None = None) -> Quantity | Share | Ambiguous | Absent | None:
    """Read one cell's text; None where it is no number in any of the ways officials write one.

    Args:
        convention: what the other numbers of the column show.
    """
    if _ONLY_DIGITS.fullmatch(text):
        return _as_quantity(read_digits(text, convention))
    plain = plain_text(text)
    folded = _folded(plain).rstrip(".")
    if _BLANK.fullmatch(folded) or _UNREPORTED.fullmatch(folded):
        return ABSENT
    if len(plain) > LONGEST:
        return None
    if nothing := _NOTHING_DONE.fullmatch(folded):
        return Quantity(Decimal(0), unit=nothing["unit"] or "", nothing=folded)
    if not _HAS_DIGIT.search(plain):
        return None
    text = _FOOTNOTE.sub("", _without_full_stop(plain))
    raised = _RAISED_TO.fullmatch(text)
    return _read_raised(raised, convention) if raised else _read_cell(text, convention)


def _read_raised(raised: re.Match[str], convention: Convention | None) -> Quantity | None:
    """`Thành lập mới 40 tổ, nâng tổng số lên 540 tổ`: what there is now, of which the first number is a part."""
    new, whole = (_read_cell(raised[name], convention) for name in ("new", "whole"))
    if not (isinstance(new, Quantity) and isinstance(whole, Quantity)):
        return None
    is_one_thing = fold(new.unit) in {fold(whole.unit), ""} and new.value <= whole.value
    return replace(whole, to_date=True) if is_one_thing else None


def _as_quantity(number: Decimal | Ambiguous | None) -> Quantity | Ambiguous | None:
    return Quantity(number, decimals=_decimals(number)) if isinstance(number, Decimal) else number


def _decimals(value: Decimal) -> int:
    """How many digits stand behind the decimal sign."""
    return max(0, -int(value.as_tuple().exponent))


def read_stated_percentage(text: str) -> StatedPercentage | None:
    """Read a percentage that a report states: `28%`, `đạt 119,4%`, `vượt 19,4%`, `đạt khoảng 76%`, `100% (540 tổ)`."""
    plain = _without_full_stop(plain_text(text))
    if len(plain) > LONGEST:
        return None
    before = _STATED_BEFORE.fullmatch(plain)
    if before is None:
        return _read_percentage(plain)
    return _read_percentage(before["told"]) if _counts(_read_body(before["number"], None)) else None


def read_stated_outcome(text: str) -> StatedOutcome | None:
    """Read what a report says in words where a percentage is asked for: `Đạt`, `vượt kế hoạch`, `Chưa đạt`."""
    match = _OUTCOME.fullmatch(_folded(_without_full_stop(plain_text(text))))
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
    return _PASSIVE.sub("", words)


def _folded(text: str) -> str:
    """Small letters, sign by sign, so that what is found here stands at the same place in the text itself."""
    small = text.lower()
    return small if len(small) == len(text) else text


def _without_full_stop(text: str) -> str:
    return re.sub(r"(?<=[^\W\d_]|[%)\]])\.$", "", text)


def _read_cell(text: str, convention: Convention | None) -> _Number:
    before = _STATED_BEFORE.fullmatch(text)
    stated = _read_percentage(before["told"]) if before else None
    if before and stated:
        number = _read_body(before["number"], convention)
        return _add(number, stated) if _counts(number) else None
    front = _FRONT.match(_folded(text))
    if front is None:
        return None
    rest = text[front.end() :]
    return _with_front(front, rest, _read_body(rest, convention))


def _counts(number: _Number) -> bool:
    """Whether a number may stand behind its percentage: `100% (540 tổ)`; of `100% (540)` nobody knows."""
    return isinstance(number, Share) or (isinstance(number, Quantity) and bool(number.unit) and not number.percent)


def _with_front(front: re.Match[str], rest: str, number: _Number) -> _Number:
    words = [front["estimate"], *_APPROXIMATE.findall(front["approximate"])] if front[0] else []
    said = front[0][: front.start("approximate")].removeprefix(front["estimate"] or "")
    if said.strip() and _YEAR.fullmatch(rest):
        return None  # "thực hiện 2023" is a title
    if isinstance(number, Quantity):
        return _approximate(number, [word for word in words if word], front)
    if isinstance(number, Share):
        return None if any(words) else replace(number, to_date=front["to_date"] is not None)
    return number


def _approximate(number: Quantity, words: list[str], front: re.Match[str]) -> Quantity | None:
    """Of two words the looser one holds: `ước trên 540` may be less."""
    if number.percent and front["verbs"] and not _REACHES.fullmatch(front["verbs"]):
        return None  # "hoàn thành 80%" is of a plan and no level
    qualifiers = [QUALIFIERS[word] for word in words]
    loosest = Qualifier.ABOUT if Qualifier.ABOUT in qualifiers else next(reversed(qualifiers), None)
    return replace(number, qualifier=loosest, word=" ".join(words) or None, to_date=front["to_date"] is not None)


def _read_body(text: str, convention: Convention | None) -> _Number:
    """A number with its unit and its tails, the last tail first."""
    if bracketed := _BRACKETED_UNIT.fullmatch(text):
        unit = bracketed["unit"]
        return None if _folded(unit) in PARTS else _read_counted(f"{bracketed['number']} {unit}", convention)
    if whole := _read_share(text) or _read_sum(text, convention):
        return whole
    for cut in (_cut_percentage, _cut_surplus, _cut_bracket, _cut_parts, _cut_other):
        if found := cut(text, convention):
            number, tail = found
            return _add(_read_body(number, convention), tail)
    return _read_counted(text, convention)


def _read_counted(text: str, convention: Convention | None) -> Quantity | Ambiguous | None:
    """A number and its unit, nothing else."""
    match = _COUNTED.fullmatch(_folded(text))
    if match is None or _is_not_done(match["unit"] or ""):
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
        decimals=_decimals(value),
        unit=text[match.start("unit") : match.end("unit")].strip() if match["unit"] else "",
        scaled=match["scale"] is not None,
    )


def _is_not_done(words: str) -> bool:
    return bool(_NOT_DONE.search(words) or _PLANNED.search(words))


def _scaled(value: Decimal, match: re.Match[str]) -> Decimal | None:
    """`2 tỷ 307 triệu`; None where a later part is no number, so that the whole is none."""
    if not match["scale"]:
        return value
    total = value * SCALES[match["scale"]]
    for digits, scale in _LATER_PART.findall(match["rest"]):
        later = read_digits(digits, Convention.VIETNAMESE)
        if not isinstance(later, Decimal):
            return None
        total += later * SCALES[scale]
    return total


def _read_share(text: str) -> Share | None:
    match = _SHARE.fullmatch(_folded(text))
    if match is None or _MONTH_OF_A_YEAR.fullmatch(text):
        return None
    numerator, denominator = read_digits(match["numerator"]), read_digits(match["denominator"])
    if not isinstance(numerator, Decimal) or not isinstance(denominator, Decimal):
        return None
    units = {match[group].strip(): match.span(group) for group in ("of", "unit") if match[group]}
    if len(units) > 1 or any(map(_is_not_done, units)):
        return None
    return Share(numerator, denominator, "".join(text[start:end].strip() for start, end in units.values()))


def _read_sum(text: str, convention: Convention | None) -> Quantity | None:
    """`5 mới + 12 củng cố`, `5 tổ + 12 tổ`: a sum that its author left to the reader."""
    pieces = [piece.strip() for piece in text.split("+")]
    if len(pieces) == 1:
        return None
    if parts := _as_parts([_read_part(piece, convention, told=False) for piece in pieces]):
        return Quantity(sum((value for value, _ in parts.parts), Decimal(0)), unit=parts.noun, parts=parts.parts)
    return _add_up([_read_counted(piece, convention) for piece in pieces])


def _add_up(numbers: list[Quantity | Ambiguous | None]) -> Quantity | None:
    """The sum of numbers of one thing."""
    amounts = [number for number in numbers if isinstance(number, Quantity) and number.unit and not number.percent]
    units = {amount.unit.lower() for amount in amounts}
    if len(amounts) < len(numbers) or len(units) > 1:
        return None
    return Quantity(sum((amount.value for amount in amounts), Decimal(0)), unit=amounts[0].unit)


def _cut_percentage(text: str, _: Convention | None) -> tuple[str, _Tail] | None:
    """`87 tổ (đạt 28% kế hoạch)`: the number, and its percentage of the plan."""
    match = _STATED_BEHIND.fullmatch(_folded(text)) if "%" in text else None
    stated = _read_percentage(match["bracketed"] or match["told"] or match["of_the_plan"]) if match else None
    return (text[: match.end("number")], stated) if match and stated else None


def _cut_surplus(text: str, convention: Convention | None) -> tuple[str, _Tail] | None:
    """`545 (vượt 5 tổ)`: the number; by how much it is above the plan says nothing more of it."""
    match = _SURPLUS.fullmatch(_folded(text)) if "%" not in text else None
    over = _read_counted(match["over"], convention) if match else None
    return (text[: match.end("number")], ()) if match and isinstance(over, Quantity) else None


def _cut_bracket(text: str, convention: Convention | None) -> tuple[str, _Tail] | None:
    """`540 (mới 40)`, `90 cuộc (7.300 người)`: the number, and its parts or the numbers of other things."""
    match = _BRACKET.fullmatch(text)
    if match is None:
        return None
    tail = _read_parts(match["inside"], convention) or _read_others(match["inside"], convention)
    return (match["number"], tail) if tail else None


def _cut_parts(text: str, convention: Convention | None) -> tuple[str, _Tail] | None:
    """`540 tổ, trong đó 40 tổ mới`: the number, and its parts."""
    match = _OF_WHICH.fullmatch(_folded(text))
    parts = _read_parts(match["parts"], convention) if match else None
    return (text[: match.end("number")], parts) if match and parts else None


def _cut_other(text: str, convention: Convention | None) -> tuple[str, _Tail] | None:
    """`90 cuộc/7.300 người`: the number, and that of another thing; `20 người/1 lớp` is a mean."""
    match = _BESIDE.fullmatch(_folded(text))
    others = _read_others(text[match.start("other") :], convention) if match else ()
    if match is None or not others or (match["sign"] == "/" and others[0].value == 1):
        return None
    return text[: match.end("number")], others


def _read_others(text: str, convention: Convention | None) -> tuple[Quantity, ...]:
    """`7.300 người`, `90 buổi, 300 người`: each with its unit; nothing where one of them is none."""
    found = [_read_other(piece, convention) for piece in _BETWEEN_PARTS.split(text)]
    others = tuple(other for other in found if other)
    return others if len(others) == len(found) else ()


def _read_other(text: str, convention: Convention | None) -> Quantity | None:
    text = _LEADS_TO_OTHER.sub("", text, count=1)
    front = _FRONT.match(_folded(text))
    if front is None:
        return None
    rest = text[front.end() :]
    number = _with_front(front, rest, _read_counted(rest, convention))
    if not isinstance(number, Quantity) or number.percent or number.to_date:
        return None
    return number if number.unit else None


def _read_parts(text: str, convention: Convention | None) -> _Parts | None:
    """`mới 40`, `5 mới, 7 củng cố`, `trong đó 40 tổ thành lập mới`."""
    folded = _folded(text)
    opening = _OPENS_PARTS.match(folded)
    pieces: list[str] = []
    for piece in _BETWEEN_PARTS.split(folded[opening.end() :] if opening else folded):
        if pieces and not any(sign.isdigit() for sign in piece):
            pieces[-1] += f", {piece}"  # "7 củng cố, nâng cao chất lượng"
        else:
            pieces.append(piece)
    return _as_parts([_read_part(piece, convention, told=opening is not None) for piece in pieces])


def _as_parts(found: list[_Part | None]) -> _Parts | None:
    parts = [part for part in found if part]
    nouns = {part.noun for part in parts if part.noun}
    if len(parts) < len(found) or len(nouns) > 1:
        return None
    return _Parts(tuple((part.value, part.words) for part in parts), nouns.pop() if nouns else "")


def _read_part(text: str, convention: Convention | None, *, told: bool) -> _Part | None:
    """Read `40 mới`, `mới 40`, `thành lập mới 40 tổ`, `40 tổ mới`.

    Args:
        told: whether `trong đó` says that it is a part, whatever its words are.
    """
    match = _PART.fullmatch(_folded(text))
    number = _read_counted(match["number"], convention) if match else None
    if match is None or not isinstance(number, Quantity) or number.percent:
        return None
    noun, words = _noun_and_part((match["words"] or "").strip(), number.unit)
    is_part = bool(words) if told else words in PARTS
    return _Part(number.value, noun, words) if is_part and not _is_not_done(f" {words}") else None


def _noun_and_part(before: str, behind: str) -> tuple[str, str]:
    """`tổ` and `mới` of `tổ mới`; words of which no end is a known part are the part themselves.

    Args:
        before: the words before the number; where both are there, these are the part.
        behind: the words behind it.
    """
    if before and behind:
        return behind, before
    words = before or behind
    for place in (0, *(match.end() for match in re.finditer(" ", words))):
        if words[place:] in PARTS:
            return words[:place].strip(), words[place:]
    return "", words


def _add(number: _Number, tail: _Tail) -> _Number:
    """A number with what stands behind it; None where the two don't go together."""
    if isinstance(tail, StatedPercentage):
        return _add_percentage(number, tail)
    if isinstance(number, Share) or number is None:
        return None
    if isinstance(number, Ambiguous):
        return number
    return _add_parts(number, tail) if isinstance(tail, _Parts) else _add_others(number, tail)


def _add_percentage(number: _Number, stated: StatedPercentage) -> _Number:
    if not isinstance(number, Quantity | Share):
        return number
    several = isinstance(number, Quantity) and number.others
    return None if number.stated or several else replace(number, stated=stated)


def _add_parts(number: Quantity, tail: _Parts) -> Quantity | None:
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
    together = (*number.others, *others)
    units = {number.unit.lower(), *(other.unit.lower() for other in together)}
    if number.percent or len(units) <= len(together):
        return None
    return replace(number, others=together)


def _read_percentage(text: str) -> StatedPercentage | None:
    match = _TELLS_PERCENTAGE.fullmatch(_folded(text))
    number = _read_counted(match["number"].strip(), None) if match else None
    if match is None or not isinstance(number, Quantity) or number.unit or number.scaled:
        return None
    word = "ước" if match["estimate"] else match["approximate"].strip()
    percentage = Fraction(number.value) + (100 if match["over"] else 0)
    return StatedPercentage(percentage / 100, number.decimals, QUALIFIERS.get(word))
