"""Which parts together are the whole, by the words that name them."""

from collections.abc import Mapping, Sequence
from functools import cache

from du_an8.reports.labels.vocabulary import packaged
from du_an8.vietnamese.names import fold


def are_complete(parts: Sequence[str]) -> bool:
    """Whether parts are known to make up their whole: nam and nữ, new ones and those that were kept."""
    names = [f" {fold(part)} " for part in parts]
    for known in _complete():
        told = [next((word for word in known if f" {word} " in name), None) for name in names]
        if len(names) == len(known) and set(told) == set(known):
            return True
    return False


@cache
def _complete() -> tuple[tuple[str, ...], ...]:
    groups: Mapping[str, list[list[str]]] = packaged("parts")  # type: ignore[assignment]
    return tuple(tuple(fold(word) for word in group) for group in groups["complete"])
