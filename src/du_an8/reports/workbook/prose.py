"""Finds the figures in running text, which are told of and never read: nobody but a person knows what they count."""

import re
from collections.abc import Iterable

from du_an8.vietnamese.numbers import Ambiguous, Quantity, Share, read_number

_BLANK = r"[ \t\xa0]"
_DAY = r"\d{1,2}"
# What is called by a number, and what may be: `Nội dung 3:`, but `hoạt động 12 CLB`.
_NUMBERED = (
    "bảng|biểu|phụ lục|mục|điểm|khoản|điều|chương|trang|tiểu dự án|dự án|giai đoạn|đợt|lần|thứ"
    "|nghị quyết|nghị định|quyết định|thông tư|chỉ thị"
)
_MAY_BE_NUMBERED = "mẫu|phần|nội dung|hoạt động|chỉ tiêu|nhiệm vụ|tiêu chí|khoá|khóa|vùng|khu vực|cụm|khu phố|thôn|tổ"
# Whatever is written with digits and counts nothing, in the order in which it has to be taken out.
_NO_FIGURES: tuple[str, ...] = (
    r"https?://\S+|(?<!\S)\S{1,64}@\S+",
    # what a line is numbered with: `1.`, `2.1.`, `3)`, `(4)`
    r"^\s*(?:\(\d{1,2}\)|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|\d{1,2}(?:\.\d{1,2})+(?=\s))",
    # the number of a document: `215/BC-BTV`, `45/2023/TT-BTC`, `số 88`, `Nghị quyết 120`
    r"(?<![\d.,])\d+(?:/\d{4})?\s?/\s?[^\W\d_][^\s,;)]*",
    r"\bsố\s*:?\s*\d+(?=\s*(?:/|ngày\b|,))",
    # days and times: `31/12/2023`, `ngày 05 tháng 3 năm 2024`, `14/12`, `tháng 9`, `9 tháng`, `2021-2025`, `2023`
    rf"\b{_DAY}\s?[/.-]\s?{_DAY}\s?[/.-]\s?\d{{4}}\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    rf"\b{_DAY}\s?/\s?(?:19|20)\d\d\b",
    rf"\b(?:ngày|tháng|quý|tuần)\s+{_DAY}(?:\s?[/-]\s?{_DAY})*\b(?![.,]\d)",
    rf"\b{_DAY}\s+(?:tháng|quý)\b",
    rf"\b{_DAY}\s?(?:h|giờ){_BLANK}*(?:\d\d)?\b",
    r"(?<![\d.,])(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)\d\d)*(?![\d.,]*\d)",
    rf"\b(?:{_NUMBERED})\s+(?:số\s*)?:?\s*\d+(?:\.\d+)*\b(?!,\d)",
    rf"\b(?:{_MAY_BE_NUMBERED})\s+(?:số\s*)?\d{{1,2}}(?:\.\d+)*(?=\s*(?:[^\w\s%,.]|[,.](?!\d)|$))",
    r"\b4\.0\b",
    r"\b0\d[\d. ]{7,}\d\b",  # a telephone
)
_NO_FIGURE = re.compile("|".join(_NO_FIGURES), re.IGNORECASE | re.MULTILINE)
_FIGURE = re.compile(r"(?<![\w.,-])\d+(?:[.,]\d+)*(?:\s?/\s?\d+(?:\.\d{3})*)?\s?%?(?![\w/])")


def figures_in(lines: Iterable[str]) -> list[str]:
    """The numbers of a text as they were written; dates, years, numbers of documents and numbering are none."""
    return [figure for line in lines if any(sign.isdigit() for sign in line) for figure in _figures(line)]


def _figures(line: str) -> list[str]:
    left = _NO_FIGURE.sub(" ; ", line)
    found = (match[0].strip() for match in _FIGURE.finditer(left))
    return [figure for figure in found if isinstance(read_number(figure), Quantity | Share | Ambiguous)]
