"""The numbers that Word itself puts before paragraphs: `1.`, `II.`, a dash; no text of the file holds them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from du_an8.reports.workbook.docx_xml import number_in

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_MOST = 100_000  # a list that is numbered higher was damaged
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


class _Level(Struct, frozen=True):
    """How one level of a list is numbered; `text` has the places of the numbers, as in `%1.%2.`."""

    start: int
    form: str
    text: str


class _List(Struct):
    """A list and how far it was counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next_label(self, level: int) -> str:
        """Count one on, beginning again below."""
        self.counts = {depth: count for depth, count in self.counts.items() if depth <= level}
        self.counts[level] = self.counts.get(level, self._start(level) - 1) + 1
        stated = self.levels.get(level)
        if stated is None or stated.form == "none":
            return ""
        if stated.form == "bullet":
            return "+" if stated.text.strip() == "+" else "-"
        return _PLACE.sub(lambda place: self._shown(int(place[1]) - 1), stated.text).strip()

    def _start(self, level: int) -> int:
        return self.levels[level].start if level in self.levels else 1

    def _shown(self, level: int) -> str:
        form = self.levels[level].form if level in self.levels else "decimal"
        return _written(self.counts.get(level, self._start(level)), form)


class Numbering:
    """Numbers the paragraphs of a paper; each must be asked for once, in their order."""

    def __init__(self, root: ET.Element | None, by_style: Callable[[ET.Element], ET.Element | None]) -> None:
        """Take the lists of a paper.

        Args:
            by_style: how the style of a paragraph numbers it.
        """
        self._by_style = by_style
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def label(self, paragraph: ET.Element) -> str:
        """The number or the dash in front of a paragraph, empty where it has none."""
        if not self._lists:
            return ""
        direct = paragraph.find("pPr/numPr")
        styled = self._by_style(paragraph)
        numberings = [numbering for numbering in (direct, styled) if numbering is not None]
        name = _first(numbering.find("numId") for numbering in numberings)
        level = number_in(_first(numbering.find("ilvl") for numbering in numberings), 0)
        number = "" if name is None else name.get("val", "")
        numbered = self._lists.get(number)
        if numbered is None or level >= _LEVELS:
            return ""
        # A list that continues another one begins anew where it says so, at its first paragraph.
        if level in (restarts := self._restarts.get(number, {})):
            numbered.counts[level] = restarts.pop(level) - 1
        return numbered.next_label(level)

    def _read(self, root: ET.Element) -> None:
        lists = _lists(root)
        for number in root.iter("num"):
            named, key = number.find("abstractNumId"), number.get("numId", "")
            if named is not None and named.get("val", "") in lists:
                self._lists[key] = lists[named.get("val", "")]
                self._restarts[key] = _restarts(number)


def _lists(root: ET.Element) -> dict[str, _List]:
    """The lists by the name of their form; a form may stand for one that a style has."""
    forms = {form.get("abstractNumId", ""): form for form in root.iter("abstractNum")}
    of_styles = {link.get("val", ""): form for form in forms.values() if (link := form.find("styleLink")) is not None}
    lists = {}
    for name, form in forms.items():
        link = form.find("numStyleLink")
        lists[name] = _List(_levels(form if link is None else of_styles.get(link.get("val", ""), form)))
    return lists


def _restarts(number: ET.Element) -> dict[int, int]:
    """At which levels a list begins anew, and with what."""
    return {
        _level_of(override): number_in(start, 1)
        for override in number.iter("lvlOverride")
        if (start := override.find("startOverride")) is not None
    }


def _level_of(element: ET.Element) -> int:
    """Which level an element is about, 0 being the uppermost."""
    stated = element.get("ilvl", "0")
    return int(stated) if stated in {str(level) for level in range(_LEVELS)} else 0


def _first(found: Iterable[ET.Element | None]) -> ET.Element | None:
    return next((element for element in found if element is not None), None)


def _levels(form: ET.Element) -> dict[int, _Level]:
    levels = {}
    for level in form.iter("lvl"):
        shape, text = level.find("numFmt"), level.find("lvlText")
        levels[_level_of(level)] = _Level(
            number_in(level.find("start"), 1),
            "decimal" if shape is None else shape.get("val", "decimal"),
            "" if text is None else text.get("val", ""),
        )
    return levels


def _written(count: int, form: str) -> str:
    if not 0 < count < _MOST:
        return str(count)
    match form:
        case "upperRoman":
            return _roman(count).upper()
        case "lowerRoman":
            return _roman(count)
        case "upperLetter":
            return _letters(count).upper()
        case "lowerLetter":
            return _letters(count)
        case "decimalZero":
            return f"{count:02d}"
        case _:
            return str(count)


def _roman(count: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        signs += sign * times
    return signs


def _letters(count: int) -> str:
    """`a` to `z`, then `aa`, `bb`."""
    times, place = divmod(count - 1, 26)
    return chr(ord("a") + place) * (times + 1)
