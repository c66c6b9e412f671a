"""Texts typed before Unicode: TCVN3 (fonts `.VnTime`) and VNI (`VNI-Times`), stored as Latin-1 characters.

Neither the file nor the font proves an encoding: `Hé` is Hé in Unicode and Hộ in TCVN3, and correct Unicode stands
under `.VnTime` too. So every word says which encodings would make it Vietnamese, the words of a cell must agree, and
what stays open is decided by known names, by the other cells under the same kind of font, by the font, in that order.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache
from itertools import starmap

from msgspec import Struct

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.legacy_tables import (
    ALL,
    LEGACY,
    TCVN3_LETTERS,
    TCVN3_TRANSLATION,
    UNICODE_ALONE,
    VNI_SIGNS,
    VNI_WRITTEN,
    Encoding,
)
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.syllables import has_stray_capital, is_syllable

_LATIN_1 = pattern_of("[\u00a1-\u00ff]")  # with U+00AD, the soft hyphen: it is the ư of TCVN3
_BEYOND_LATIN_1 = pattern_of("[\u0102-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")

_UNICODE_VIETNAMESE = frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÐð")  # Eth: people type it for Đ
_SIGNS = "".join(sign for sign in TCVN3_LETTERS if sign < "À")
_WORD = pattern_of(f"[A-Za-z{re.escape(_SIGNS)}À-ÿ\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_LONE_SIGNS = frozenset(f"{_SIGNS}×÷")
_ABBREVIATIONS = {  # H§ND, QÑ; with Eth it is Unicode of a kind
    Encoding.UNICODE: pattern_of("[A-Z]*Ð[A-ZÐ]*"),
    Encoding.TCVN3: pattern_of("(?=.*[A-Z])[A-Z§¦]+"),
    Encoding.VNI: pattern_of("(?=.*[A-Z])[A-ZÑ]+"),
}
_MICRO_UNITS = pattern_of("µ(?:[AFHLMVWglmsΩ]|Sv|Pa|mol)")
_QUOTED = pattern_of("«[^«»]*»(?!\\w)")
_TWO_CAPITALS = 2
_LONGEST_WORD = 60  # beyond it stands a line of signs, which the caches of words shouldn't keep
_LONE = frozenset((Encoding.UNICODE, Encoding.TCVN3))  # what a sign that stands alone can be


def is_legacy_font(font: str) -> bool:
    """Whether the font shows Latin-1 characters as Vietnamese: `.VnTime`, `VNI-Times`."""
    return _font_encoding(font) is not Encoding.UNICODE


def looks_legacy(text: str) -> bool:
    """Whether the text holds a character that a legacy encoding uses; True for much plain Unicode too."""
    return _LATIN_1.search(text) is not None


def legacy_texts(
    texts: Sequence[tuple[str, str]], known_words: Callable[[str], bool] | frozenset[str] = frozenset()
) -> dict[tuple[str, str], str]:
    """The legacy texts of a workbook, each with what it is in Unicode.

    Args:
        texts: text and font name ('' where the file tells none) of each cell.
        known_words: names that may be expected, folded; they decide about cells that can be read in two ways.
    """
    known = known_words.__contains__ if isinstance(known_words, frozenset) else known_words
    doubtful = [pair for pair in set(texts) if _may_be_legacy(*pair)]
    votes = _votes(texts) if doubtful else {}
    converted = {pair: _convert(_cell_of(*pair), votes, known) for pair in doubtful}
    return {pair: text for pair, text in converted.items() if text != pair[0]}


@lru_cache(maxsize=16384)
def _may_be_legacy(text: str, font: str) -> bool:
    """Whether anything but Unicode may be meant."""
    return looks_legacy(text) and _cell_of(text, font).agreed != UNICODE_ALONE


def _font_encoding(font: str) -> Encoding:
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni") else Encoding.UNICODE


def _is_capital_font(font: str) -> bool:
    return _font_encoding(font) is Encoding.TCVN3 and font.strip()[-1:] in "Hh"


class _Word(Struct, frozen=True):
    """What one word says about its encoding.

    Attributes:
        allowed: the encodings under which it can stand; empty where it is no Vietnamese in any.
        likely: the same without Unicode, where as Unicode it would be a misspelling.
        hard: it holds signs, or capitals in a place, that Unicode Vietnamese doesn't have.
    """

    text: str
    allowed: frozenset[Encoding]
    likely: frozenset[Encoding]
    hard: bool


@lru_cache(maxsize=65536)
def _read_word(text: str) -> _Word:
    signs = set(_LATIN_1.findall(text))
    if not signs:
        proven = UNICODE_ALONE if _BEYOND_LATIN_1.search(text) else frozenset()
        return _Word(text, proven, proven, hard=False)
    likely = frozenset(encoding for encoding in Encoding if _is_valid(text, encoding))
    hard = bool(signs - _UNICODE_VIETNAMESE) or has_stray_capital(text)
    if _ABBREVIATIONS[Encoding.VNI].fullmatch(text):
        likely |= {Encoding.UNICODE}  # `QÑ` could be the NIÑO of a foreign heading: by itself it proves nothing
    allowed = likely if hard or not likely else likely | {Encoding.UNICODE}
    return _Word(text, allowed, likely, hard)


def _is_valid(text: str, encoding: Encoding) -> bool:
    if _ABBREVIATIONS[encoding].fullmatch(text):
        return True
    if encoding is Encoding.UNICODE:
        # A soft hyphen may part two syllables of Unicode text; in TCVN3 what precedes it is no syllable.
        return text[0] != "\u00ad" and all(is_syllable(part) for part in text.rstrip("\u00ad").split("\u00ad"))
    decoded = _decode(text, encoding)
    return decoded is not None and is_syllable(decoded)


def _decode(text: str, encoding: Encoding) -> str | None:
    """The word under an encoding; None where the encoding lacks one of its characters."""
    if encoding is Encoding.UNICODE:
        return text
    if encoding is Encoding.VNI:
        return VNI_SIGNS.sub(_vni_letter, text)
    if any(sign not in TCVN3_LETTERS for sign in _LATIN_1.findall(text)):
        return None
    decoded = text.translate(TCVN3_TRANSLATION)
    # VN3 has no Ố: who typed TæNG in capitals meant TỔNG.
    shouted = not any("a" <= sign <= "z" for sign in text) and sum(map(str.isupper, decoded)) >= _TWO_CAPITALS
    return decoded.upper() if shouted else decoded


def _vni_letter(match: re.Match[str]) -> str:
    letter = VNI_WRITTEN[match[0].lower()]
    return letter.upper() if match[0][0].isupper() else letter


class _Cell(Struct, frozen=True, dict=True):
    text: str
    font: str
    words: tuple[tuple[int, _Word], ...]  # with their places

    @cached_property
    def agreed(self) -> frozenset[Encoding]:
        """The encodings under which every word can stand; empty for a mixture."""
        return self._common(word.allowed for _, word in self.words)

    @cached_property
    def likely(self) -> frozenset[Encoding]:
        """The same without Unicode for words that would be misspelt in it."""
        return self._common(word.likely for _, word in self.words)

    @cached_property
    def told(self) -> tuple[Encoding, Encoding | None, Encoding | None]:
        """The encoding of its font, the one that it surely has, the one that it probably has."""
        sure, probable = (next(iter(among)) if len(among) == 1 else None for among in (self.agreed, self.likely))
        return _font_encoding(self.font), sure, probable

    @staticmethod
    def _common(each: Iterable[frozenset[Encoding]]) -> frozenset[Encoding]:
        agreed = ALL
        for says in each:
            agreed = agreed & says if says else agreed
        return agreed


@lru_cache(maxsize=16384)  # the names of communes stand in every report
def _cell_of(text: str, font: str) -> _Cell:
    return _Cell(text, font, tuple(_words(text)))


def _words(text: str) -> Iterable[tuple[int, _Word]]:
    for match in _WORD.finditer(text):
        start, word = _unquoted(text, match)
        if not 0 < len(word) <= _LONGEST_WORD:
            continue
        if word[0] not in _LONE_SIGNS:
            yield start, _read_word(word)
        elif known := _word_with_sign(text, start, word):
            yield start, known


def _word_with_sign(text: str, start: int, word: str) -> _Word | None:
    """A word that begins with a sign, or is one; None where that is no letter."""
    if _MICRO_UNITS.fullmatch(word) or (len(word) == 1 and not _may_be_a_letter(text, start)):
        return None
    if len(word) == 1:
        return _Word(word, _LONE, _LONE, hard=True)
    known = _read_word(word)
    if not text[start - 1 : start].isdigit():
        return known
    # 5µm, 20¢: a sign behind a figure is more often a unit.
    return _Word(word, known.allowed | {Encoding.UNICODE}, known.likely, known.hard)


def _unquoted(text: str, match: re.Match[str]) -> tuple[int, str]:
    """The word without guillemets: no TCVN3 word ends in ằ, so » at the end of a word is a quotation mark."""
    start, word = match.start(), match[0].rstrip("»")
    if word.startswith("«") and _QUOTED.match(text, start):
        start, word = start + 1, word[1:]
    return start, word


def _may_be_a_letter(text: str, at: int) -> bool:
    """`§ 5` and `®` alone are what they look like; `« t«` is ô tô, `¦.TH` is Ư.TH."""
    sign, before, after = text[at], text[max(0, at - 2) : at], text[at + 1 : at + 3]
    near_letter = any(near.isalpha() for near in before + after)
    return near_letter and (sign in "§®" or (sign not in "×÷·" and is_syllable(TCVN3_LETTERS[sign])))


_Votes = dict[Encoding, tuple[Counter[Encoding], Counter[Encoding]]]


@lru_cache(maxsize=16384)
def _vote(text: str, font: str) -> tuple[Encoding, Encoding | None, Encoding | None]:
    """The encoding of its font, the one that a text surely has, the one that it probably has."""
    if looks_legacy(text):
        return _cell_of(text, font).told
    return _font_encoding(font), Encoding.UNICODE if _BEYOND_LATIN_1.search(text) else None, None


def _votes(texts: Iterable[tuple[str, str]]) -> _Votes:
    """How many cells are surely, and how many probably, of an encoding; for each kind of font."""
    votes: _Votes = {kind: (Counter(), Counter()) for kind in Encoding}
    for (kind, *told), count in Counter(starmap(_vote, texts)).items():
        for counter, encoding in zip(votes[kind], told, strict=True):
            if encoding is not None:
                counter[encoding] += count
    return votes


def _choose(cell: _Cell, among: frozenset[Encoding], votes: _Votes, known: Callable[[str], bool]) -> Encoding:
    """What the cell's own words leave open."""
    if len(among) == 1:
        return next(iter(among))
    named = frozenset(encoding for encoding in among if known(fold(_rewritten(cell, encoding))))
    among = named or among
    kind, *_ = cell.told
    if voted := _voted(among, votes[kind]):
        return voted
    # A font alone doesn't outweigh a name that is right as it stands.
    if kind in among and Encoding.UNICODE not in named:
        return kind
    return next(encoding for encoding in (Encoding.UNICODE, *LEGACY) if encoding in among)


