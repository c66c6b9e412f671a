"""What one text says of places: which it names, as they are or as they were, whose office it is, or a total of them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import filterfalse

from msgspec import Struct
from msgspec.structs import replace

from du_an8.reports.facts import Place
from du_an8.reports.places.phrases import is_levels, is_phrase, phrase_at_end, phrase_at_start, plain_words
from du_an8.reports.vocabulary.marks import unmarked
from du_an8.reports.vocabulary.vocabulary import either, texts
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.places import PlaceLevel, is_proper, level_of, level_word, place_alone, split_place
from du_an8.vietnamese.translations import without_translation

_DASH = pattern_of(r"\s*([-+*•–—·])[-+*•_–—·]*\s*(?=\S)")
_BRACKETS = pattern_of(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_OPENING = frozenset("([")
_FOOTNOTE = pattern_of(r"(?:\s*[*¹²³⁴⁵⁶⁷⁸⁹†])+\s*$")
_BETWEEN = pattern_of(r"\s*[,;]\s*|\s+[-–—]\s+|\s+thuộc\s+", re.IGNORECASE)
_COUNT = pattern_of(r"\d[\d/.]*(?:\s+\S.*)?|[*\s]+|[a-zđ]?")
_SORTS_OF_PLACES = either("places", "counted")
_PLACES_COUNTED = pattern_of(rf"\d+(?: \d+)* {_SORTS_OF_PLACES}(?: (?:va )?(?:\d+ )*{_SORTS_OF_PLACES})*")
_DITTO_SIGNS = pattern_of(r"[\s\"'“”„″〃‟‘’`´,/\\]+")
_DISTRICT_AND_PROVINCE = 2  # names
_DITTO_WORDS = frozenset(map(fold, texts("places", "ditto")))
_WHOLE, _TOTAL, _COUNT_OF = (either("places", name) for name in ("whole", "totals", "counts"))
_TOTAL_OF_LEVEL = pattern_of(rf"(?:(?:{_TOTAL}|{_COUNT_OF}) )?{_WHOLE} (.+)|{_TOTAL} (.+)")
_OF_PROVINCE = pattern_of(rf".*\b{_WHOLE} tinh|(?:{_TOTAL}|{_COUNT_OF}) (?:cua )?tinh")


class PlaceText(Struct, frozen=True):
    """What a text that stands where places are named says.

    Attributes:
        text: as it is printed.
        name: without marks, footnotes and remarks; of the office of a place, the place's.
        mark: the letters or digits of a list before it; dash is the sign.
        places: those that it names, with their words or as an office's, from the larger to the smaller.
        pair: two names without their words, of which one lies in the other or both stand side by side.
        several: it names more than one place, and no one of them lies in the other.
        of_office: it names an office; without places and not of_province, one that says not where.
        of_province: it names the province's own office.
        total_of: see marks.Name.
    """

    text: str
    name: str
    mark: str = ""
    dash: str = ""
    places: tuple[Place, ...] = ()
    pair: tuple[str, str] | None = None
    several: bool = False
    of_office: bool = False
    of_province: bool = False
    total_of: str | None = None


@lru_cache(maxsize=16384)  # the communes of one report stand in the next one, too
def read_place(text: str) -> PlaceText:
    """Read a text that stands in a column of places, over a column, or as the name of a row."""
    if counts_places(text):
        return PlaceText(text, text, total_of=text)
    name, mark, dash = _without_marks(without_translation(text))
    total_of = unmarked(name).total_of
    if total_of is not None and not is_comparison(name):
        return PlaceText(text, name, mark, dash, total_of=total_of)
    if office := _office(name):
        places, of_province = office
        return PlaceText(
            text, places[-1].name if places else name, mark, dash, places, of_office=True, of_province=of_province
        )
    names = _names(name)
    if len(names) == 1:
        found = place_alone(names[0])
        return PlaceText(text, found[0] if found else names[0], mark, dash, (Place(*found),) if found else ())
    return _of_several(PlaceText(text, name, mark, dash), names)


def _of_several(found: PlaceText, names: Sequence[str]) -> PlaceText:
    """Names that are all places, as they are printed: mostly the smaller first."""
    places = [place for each in names if (place := _place(each))]
    levels = [place.level for place in places if place.level]
    if len(places) < len(names):
        return replace(found, several=len(levels) > 1)
    if nested := _nested(places):
        return replace(found, name=nested[-1].name, places=nested)
    first, second, *more = names
    return replace(found, pair=None if more or levels else (first, second), several=True)


def _place(name: str) -> Place | None:
    if found := place_alone(name):
        return Place(*found)
    return Place(name) if is_proper(name.split()) else None


def _nested(places: Sequence[Place]) -> tuple[Place, ...]:
    """From the larger to the smaller; empty where their words don't tell which lies in which."""
    by_size = tuple(sorted((place for place in places if place.level), key=lambda place: place.level or 0))
    if len({place.level for place in by_size}) != len(by_size):
        return ()
    if len(by_size) == len(places):
        return by_size
    inner_alone = len(by_size) == len(places) - 1 and places[0].level is None  # `Sa Lông (huyện Mường Chà)`
    return (*by_size, places[0]) if inner_alone and by_size[0].level is PlaceLevel.DISTRICT else ()


