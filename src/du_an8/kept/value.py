"""A value that takes long to make, and comes back from the last time."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from du_an8.kept.exact import Exact, NotADocumentError, NotExactError
from du_an8.kept.origin import program
from du_an8.kept.shelf import digest, shelf

Value = TypeVar("Value")


def kept_value(form: Exact, depends_on: tuple[str, ...], make: Callable[[], Value]) -> Value:
    """What was made before, else what is made now.

    Args:
        depends_on: what the value depends on beside the program, and first its name.
    """
    known = shelf()
    if not known:
        return make()
    key = digest(program(known), *depends_on)
    try:
        value: Value = form.decode(known.get(key) or b"")
    except NotADocumentError:
        value = make()
        with suppress(NotExactError):
            known.put(key, form.encode(value))
    return value
