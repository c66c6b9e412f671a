"""Two encodings that Vietnamese was written in before Unicode: TCVN3 (.VnTime) and VNI."""

import re
import unicodedata
from enum import StrEnum

from du_an8.vietnamese.late_patterns import pattern_of


class Encoding(StrEnum):
    """How the characters of a text are meant."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"


LEGACY = (Encoding.TCVN3, Encoding.VNI)
ALL = frozenset(Encoding)
UNICODE_ALONE = frozenset((Encoding.UNICODE,))

# TCVN 5712:1993, the set VN3: all small letters, of the capitals only those without tone. (Its superset VN1 has the
# others where VN3 fonts have nothing.)
TCVN3_LETTERS = dict(
    zip(
        "\u00a1¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
TCVN3_TRANSLATION = str.maketrans(TCVN3_LETTERS)

# VNI writes a letter and a mark; the mark's own case says nothing. Breve and circumflex marks carry the tone with them.
_TONE_MARKS = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX_MARKS = {
    mark: "\u0302" + tone for mark, tone in zip("âáàåãä", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True)
}
_BREVE_MARKS = {
    mark: "\u0306" + tone for mark, tone in zip("êéèúüë", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True)
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_VNI_MARKS = {
    "a": _TONE_MARKS | _CIRCUMFLEX_MARKS | _BREVE_MARKS,
    "e": _TONE_MARKS | _CIRCUMFLEX_MARKS,
    "o": _TONE_MARKS | _CIRCUMFLEX_MARKS,
    "u": _TONE_MARKS,
    "y": {mark: tone for mark, tone in _TONE_MARKS.items() if mark != "ï"},
    "ô": _TONE_MARKS,
    "ö": _TONE_MARKS,
}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_LETTERS)
    for letter, marks in _VNI_MARKS.items():
        base = _VNI_LETTERS.get(letter, letter)
        table |= {letter + mark: unicodedata.normalize("NFC", base + signs) for mark, signs in marks.items()}
    return table


VNI_WRITTEN = _vni_table()
VNI_SIGNS = pattern_of("|".join(sorted(VNI_WRITTEN, key=len, reverse=True)), re.IGNORECASE)
