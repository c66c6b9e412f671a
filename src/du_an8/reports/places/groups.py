"""Words that stand over several places together: `Cụm số 1`, `Cấp huyện`, `Huyện nghèo`."""

from functools import lru_cache

from du_an8.reports.places.phrases import is_levels, is_phrase, phrase_at_start
from du_an8.reports.places.place_texts import behind_office, read_place
from du_an8.reports.vocabulary.vocabulary import either
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_no_name, level_of, level_word, without_level

_NUMBER_OF_GROUP = pattern_of(r"\d{1,2}|[ivx]+|[a-h]")
_TOWNS = frozenset({"thanh pho", "thi xa", "thi tran", "tp", "tx", "tt", "dac khu"})
_OF_GROUPS = pattern_of(rf"{either('places', 'of_groups')}.*")
_KHU_VUC = pattern_of(r"(?:khu vuc|kv|vung) ?(?:[ivx]+|\d)")


@lru_cache(maxsize=16384)
def is_group(text: str) -> bool:
    """Whether a text stands over several places: `Cụm số 1`, `Cấp huyện`, `Huyện nghèo`, `Khối thị xã, thành phố`."""
    found = read_place(text)
    if found.of_office:
        return _names_several(behind_office(found.name)[0])  # `Hội LHPN các xã`
    if found.places or found.total_of is not None or found.pair:
        return False
    return _is_group(found.name)


def _names_several(name: str) -> bool:
    """`Các xã, phường`."""
    several = phrase_at_start(name, "places", "several")
    return several > 0 and is_levels(name[several:], begins=True)


def _is_group(name: str) -> bool:
    if phrase_at_start(name, "places", "several"):
        return _names_several(name)
    if length := phrase_at_start(name, "places", "groups"):
        return _is_group_of(name[length:].strip())
    if is_phrase(name, "places", "regions"):
        return True
    is_sort = level_of(name) is not None and _is_sort(name)
    return is_sort or (is_levels(name) and fold(name) not in _TOWNS)


def _is_group_of(words: str) -> bool:
    """Whether words behind `khối`, `cụm`, `vùng` number it or say of what it is, and are no name."""
    if phrase_at_start(words, "places", "of_bodies"):
        return False
    if not words or _NUMBER_OF_GROUP.fullmatch(fold(words)) or is_levels(words):
        return True
    if level_of(words):
        return _is_sort(words)
    return words[0].islower() or _OF_GROUPS.fullmatch(fold(words)) is not None


def _is_sort(name: str) -> bool:
    """Whether the words behind `xã` say of which sort it is, not which: `ĐBKK`, `biên giới`, `135`."""
    bare = without_level(name).removeprefix("so ")  # `Xã số 7`
    words = name.split()
    first = words[max(len(words) - len(bare.split()), 0)] if bare and words else ""  # a sign may be a word of its own
    in_capitals = name == name.upper()
    is_short = len(first) > 1 and first.isupper() and not in_capitals
    is_name = first[:1].isupper() or first.isdecimal()
    return not is_name or is_short or is_no_name(bare) or _OF_GROUPS.fullmatch(bare) is not None


def level_of_group(text: str) -> PlaceLevel | None:
    """Of which size the places of a group are, where its words tell."""
    name = read_place(text).name
    if _KHU_VUC.search(fold(name)):
        return PlaceLevel.COMMUNE
    words = fold(name).split()
    pieces = [*(" ".join(words[at : at + 2]) for at in range(len(words))), *words]
    return next((level for piece in pieces if (level := level_word(piece))), None)
