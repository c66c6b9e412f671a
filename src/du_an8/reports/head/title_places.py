"""Which district or commune a title is about: `KẾT QUẢ DỰ ÁN 8 XÃ SA LÔNG - HUYỆN MƯỜNG CHÀ ĐẾN 31/12/2024`.

A place is a word of its level with a name behind it, wherever they stand in the line. The name ends where a time, a
sign, another such word or words of titles begin; in a line that isn't in capitals also where no capital stands.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache

from msgspec import Struct

from du_an8.reports.vocabulary.vocabulary import Vocabulary, either, is_any_of, pattern, phrases, vocabulary
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_no_name, is_proper, level_word, place_alone
from du_an8.vietnamese.spelling import has_accents, spelt
from du_an8.vietnamese.time_phrases import find_in
from du_an8.vietnamese.time_words import Token, Words, split_words

_LONGEST = 300
_OF_TITLES = ("done", "to_come", "lacking")
_MOST_WORDS = 5
_LONG_NAME = 3
_LEVEL_WORDS = 2  # "thị xã", "thành phố"
_SHORT = {"h": "Huyện", "x": "Xã", "p": "Phường", "tp": "Thành phố", "tx": "Thị xã", "tt": "Thị trấn"}
_NEEDS_DOT = frozenset({"h", "x", "p"})
_DATED = pattern_of(r"^[^,:]{3,40},\s*ngày\b", re.IGNORECASE)  # `TP. Điện Biên Phủ, ngày 10 tháng 01 năm 2025`
_WITH_REPORT = pattern_of(r"\(?(?:kèm|ban hành kèm|gửi kèm)(?: theo)? báo cáo\b.*\bcủa (.+?)\)?", re.IGNORECASE)
_TWICE = pattern_of(r"\b(\w{2,})\1\b")  # a slip of the keyboard: `HuyệnHuyện Đơn Dương`


class NamedPlace(Struct, frozen=True):
    """A place that a line names, as it is printed."""

    text: str
    level: PlaceLevel


class TitlePlaces(Struct, frozen=True):
    """The places of one line.

    Attributes:
        unread: a word of a level and what stands behind it, where no name could be told.
    """

    named: tuple[NamedPlace, ...] = ()
    unread: str | None = None


NOTHING = TitlePlaces()


@lru_cache(maxsize=4096)
def places_in_title(text: str) -> TitlePlaces:
    """The places that a line says its table is about; an addressee, a visit or a running sentence says none."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    text = _TWICE.sub(r"\1", _of_report(text))
    if len(text) > _LONGEST or _DATED.match(text) or names_others(text):
        return NOTHING
    line = _Line(text)
    found = line.places() if line.is_title else NOTHING
    former = _former_area(text) if line.is_title and not found.named else None
    return TitlePlaces((NamedPlace(former, PlaceLevel.DISTRICT),)) if former else found


@cache
def _area() -> re.Pattern[str]:
    """What is in front of the name of an area, the name, and the words that say that it is no more."""
    in_front, behind = either("places", "areas", folded=False), either("places", "former", folded=False)
    return re.compile(rf"\b(?:{in_front} )+(?P<name>\w+(?: \w+){{1,3}}?) \(?(?P<era>{behind})", re.IGNORECASE)


def _former_area(text: str) -> str | None:
    """`YÊN BÁI CŨ` of `KẾT QUẢ KHU VỰC YÊN BÁI CŨ NĂM 2026`; a line that names two speaks of all.

    `KHU VỰC MIỀN NÚI CŨ` is a sort of places, and no name.
    """
    found = list(_area().finditer(text))
    says_once = len(pattern("places", "former", folded=False).findall(text)) == 1
    name = found[0]["name"] if len(found) == 1 and says_once else ""
    is_name = is_proper(name.split()) and not is_no_name(fold(name))
    return f"{name} {found[0]['era']}" if is_name else None


def _of_report(text: str) -> str:
    """Whose report a table hangs on: `(Kèm theo Báo cáo số …/BC-UBND của UBND huyện Đơn Dương)`."""
    found = _WITH_REPORT.fullmatch(text)
    return found[1] if found else text


def names_others(text: str) -> bool:
    """Whether a line speaks of others than who reports: `Kính gửi: Hội LHPN huyện Mường Chà`."""
    keys = _keys(split_words(text).tokens)
    return _first(phrases("title_places", "of_others"), keys, accented=has_accents(text)) is not None