def _without_marks(text: str) -> tuple[str, str, str]:
    """The name, the mark of a list and the dash before it; the H of `H. Nậm Pồ` is no mark."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    sign = _DASH.match(text)
    rest = _FOOTNOTE.sub("", text[sign.end() :] if sign else text)
    dash = sign[1] if sign else ""
    if place_alone(rest):
        return rest.strip(" .:;"), "", dash
    listed = unmarked(rest)
    name = listed.text if listed.text or not rest else rest
    return _FOOTNOTE.sub("", name).strip(" .:;"), listed.mark, dash


def _names(text: str) -> list[str]:
    """The names in a text, without what brackets say of counts, notes, and sorts of places."""
    if _OPENING.isdisjoint(text):
        return _split(text) or [text]
    brackets = list(filterfalse(_says_nothing, map(str.strip, _BRACKETS.findall(text))))
    outside = _BRACKETS.sub(" ", text).strip()
    levels, others = list(filter(level_word, brackets)), list(filterfalse(level_word, brackets))
    if not all(map(_holds_places, others)):
        return [" ".join([outside, *map("({})".format, brackets)])]
    names = _split(outside)
    if levels and len(names) == 1:
        names = [f"{levels[0]} {names[0]}"]
    for words in others:
        names += [] if _made_of(outside, _split(words)) else _split(words)
    return names or [text]


def _made_of(name: str, listed: Sequence[str]) -> bool:
    """Whether brackets list what a place was made of, `Xã Nà Hỳ (Nà Hỳ, Nà Bủng)`, and not in what it lies."""
    level, bare = split_place(name)
    levels, names = zip(*map(split_place, listed), strict=True)
    are_alike = level is not None and set(levels) <= {level, None}
    lies_in_none = level in levels or bare in names or len(listed) > _DISTRICT_AND_PROVINCE
    return are_alike and len(listed) > 1 and lies_in_none


def _split(text: str) -> list[str]:
    return [name for name in _BETWEEN.split(text) if name]


def _says_nothing(words: str) -> bool:
    """Whether brackets hold a count, the mark of a note, or the sort of a place."""
    is_sort = is_phrase(words, "places", "sorts") or is_phrase(words, "places", "present")
    return is_sort or _COUNT.fullmatch(words) is not None


def _holds_places(words: str) -> bool:
    return not (is_former(words) or tells_era(words)) and all(map(_place, _split(words)))


# Offices.


def _office(name: str) -> tuple[tuple[Place, ...], bool] | None:
    """The places of an office, and whether it is the province's; None where the text names none."""
    if is_phrase(name, "offices", "of_province"):
        return (), True
    rest, is_office = behind_office(name)
    if not is_office:
        return None
    if has_word_of_province(rest) or is_phrase(rest, "offices", "of_province"):
        return (), True
    if not rest or is_levels(rest):
        return (), False
    places = _places_of_office(rest)
    return (places, False) if places else None


def _places_of_office(text: str) -> tuple[Place, ...]:
    """`xã Sa Lông`, `Mường Chà`, `xã Sa Lông - huyện Mường Chà` behind the words of an office."""
    names = _names(text)
    places = tuple(place for each in names if (place := _place(each)))
    if len(places) < len(names):
        return ()
    return places if len(places) == 1 else _nested(places)


def behind_office(name: str) -> tuple[str, bool]:
    """What stands behind the words of an office: `xã Sa Lông` of `BTV Hội LHPN xã Sa Lông`."""
    rest, is_office = name, False
    while True:
        length = phrase_at_start(rest, "offices", "names")
        if not length:
            break
        rest, is_office = rest[length:].strip(" -–:,."), True
    if not is_office and (length := phrase_at_start(rest, "offices", "before_levels")):
        behind = rest[length:].strip(" -–:,")
        if level_of(behind) or _is_bare_level(behind) or has_word_of_province(behind):
            return behind, True
    return rest, is_office


def _is_bare_level(text: str) -> bool:
    """`xã` of `Đoàn xã`; `Đoàn Xá` is a commune."""
    return level_word(text) is not None and not text.istitle()


