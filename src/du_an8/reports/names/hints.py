"""What is told of a name that wasn't understood: the nearest indicator, and the entry to paste for it."""

from functools import cached_property
from itertools import pairwise

from du_an8.findings import Verbatim
from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.names.cut_name import NameCutter
from du_an8.reports.names.known_names import Words
from du_an8.reports.names.read_name import read_name
from du_an8.reports.names.words import clean, without_marks
from du_an8.vietnamese.names import fold


def naming_hint(programme: Programme, text: str, count: int) -> dict[str, object]:
    """The parameters of the finding `unmatched-row`: the nearest indicator, and the entry to paste for it.

    Args:
        programme: whose indicators may be meant.
        text: the name as printed.
        count: how many numbers stand in its row or column.
    """
    name = without_marks(clean(text)) or clean(text)
    reading = read_name(programme, text)
    near = reading.near or reading.indicator or programme.made(_Likenesses).nearest(name)
    quoted = name.replace("\\", "\\\\").replace('"', '\\"').replace("##[", "##\\u005b")  # no command of a job's log
    return {
        "text": clean(text),
        "count": count,
        "nearest": near.short_name,
        "entry": Verbatim(f'- {{id: {near.id}, aliases: ["{quoted}"]}}'),
    }


class _Likenesses:
    """How much names of indicators are like another one."""

    def __init__(self, programme: Programme) -> None:
        self.programme, self.cutter = programme, NameCutter(programme.made(Words))

    def nearest(self, name: str) -> Indicator:
        """The indicator with a name most like this one, by words and by letters. Only ever to suggest."""
        words, letters = self._likeness(name)
        return max(self.likenesses, key=lambda known: _share(words, known[1]) + _share(letters, known[2]))[0]

    @cached_property
    def likenesses(self) -> list[tuple[Indicator, frozenset[str], frozenset[str]]]:
        """Each name's indicator, words and pairs of letters."""
        indicators = self.programme.indicators.values()
        return [(indicator, *self._likeness(name)) for indicator in indicators for name in indicator.names]

    def _likeness(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        words = frozenset(word.key + word.marks for word in self.cutter.telling_words(clean(name)))
        return words, frozenset(map("".join, pairwise(fold(name))))


def _share(mine: frozenset[str], others: frozenset[str]) -> float:
    """How much two sets have in common, from 0 to 1."""
    return len(mine & others) / (len(mine | others) or 1)
