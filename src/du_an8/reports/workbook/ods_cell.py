"""One cell of an `.ods` file: its elements as they are written, and what it holds."""

import re
from datetime import date

from msgspec import Struct, field

from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.reports.workbook.ods_names import CALC_TYPE, OFFICE, TABLE
from du_an8.reports.workbook.seen import Piece
from du_an8.reports.workbook.stored_values import is_error, number_cell

_LONGEST_FORMULA = 2000  # a longer one does more than to refer to a cell
_OF_REFERENCE = re.compile(r"\[((?:\$?(?:'(?:[^']|'')+'|[^\]\[.':]+))?)\.([$A-Z0-9]+)(?::[^\].]*\.([$A-Z0-9]+))?\]")


class RawCell(Struct):
    """A cell while it is read."""

    attributes: dict[str, str]
    paragraphs: list[list[Piece]] = field(default_factory=list)
    note: list[str] | None = None

    def get(self, name: str, default: str = "") -> str:
        """One of its attributes."""
        return self.attributes.get(name, default)

    @property
    def shown(self) -> str:
        """The text that it shows."""
        return "\n".join("".join(piece.text for piece in pieces) for pieces in self.paragraphs)

    @property
    def pieces(self) -> list[Piece]:
        """All that it shows, each line but the first behind its line end."""
        first, *others = self.paragraphs or [[]]
        return [*first, *(piece for line in others for piece in (Piece("\n"), *line))]

    @property
    def is_marked(self) -> bool:
        """Whether parts of it are struck through or raised."""
        return any(piece.struck or piece.raised for pieces in self.paragraphs for piece in pieces)

    @property
    def marks_of_all(self) -> tuple[bool, bool]:
        """Whether all of it is struck through, and whether all is raised."""
        written = [piece for piece in self.pieces if piece.text.strip()]
        return all(piece.struck for piece in written), all(piece.raised for piece in written)


def read_cell(raw: RawCell, row: int, column: int) -> Cell | None:
    """What it holds; None for nothing."""
    shown, formula = raw.shown, raw.get(f"{TABLE}formula")
    if _is_error(raw, shown):
        return Cell(row, column, CellKind.ERROR, shown.strip() or "#?")
    stored = _stored(raw, row, column)
    if stored:
        return stored
    text = raw.get(f"{OFFICE}string-value") or shown
    if text.strip():
        return Cell(row, column, CellKind.TEXT, text)
    if formula and raw.get(f"{OFFICE}value-type") != "string":
        return Cell(row, column, CellKind.UNCOMPUTED, formula[formula.find("=") :] or formula)
    return None


def _is_error(raw: RawCell, shown: str) -> bool:
    if raw.get(CALC_TYPE) == "error":
        return True
    if not raw.get(f"{TABLE}formula"):
        return False
    # A text may bear an error's name in any language; a number may be shown as `#1`, and is none then.
    is_text = raw.get(f"{OFFICE}value-type") in {"string", ""}
    return is_error(shown) or (is_text and shown.lstrip().startswith(("#", "Err:")))


def _stored(raw: RawCell, row: int, column: int) -> Cell | None:
    """The value that stands beside the text; None for a text, and where the value is missing."""
    match raw.get(f"{OFFICE}value-type"):
        case "float" | "percentage" | "currency" as kind if value := raw.get(f"{OFFICE}value"):
            number = number_cell(row, column, value, percent=kind == "percentage")
            return number or Cell(row, column, CellKind.ERROR, value)
        case "date" if value := raw.get(f"{OFFICE}date-value"):
            return Cell(row, column, *_date(value))
        case "boolean" if value := raw.get(f"{OFFICE}boolean-value"):
            return Cell(row, column, CellKind.BOOLEAN, value.upper())
        case "time" if (value := raw.get(f"{OFFICE}time-value")) and not raw.shown.strip():
            return Cell(row, column, CellKind.TEXT, value)
        case _:
            return None


def _date(text: str) -> tuple[CellKind, date | str]:
    try:
        return CellKind.DATE, date.fromisoformat(text[:10])
    except ValueError:
        return CellKind.ERROR, "#VALUE!"


def as_in_excel(formula: str) -> str:
    """`of:=SUM([.B5:.B9];[$Sheet2.C1])` as `=SUM(B5:B9;Sheet2!C1)`."""
    return _OF_REFERENCE.sub(_bare_reference, formula[formula.find("=") :][:_LONGEST_FORMULA])


def _bare_reference(found: re.Match[str]) -> str:
    sheet, first, last = found[1].lstrip("$"), found[2], found[3]
    return (f"{sheet}!" if sheet else "") + first + (f":{last}" if last else "")
