"""The indicator that a line over a table, or the name of a sheet, says that all of it is about."""

import re
from collections.abc import Iterator, Sequence

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.label_words import without_times
from du_an8.reports.labels.parts import is_all_alone
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.phrases import is_levels, phrase_at_start
from du_an8.reports.vocabulary.marks import unmarked, without_form
from du_an8.reports.vocabulary.vocabulary import Says, either, holds_any, is_any_of
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.places import is_proper, level_word

_UNIT = pattern_of(rf"\s*[(\[]\s*{either('axes', 'units', folded=False)}[^()\[\]]*[)\]]", re.IGNORECASE)
_LIST_AND = pattern_of(rf"^{either('captions', 'lists', folded=False)}[^,]*?(?:,|\bvà\b)\s*", re.IGNORECASE)
_BY_PLACES = pattern_of(rf"[\s,(–-]+{either('heads', 'places', folded=False)}[)\s]*$", re.IGNORECASE)
"""What the rows below are: `… NĂM 2024 THEO HUYỆN`."""
_DIVIDED = pattern_of(rf"\s*\b{either('captions', 'divided', folded=False)}\b", re.IGNORECASE)
_LONGEST = 300  # characters; what is longer is a remark
_LONGEST_PLACE = 8  # words
_OTHER_THINGS = frozenset({Says.NOTES, Says.CHANGE})


def indicator_above(text: str, programme: Programme) -> Indicator | None:
    """The indicator of which a line tells the results; a word more, `Kinh phí hỗ trợ …`, makes it another thing."""
    if len(text) > _LONGEST:
        return None
    line = _LIST_AND.sub("", _UNIT.sub("", unmarked(_BY_PLACES.sub("", without_form(text))).text))
    line = line[phrase_at_start(line, "captions", "beginnings") :].strip(" :")
    labels = (read_label(part, programme) for part in _before_its_place(_DIVIDED.split(line, maxsplit=1)[0]))
    return next((label.indicator for label in labels if label.indicator and _names_only(label)), None)


def _names_only(label: Label) -> bool:
    """Whether a label names an indicator, all of it, and says no more than where and when."""
    is_whole = not label.part or is_all_alone(label.part)
    is_told = not label.rest or is_levels(label.rest) or is_group(label.rest) or _is_office(label.rest)
    return is_whole and is_told and not label.to_come and not label.says & _OTHER_THINGS


def _is_office(words: str) -> bool:
    """`… CỦA HỘI LHPN CÁC HUYỆN`."""
    return is_any_of(words, "offices", "names")


def _before_its_place(line: str) -> Iterator[str]:
    """The line, and what stands in it before the place that it ends with: `… TRÊN ĐỊA BÀN HUYỆN MƯỜNG CHÀ`."""
    yield line
    words = line.split()
    for at in range(1, len(words)):
        if _begins_a_place(words[at:]) and _are_place(words[at:]):
            yield " ".join(words[:at])


def _begins_a_place(words: Sequence[str]) -> bool:
    """`TỈNH …`, `Thị xã …`, `Huyện …`."""
    return words[0].casefold() == "tỉnh" or any(level_word(" ".join(words[:count])) for count in (1, 2))


def _are_place(words: Sequence[str]) -> bool:
    """Whether words may be a place with its word, and a time: nothing of what is done stands in its name."""
    text = without_times(" ".join(words))
    name = [word for word in text.split() if not is_levels(word) and word.casefold() != "tỉnh"]
    is_name = text.isupper() or is_proper(name)
    return 0 < len(name) <= _LONGEST_PLACE and is_name and not holds_any(" ".join(name), "title_places", "ends")
