"""Records as data and back, exactly: what comes back equals what went in, type by type.

A document is a list of entries. An entry is a plain value, or a list: what to make, and the numbers of the earlier
entries to make it of. Each distinct text, number and frozen record is written once, whoever holds it. Nothing in a
document names code: it can only make records and enumerations that the reader was given, and a few plain types.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from inspect import isclass
from itertools import chain
from types import ModuleType
from typing import Any

import msgspec
from msgspec.structs import astuple

_PLAIN = frozenset({type(None), bool, int, str})
_LARGEST = 1 << 63  # MessagePack has no room for more
_FAULTS = (msgspec.DecodeError, LookupError, TypeError, ValueError, ArithmeticError)
Make = Callable[[list[Any]], object]


class NotExactError(TypeError):
    """A value of a type that a document has no form for."""


class NotADocumentError(ValueError):
    """Bytes that are no document of these records."""


def records_of(*modules: ModuleType) -> list[type]:
    """The records and enumerations that modules define."""
    return [
        each
        for module in modules
        for each in vars(module).values()
        if isclass(each) and issubclass(each, (msgspec.Struct, Enum)) and each.__module__ == module.__name__
    ]


class Exact:
    """Writes and reads documents of some records; two of them agree where they were given the same, in one order."""

    def __init__(self, records: Iterable[type]) -> None:
        classes: list[type] = [tuple, list, dict, set, frozenset, int, Fraction, Decimal, date, *records]
        self._codes = {each: code for code, each in enumerate(classes)}
        self._makers = [_maker(each) for each in classes]

    def encode(self, value: object) -> bytes:
        """The document of a value.

        Raises:
            NotExactError: something in it is of a type that isn't known here, or a text that no encoding has.
        """
        writer = _Writer(self._codes)
        writer.reference(value)
        try:
            return msgspec.msgpack.encode(writer.entries)
        except UnicodeEncodeError as error:
            raise NotExactError(str) from error

    def decode(self, document: bytes) -> Any:  # noqa: ANN401  # whatever was written
        """The value of a document.

        Raises:
            NotADocumentError: it is none.
        """
        made: list[object] = []
        add, get, makers = made.append, made.__getitem__, self._makers
        try:
            for entry in msgspec.msgpack.decode(document):
                if type(entry) is list:
                    add(makers[entry[0]](list(map(get, entry[1:]))))
                else:
                    add(entry)
            return made[-1]
        except _FAULTS as error:
            raise NotADocumentError from error


class _Writer:
    """Puts values into entries, what they are made of first."""

    def __init__(self, codes: Mapping[type, int]) -> None:
        self.entries: list[object] = []
        self._codes = codes
        self._plain: dict[tuple[type, object], int] = {}
        self._by_content: dict[tuple[int, ...], int] = {}
        self._by_identity: dict[int, int] = {}

    def reference(self, value: object) -> int:
        """The number of a value's entry."""
        kind = type(value)
        if kind in _PLAIN:
            return self._of_plain(kind, value)
        known = self._by_identity.get(id(value))
        if known is None:
            known = self._by_identity[id(value)] = self._of_record(kind, value)
        return known

    def _of_plain(self, kind: type, value: object) -> int:
        known = self._plain.get((kind, value))
        if known is None:
            is_large = kind is int and not -_LARGEST <= value < _LARGEST  # type: ignore[operator]  # an int
            entry = [self._codes[int], self.reference(str(value))] if is_large else value
            known = self._plain[kind, value] = self._added(entry)
        return known

    def _of_record(self, kind: type, value: Any) -> int:  # noqa: ANN401  # told by its type
        if kind not in self._codes:
            raise NotExactError(kind.__name__)
        parts = map(self.reference, _parts(kind, value))
        entry = [self._codes[kind], *parts]
        if not _is_told_by_content(kind):  # two lists that are equal today must not become one
            return self._added(entry)
        content = tuple(entry)
        known = self._by_content.get(content)
        if known is None:
            known = self._by_content[content] = self._added(entry)
        return known

    def _added(self, entry: object) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1


def _parts(kind: type, value: Any) -> Iterable[object]:  # noqa: ANN401  # told by its type
    """What a value is made of."""
    if issubclass(kind, msgspec.Struct):
        return astuple(value)
    if issubclass(kind, dict):
        return chain.from_iterable(value.items())
    if issubclass(kind, Enum):
        return (value.name,)
    if kind is Fraction:
        return value.numerator, value.denominator
    if kind is date:
        return (value.toordinal(),)
    if kind is Decimal or issubclass(kind, str):
        return (str(value),)
    if kind in {set, frozenset}:
        return sorted(value, key=_order)
    parts: Iterable[object] = value
    return parts


def _order(value: object) -> str:
    """What members of a set are sorted by: another process gives them in another order."""
    return repr(sorted(map(_order, value)) if isinstance(value, (set, frozenset)) else value)


def _is_told_by_content(kind: type) -> bool:
    """Whether two values of a type are one where they hold the same."""
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_config__.frozen and kind.__struct_config__.eq
    return kind not in {list, dict, set}


def _maker(kind: type) -> Make:
    """What makes a value of its parts."""
    if kind is dict:
        return _dict
    if kind is date:
        return _date
    if issubclass(kind, Enum):
        members = kind.__members__
        return lambda parts: members[parts[0]]
    if kind in {tuple, list, set, frozenset}:
        return kind
    return lambda parts: kind(*parts)


def _dict(parts: Sequence[object]) -> dict[object, object]:
    pairs: Iterator[object] = iter(parts)
    return dict(zip(pairs, pairs, strict=True))


def _date(parts: Sequence[int]) -> date:
    return date.fromordinal(parts[0])
