"""A name taken apart into pieces: those that tell, those that change nothing, those that may be left out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.names.known_names import NEUTRAL, Words
from du_an8.reports.names.words import PARTS, Piece, Use, Word, key_of
from du_an8.vietnamese.names import fold

_MOST_OPTIONAL = 5
LONGEST_NAME = 60  # words; what is longer is a sentence
LONGEST_TEXT = 600  # characters; likewise
TO_COME = frozenset((Use.PLAN, Use.OPEN, Use.ALLOTTED))
REMOVABLE = PARTS | {Use.PLAN, Use.OPEN, Use.NUMBER}


class CutName(Struct):
    """A text taken apart: its words, and its pieces without the neutral ones."""

    text: str
    words: list[Word]
    pieces: list[Piece]  # all
    telling: list[Piece]  # neither neutral nor merely counting

    @property
    def telling_words(self) -> list[Word]:
        """The words that tell."""
        return words_of(self.telling)

    @property
    def to_come(self) -> bool:
        """Whether it speaks of a plan, or of what isn't done."""
        return any(piece.use in TO_COME for piece in self.telling)


def words_of(pieces: Iterable[Piece]) -> list[Word]:
    """The words of all pieces."""
    return [word for piece in pieces for word in piece.words]


def of_use(pieces: Iterable[Piece], *uses: Use) -> list[Piece]:
    """Those of the pieces that have one of these uses."""
    return [piece for piece in pieces if piece.use in uses]


def subsets(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """What may be left out of a name: from nothing to all of it."""
    optional = of_use(pieces, *REMOVABLE)
    sizes = range(len(optional) + 1) if len(optional) <= _MOST_OPTIONAL else (0, len(optional))
    for size in sizes:
        yield from combinations(optional, size)


class NameCutter:
    """Takes names apart in the words of one programme."""

    def __init__(self, words: Words) -> None:
        self.words = words

    def take_apart(self, text: str) -> CutName:
        """A name as its words and pieces."""
        words = self.words.lexicon.read(text)
        pieces = self._with_leading_things(text, self.words.phrases.cut(words))
        return CutName(text, words, pieces, [piece for piece in pieces if piece.use not in NEUTRAL])

    def _with_leading_things(self, text: str, pieces: list[Piece]) -> list[Piece]:
        """`Thôn đặc biệt khó khăn thành lập tổ` counts villages, `Phụ nữ và trẻ em dự đối thoại` people.

        Behind a name they say where it is, or for whom; in front of it only `tại` makes villages its place.
        """
        for at, piece in enumerate(pieces):
            if piece.use not in NEUTRAL:
                break
            before = fold(text[: piece.words[0].start]).split()
            is_place = self.is_where(piece) and not self.words.where & set(before[-2:])
            if is_place or self._is_of_people(piece):
                return [*pieces[:at], replace(piece, use=Use.NAME), *pieces[at + 1 :]]
        return pieces

    def _is_of_people(self, piece: Piece) -> bool:
        """Whether a neutral phrase begins with a noun for people: `với hội viên, phụ nữ và nhân dân`."""
        starts = (key_of(piece.words[:length]) for length in range(1, len(piece.words) + 1))
        return piece.use is Use.NEUTRAL and any(start in self.words.nouns for start in starts)

    def is_where(self, piece: Piece) -> bool:
        """Whether a neutral phrase says where something is: `tại các xã đặc biệt khó khăn`."""
        return piece.use is Use.NEUTRAL and piece.form.split()[0] in self.words.where

    def telling_words(self, text: str) -> list[Word]:
        """Those words of a name that tell."""
        return self.take_apart(text).telling_words
