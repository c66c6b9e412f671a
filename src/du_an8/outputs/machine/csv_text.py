"""CSV as every answer for machines writes it: comma, decimal point, UTF-8 with BOM; a text is never a formula."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TextIO

from du_an8.outputs.plain_text import for_csv

_BOM = "\ufeff"


def write_csv(stream: TextIO, header: Sequence[str], rows: Iterable[Iterable[object]]) -> None:
    """Write the table, row by row."""
    stream.write(_BOM)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)


_text = lru_cache(maxsize=4096)(for_csv)
"""The same path and the same words stand in every row."""


def _cell(value: object) -> object:
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value)
        case Decimal():
            return f"{value:f}"
        case _:
            return value