def _voted(among: frozenset[Encoding], counters: Iterable[Counter[Encoding]]) -> Encoding | None:
    """The one that most cells of the sheet speak for; None where none is ahead."""
    for counter in counters:
        most = max(counter[encoding] for encoding in among)
        winners = [encoding for encoding in among if counter[encoding] == most]
        if most and len(winners) == 1:
            return winners[0]
    return None


def _convert(cell: _Cell, votes: _Votes, known: Callable[[str], bool]) -> str:
    agreed = cell.agreed
    if agreed:
        return _rewritten(cell, _choose(cell, agreed, votes, known))
    return _assembled(cell, _each_word(cell, votes, known))


def _rewritten(cell: _Cell, encoding: Encoding) -> str:
    return cell.text if encoding is Encoding.UNICODE else _assembled(cell, [encoding] * len(cell.words))


def _each_word(cell: _Cell, votes: _Votes, known: Callable[[str], bool]) -> list[Encoding]:
    """The encodings of a mixture: an open word goes with the nearest decided one before it, else behind it."""
    sure = [_only(word.allowed) for _, word in cell.words]
    before = _carried(sure)
    behind = _carried(sure[::-1])[::-1]
    legacy = next((encoding for encoding in LEGACY if encoding in sure), Encoding.UNICODE)
    decided: list[Encoding] = []
    for (_, word), *near in zip(cell.words, before, behind, strict=True):
        fitting = next((encoding for encoding in near if encoding in word.allowed), None)
        if fitting:
            decided.append(fitting)
        elif word.allowed:
            decided.append(_choose(_cell_of(word.text, cell.font), word.allowed, votes, known))
        else:
            decided.append(legacy if word.hard else Encoding.UNICODE)
    return decided


