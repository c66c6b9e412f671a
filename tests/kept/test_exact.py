"""Records written as data come back as they were, type by type."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from du_an8.findings import Verbatim
from du_an8.kept.exact import Exact, NotADocumentError, NotExactError, records_of


class Colour(StrEnum):
    RED = "red"


class Point(Struct, frozen=True):
    x: object
    y: object = None


class Named(Struct, frozen=True, eq=False):
    name: str


FORM = Exact([Colour, Point, Named, Verbatim])

plain = st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"]))
exact = plain | st.fractions() | st.decimals(allow_nan=False, allow_infinity=False) | st.dates()
frozen = st.recursive(
    exact | st.just(Colour.RED) | st.builds(Verbatim, st.just("x")),
    lambda each: st.lists(each).map(tuple) | st.frozensets(each) | st.builds(Point, each, each),
    max_leaves=8,
)
values = st.recursive(
    frozen,
    lambda each: st.lists(each) | st.dictionaries(exact, each) | st.builds(Point, each),
    max_leaves=5,
)
documents = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("aR", max_size=2), st.lists, max_leaves=20
).map(msgspec.msgpack.encode)


def typed(value: Any) -> object:  # noqa: ANN401
    """A value with the type of all that it holds: 1 equals True and Fraction(1)."""
    if isinstance(value, Struct):
        return type(value), [typed(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, dict):
        return dict, [(typed(key), typed(each)) for key, each in value.items()]
    if isinstance(value, (set, frozenset)):
        return type(value), sorted(map(repr, map(typed, value)))
    if isinstance(value, (list, tuple)):
        return type(value), list(map(typed, value))
    return type(value), str(value)


@given(values)
def test_what_comes_back_is_what_went_in(value: object) -> None:
    back = FORM.decode(FORM.encode(value))
    assert back == value
    assert typed(back) == typed(value)


def test_two_that_are_told_apart_by_themselves_stay_two() -> None:
    one, other = Named("x"), Named("x")
    first, second, third = FORM.decode(FORM.encode([one, other, one]))
    assert first is third
    assert first is not second


def test_lists_that_are_equal_stay_apart() -> None:
    first, second = FORM.decode(FORM.encode([[], []]))
    first.append(1)
    assert second == []


def test_equal_records_are_written_once() -> None:
    once, many = (FORM.encode([Point("xã", Fraction(1, 3)) for _ in range(count)]) for count in (1, 1000))
    assert len(many) < len(once) + 3010  # a number each


def test_a_set_is_written_in_one_order() -> None:
    words = [f"w{number}" for number in range(50)]
    assert FORM.encode(frozenset(words)) == FORM.encode(frozenset(reversed(words)))


@pytest.mark.parametrize(
    "value", [1.5, object(), b"x", "\ud800", len, Point(1.5)], ids=lambda value: type(value).__name__
)
def test_what_has_no_form_is_refused(value: object) -> None:
    with pytest.raises(NotExactError):
        FORM.encode(value)


@given(st.binary() | documents)
def test_any_bytes_are_values_or_no_document(content: bytes) -> None:
    with suppress(NotADocumentError):
        FORM.decode(content)


def test_only_records_that_were_given_are_made() -> None:
    document = Exact([Point, Colour]).encode(Colour.RED)
    with pytest.raises(NotADocumentError):
        Exact([Point]).decode(document)


def test_a_module_has_the_records_that_it_defines() -> None:
    found = records_of(sys.modules[__name__])
    assert {each.__name__ for each in found} == {"Colour", "Point", "Named"}
    assert date not in found
    assert Decimal not in found
