"""Reads a label once: what its words say of the numbers in its reach, and which say nothing that we know."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from itertools import islice

from msgspec.structs import replace

from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.label import Label
from du_an8.reports.labels.label_phrases import read_as_name
from du_an8.reports.labels.label_units import is_unit
from du_an8.reports.labels.label_words import read_words
from du_an8.reports.names.read_name import split_part
from du_an8.reports.places.groups import is_group
from du_an8.reports.places.place_texts import tells_era, without_era
from du_an8.reports.vocabulary.marks import names_form, unmarked
from du_an8.reports.vocabulary.vocabulary import AXES, Says, begins_with_any, holds_any
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.places import is_proper, place_alone
from du_an8.vietnamese.translations import without_translation

_LONGEST = 300
_LONGEST_UNIT = 5  # words; more of them explain something
_BRACKETS = pattern_of(r"[(\[]([^()\[\]]*)[)\]]")
_FORMULA = pattern_of(r"[\d\s=+\-−:/x*.,%]*|[a-h]")
_DATED = pattern_of(r"20\d\d ?[-–] ?20\d\d|\d{1,2}[/.-]\d{1,2}[/.-]20\d\d")  # `Giai đoạn I (2021-2025)`
_NUMBERED = pattern_of(r"(?<!\d)\(?\d{1,2}\)?\s*=[\s\d()+\-−:/x*.,%]+$")
_UP_AND_DOWN = pattern_of(r"\+\s*[/,;]?\s*[-−–]|\(\s*\+\s*\)")  # `So sánh +/-`, `Tăng (+)`
_DIFFERENCE = pattern_of(r"(?<!\w)(?:TH|KQ|KH)\s?[-−–]\s?(?:TH|KQ|KH)(?!\w)")  # `TH-KH`; `TH/KH` is a quotient
_AT_DAY = pattern_of(r"(?:tại )?thời điểm (?:ngày )?(?=\d{1,2}/\d{1,2}(?![\d/]))", re.IGNORECASE)  # of each year
_MONTH = pattern_of(r"(?<!\w)Th\.?\s?(?=(?:0?[1-9]|1[0-2])(?!\d))")  # `Th.3`; `TH` is what was done
_SAME_TIME = pattern_of(  # `TH/CK`, `so với CK`, `CK 2023`; beside `ĐK` it is `cuối kỳ`
    r"(?<!\w)(?:(?:(?<=/)|(?<=[/%] )|(?<=so )|(?<=với )|(?<=\bTH )|(?<=\bKQ ))CK(?!\w)|CK(?= (?:năm )?20\d\d)|CKNT\b)",
    re.IGNORECASE,
)
_ESTIMATED = pattern_of(r"(?<!\w)Ư\.?\s?(?=T\d|(?:T\.?|K)H(?![^\W\d]))", re.IGNORECASE)  # `ƯTH`, `Ư.TH`, `ƯT1-2004`


def read_label(text: str, programme: Programme) -> Label:
    """Read a label; one text is read once."""
    return programme.made(_reader)(text)


def _reader(programme: Programme) -> Callable[[str], Label]:
    return lru_cache(maxsize=50_000)(lambda text: _read(text, programme))


def _read(text: str, programme: Programme) -> Label:
    text = without_translation(unicodedata.normalize("NFC", text))
    text = _SAME_TIME.sub("cùng kỳ", _ESTIMATED.sub("Ước ", " ".join(text.split())))
    text = _MONTH.sub("Tháng ", _DIFFERENCE.sub("Chênh lệch", _AT_DAY.sub("hiện có đến ", text)))
    if _says_nothing_known(text):
        return Label(text, rest=text)
    found = place_alone(text)
    if found and not programme.find_indicator(text):  # thousands of names are those of places
        return Label(text, place=found[0])
    if named := read_as_name(text, programme):
        return named
    if titled := _as_title_of_places(text, programme):
        return titled
    plain, inside = _without_brackets(text)
    label = (read_as_name(plain, programme) if inside else None) or _read_unmarked(plain, programme)
    label = replace(label, says=label.says | _signs(text, plain))
    for words in inside:
        label = _with_remark(label, words, programme)
    if _names_rows(label, text, programme):
        return Label(text, rest=text)
    return replace(_as_head_of_parts(label, text), text=text)


def _as_head_of_parts(label: Label, text: str) -> Label:
    """`Chia theo cấp học` over kinds says how what is counted is divided; `Chia theo huyện` says that already."""
    if label.axis is not Says.NAMES or not begins_with_any(text, "captions", "divided"):
        return label
    return replace(label, says=label.says - AXES | {Says.HEAD_OF_PARTS})


def _says_nothing_known(text: str) -> bool:
    """A remark, the number of a form."""
    return len(text) > _LONGEST or names_form(text)


def _names_rows(label: Label, text: str, programme: Programme) -> bool:
    """Whether words that might title places, or say what is still to be done, name a part or places themselves."""
    return _is_part(label, text, programme) or _is_of_others(label, text)


def _is_part(label: Label, text: str, programme: Programme) -> bool:
    """`Cụm thôn bản` beside `Cấp xã`: a part of what is counted, and no title of places."""
    some = islice(programme.indicators.values(), 1)
    return label.axis is Says.PLACES and any(split_part(programme, text, indicator) for indicator in some)


def _is_of_others(label: Label, text: str) -> bool:
    """`Các xã khác`, `Các xã còn lại` are places, and nothing that is still to be done."""
    says_more = label.rest or Says.TO_COME in label.says
    return Says.HEAD_OF_PLACES in label.says and bool(says_more) and is_group(text)


def _is_proper_name(label: Label, text: str) -> bool:
    """`Chung Chải`, `Kỳ Sơn`, `Si Ma Cai`: one word of a name is no word of a header.

    In capitals any header looks like a name: there, as in `SI MA CAI`, it is a word that else begins titles of words.
    """
    words, rest = text.split(), label.rest.split()
    is_one = bool(rest) and len(rest) == len(words) - 1
    may_be_header = text.isupper() and (rest[:1] != words[:1] or not label.says <= AXES)
    return is_one and not (label.times or may_be_header) and is_proper(words)


def _read_unmarked(text: str, programme: Programme) -> Label:
    """Words with the mark of a list before them, `I. Kế hoạch`, where it would be left over."""
    label, name = read_words(text, programme), unmarked(text)
    if _is_proper_name(label, text):
        return Label(text, rest=text)
    if not (label.rest and name.mark):
        return label
    inner = read_words(name.text, programme)
    return inner if inner.unknown < label.unknown else label


def _signs(text: str, plain: str) -> frozenset[Says]:
    """What signs say: `+/-`, and the quotient of two columns where no word stands beside it: `(3)=(2)/(1)`."""
    if _UP_AND_DOWN.search(text):
        return frozenset({Says.CHANGE})
    formula = None if plain else _NUMBERED.search(text)
    return frozenset({Says.PERCENTAGE}) if formula and "/" in formula[0] else frozenset()


def _as_title_of_places(text: str, programme: Programme) -> Label | None:
    """`Tỉnh trước sáp nhập`, `Xã (mới)`: places as they were, or as they are now."""
    places = without_era(text)
    label = read_words(places, programme) if places != text else None
    return replace(label, text=text) if label and label.axis is Says.PLACES else None


def _without_brackets(text: str) -> tuple[str, list[str]]:
    """The text outside brackets, and what stands inside them; the form's own numbering says nothing."""
    text = _NUMBERED.sub(" ", text)
    inside = [words.strip() for words in _BRACKETS.findall(text) if not _says_nothing(words)]
    return " ".join(_BRACKETS.sub(" ", text).split()), inside


