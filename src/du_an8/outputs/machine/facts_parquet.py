"""The facts as Parquet, with typed columns: for DuckDB, Spark, pandas. Needs the extra `parquet`."""

import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any, BinaryIO
from urllib.parse import quote

import pyarrow as pa
import pyarrow.parquet as pq

from du_an8.outputs.machine.facts_table import COLUMNS, Fact

_PLACE = pa.struct([("name", pa.string()), ("level", pa.string())])
# Counts below 2**53 are exact in a double, and every engine adds doubles up; the digits of all others stand in JSON.
_TYPES = {
    **dict.fromkeys(COLUMNS, pa.string()),
    **dict.fromkeys(("start", "end", "reported_on"), pa.date32()),
    **dict.fromkeys(("value", "numerator", "denominator"), pa.float64()),
    "places": pa.list_(_PLACE),
    "is_total": pa.bool_(),
    "cells": pa.list_(pa.string()),
}
_ROWS_AT_ONCE = 50_000
_PARTED = [name for name in COLUMNS if name not in {"province", "phase"}]
"""Of a file of a facts set: which province and phase it is about, its folders say."""


class _Rows:
    """Facts on their way into one file; the same facts give the same bytes."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        self._schema = pa.schema([(name, _TYPES[name]) for name in columns], metadata={"du-an8": "facts"})
        self._writer = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._waiting: list[Fact] = []

    def add(self, fact: Fact) -> None:
        self._waiting.append(fact)
        if len(self._waiting) == _ROWS_AT_ONCE:
            self._write()

    def close(self) -> None:
        if self._waiting:
            self._write()
        self._writer.close()

    def _write(self) -> None:
        columns = [_column(name, self._waiting) for name in self._schema.names]
        self._writer.write_table(pa.table(columns, schema=self._schema))
        self._waiting = []


def write_parquet(stream: BinaryIO, facts: Iterable[Fact]) -> None:
    """The whole file."""
    rows = _Rows(stream, COLUMNS)
    for fact in facts:
        rows.add(fact)
    rows.close()


class RowFiles:
    """The files with the rows of a part of a facts set: one for each province and phase that it tells of."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, str], tuple[io.BytesIO, _Rows]] = {}

    def add(self, facts: Iterable[Fact]) -> None:
        """Put each fact into its file."""
        for fact in facts:
            self._rows(fact).add(fact)

    def named(self, name: str) -> dict[str, bytes]:
        """The files of a part of this name, by their paths below the facts set."""
        return {
            f"province={quote(province, safe='')}/phase={quote(phase, safe='')}/{name}.parquet": _closed(stream, rows)
            for (province, phase), (stream, rows) in sorted(self._files.items(), key=itemgetter(0))
        }

    def _rows(self, fact: Fact) -> _Rows:
        key = fact.province, fact.phase
        if key not in self._files:
            stream = io.BytesIO()
            self._files[key] = stream, _Rows(stream, _PARTED)
        return self._files[key][1]


def _closed(stream: io.BytesIO, rows: _Rows) -> bytes:
    rows.close()
    return stream.getvalue()


def _column(name: str, facts: Sequence[Fact]) -> Any:  # noqa: ANN401  # pyarrow has no types
    plain = _PLAIN.get(name, lambda value: value)
    return pa.array([plain(getattr(fact, name)) for fact in facts], _TYPES[name])


def _double(value: Decimal | None) -> float | None:
    """As it is for every reader of JSON; beyond the largest double, infinite."""
    return None if value is None else float(value)


_PLAIN: dict[str, Callable[[Any], Any]] = {
    **dict.fromkeys(("value", "numerator", "denominator"), _double),
    "places": lambda places: [{"name": place.name, "level": place.level} for place in places],
}
