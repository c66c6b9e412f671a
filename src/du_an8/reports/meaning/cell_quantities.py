"""What a cell holds, as a quantity, or why it is none that can be used."""

from decimal import Decimal

from msgspec import Struct

from du_an8.reports.workbook.cells import Cell, CellKind
from du_an8.vietnamese.numbers import Absent, Ambiguous, Convention, Quantity, Share, format_number, read_number


class Fault(Struct, frozen=True):
    """Why a cell can't be used: a key of the findings catalogue and what its text names."""

    key: str
    parameters: dict[str, object]


_UNUSABLE = {
    CellKind.ERROR: "error-cell",
    CellKind.UNCOMPUTED: "formula-without-value",
    CellKind.UNCOMPUTED_ZERO: "uncomputed-zero",
    CellKind.WITHDRAWN: "withdrawn-number",
    CellKind.DATE: "not-a-number.date",
}
"""What is said of a cell whose content is no figure, whatever stands in it."""


def quantity_in(cell: Cell, convention: Convention | None) -> Quantity | Share | Fault | None:
    """The cell as a quantity; a percent-formatted 0.8 is 80 %."""
    if cell.kind is CellKind.NUMBER and isinstance(cell.value, Decimal):
        return _stored(cell, cell.value)
    if cell.kind in _UNUSABLE:
        return Fault(_UNUSABLE[cell.kind], {"text": cell.value})
    if cell.is_hidden_zero:  # a blank to all who read the sheet
        return None
    if cell.kind is CellKind.SHOWN_DIFFERENTLY:
        key = "shown-differently" if cell.shown else "shown-differently.hidden"
        return Fault(key, {"text": shown(cell), "shown": cell.shown})
    return _written(cell, convention)


def _stored(cell: Cell, stored: Decimal) -> Quantity:
    """A number with what its format adds: a percent sign, also one in quotes, or a unit."""
    value = stored * 100 if cell.percent else stored
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    in_quotes = cell.unit == "%"
    return Quantity(value, percent=cell.percent or in_quotes, decimals=decimals, unit="" if in_quotes else cell.unit)


def _written(cell: Cell, convention: Convention | None) -> Quantity | Share | Fault | None:
    number = read_number(str(cell.value), convention)
    match number:
        case Absent():
            return None
        case Ambiguous():
            return Fault(
                "ambiguous-number.comma",
                {
                    "text": cell.text,
                    "thousands": number.as_thousands,
                    "decimal": number.as_decimal.normalize(),
                },
            )
        case None:
            return Fault("not-a-number", {"text": cell.value})
        case _:
            return number


def shown(cell: Cell) -> object:
    """The content as a person reads it."""
    if not isinstance(cell.value, Decimal):
        return cell.value
    if cell.percent:
        return f"{format_number(cell.value * 100)}%"
    return f"{format_number(cell.value)} {cell.unit}" if cell.unit else cell.value
