"""Names that are an indicator's but for some words: a part of it, a plan of it, what isn't done of it."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.names.cut_name import TO_COME, CutName, NameCutter, of_use, words_of
from du_an8.reports.names.finder import NameFinder
from du_an8.reports.names.known_names import counts_people
from du_an8.reports.names.reading import NameReading
from du_an8.reports.names.words import PARTS, Piece, Use, printed
from du_an8.vietnamese.numbers import Quantity, read_number

_LARGEST_LIST_MARK = 20
_LONGEST_UNIT = 4  # words


class NarrowedNames:
    """Tells what pieces left out of a name say of the indicator that the others name."""

    def __init__(self, finder: NameFinder, cutter: NameCutter) -> None:
        self.finder, self.cutter, self.programme, self.words = finder, cutter, finder.programme, finder.words
        self.narrowed = dict(self._narrowed_names())

    def _narrowed_names(self) -> Iterator[tuple[tuple[str, str], Indicator]]:
        """Parts that are indicators themselves: the members of a club, narrowed to `nữ`."""
        for whole in self.programme.indicators.values():
            for part in filter(None, map(self.programme.indicators.get, whole.parts)):
                for name in part.names:
                    yield from (((whole.id, form), part) for form in self._forms_beside(name, whole))

    def _forms_beside(self, name: str, whole: Indicator) -> Iterator[str]:
        """The parts in a name that is but for them the whole's."""
        pieces = self.cutter.take_apart(name).telling
        for piece in pieces:
            if piece.use in PARTS:
                words = [word for other in pieces if other is not piece for word in other.words]
                if self.finder.names.find(words) is whole:
                    yield piece.form

    def reading(self, cut: CutName, found: Indicator, removed: Sequence[Piece]) -> NameReading | None:
        """What a name says that is an indicator's but for these pieces; None where a number counts something else."""
        numbers = of_use(removed, Use.NUMBER)
        if len(numbers) > 1 or not all(self._counts(cut, piece, found) for piece in numbers):
            return None
        opened = words_of(of_use(removed, Use.OPEN))
        if opened:
            return NameReading(to_come=True, rest=printed(cut.text, opened), near=found)
        reading = self._part(cut, found, of_use(removed, *PARTS))
        planned = _planned(cut, numbers[0]) if numbers else None
        return replace(reading, planned=planned, to_come=bool(of_use(removed, *TO_COME)))

    def _counts(self, cut: CutName, number: Piece, found: Indicator) -> bool:
        """Whether a number in a name counts what the indicator counts: `540 tổ`, `80%`."""
        if number.words[0].key.endswith("%"):
            return found.kind is Kind.RATE
        at = cut.words.index(number.words[0])
        after = cut.words[at + 1 :]
        return any(
            self.finder.accepts(found, after[:length]) for length in range(1, min(_LONGEST_UNIT, len(after)) + 1)
        )

    def _part(self, cut: CutName, whole: Indicator, parts: Sequence[Piece]) -> NameReading:
        """The indicator, or its part; all the parts of it together are the whole."""
        if frozenset(piece.form for piece in parts) in self.words.wholes:
            return NameReading(whole)
        parts = [piece for piece in parts if not _says_whose(cut, piece, whole)]
        if not parts:
            return NameReading(whole)
        narrowed = self.narrowed.get((whole.id, parts[0].form)) if len(parts) == 1 else None
        if narrowed:
            return NameReading(narrowed)
        speaks_of_people = Use.PART_OF_PEOPLE in {piece.use for piece in parts}
        words = printed(cut.text, words_of(parts))
        return NameReading(whole, ", ".join(words), speaks_of_people and not counts_people(whole))


def _says_whose(cut: CutName, piece: Piece, found: Indicator) -> bool:
    """Whether people in the middle of a name say whose the things are: `Tổ phụ nữ tiết kiệm vay vốn`."""
    is_inside = piece is not cut.telling[0] and piece is not cut.telling[-1]
    return is_inside and piece.use is Use.PART_OF_PEOPLE and not counts_people(found)


def _planned(cut: CutName, number: Piece) -> Fraction | None:
    """The number that a name states as due; what was done already, and what may number the row, is none."""
    word = number.words[0]
    before = cut.text[: word.start]
    if re.search(r"\b(?:đã|được)\b", before, re.IGNORECASE):
        return None
    value = read_number(cut.text[word.start : word.end].rstrip("% ").rpartition("/")[2])
    if not isinstance(value, Quantity):
        return None
    is_mark = not before.strip() and value.value <= _LARGEST_LIST_MARK and not word.key.endswith("%")
    return None if is_mark else Fraction(value.value)