def has_word_of_province(text: str) -> bool:
    """Whether a text begins with the word: `tỉnh`, `tỉnh Sơn La`; `tính` is another one."""
    word = text.split(maxsplit=1)[0].casefold() if text.split() else ""
    return word == "tỉnh" or (word == "tinh" and text.isascii())


@lru_cache(maxsize=16384)
def is_body(text: str) -> bool:
    """Whether a text names an office or another body: `Công an tỉnh`, `Hội LHPN huyện`, `Sở Y tế`."""
    found = read_place(text)
    return found.of_office or bool(phrase_at_start(found.name, "offices", "bodies"))


def is_sort_of_body(text: str) -> bool:
    """Whether words say of which sort bodies are, and name none: `Trường THCS`, `Trường PTDTBT THCS`."""
    words = text[phrase_at_start(text, "offices", "bodies") :].split()
    return 0 < len(words) < len(text.split()) and not text.isupper() and all(map(str.isupper, words))


# Totals, and what is no place at all.


def counts_places(text: str) -> bool:
    """Whether a text says how many places there are, and names none: `2 huyện, 15 xã`, `03/8 huyện`, `(12 đơn vị)`."""
    return text[:1] in "(0123456789" and _PLACES_COUNTED.fullmatch(fold(text)) is not None


def totals_province(text: str) -> bool:
    """`Tổng cộng toàn tỉnh`, `Tổng tỉnh`: of all of the province, whatever the table is about."""
    return _OF_PROVINCE.fullmatch(fold(_without_marks(text)[0])) is not None


def totalled_level(text: str) -> PlaceLevel | None:
    """`Toàn huyện`, `Cộng xã`: all of a place of that size, which something else must name."""
    found = _TOTAL_OF_LEVEL.fullmatch(fold(_without_marks(text)[0]))
    return level_word(found[1] or found[2]) if found else None


def is_comparison(text: str) -> bool:
    """Whether a row among places compares or averages the others: `Bình quân/huyện`, `Cùng kỳ năm 2022`."""
    return _begins_as(text, "compared")


def is_no_place(text: str) -> bool:
    """Whether a row among places says something else than a place: `Bình quân`, `Xếp thứ`, `Số hộ nghèo`."""
    return is_comparison(text) or _begins_as(text, "measured")


def _begins_as(text: str, name: str) -> bool:
    """`Hạng` and `Hạng thi đua` begin with `hạng`, and `Số Lượng` may be a name."""
    length = phrase_at_start(text, "places", name)
    is_name = " " not in text[:length] and text[length:].strip()[:1].isupper()
    return length > 0 and not is_name


def is_ditto(text: str) -> bool:
    """Whether a cell says that what stands above it holds for it, too: `"`, `//`, `nt`."""
    return fold(text) in _DITTO_WORDS or (bool(text) and _DITTO_SIGNS.fullmatch(text) is not None)


def names_nothing(text: str) -> bool:
    """Whether a cell of a column of places is as good as blank: a ditto mark, a dash, dots."""
    return is_ditto(text) or not any(letter.isalnum() for letter in text)


# Provinces before and after a merger.


@lru_cache(maxsize=16384)
def is_former(text: str) -> bool:
    """Whether a text says that it means a place as it was: `Tỉnh Hà Giang (trước sáp nhập)`."""
    return phrase_at_end(text, "former") > 0


def tells_era(words: str) -> bool:
    """Whether words alone say that a place is meant as it was, or as it is now: `cũ`, `sau sáp nhập`."""
    return is_phrase(words, "places", "former") or is_phrase(words, "places", "present")


@lru_cache(maxsize=16384)
def is_former_area(text: str) -> bool:
    """A former province or district as an area inside the present province: `Khu vực Hà Giang (cũ)`."""
    name = _without_marks(text)[0]
    return is_former(name) and phrase_at_start(name, "places", "areas") > 0


@lru_cache(maxsize=16384)
def as_present(text: str) -> str:
    """A name without the words that say that it means the place as it is now: `Tỉnh Tuyên Quang (mới)`."""
    return text if is_former(text) else _without_last(text, phrase_at_end(text, "present"))


def without_era(text: str) -> str:
    """A text without the words behind it that say when: `Tỉnh` of `Tỉnh trước sáp nhập`, `Tên xã` of `Tên xã (mới)`."""
    return _without_last(text, phrase_at_end(text, "former") or phrase_at_end(text, "present"))


def _without_last(text: str, count: int) -> str:
    return " ".join(plain_words(text)[:-count]) if count else text


def names_provinces(title: str) -> bool:
    """Whether the title of a column of places says that they are provinces: `Thuộc tỉnh cũ`."""
    return any(map(has_word_of_province, plain_words(title)))
