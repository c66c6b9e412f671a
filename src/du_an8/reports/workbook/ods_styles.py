"""The styles of an `.ods` file: which fonts and marks cells and texts have, and which sheets are hidden."""

import re
from typing import TypeVar

from msgspec import Struct, field

from du_an8.reports.workbook.cells import DamagedError
from du_an8.reports.workbook.ods_names import DIRECT_FAMILY, FONT_FAMILY, STYLE, TABLE

_Told = TypeVar("_Told")

_LINE_THROUGH = (f"{STYLE}text-line-through-style", f"{STYLE}text-line-through-type")
_RAISED = re.compile(r"[1-9]")  # by so many percent


class Styles(Struct):
    """What the styles of both parts say, each under its family and name.

    Attributes:
        families: of the fonts that are declared.
        parents: the style that says what one doesn't.
        fonts: what styles name as their font.
        struck: whether they strike through; raised, whether they raise.
    """

    families: dict[str, str] = field(default_factory=dict)
    parents: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    struck: dict[str, bool] = field(default_factory=dict)
    raised: dict[str, bool] = field(default_factory=dict)

    def font(self, style: str) -> str:
        """The font of a cell style; one that names none has its parent's, at last the default."""
        font = self._inherited(self.fonts, _style_key("table-cell", style)) or self.fonts.get("table-cell/", "")
        return self.families.get(font, font)

    def marks(self, family: str, style: str) -> tuple[bool | None, bool | None]:
        """Whether a style strikes through, and whether it raises; None where it doesn't say."""
        key = _style_key(family, style)
        return self._inherited(self.struck, key), self._inherited(self.raised, key)

    def _inherited(self, by_style: dict[str, _Told], name: str) -> _Told | None:
        """What a style or the nearest of its parents says."""
        seen: set[str] = set()
        while name not in by_style and name in self.parents and name not in seen:
            seen.add(name)
            name = self.parents[name]
        return by_style.get(name)


class StyleElements:
    """Takes the elements of a part that are styles.

    Attributes:
        styles: which they fill.
        hidden_tables: the names of the styles of hidden sheets; they are no styles of another part.
    """

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.hidden_tables: set[str] = set()
        self._name = ""

    def doctype(self, name: str, *_: str | None) -> None:
        """A document type, the way to all XML attacks, is refused."""
        raise DamagedError(name)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep what a style says."""
        if tag == f"{STYLE}font-face":
            family = attributes.get(FONT_FAMILY, "").strip("'\"")
            self.styles.families[attributes.get(f"{STYLE}name", "")] = family
        elif tag in {f"{STYLE}style", f"{STYLE}default-style"}:
            family = attributes.get(f"{STYLE}family", "")
            self._name = _style_key(family, attributes.get(f"{STYLE}name", ""))
            self.styles.parents[self._name] = _style_key(family, attributes.get(f"{STYLE}parent-style-name", ""))
        elif tag == f"{STYLE}text-properties" and self._name:
            self._read_text_properties(attributes)
        elif tag == f"{STYLE}table-properties" and attributes.get(f"{TABLE}display") == "false":
            self.hidden_tables.add(self._name.partition("/")[2])

    def _read_text_properties(self, attributes: dict[str, str]) -> None:
        font = attributes.get(f"{STYLE}font-name") or attributes.get(DIRECT_FAMILY)
        if font:
            self.styles.fonts[self._name] = font.strip("'\"")
        lines = [attributes[name] for name in _LINE_THROUGH if name in attributes]
        if lines:
            self.styles.struck[self._name] = any(line != "none" for line in lines)
        if position := attributes.get(f"{STYLE}text-position"):
            self.styles.raised[self._name] = position.startswith("super") or _RAISED.match(position) is not None

    def data(self, text: str) -> None:
        """Text in a style is the text of a number format."""

    def end(self, tag: str) -> None:
        """What follows belongs to no style."""
        if tag in {f"{STYLE}style", f"{STYLE}default-style"}:
            self._name = ""

    def close(self) -> None:
        """The end of the part, which asks for nothing."""


def _style_key(family: str, name: str) -> str:
    return f"{family}/{name}"
