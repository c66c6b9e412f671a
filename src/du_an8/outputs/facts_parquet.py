"""The facts as Parquet, with typed columns: for DuckDB, Spark, pandas. Needs the extra `parquet`."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from du_an8.outputs.facts_table import COLUMNS, Fact

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
_SCHEMA = pa.schema([(name, _TYPES[name]) for name in COLUMNS], metadata={"du-an8": "facts"})
_ROWS_AT_ONCE = 50_000


def write_parquet(stream: BinaryIO, facts: Iterable[Fact]) -> None:
    """The whole file; the same facts give the same bytes."""
    left = iter(facts)
    with pq.ParquetWriter(stream, _SCHEMA, compression="zstd") as writer:
        while batch := list(islice(left, _ROWS_AT_ONCE)):
            columns = [_column(name, batch) for name in COLUMNS]
            writer.write_table(pa.table(columns, schema=_SCHEMA))


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
