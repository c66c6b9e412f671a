"""Numbers in words, as papers repeat them behind the digits: `1.200 (một nghìn hai trăm)`."""

from decimal import Decimal

from du_an8.vietnamese.digits import DIGITS, SCALES, read_digits
from du_an8.vietnamese.late_patterns import pattern_of

_ONES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_TENS = {"mươi": 10, "trăm": 100}
_BETWEEN = frozenset({"linh", "lẻ", "và"})
_SPELLED_BEHIND = pattern_of(
    rf"(?P<number>{DIGITS})(?P<unit>[^\d()]*)\((?:bằng chữ)?[ :]*(?P<words>[^\d()]+)\)(?P<behind>[^()]*)"
)
_SPELLED_BEFORE = pattern_of(rf"(?P<words>[^\d()]+)\(\s*(?P<number>{DIGITS})(?P<unit>[^\d()]*)\)(?P<behind>[^()]*)")


def without_words(text: str) -> str:
    """A text without the words that say its number once more; where they say another one it stays as it is."""
    if "(" not in text:
        return text
    folded = text.casefold()
    for pattern in (_SPELLED_BEHIND, _SPELLED_BEFORE):
        match = pattern.fullmatch(folded)
        if match and _spelled(match["words"], match["unit"]) == read_digits(match["number"]):
            return " ".join("".join(text[slice(*match.span(part))] for part in ("number", "unit", "behind")).split())
    return text


def _spelled(words: str, unit: str) -> Decimal | None:
    """The number that words say, be it with its unit: `Một nghìn hai trăm tổ`; None where they say none."""
    spoken = words.strip(" .,;").removesuffix(f" {unit.strip()}").split()
    total = group = ones = Decimal(0)
    for word in spoken:
        if word in _ONES:
            group, ones = (group + ones, Decimal(_ONES[word]))
        elif word in _TENS:
            group, ones = (group + ones * _TENS[word], Decimal(0))
        elif word in SCALES:
            total, group, ones = (total + (group + ones) * SCALES[word], Decimal(0), Decimal(0))
        elif word not in _BETWEEN:
            return None
    return total + group + ones if spoken else None
