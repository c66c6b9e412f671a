"""The facts as a table: every figure, plan and claim that was read, one record each (docs/json.md).

It is the seam between reading and reconciling, for other engines as for tests: nothing is judged, added or left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from typing import Annotated, Any, TextIO

import msgspec
from msgspec import Meta, Struct

from du_an8.outputs.machine.csv_text import write_csv
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, Provinces, era_of
from du_an8.reports.facts import (
    Claim,
    Detail,
    FigureColumn,
    Measure,
    Observation,
    Place,
    PlanScope,
    Reports,
    StatedPlan,
    numerator_of,
)
from du_an8.vietnamese.numbers import Qualifier, round_half_up
from du_an8.vietnamese.places import PlaceLevel

_DECIMALS = 6
_UNROUNDED = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
_PLACES_APART = " > "


class FactKind(StrEnum):
    """A figure is a result; a plan and a percentage that the report itself states are none."""

    FIGURE = "figure"
    PLAN = "plan"
    CLAIM = "claim"


class Level(StrEnum):
    """Which place below the province."""

    DISTRICT = "district"
    COMMUNE = "commune"
    VILLAGE = "village"


_LEVELS = {level: Level[level.name] for level in PlaceLevel}


class PlaceName(Struct, frozen=True):
    """A place as the report names it."""

    name: Annotated[str, Meta(description="Tên như báo cáo ghi.")]
    level: Annotated[Level | None, Meta(description="Cấp, nếu tên hoặc tiêu đề cột cho biết.")]


class Fact(Struct, frozen=True, kw_only=True):
    """Một số liệu, một số kế hoạch hoặc một tỷ lệ tỉnh tự ghi, kèm ô nguồn."""

    kind: Annotated[FactKind, Meta(description="Số liệu, số kế hoạch, hay tỷ lệ tỉnh tự ghi.")]
    province: Annotated[str, Meta(description="Mã tỉnh; một mã có thể là hai tỉnh khác nhau ở hai thời kỳ.")]
    era: Annotated[str, Meta(description="2008: 63 tỉnh đến 30/06/2025; 2025: 34 tỉnh.")]
    phase: Annotated[str, Meta(description="Mã giai đoạn.")]
    indicator: Annotated[str, Meta(description="Mã chỉ tiêu.")]
    measure: Annotated[
        Measure | None,
        Meta(description="Trong kỳ, luỹ kế từ đầu giai đoạn, hay mức (tỷ lệ %); null: không là số liệu."),
    ] = None
    start: Annotated[date | None, Meta(description="Ngày đầu kỳ; null: không có kỳ, hoặc từ đầu giai đoạn.")] = None
    end: Annotated[date, Meta(description="Ngày cuối kỳ, ngày của số liệu.")]
    value: Annotated[
        Decimal, Meta(description="Theo đơn vị tính của chỉ tiêu; tỷ lệ % là 80; tỷ lệ tự ghi thì 1 là 100%.")
    ]
    qualifier: Annotated[Qualifier | None, Meta(description="Từ đứng trước số: ít nhất, gần, khoảng.")] = None
    places: Annotated[tuple[PlaceName, ...], Meta(description="Từ nơi lớn đến nơi nhỏ; rỗng: cả tỉnh.")] = ()
    part: Annotated[str | None, Meta(description="Phần nào của chỉ tiêu (“Trong đó”); null: cả chỉ tiêu.")] = None
    is_total: Annotated[bool, Meta(description="Ở dòng tổng của một bảng nhiều nơi.")] = False
    numerator: Annotated[Decimal | None, Meta(description="Tử số của tỷ lệ.")] = None
    denominator: Annotated[Decimal | None, Meta(description="Mẫu số của tỷ lệ.")] = None
    scope: Annotated[
        PlanScope | None, Meta(description="Kế hoạch của giai đoạn, của năm, của kỳ, hay không nói rõ.")
    ] = None
    base: Annotated[PlanScope | None, Meta(description="Tỷ lệ tự ghi so với kế hoạch nào; null: không nói.")] = None
    reported_on: Annotated[date | None, Meta(description="Ngày báo cáo.")] = None
    path: Annotated[str, Meta(description="Tệp, tính từ thư mục cha của thư mục dữ liệu.")]
    sheet: Annotated[str | None, Meta(description="Trang.")] = None
    cell: Annotated[str | None, Meta(description="Ô; của số cộng từ nhiều ô, ô đầu tiên.")] = None
    cells: Annotated[
        tuple[str, ...],
        Meta(description="Của số không ghi ở ô nào mà cộng từ nhiều ô: mọi vùng ô; nếu không thì rỗng."),
    ] = ()


COLUMNS = Fact.__struct_fields__
Statement = Observation | Detail | StatedPlan | Claim
Stated = Observation | FigureColumn | StatedPlan | Claim


def facts_of(
    reports: Reports, programme: Programme, provinces: Provinces, areas: frozenset[str] | None = None
) -> Iterator[Fact]:
    """What reports state, in a fixed order: by province, indicator, kind and time, then as it stands in the files.

    One province after the other, so that only the records of one are held at a time: a country has millions.

    Args:
        areas: whose facts; None stands for all.
    """
    ids = {(each.area, each.era): each.id for each in (*provinces, *provinces.country.values())}
    statements: tuple[Stated, ...] = (*reports.observations, *reports.columns, *reports.plans, *reports.claims)
    of_province: defaultdict[tuple[str, str], list[Stated]] = defaultdict(list)
    for each in statements:
        if areas is None or each.area in areas:
            era = _era(each, ids)
            of_province[ids[each.area, era], era].append(each)
    for (province, era), stated in sorted(of_province.items(), key=itemgetter(0)):
        whose = {"province": province, "era": era}
        facts = [
            _fact(each, {**whose, "phase": programme.phase_of(each).id})
            for each in chain.from_iterable(map(_singly, stated))
        ]
        yield from sorted(facts, key=_order)


def _singly(stated: Stated) -> Iterable[Statement]:
    return stated if isinstance(stated, FigureColumn) else (stated,)


def _era(statement: Stated, ids: Mapping[tuple[str, str], str]) -> str:
    """An area that is of both eras is of the one in which the period ends."""
    eras = [era for era in (OLD_ERA, NEW_ERA) if (statement.area, era) in ids]
    return eras[0] if len(eras) == 1 else era_of(statement.end)


def _fact(statement: Statement, whose: dict[str, Any]) -> Fact:
    return Fact(**whose, indicator=statement.indicator, **_stated(statement), **_source(statement))


def _stated(statement: Statement) -> dict[str, Any]:
    """What the statement says, apart from where and when it was said."""
    match statement:
        case StatedPlan():
            return {"kind": FactKind.PLAN, "value": exact(statement.value), "scope": statement.scope}
        case Claim():
            return {
                "kind": FactKind.CLAIM,
                "value": exact(statement.ratio),
                "qualifier": statement.qualifier,
                "base": statement.base,
            }
        case _:
            return _figure(statement)


def _figure(figure: Observation | Detail) -> dict[str, Any]:
    of = figure.denominator if figure.measure is Measure.LEVEL else None
    numerator = numerator_of(figure.value, of)
    return {
        "kind": FactKind.FIGURE,
        "measure": figure.measure,
        "start": figure.start,
        "value": exact(figure.value),
        "qualifier": figure.qualifier,
        "is_total": figure.is_total,
        # Of a rate that was given as a fraction, the value is what that fraction comes to.
        "numerator": exact(numerator) if numerator is not None else None,
        "denominator": exact(of) if of is not None else None,
        **(_of_places(figure) if isinstance(figure, Detail) else {}),
    }


def _of_places(detail: Detail) -> dict[str, Any]:
    return {"places": _named(detail.places), "part": detail.part}


@lru_cache(maxsize=4096)
def _named(places: tuple[Place, ...]) -> tuple[PlaceName, ...]:
    return tuple(PlaceName(place.name, _LEVELS[place.level] if place.level else None) for place in places)


def _source(statement: Statement) -> dict[str, Any]:
    added = statement.cells if isinstance(statement, Observation) and statement.sum_of else ()
    where = statement.location
    return {
        "end": statement.end,
        "reported_on": statement.reported_on,
        "path": where.path,
        "sheet": where.sheet,
        "cell": where.cell,
        "cells": tuple(place.cell for place in added if place.cell),
    }


def exact(value: Fraction) -> Decimal:
    """The number with all its digits; six decimals, half up, where they have no end."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    twos, rest = _times(2, value.denominator)
    fives, rest = _times(5, rest)
    if rest != 1:
        return round_half_up(value, _DECIMALS)
    decimals = max(twos, fives)
    return _UNROUNDED.scaleb(Decimal(value.numerator * 10**decimals // value.denominator), -decimals)


def _times(prime: int, number: int) -> tuple[int, int]:
    """How often a prime is in a number, and what is left without it."""
    count = 0
    while number % prime == 0:
        count, number = count + 1, number // prime
    return count, number


_KINDS = list(FactKind)


def _order(fact: Fact) -> tuple[object, ...]:
    """Of one province."""
    return (
        fact.indicator,
        _KINDS.index(fact.kind),
        fact.end,
        fact.start or date.min,
        fact.path,
        fact.sheet or "",
        *_place_in_sheet(fact.cell or ""),
        # What several statements of one cell differ in: `5 mới + 12 củng cố`.
        fact.part or "",
        fact.value,
        tuple(place.name for place in fact.places),
    )


@lru_cache(maxsize=65536)
def _place_in_sheet(cell: str) -> tuple[tuple[int, ...], int, str]:
    """Row by row, `Z9` before `AA9`."""
    return tuple(map(int, re.findall(r"\d+", cell))), len(cell), cell


def write_jsonl(stream: TextIO, facts: Iterable[Fact]) -> None:
    """One JSON object a line; the log of a job finds no command in it (see `json_text`)."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    stream.writelines(encoder.encode(fact).decode().replace("##[", "##\\u005b") + "\n" for fact in facts)


def write_facts_csv(stream: TextIO, facts: Iterable[Fact]) -> None:
    """The same columns; places as `Huyện Mường Ảng > Xã Ẳng Tở`, without their levels."""
    write_csv(stream, COLUMNS, map(_flat, facts))


def _flat(fact: Fact) -> Iterator[object]:
    for name in COLUMNS:
        match getattr(fact, name):
            case tuple(several) if name == "places":
                yield _PLACES_APART.join(place.name for place in several)
            case tuple(several):
                yield " ".join(several)
            case StrEnum() as word:
                yield word.value
            case value:
                yield value


def facts_schema() -> dict[str, Any]:
    """The JSON Schema of a line; every key is always there."""
    _, parts = msgspec.json.schema_components([Fact], ref_template="#/$defs/{name}")
    for part in parts.values():
        if "properties" in part:
            part["required"] = list(part["properties"])
            part["properties"] = {name: _as_written(part_schema) for name, part_schema in part["properties"].items()}
        else:
            del part["description"]  # of an enumeration, in the language of the code
    return {**parts.pop("Fact"), "$defs": parts}


def _as_written(schema: dict[str, Any]) -> dict[str, Any]:
    """What msgspec says of a key, where numbers are numbers and nothing is left out for being usual."""
    if schema.get("format") == "decimal":
        return {**{name: value for name, value in schema.items() if name != "format"}, "type": "number"}
    several = {"anyOf": [_as_written(each) for each in schema["anyOf"]]} if "anyOf" in schema else {}
    return {name: value for name, value in (schema | several).items() if name != "default"}
