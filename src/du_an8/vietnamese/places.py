"""Districts, communes and villages as officials name them."""

import re
import unicodedata
from collections.abc import Collection
from enum import IntEnum
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold


class PlaceLevel(IntEnum):
    """Below the province, from the larger to the smaller."""

    DISTRICT = 1
    COMMUNE = 2
    VILLAGE = 3


_WORDS = {
    PlaceLevel.DISTRICT: ("huyện", "thị xã", "thành phố", "tp", "tx", "quận"),
    PlaceLevel.COMMUNE: ("xã", "phường", "thị trấn", "đặc khu", "tt"),
    PlaceLevel.VILLAGE: ("thôn", "xóm", "ấp", "khu phố", "tổ dân phố", "khóm"),
}
# Communes and districts bear these in their names, too: Bản Bo, Làng Mô, Buôn Đôn, Sóc Hà.
_WORDS_OF_VILLAGES_AND_NAMES = ("bản", "làng", "buôn", "sóc")


def _either(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_ALL = {word: level for level, words in _WORDS.items() for word in words}
_ALL_FOLDED = {fold(word): level for word, level in _ALL.items()}
_IN_FRONT = pattern_of(rf"({_either(tuple(_ALL))}) (?=.)")
# Without marks `Xa Dung` may be a name: a short word is a title only before a number or a name of two words.
_UNMISTAKABLE = tuple(word for word in _ALL_FOLDED if " " in word or word in {"tp", "tx", "tt"})
_IN_FRONT_FOLDED = pattern_of(rf"({_either(_UNMISTAKABLE)}) (?=.)|({_either(tuple(_ALL_FOLDED))}) (?=\d|\S+ .)")
_VILLAGE_IN_FRONT = pattern_of(rf"(?:{_either(_WORDS_OF_VILLAGES_AND_NAMES)}) (?=.)")
_WORD = pattern_of(r"[^\W_]+")
_OF_PROVINCES = pattern_of(r"(?:ten |cac )?tinh (?:va )?(?:thanh pho|thanh|tp)\b")
_ONLY_LEVELS = pattern_of(rf"(?:(?:{_either(tuple(_ALL))})(?: (?!$)|$))+")
_IN_TITLE = pattern_of(rf"\b(?:{_either((*_ALL, *_WORDS_OF_VILLAGES_AND_NAMES))})\b")
_IN_TITLE_FOLDED = pattern_of(rf"\b(?:{_either(tuple(_ALL_FOLDED))})\b")


def split_place(name: str, level: PlaceLevel | None = None) -> tuple[PlaceLevel | None, str]:
    """The level that the words in front say, and the folded name without them: `Xã Ẳng` is (COMMUNE, `ang`).

    The words count with their marks (`Quản Bạ`, `Xà Hồ`, `Huyền Tụng` are names), without them in a name that has none.

    Args:
        level: as known otherwise; only of a village is `Bản` a word in front.
    """
    return (_split_village(name) if level is PlaceLevel.VILLAGE else None) or _split(name)


def level_of(name: str) -> PlaceLevel | None:
    """The level that the words in front of a name say."""
    return _split(name)[0]


def without_level(name: str) -> str:
    """The folded name without such words."""
    return _split(name)[1]


@lru_cache(maxsize=16384)
def _split_village(name: str) -> tuple[PlaceLevel, str] | None:
    words = _marked(name)
    found = _VILLAGE_IN_FRONT.match(words)
    return (PlaceLevel.VILLAGE, fold(words[found.end() :])) if found else None


@lru_cache(maxsize=16384)
def _split(name: str) -> tuple[PlaceLevel | None, str]:
    words, folded = _marked(name), fold(name.replace(".", " "))
    if words != folded:
        found = _IN_FRONT.match(words)
        return (_ALL[found[1]], folded.removeprefix(f"{fold(found[1])} ")) if found else (None, folded)
    found = _IN_FRONT_FOLDED.match(folded)
    return (_ALL_FOLDED[found[1] or found[2]], folded[found.end() :]) if found else (None, folded)


def may_be_village(name: str) -> bool:
    """Whether a word stands in front that villages have and some communes, too: `Bản Bo`."""
    return _VILLAGE_IN_FRONT.match(_marked(name)) is not None


def level_word(text: str, *, accented: bool = False) -> PlaceLevel | None:
    """The level that a word alone says: `huyện`, `Xã`, `XA`; `Xá` and `Huyền` are names.

    Args:
        accented: it stands among words with their accents, where `Xa` is a name, too.
    """
    words, folded = _marked(text), fold(text)
    return _ALL.get(words) if accented or words != folded else _ALL_FOLDED.get(folded)


def level_in_title(title: str) -> PlaceLevel | None:
    """The level that a column title names: `Huyện, thị xã`, `Tên xã`; None where it names none or several.

    Those of `Tỉnh/Thành phố` are provinces.
    """
    words, folded = _marked(title), fold(title)
    if _OF_PROVINCES.match(folded):
        return None
    found = _IN_TITLE.findall(words) if words != folded else _IN_TITLE_FOLDED.findall(folded)
    levels = {_ALL.get(word) or _ALL_FOLDED.get(word) or PlaceLevel.VILLAGE for word in found}
    return levels.pop() if len(levels) == 1 else None


@lru_cache(maxsize=16384)
def _marked(text: str) -> str:
    """The words in lower case with their marks."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text.replace(".", " ")).casefold()))


_SHORT = {"h": "huyện", "x": "xã", "p": "phường"}
_NO_NAME = pattern_of(
    r"(?:can )?ngheo|(?:dac biet )?kho khan(?: .*)?|dac biet .*|bien gioi|du an|khu vuc .*|vung .*|mien nui(?: .*)?"
    r"|nong thon moi|hoi|hoi (?:hoa|so|hoc tap|chu nghia|va .*)|thong minh|van minh(?: .*)?"
    r"|diem|khac|con lai|trung tam|thi tran|tham gia|thuc hien|bo sung|noi dia|thi diem"
)
_MOST_WORDS = 5
_REMARK = pattern_of(r"\s*\([^()]*\)\s*$")
_SHORT_WORD = pattern_of(r"([hxp])\.\s*", re.IGNORECASE)
_NUMBER = pattern_of(r"\d{1,2}")
_NUMBER_BEHIND = pattern_of(r"(?!(?:19|20)\d\d$)\d{1,4}")  # of one name among many alike; a year tells when
_PROPER = pattern_of(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def is_no_name(bare: str) -> bool:
    """Whether folded words behind `xã` or `huyện` are no name, in whatever letters: `dac biet kho khan`."""
    return _NO_NAME.fullmatch(bare) is not None


@lru_cache(maxsize=16384)
def place_alone(text: str) -> tuple[str, PlaceLevel] | None:
    """The one place that a text names with its word, and nothing else: `TP. Điện Biên Phủ`, `H. Nậm Pồ (15 xã)`.

    `Xã nghèo`, `XÃ ĐẶC BIỆT KHÓ KHĂN`, `XÃ, PHƯỜNG`, `Xã ĐBKK` and `Huyện Mường Ảng chưa báo cáo` are no names.
    """
    name = _REMARK.sub("", unicodedata.normalize("NFC", text)).strip(" .:;")
    if short := _SHORT_WORD.match(name):
        name = f"{_SHORT[short[1].casefold()].capitalize()} {name[short.end() :]}"
    level, bare = split_place(name)
    words = _words_of_name(name, bare)
    if level is None or not is_proper(words) or _NO_NAME.fullmatch(bare) or _ONLY_LEVELS.fullmatch(_marked(name)):
        return None
    return None if _is_short_for(words, name) else (name, level)


def _words_of_name(name: str, bare: str) -> list[str]:
    """The words behind that of the level, as they are written; without the number of `Xã Đam Rông 1`."""
    words = name.split()[-len(bare.split()) :] if bare else []
    is_numbered = len(words) > 1 and _NUMBER_BEHIND.fullmatch(words[-1])
    return words[:-1] if is_numbered else words


def _is_short_for(words: Collection[str], name: str) -> bool:
    """`Xã ĐBKK` is short for something, `XÃ ẲNG` is a name in capitals."""
    in_capitals = all(word.isupper() for word in words) and any(len(word) > 1 for word in words)
    return in_capitals and not name.split(maxsplit=1)[0].isupper()


def is_proper(words: Collection[str]) -> bool:
    """Whether words may be the name of a place: letters alone, each with a capital, no more than names have."""
    if len(words) == 1 and all(_NUMBER.fullmatch(word) for word in words):
        return True  # `Phường 1`
    return 0 < len(words) <= _MOST_WORDS and all(word[0].isupper() and _PROPER.fullmatch(word) for word in words)
