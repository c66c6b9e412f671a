"""Whether a line speaks of another programme than the one whose figures are looked for: `GIẢI NGÂN DỰ ÁN 6`."""

import re
from collections.abc import Iterable

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.names import once_a_programme
from du_an8.reports.labels.vocabulary import either, pattern
from du_an8.vietnamese.names import fold

_NUMBERED = re.compile(r"(\w[\w ]*?) ?(\d+)")
_NUMBER = r"(?:so |thanh phan )?"
_NO_SUB = r"(?<!(?<!chi )(?<!muc )tieu )"  # `TIỂU DỰ ÁN 8`, but `CHỈ TIÊU DỰ ÁN 8`
_NO_TIME = r"(?! (?:thang|nam(?! \d{4})|\d))"  # `KẾT QUẢ DỰ ÁN 6 THÁNG ĐẦU NĂM`


def other_programme(lines: Iterable[str], programme: Programme) -> str:
    """The line by which those over a table say that it is another programme's; empty where they don't.

    Where they name the own one, too, it is the own one's, unless they speak of what lies outside of it.
    """
    told = {fold(text): text.strip() for text in lines if not pattern("captions", "notes").match(fold(text))}
    if outside := next(filter(is_outside, told), ""):
        return "" if pattern("other_programmes", "both").search(outside) else told[outside]
    own, others = _names(programme)
    if any(map(own.search, told)) or any(map(pattern("other_programmes", "whole").search, told)):
        return ""
    return told.get(next(filter(others.search, told), ""), "")


def is_outside(words: str) -> bool:
    """Whether words speak of what lies outside of the programme: `Ngoài Dự án 8`."""
    return pattern("other_programmes", "outside").search(fold(words)) is not None


@once_a_programme
def _names(programme: Programme) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The names of the programme, and those of others: by their number where its own name has one."""
    own = _own_names(programme)
    numbered = list(filter(None, map(_NUMBERED.fullmatch, own)))
    names = [rf"{_NO_SUB}\b{match[1]} ?{_NUMBER}0?{match[2]}\b" for match in numbered]
    names += [rf"{_NO_SUB}\b{name}\b" for name in own]
    kinds = "|".join(sorted({match[1] for match in numbered}, key=len, reverse=True))
    others = [rf"\b(?:{kinds}) ?{_NUMBER}\d{{1,2}}\b{_NO_TIME}"] if kinds else []
    others.append(rf"\b{either('other_programmes', 'names')}")
    return re.compile("|".join(names) or r"(?!)"), re.compile("|".join(others))


def _own_names(programme: Programme) -> list[str]:
    """The folded short name, and what is written for it."""
    short = fold(programme.short_name)
    abbreviated = [fold(key) for key, long in programme.abbreviations.items() if fold(long) == short]
    return list(filter(None, (short, *abbreviated)))