class _Line:
    """A line cut into words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: Words = split_words(text)
        self.tokens = self.words.tokens
        self.keys = _keys(self.tokens)
        self.accented = has_accents(text)

    @cached_property
    def in_capitals(self) -> bool:
        letters = [sign for sign in self.text if sign.isalpha()]
        return sum(sign.isupper() for sign in letters) * 5 > len(letters) * 4

    @property
    def is_title(self) -> bool:
        """In capitals, or beginning as titles do; `Tại huyện Mường Chà đã có 5 tổ.` does not."""
        if self.in_capitals:
            return True
        if self.text.endswith((".", ";")) and len(self.tokens) > _MOST_WORDS + _LEVEL_WORDS:
            return False
        start = next((at for at, token in enumerate(self.tokens) if token.word and not token.word.isdecimal()), 0)
        return self._begins(start, None, "beginnings") or self._level(start)[0] is not None

    @cached_property
    def _times(self) -> frozenset[int]:
        """The words of times; a bare "năm" may be `Nam`."""
        found = [one for one in find_in(self.words) if one.phrase.words != "nam"]
        return frozenset(at for one in found for at in range(one.first, one.end))

    def places(self) -> TitlePlaces:
        """All places with their names."""
        named: list[NamedPlace] = []
        unread: str | None = None
        at = 0
        while at < len(self.tokens):
            level, start = self._level(at)
            if level is None:
                at += 1
                continue
            end = self._end_of_name(start)
            place = self._named(at, start, end)
            if place:
                named += [place, *self._beside(at, start, end)]
            elif self._is_unread(at, start, end):
                unread = unread or self.words.written(at, max(end, start))
            at = max(end, start)
        return TitlePlaces(tuple(named), unread)

    def _level(self, at: int) -> tuple[PlaceLevel | None, int]:
        """The level that the words here say, and where the name behind them begins."""
        for count in (_LEVEL_WORDS, 1):
            tokens = self.tokens[at : at + count]
            if len(tokens) < count or not all(token.word for token in tokens):
                continue
            words = " ".join(token.text for token in tokens)
            if (level := level_word(words, accented=self.accented)) and not (count == 1 and fold(words) in _SHORT):
                return level, at + count + self._is_colon(at + count)
        return self._short_level(at)

    def _is_colon(self, at: int) -> bool:
        """`HUYỆN: MƯỜNG CHÀ`."""
        return at < len(self.tokens) and self.tokens[at].form == ":"

    def _short_level(self, at: int) -> tuple[PlaceLevel | None, int]:
        """`H. MƯỜNG CHÀ`, `TP Điện Biên Phủ`."""
        if at >= len(self.tokens):
            return None, at
        token = self.tokens[at]
        if token.word not in _SHORT or token.text != token.text.upper():
            return None, at
        dotted = at + 1 < len(self.tokens) and self.tokens[at + 1].form == "."
        if not dotted and (token.word in _NEEDS_DOT or (token.word == "tt" and self.in_capitals)) and at:
            return None, at
        return level_word(_SHORT[token.word]), at + 1 + dotted

    def _end_of_name(self, start: int) -> int:
        end = start
        while end < len(self.tokens) and self._goes_on(start, end):
            end += 1
        return end

    def _goes_on(self, start: int, at: int) -> bool:
        """Whether the name goes on with this word."""
        token = self.tokens[at]
        if not token.word:
            return self._is_hyphen(at, start)
        if self._is_time(start, at) or self._level(at)[0] or self._ends(at):
            return False
        return (
            self.in_capitals or token.text[:1].isupper() or (at > start and not token.apart) or token.word.isdecimal()
        )

    def _is_time(self, start: int, at: int) -> bool:
        """Whether a time begins here, as in `CÁC XÃ, PHƯỜNG 9 THÁNG NĂM 2026`; `PHƯỜNG 9 NĂM 2026` is a name."""
        is_number = self.tokens[at].word.isdecimal() and at + 1 in self._times
        return at in self._times and (at > start or is_number)

    def _is_hyphen(self, at: int, start: int) -> bool:
        """Whether a dash stands between two words of a name."""
        between = start < at < len(self.tokens) - 1
        return between and self.tokens[at].form == "-" and bool(self.tokens[at + 1].word)

    def _ends(self, at: int) -> bool:
        """Whether words of titles begin here: one of those that no place bears, or two and more that labels know."""
        rest = self.keys[at : at + 8]
        counts = self.accented or not self._behind_level(at)
        if counts and self._begins(at, None, "ends"):
            return True
        return any(
            says is not None and last - first > 1
            for words in (vocabulary(), *(phrases("titles", name) for name in _OF_TITLES))
            for first, last, says in [next(words.split(rest, accented=self.accented))]
        )

    def _behind_level(self, at: int) -> bool:
        """Without accents `Nam` and `Co` may begin a name."""
        return any(
            self._level(before)[1] == at and self._level(before)[0] for before in (at - 1, at - 2) if before >= 0
        )

    def _named(self, at: int, start: int, end: int) -> NamedPlace | None:
        words = [token.shown for token in self.tokens[start:end] if token.word]
        printed = re.search(r"[\s.’'-]*".join(map(re.escape, words)), self.text)
        name = printed[0] if printed else " ".join(words)
        if (
            not is_proper(name.split())
            or self._is_sort(start, end)
            or self._is_one_of_many(at)
            or self._runs_on(words, end)
        ):
            return None
        word = self.words.written(at, start)
        word = _SHORT.get(fold(word), word)
        text = f"{word.upper() if name.isupper() else word.capitalize()} {name}"
        found = place_alone(text)
        return NamedPlace(*found) if found else None

    def _beside(self, at: int, start: int, end: int) -> list[NamedPlace]:
        """The others of `HUYỆN MƯỜNG CHÀ VÀ NẬM PỒ`; one behind a comma alone may be the province."""
        found: list[NamedPlace] = []
        signs: list[str] = []
        while end + 1 < len(self.tokens) and self.tokens[end].form in _BETWEEN:
            signs.append(self.tokens[end].form)
            first, end = end + 1, self._end_of_name(end + 1)
            if end == first or not is_proper([token.text for token in self.tokens[first:end]]):
                break
            text = f"{self.words.written(at, start)} {self.words.written(first, end)}"
            found += [NamedPlace(*place)] if (place := place_alone(text)) else []
        return [] if signs == [","] else found

    def _runs_on(self, words: Sequence[str], end: int) -> bool:
        """Of a long name in capitals, words behind which title words stand may be no part."""
        at_words = end < len(self.tokens) and bool(self.tokens[end].word) and end not in self._times
        return self.in_capitals and len(words) > _LONG_NAME and at_words and self._level(end)[0] is None

    def _is_one_of_many(self, at: int) -> bool:
        """`các xã`, `cấp huyện`, `12 xã`; the 8 of `DỰ ÁN 8 HUYỆN MƯỜNG CHÀ` counts nothing."""
        before = self.tokens[at - 1] if at else None
        if before is None or not before.word:
            return False
        if before.word.isdecimal():
            return at - 1 not in self._times and not self._is_numbered(at - 2)
        return any(
            self._begins(at - count, at, "many") and self._ends_with(at - count, at, "many")
            for count in (1, 2)
            if at >= count
        )

    def _is_numbered(self, at: int) -> bool:
        return at >= 0 and is_any_of(self.tokens[at].word, "title_places", "numbered")

    def _begins(self, first: int, end: int | None, name: str) -> bool:
        """Whether some words begin with a phrase of a list."""
        return _first(phrases("title_places", name), self.keys[first:end], accented=self.accented) == 0

    def _ends_with(self, first: int, end: int, name: str) -> bool:
        """Whether some words end with a phrase of a list."""
        found = phrases("title_places", name).split(self.keys[first:end], accented=self.accented)
        return any(says is not None and last == end - first for _, last, says in found)

    def _is_sort(self, start: int, end: int) -> bool:
        """Whether the words behind "huyện" or "xã" tell of what sort it is: `nghèo`, `vùng cao`, `(xã) hội`."""
        is_sort = self._is_society(start) or self._begins(start, end, "sorts")
        return is_sort or self._ends_with(start, end, "sorts_alone")

    def _is_society(self, start: int) -> bool:
        """Whether `hội` behind `xã` is that of `KINH TẾ - XÃ HỘI CHỦ YẾU`, and begins no name, as in `XÃ HỘI HOAN`."""
        if start >= len(self.keys) or self.keys[start][0] != "hoi":
            return False
        before = " ".join(token.word for token in self.tokens[: start - 1] if token.word)
        return _BEFORE_SOCIETY.search(before) is not None

    def _is_unread(self, at: int, start: int, end: int) -> bool:
        """A name that is none, or an office without its name; `xã hội` and `xã đặc biệt khó khăn` say nothing."""
        if self._is_one_of_many(at):
            return False
        if start == end:
            office = pattern("offices", "nameless").match(fold(self.text))
            level = fold(self.text)[office.end() + 1 :] if office else ""
            return is_any_of(level, "offices", "nameless_levels")
        return not self._is_sort(start, end) and sum(bool(token.word) for token in self.tokens[start:end]) > 1


_BEFORE_SOCIETY = pattern_of(rf"\b{either('title_places', 'before_society')}$")
_BETWEEN = frozenset({",", "va", "&", "+"})


def _keys(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    return [(token.word, spelt(token.shown)) for token in tokens]


def _first(words: Vocabulary, keys: Sequence[tuple[str, str]], *, accented: bool) -> int | None:
    """Where the first of some phrases begins."""
    return next((first for first, _, says in words.split(keys, accented=accented) if says), None)
