"""What the lines above a table speak of: results, plans, a list of things."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from du_an8.reports.labels.marks import unmarked
from du_an8.reports.labels.vocabulary import packaged
from du_an8.vietnamese.names import fold

_LISTS = re.compile(r"(?:(?:bieu|phu luc|bang) \w+ )?danh sach\b")
_DOCUMENT = re.compile(
    r"\b(?:kem theo|ban hanh|theo|cua|thuc hien|tai|to trinh|so)? ?"
    r"(?:bao cao|ke hoach|quyet dinh|nghi quyet|cong van|thong tu|huong dan|to trinh|van ban) so \d.*"
)


class Speaks(StrEnum):
    """What lines above a table speak of."""

    DONE = "done"
    TO_COME = "to_come"
    TOLD = "told"
    PLANNED = "planned"


@cache
def _words(name: str) -> str:
    """The words of a list, folded, as one pattern; the longest first."""
    listed = packaged("titles")[name]
    words = map(fold, listed if isinstance(listed, list) else ())
    return rf"(?:{'|'.join(sorted(words, key=len, reverse=True))})\b"


@cache
def _title_words() -> Mapping[Speaks, re.Pattern[str]]:
    return {what: re.compile(rf"\b{_words(what.value)}") for what in Speaks}


def speaks_of(words: str) -> Speaks | None:
    """Whether folded words speak of what was done, or of what is to come; the first kind that is found counts."""
    words = _REPORTING.sub(" ", words)
    return next((what for what, pattern in _title_words().items() if pattern.search(words)), None)


_REPORTING = re.compile(r"\b(?:ky|ngay|don vi) bao cao\b")


_TO_COME = re.compile(r"(?:ke hoach(?! so)|phuong huong|chi tieu (?:duoc )?giao|nhu cau|du kien)\b(?!.*\bket qua\b)")


def heads_plans(text: str) -> bool:
    """Whether what a heading stands over is no result: `II. Kế hoạch năm 2024`."""
    return _TO_COME.match(fold(unmarked(text).text)) is not None


def is_to_come(lines: Iterable[str], sheet_name: str) -> bool:
    """Whether the lines above a table, and the name of its sheet, speak of plans and of nothing that was done."""
    texts = list(lines)
    if texts and unmarked(texts[-1]).mark and heads_plans(texts[-1]):
        return True
    words = " ".join(_of_table(text) for text in (sheet_name, *texts))
    return speaks_of(words) in {Speaks.TO_COME, Speaks.PLANNED}


def is_forecast(lines: Iterable[str]) -> bool:
    """Whether a line above a table foretells even what it calls a result: `Dự báo kết quả năm 2025`."""
    return any(
        _title_words()[Speaks.DONE].search(match[0]) is not None
        for text in lines
        for part in _BREATH.split(_without_papers(text))
        if (match := re.search(rf"\b{_words('ahead')}.*", fold(part)))
    )


def _of_table(text: str) -> str:
    """The folded words of a line that say something of the table; behind what is to come nothing is done."""
    parts = (_DOCUMENT.sub(" ", fold(part)) for part in _BREATH.split(_without_papers(text)))
    return " ".join(re.sub(rf"(\b{_words('ahead')}).*", r"\1", part) for part in parts)


def _without_papers(text: str) -> str:
    """A line without the paper that it names, in brackets or all along: `(kèm theo Báo cáo kết quả năm 2024)`."""
    return " ".join(part for part in _BRACKETED.split(text) if not re.match(_words("papers"), fold(part)))


_BRACKETED = re.compile(r"[()\[\]]")
_BREATH = re.compile(r"[,;]|\bvà\b", re.IGNORECASE)


def without_form(text: str) -> str:
    """A line without the form that it begins with: `Biểu 1.1: Tổ truyền thông cộng đồng`."""
    return _FORM.sub("", text)


_FORM = re.compile(r"^\s*(?:biểu|bảng|phụ\s+lục)(?:\s+số)?\s+[\w./-]{1,8}\s*[.:–-]\s*", re.IGNORECASE)


def is_list(lines: Iterable[str]) -> bool:
    """Whether the lines above a table say that each row is one thing, and counts nothing."""
    return any(_LISTS.match(fold(text)) for text in lines)