def _only(allowed: frozenset[Encoding]) -> Encoding | None:
    return next(iter(allowed)) if len(allowed) == 1 else None


def _carried(sure: list[Encoding | None]) -> list[Encoding | None]:
    last = None
    carried = []
    for encoding in sure:
        last = encoding or last
        carried.append(last)
    return carried


def _assembled(cell: _Cell, encodings: Sequence[Encoding]) -> str:
    """The text with every word under its encoding; capitals where the font shows capitals."""
    pieces = [
        (_decode(word.text, encoding) or word.text) for (_, word), encoding in zip(cell.words, encodings, strict=True)
    ]
    if all(piece == word.text for piece, (_, word) in zip(pieces, cell.words, strict=True)):
        return cell.text
    if _is_capital_font(cell.font):
        pieces = _in_capitals(pieces, encodings)
    out, end = [], 0
    for piece, (start, word) in zip(pieces, cell.words, strict=True):
        out += [cell.text[end:start], piece]
        end = start + len(word.text)
    return "".join((*out, cell.text[end:]))


def _in_capitals(pieces: Iterable[str], encodings: Sequence[Encoding]) -> list[str]:
    """As the font shows them; a word of a mixture that is Unicode already was written as it is to be read."""
    is_mixed = Encoding.UNICODE in encodings
    return [
        piece if is_mixed and encoding is Encoding.UNICODE and not piece.strip("\u00ad").isascii() else piece.upper()
        for piece, encoding in zip(pieces, encodings, strict=True)
    ]
