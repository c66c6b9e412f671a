"""Which indicator the telling words of a name name: by its names, by what it is counted in, by its people."""

from collections.abc import Sequence

from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.reports.names.known_names import KnownNames, Words, counts_people
from du_an8.reports.names.words import Word, key_of

_TIMES = "luot"


class NameFinder:
    """Finds indicators by words."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.words = programme.made(Words)
        self.names = KnownNames(programme, self.words)
        self.people = {other.people_of: other for other in programme.indicators.values() if other.people_of}

    def find(self, words: Sequence[Word]) -> Indicator | None:
        """By words in their order."""
        found = self.names.find(words) or self.find_counted(words) or self.find_people(words)
        return found or self._find_rate(words)

    def _find_rate(self, words: Sequence[Word]) -> Indicator | None:
        """`Tỷ lệ` in front of the name of a rate that doesn't say so."""
        length = len(self.words.rate)
        is_rate = key_of(words[:length]) == key_of(self.words.rate)
        found = self.names.find(words[length:]) if is_rate else None
        return found if found and found.kind is Kind.RATE else None

    def find_counted(self, words: Sequence[Word], before: tuple[Sequence[Word], ...] = ()) -> Indicator | None:
        """`Lớp`, `Mô hình`, `Tổ/nhóm` in front of what is counted in them.

        Args:
            before: the units further left.
        """
        for length in range(min(3, len(words) - 1), 0, -1):
            if key_of(words[:length]) in self.words.units:
                units, rest = (*before, words[:length]), words[length:]
                found = self.names.find_behind_unit(rest) or self.find_counted(rest, units)
                if found and not counts_people(found) and all(self.accepts(found, unit) for unit in units):
                    return found
        return None

    def find_people(self, words: Sequence[Word]) -> Indicator | None:
        """`Số người tham dự` in front of what they took part in."""
        noun, after = self.leading(words, self.words.nouns)
        if not noun:
            return None
        attending, event = self.leading(after, self.words.attending)
        if key_of(noun) == _TIMES and not attending:
            return None  # `Số lượt đối thoại` may be so many dialogues
        for rest in (after, event):
            found = self.names.find(rest) or self.find_counted(rest) if rest else None
            people = self.people.get(found.id) if found else None
            if people and self.may_be_they(people, noun):
                return people
        return None

    @staticmethod
    def leading(words: Sequence[Word], keys: frozenset[str]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The longest of the phrases that stands in front, and what follows."""
        for length in range(min(3, len(words)), 0, -1):
            if key_of(words[:length]) in keys:
                return words[:length], words[length:]
        return (), words

    def accepts(self, indicator: Indicator, words: Sequence[Word]) -> bool:
        """Whether an indicator is counted in what the words say; `câu lạc bộ` is `CLB`."""
        key = key_of(words)
        return key in self.words.unit_keys[indicator.id] or indicator.accepts_unit(key)

    def accepts_all(self, indicator: Indicator, words: Sequence[Word]) -> bool:
        """One unit, or several of which one is its: `lớp/cuộc`."""
        if self.accepts(indicator, words):
            return True
        units = all(self.programme.knows_unit(word.key) for word in words)
        return bool(words) and units and any(self.accepts(indicator, [word]) for word in words)

    def may_be_they(self, people: Indicator, noun: Sequence[Word]) -> bool:
        """Whether a noun means some people, whoever they are: `Số người`; `Lượt người` are no members."""
        is_anyone = key_of(noun) in self.words.anyone and not (people.kind is Kind.STOCK and are_attendances(noun))
        return is_anyone or self.accepts(people, noun)


def are_attendances(noun: Sequence[Word]) -> bool:
    """`lượt người`: one who comes twice counts twice."""
    return noun[0].key == _TIMES
