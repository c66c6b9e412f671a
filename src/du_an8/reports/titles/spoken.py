"""What the words of a title speak of: results, plans, estimates, something else."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum

from msgspec import Struct

from du_an8.reports.vocabulary.vocabulary import texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.time_words import Words, split_words


class Speaks(StrEnum):
    """What words say, by their list in vocabulary.yaml; FORETOLD are results behind a word for what is to come."""

    COMPARED = "compared"
    ESTIMATED_RESULTS = "estimated_results"
    ESTIMATED = "estimated"
    FORESEEN = "foreseen"
    EXCLUDED = "excluded"
    LACKING = "lacking"
    AHEAD = "ahead"
    CHANCES = "chances"
    TO_COME = "to_come"
    PLANNED = "planned"
    AIMS = "aims"
    REPORTING = "reporting"
    DONE = "done"
    TOLD = "told"
    FORETOLD = "foretold"


RESULTS = frozenset({Speaks.DONE, Speaks.TOLD, Speaks.REPORTING})


class Spoken(Struct, frozen=True):
    """Words that speak of something, by the first of them."""

    at: int
    speaks: Speaks


def one_of(*names: str) -> str:
    """The words of some lists of titles as a part of a pattern of forms, the longest first."""
    lines = {split_words(text).line.replace("–", "[-–]") for name in names for text in texts("titles", name)}
    return rf"(?:{'|'.join(sorted(lines, key=len, reverse=True))})"


_OTHER_WORDS = pattern_of(rf"(?<![^ ]){one_of('other_words')}(?![^ ])")
_NO_WORD_BETWEEN = r"(?:va|nam|thang|quy|giao|nhu|dang|de|phan|phuong|con|xay)"
_WORDS_BETWEEN = rf"(?: (?!{_NO_WORD_BETWEEN}\b)(?:[a-z]+|/|\d{{1,2}}(?! thang\b))){{0,6}}?"
_MET = rf"{one_of('met')}(?:(?: [,&]| va)?(?: (?:cac|nhung|mot so))? {one_of('met')})*"  # `các chỉ tiêu, nhiệm vụ`
_TO_DO = r"(?: (?:thuc hien|trien khai))*"  # what is planned is done only where another word says so
_BEHIND = {
    Speaks.TO_COME: _TO_DO, Speaks.PLANNED: _TO_DO, Speaks.AIMS: _TO_DO, Speaks.AHEAD: _TO_DO,
}  # fmt: skip
_MORE = {
    Speaks.DONE: rf"{one_of('meeting')}{_WORDS_BETWEEN} {_MET}(?: duoc)?(?: giao)?|(?<=[,;:(–-] )thuc hien",
    Speaks.TOLD: r"bao cao(?: (?:cac|ve|mot so|he thong))* chi tieu(?! (?:giao|ke hoach))",
}


def _words_of(speaks: Speaks) -> str:
    more = f"{_MORE[speaks]}|" if speaks in _MORE else ""
    return rf"(?P<{speaks}>(?:{more}{one_of(speaks)}){_BEHIND.get(speaks, '')})"


_SPOKEN = pattern_of(
    rf"(?<![^ ])(?:{'|'.join(_words_of(speaks) for speaks in Speaks if speaks is not Speaks.FORETOLD)})(?![^ ])"
)
_OPENS = frozenset({Speaks.AHEAD, Speaks.CHANCES, Speaks.FORESEEN})
_BREATH_ENDS = pattern_of(r"(?<![^ ])(?:[,;]|va)(?![^ ])")


def spoken_in(words: Words, starts: Collection[int] = ()) -> Iterator[Spoken]:
    """The words that speak of something, one after the other; results are foretold behind what is ahead in one breath.

    Args:
        starts: the first words of lines.
    """
    line = _OTHER_WORDS.sub(_crossed_out, words.line)
    ahead = None
    for match in _SPOKEN.finditer(line):
        at, speaks = words.index(match.start()), Speaks(str(match.lastgroup))
        if speaks in _OPENS:
            ahead = at
        is_foretold = speaks in RESULTS and ahead is not None and _in_one_breath(words, ahead, at, starts)
        if not is_foretold:
            yield Spoken(at, speaks)
        elif speaks is Speaks.DONE:
            yield Spoken(at, Speaks.FORETOLD)


def _crossed_out(match: re.Match[str]) -> str:
    return "x" * len(match[0])


def _in_one_breath(words: Words, first: int, last: int, starts: Collection[int]) -> bool:
    between = words.line[words.starts[first] : words.starts[last]]
    return not _BREATH_ENDS.search(between) and not any(first < start <= last for start in starts)
