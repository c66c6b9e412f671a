"""Names that are an indicator's as a whole, whatever of their words may be left out."""

from collections.abc import Sequence

from du_an8.programme.catalogue import Indicator, Kind
from du_an8.reports.names.cut_name import CutName, NameCutter, subsets, words_of
from du_an8.reports.names.finder import NameFinder
from du_an8.reports.names.known_names import counts_people
from du_an8.reports.names.narrowed import NarrowedNames
from du_an8.reports.names.reading import NameReading
from du_an8.reports.names.words import Piece, Use, key_of
from du_an8.vietnamese.late_patterns import pattern_of

_LISTED = pattern_of(r"\s*[,;+&]\s*|\s+và\s+")


class WholeNames:
    """Reads names that say nothing but an indicator, its part, its plan."""

    def __init__(self, finder: NameFinder, cutter: NameCutter, narrowed: NarrowedNames) -> None:
        self.finder, self.cutter, self.narrowed = finder, cutter, narrowed
        self.words, self.names = finder.words, finder.names

    def named(self, cut: CutName) -> NameReading | None:
        """What the whole of it names, whatever of it may be left out."""
        if not self._may_name(cut):
            return None
        counted = words_of(piece for piece in cut.pieces if piece.use is not Use.COUNTING)
        full = self.names.find_full(cut.words)
        found = full or self.names.find(counted)
        if found and self._may_be(cut, found, in_full=full is not None):
            return NameReading(found)
        for removed in subsets(cut.telling):
            found = self._found_without(cut, removed)
            reading = self.narrowed.reading(cut, found, removed) if found else None
            if reading:
                return reading
        return None

    def _may_name(self, cut: CutName) -> bool:
        """Whether a name is among its words, and none of them is in no name at all."""
        return self.names.have_all(cut.telling) and self.names.are_among((*cut.words, *self.words.rate))

    def _may_be(self, cut: CutName, found: Indicator, *, in_full: bool = False) -> bool:
        """Whether nothing else in the label speaks against what its words name.

        The `số` of `Tỷ số giới tính khi sinh` counts nothing where the catalogue itself has it.
        """
        is_counted = self.counts_a_rate(cut, found) and not in_full
        return not is_counted and not self._lists_others(cut, found)

    def _found_without(self, cut: CutName, removed: Sequence[Piece]) -> Indicator | None:
        pieces = [self._left(piece, removed) for piece in cut.telling]
        pieces = [piece for piece in pieces if piece.words]
        while pieces:
            found = self.finder.find(words_of(pieces))
            if found:
                is_it = self._may_be(cut, found) and not _counts_people(cut, found, removed)
                return found if is_it else None
            if pieces[0].use is not Use.TOTAL:
                return None
            pieces = pieces[1:]
        return None

    def _left(self, piece: Piece, removed: Sequence[Piece]) -> Piece:
        """What stays of a piece; `80% phụ nữ` speaks of their rate."""
        if not any(piece is other for other in removed):
            return piece
        is_rate = piece.use is Use.NUMBER and piece.words[0].key.endswith("%")
        return Piece(self.words.rate if is_rate else ())

    def counts_a_rate(self, cut: CutName, found: Indicator) -> bool:
        """`Số phụ nữ được tư vấn` is no rate."""
        counting = any(piece.use is Use.COUNTING for piece in cut.pieces)
        return found.kind is Kind.RATE and counting and key_of(self.words.rate) not in key_of(cut.telling_words)

    def _lists_others(self, cut: CutName, found: Indicator) -> bool:
        """`Tập huấn, đối thoại chính sách` are two things, each with a name of its own."""
        pieces = _LISTED.split(cut.text)
        if len(pieces) == 1:
            return False
        named = [self.names.find(self.cutter.telling_words(piece)) for piece in pieces]
        return all(named) and any(name is not found for name in named)

    def alone(self, name: str) -> NameReading | None:
        """What a name names, if it is neither a part nor a plan of it."""
        reading = self.named(self.cutter.take_apart(name))
        return reading if reading and reading.indicator and not (reading.part or reading.to_come) else None


def _counts_people(cut: CutName, found: Indicator, removed: Sequence[Piece]) -> bool:
    """`Phụ nữ và trẻ em tại địa chỉ tin cậy`: people in front of what counts none are counted themselves."""
    first = cut.telling[0]
    is_of_people = first.use is Use.PART_OF_PEOPLE and any(piece is first for piece in removed)
    return is_of_people and not counts_people(found)
