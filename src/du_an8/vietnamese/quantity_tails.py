"""What stands behind the number of a cell: a percentage, the parts of it, other things beside."""

import re
from fractions import Fraction

from du_an8.vietnamese.counted_numbers import (
    folded_text,
    is_not_done,
    read_counted,
    with_front,
)
from du_an8.vietnamese.digits import Convention
from du_an8.vietnamese.quantity_kinds import (
    Part,
    Parts,
    Quantity,
    StatedPercentage,
    Tail,
)
from du_an8.vietnamese.quantity_patterns import (
    BESIDE_IT,
    BETWEEN_PARTS,
    BRACKET,
    FRONT,
    LEADS_TO_OTHER,
    OF_WHICH_PARTS,
    OPENS_PARTS,
    PART,
    STATED_BEHIND,
    SURPLUS,
    TELLS_PERCENTAGE,
)
from du_an8.vietnamese.quantity_words import (
    PARTS,
    QUALIFIERS,
)


def cut_percentage(text: str, _: Convention | None) -> tuple[str, Tail] | None:
    """`87 tổ (đạt 28% kế hoạch)`: the number, and its percentage of the plan."""
    match = STATED_BEHIND.fullmatch(folded_text(text)) if "%" in text else None
    stated = read_percentage(match["bracketed"] or match["told"] or match["of_the_plan"]) if match else None
    return (text[: match.end("number")], stated) if match and stated else None


def cut_surplus(text: str, convention: Convention | None) -> tuple[str, Tail] | None:
    """`545 (vượt 5 tổ)`, `90 (+5)`, `37 (tăng 5 so với năm 2023)`: how far it is from another says no more of it."""
    match = SURPLUS.fullmatch(folded_text(text))
    apart = next(filter(None, (match[name] for name in ("over", "change", "signed", "ratio"))), "") if match else ""
    other = read_counted(apart, convention) if apart else None
    return (text[: match.end("number")], ()) if match and isinstance(other, Quantity) else None


def cut_bracket(text: str, convention: Convention | None) -> tuple[str, Tail] | None:
    """`540 (mới 40)`, `90 cuộc (7.300 người)`: the number, and its parts or the numbers of other things."""
    match = BRACKET.fullmatch(text)
    if match is None:
        return None
    tail = _read_parts(match["inside"], convention) or _read_others(match["inside"], convention)
    return (match["number"], tail) if tail else None


def cut_parts(text: str, convention: Convention | None) -> tuple[str, Tail] | None:
    """`540 tổ, trong đó 40 tổ mới`: the number, and its parts."""
    match = OF_WHICH_PARTS.fullmatch(folded_text(text))
    parts = _read_parts(match["parts"], convention) if match else None
    return (text[: match.end("number")], parts) if match and parts else None


def cut_other(text: str, convention: Convention | None) -> tuple[str, Tail] | None:
    """`90 cuộc/7.300 người`: the number, and that of another thing; `20 người/1 lớp` is a mean."""
    match = BESIDE_IT.fullmatch(folded_text(text))
    others = _read_others(text[match.start("other") :], convention) if match else ()
    if match is None or not others or (match["sign"] == "/" and others[0].value == 1):
        return None
    return text[: match.end("number")], others


def _read_others(text: str, convention: Convention | None) -> tuple[Quantity, ...]:
    """`7.300 người`, `90 buổi, 300 người`: each with its unit; nothing where one of them is none."""
    found = [_read_other(piece, convention) for piece in _pieces(text)]
    others = tuple(other for other in found if other)
    return others if len(others) == len(found) else ()


def _read_other(text: str, convention: Convention | None) -> Quantity | None:
    text = LEADS_TO_OTHER.sub("", text, count=1)
    front = FRONT.match(folded_text(text))
    if front is None:
        return None
    rest = text[front.end() :]
    number = with_front(front, rest, read_counted(rest, convention))
    if not isinstance(number, Quantity) or number.percent or number.to_date:
        return None
    return number if number.unit else None


def _read_parts(text: str, convention: Convention | None) -> Parts | None:
    """`mới 40`, `5 mới, 7 củng cố`, `trong đó 40 tổ thành lập mới`."""
    folded = folded_text(text)
    opening = OPENS_PARTS.match(folded)
    pieces = _pieces(folded[opening.end() :] if opening else folded)
    return as_parts([read_part(piece, convention, told=opening is not None) for piece in pieces])


def _pieces(text: str) -> list[str]:
    """What stands between commas, each with a number: `7 củng cố, nâng cao chất lượng`, `37 thôn, bản` are one."""
    pieces: list[str] = []
    for piece in BETWEEN_PARTS.split(text):
        if pieces and not any(sign.isdigit() for sign in piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    return pieces


def as_parts(found: list[Part | None]) -> Parts | None:
    """Parts of one number, if each was read and all count the same thing."""
    parts = [part for part in found if part]
    nouns = {part.noun for part in parts if part.noun}
    if len(parts) < len(found) or len(nouns) > 1:
        return None
    return Parts(tuple((part.value, part.words) for part in parts), nouns.pop() if nouns else "")


def read_part(text: str, convention: Convention | None, *, told: bool) -> Part | None:
    """Read `40 mới`, `mới 40`, `thành lập mới 40 tổ`, `40 tổ mới`.

    Args:
        told: whether `trong đó` says that it is a part, whatever its words are.
    """
    match = PART.fullmatch(folded_text(text))
    number = read_counted(match["number"], convention) if match else None
    if match is None or not isinstance(number, Quantity) or number.percent:
        return None
    noun, words = _noun_and_part((match["words"] or "").strip(), number.unit)
    is_part = bool(words) if told else words in PARTS
    return Part(number.value, noun, words) if is_part and not is_not_done(f" {words}") else None


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


def read_percentage(text: str) -> StatedPercentage | None:
    """What a text says of the share of the plan that was reached; None where it says nothing of it."""
    match = TELLS_PERCENTAGE.fullmatch(folded_text(text))
    number = read_counted(match["number"].strip(), None) if match else None
    if match is None or not isinstance(number, Quantity) or number.unit or number.scaled:
        return None
    word = "ước" if match["estimate"] else match["approximate"].strip()
    percentage = Fraction(number.value) + (100 if match["over"] else 0)
    return StatedPercentage(percentage / 100, number.decimals, QUALIFIERS.get(word))
