"""Reads what stands before a row of figures: the name of an indicator, of a part of it, of a total."""

import re
import unicodedata
from functools import cached_property, lru_cache
from itertools import takewhile

from msgspec import Struct

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, read_number

_LIST_MARK = re.compile(
    r"^\s*(?:(?P<mark>[IVX]+|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*|\(?(?P<number>\d{1,2})\)\s*)(?=\S)"
)
_DASH = re.compile(r"^\s*[-+*•_–—·]+\s*(?=\S)")
_OF_WHICH = re.compile(r"^\s*(?:trong\s+đó|tr\.?\s*đó|chia\s+ra|bao\s+gồm|gồm|riêng)\b\s*:?\s*", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*$")
_PLANNED = re.compile(r"\b(?:du kien|kh|ke hoach|uoc|nhu cau|de nghi|de xuat|dang ky|phan dau)\b")
_NEUTRAL = re.compile(r"(?:b c|bao cao|so lieu)(?: .*)?|chua bao cao|\d{1,2}|ct ?\d|nd ?\d|tiep theo")
_TOTALS = frozenset({
    "tong so", "tong cong", "cong", "tong", "toan tinh", "chung", "tong toan tinh", "toan thanh pho", "tong hop", "tc",
    "t c", "tat ca", "toan bo", "ca tinh", "cong chung", "chung toan tinh", "total", "so lieu toan tinh",
    "ket qua toan tinh",
})  # fmt: skip
_TOTAL_WORDS = frozenset({"tong", "cong", "so", "toan"})
_WORD = re.compile(r"[^\W_]+")


class Label(Struct, frozen=True, dict=True):
    """A row's name without its marks.

    Attributes:
        name: empty for a caption such as "Trong đó:".
        of_which: the row, or those below a caption, are parts of the row above.
        dashed: begins with a dash: a part, if it is no indicator.
        mark: the letters or digits of a list before it: `I`, `2`, `1.3`.
    """

    name: str
    of_which: bool = False
    dashed: bool = False
    mark: str = ""

    @property
    def is_total(self) -> bool:
        """`Tổng số`, `Cộng`, `Toàn tỉnh`."""
        return fold(self.name) in _TOTALS

    @cached_property
    def total_of(self) -> str | None:
        """What a total is of: `huyện Bảo Lạc` in `Cộng huyện Bảo Lạc`, empty for `Tổng số`; None without such words.

        `Tổng Cọt` is a commune: whether it is a total of `Cọt`, only who knows the places can tell.
        """
        if self.is_total:
            return ""
        words = _WORD.findall(unicodedata.normalize("NFC", self.name))
        in_front = len(list(takewhile(_TOTAL_WORDS.__contains__, map(fold, words))))
        return " ".join(words[in_front:]) if in_front and fold(words[0]) != "so" else None


@lru_cache(maxsize=16384)  # the communes of one report stand in the next one, too
def read_label(text: str) -> Label:
    """Take a list mark, a dash and "Trong đó" off a name."""
    listed = _LIST_MARK.match(text)
    rest = text[listed.end() :] if listed else text
    undashed = _DASH.sub("", rest, count=1)
    dashed = undashed != rest
    without = _OF_WHICH.sub("", undashed, count=1)
    of_which = without != undashed
    name = _DASH.sub("", without, count=1).strip(" :\n\t")
    return Label(name, of_which, dashed, (listed["mark"] or listed["number"]) if listed else "")


def find_labelled(programme: Programme, text: str) -> Indicator | None:
    """The indicator that a row's name names: as it stands, without its marks, without the remark at its end."""
    found = programme.find_indicator(text)
    if found:
        return found
    name = read_label(text).name
    remark = _REMARK.search(name)
    found = programme.find_indicator(name)
    if found or remark is None:
        return found
    found = programme.find_indicator(name[: remark.start()])
    return found if found and _is_neutral(remark[1], found) else None


def find_with_unit(programme: Programme, text: str) -> tuple[Indicator | None, str]:
    """The indicator that a column's title names, and the unit in brackets at its end: `Vốn giải ngân (nghìn đồng)`."""
    found = programme.find_indicator(text)
    remark = _REMARK.search(text) if found is None else None
    if remark is None:
        return found, ""
    found = programme.find_indicator(text[: remark.start()])
    return (found, remark[1].strip()) if found and found.accepts_unit(remark[1]) else (None, "")


_NO_PLACE = re.compile(
    r"(?:so )?(?:binh quan|trung binh|(?:nam|ky) truoc|cung ky|(?:so )?dau ky|con (?:lai|thieu)|phan dau|du kien"
    r"|muc tieu|chi tieu|duoc giao|nghi quyet giao|so sanh|tang giam)\b.*"
)


def is_no_place(name: str) -> bool:
    """Whether a row among places says something else: `Bình quân`, `Cùng kỳ năm 2022`, `Chỉ tiêu giao`."""
    return _NO_PLACE.fullmatch(fold(name)) is not None


def tells_plan(remark: str) -> bool:
    """Whether what stands in brackets says that nothing was done yet: `(dự kiến)`."""
    return _PLANNED.search(fold(remark)) is not None


_TO_COME = re.compile(r"(?:ke hoach(?! so)|phuong huong|chi tieu (?:duoc )?giao|nhu cau|du kien)\b(?!.*\bket qua\b)")


def heads_plans(text: str) -> bool:
    """Whether what a heading stands over is no result: `II. Kế hoạch năm 2024`."""
    return _TO_COME.match(fold(read_label(text).name)) is not None


def _is_neutral(remark: str, indicator: Indicator) -> bool:
    """Whether a remark leaves the meaning of a name: a unit, a missing figure, who reported.

    "(kế hoạch)", "(thành lập mới)", "(lượt người)" make it the name of something else.
    """
    return (
        read_number(remark) is ABSENT
        or indicator.unit_factor(remark) is not None
        or _NEUTRAL.fullmatch(fold(remark)) is not None
    )
