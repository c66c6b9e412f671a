"""Districts, communes and villages as officials name them."""

import re
from enum import IntEnum
from functools import lru_cache

from du_an8.vietnamese.names import fold


class PlaceLevel(IntEnum):
    """Below the province, from the larger to the smaller."""

    DISTRICT = 1
    COMMUNE = 2
    VILLAGE = 3


_WORDS = {
    PlaceLevel.DISTRICT: r"huyen|thi xa|thanh pho|tp|tx|quan",
    PlaceLevel.COMMUNE: r"xa|phuong|thi tran|dac khu|tt",
    PlaceLevel.VILLAGE: r"thon|ban|ap|buon|lang|khu pho|to dan pho|khom|soc",
}
_IN_FRONT = [(level, re.compile(rf"(?:{words}) (?=.)")) for level, words in _WORDS.items()]
_TITLES = [(level, re.compile(rf"\b(?:{words})\b")) for level, words in _WORDS.items()]


@lru_cache(maxsize=16384)
def split_place(name: str) -> tuple[PlaceLevel | None, str]:
    """The level that the words in front say, and the folded name without them: `Xã Ẳng` is (COMMUNE, `ang`)."""
    words = fold(name.replace(".", " "))
    for level, pattern in _IN_FRONT:
        if found := pattern.match(words):
            return level, words[found.end() :]
    return None, words


def level_in_title(title: str) -> PlaceLevel | None:
    """The level that a column title names: `Huyện`, `Tên xã`; None where it names none or several."""
    words = fold(title)
    found = {level for level, pattern in _TITLES if pattern.search(words)}
    return found.pop() if len(found) == 1 else None