def _says_nothing(words: str) -> bool:
    return "%" not in words and _FORMULA.fullmatch(words) is not None and not _DATED.fullmatch(words)


def _with_remark(label: Label, words: str, programme: Programme) -> Label:
    """What stands in brackets: a measure, a time, else a unit, or what nobody knows."""
    remark = read_words(words, programme)
    if _says_percentage(remark):
        unit = words if words == "%" and Says.PERCENTAGE not in label.says else label.unit  # else it only says so again
        return replace(label, says=label.says | {Says.PERCENTAGE}, unit=unit)
    of_era = tells_era(words)  # `Hà Giang (cũ)`: as it was before the merger
    if not of_era and _may_be_unit(label, remark, programme):
        return replace(label, unit=words)
    return _left_over(label, words) if of_era or remark.names or not remark.tells else _joined(label, remark)


def _says_percentage(remark: Label) -> bool:
    """`Kết quả (%)`, `Kết quả (tỷ lệ)`."""
    return remark.says == {Says.PERCENTAGE} and not (remark.rest or remark.times)


def _left_over(label: Label, words: str) -> Label:
    return replace(label, rest=f"{label.rest} {words}".strip())


def _joined(label: Label, remark: Label) -> Label:
    """A label with the measure, the time that stands in brackets behind it."""
    return replace(
        label,
        says=label.says | (remark.says - AXES),
        times=tuple(dict.fromkeys((*label.times, *remark.times))),
        to_come=label.to_come or remark.to_come,
    )


def _may_be_unit(label: Label, remark: Label, programme: Programme) -> bool:
    """A unit that is known, or words that say nothing else; those beside the name of an indicator may say anything."""
    if is_unit(remark.text, programme) or ("/" in remark.text and not remark.times):
        return True
    if remark.rest:
        leaves_out = remark.times or holds_any(remark.text, "exceptions", "words")
        explains = leaves_out or len(remark.text.split()) > _LONGEST_UNIT
        return label.indicator is None and not explains
    return not remark.tells and (label.indicator is None or Says.NOTHING in remark.says)
