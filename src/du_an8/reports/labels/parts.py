"""Which parts together are the whole: by the splits of the programme, else by the words that name them."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from du_an8.programme.catalogue import PartOfSplit
from du_an8.reports.facts import Detail
from du_an8.reports.vocabulary.vocabulary import holds_any, is_any_of, packaged
from du_an8.vietnamese.names import fold


def are_complete(parts: Sequence[Detail]) -> bool:
    """Whether parts are known to make up their whole: nam and nữ, new ones and those that were kept."""
    named = [part.split for part in parts if part.split]
    if not named:
        return _are_complete_by_words([part.part or "" for part in parts])
    return len(named) == len(parts) and _are_a_whole(named)


def is_all_alone(part: str) -> bool:
    """Whether a part is all there is of an indicator, if nothing else is told of it."""
    return is_any_of(part, "parts", "alone")


@lru_cache(maxsize=4096)
def counts_kept(name: str) -> bool:
    """Whether a name counts what is kept up, and nothing that was founded: `Số tổ duy trì hoạt động`."""
    words = fold(name)
    founded = holds_any(words, "names", "founding_words") or holds_any(words, "parts", "new")
    return holds_any(words, "parts", "kept") and not founded


def _are_a_whole(named: Sequence[PartOfSplit]) -> bool:
    """Whether these are parts of one split, each once, and a whole of it."""
    split = named[0].split
    names = frozenset(part.name for part in named)
    return all(part.split == split for part in named) and len(names) == len(named) and names in split.wholes


def _are_complete_by_words(parts: Sequence[str]) -> bool:
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
