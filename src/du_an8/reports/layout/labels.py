"""Reads what stands before a row of figures: the name of an indicator, of a part of it, of a total."""

import re
from dataclasses import dataclass

from du_an8.programme.catalogue import Indicator, Programme
from du_an8.vietnamese.names import fold

_LIST_MARK = re.compile(r"^\s*(?:(?:[IVX]+|[A-ZĐ]|[a-zđ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/]\s*|\(?\d{1,2}\)\s*)(?=\S)")
_DASH = re.compile(r"^\s*[-+*•_–—·]+\s*(?=\S)")
_OF_WHICH = re.compile(r"^\s*(?:trong\s+đó|tr\.?\s*đó|chia\s+ra|bao\s+gồm|gồm|riêng)\b\s*:?\s*", re.IGNORECASE)
_REMARK = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_TOTALS = frozenset({"tong so", "tong cong", "cong", "tong", "toan tinh", "chung", "tong toan tinh", "toan thanh pho"})


@dataclass(frozen=True, slots=True)
class Label:
    """A row's name without its marks.

    Attributes:
        name: empty for a caption such as "Trong đó:".
        of_which: the row, or those below a caption, are parts of the row above.
        dashed: begins with a dash: a part, if it is no indicator.
    """

    name: str
    of_which: bool = False
    dashed: bool = False

    @property
    def is_total(self) -> bool:
        """`Tổng số`, `Cộng`, `Toàn tỉnh`."""
        return fold(self.name) in _TOTALS


def read_label(text: str) -> Label:
    """Take a list mark, a dash and "Trong đó" off a name."""
    rest = _LIST_MARK.sub("", text, count=1)
    undashed = _DASH.sub("", rest, count=1)
    dashed = undashed != rest
    without = _OF_WHICH.sub("", undashed, count=1)
    of_which = without != undashed
    name = _DASH.sub("", without, count=1).strip(" :\n\t")
    return Label(name, of_which, dashed)


def find_labelled(programme: Programme, text: str) -> Indicator | None:
    """The indicator that a row's name names: as it stands, without its marks, without the remark at its end."""
    found = programme.find_indicator(text)
    if found:
        return found
    name = read_label(text).name
    return programme.find_indicator(name) or programme.find_indicator(_REMARK.sub("", name))
