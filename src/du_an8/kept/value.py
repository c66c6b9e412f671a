"""A value that takes long to make, and comes back from the last time, or from the process that started this one."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeVar

from du_an8.kept.exact import Exact, NotADocumentError, NotExactError
from du_an8.kept.origin import program
from du_an8.kept.shelf import digest, shelf

Value = TypeVar("Value")
_made: dict[tuple[str, ...], object] = {}
_handed_over: dict[tuple[str, ...], Any] = {}


def kept_value(form: Exact, depends_on: tuple[str, ...], make: Callable[[], Value]) -> Value:
    """What was made before, else what is made now.

    Args:
        depends_on: what the value depends on beside the program, and first its name.
    """
    if depends_on in _handed_over:
        handed: Value = _handed_over[depends_on]
        return handed
    value = _kept(form, depends_on, make) if shelf() else make()
    _made[depends_on] = value
    return value


def _kept(form: Exact, depends_on: tuple[str, ...], make: Callable[[], Value]) -> Value:
    known = shelf()
    key = digest(program(known), *depends_on)
    try:
        value: Value = form.decode(known.get(key) or b"")
    except NotADocumentError:
        value = make()
        with suppress(NotExactError):
            known.put(key, form.encode(value))
    return value


def made() -> Mapping[tuple[str, ...], object]:
    """What there is of such values, to be handed over to a process of our own."""
    return _made


def take_over(values: Mapping[tuple[str, ...], object]) -> None:
    """Take such values as the process that starts this one has them."""
    _handed_over.update(values)
