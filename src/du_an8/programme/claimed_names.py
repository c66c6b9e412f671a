"""A name stands for one indicator alone: the first that claims it keeps it."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from du_an8.programme.schema import IndicatorEntry
from du_an8.strict_yaml.reader import Loc
from du_an8.vietnamese.names import fold


class ClaimedNames:
    """Which indicator a name stands for, however it is spelt."""

    def __init__(self, indicators: Mapping[str, Mapping[str, Any]]) -> None:
        self._owners: dict[str, str] = {}
        for key, fields in indicators.items():
            self.add(key, fields)

    def add(self, key: str, fields: Mapping[str, Any]) -> None:
        """Claim the names of an indicator that are still free."""
        for name in (key, fields["name"], fields.get("short_name") or key, *fields.get("aliases", ())):
            self._owners.setdefault(fold(name), key)

    def taken_from(self, entry: IndicatorEntry) -> list[tuple[Loc, str, str]]:
        """The names that an entry states although they are another indicator's: place within it, name, whose."""
        owners = [(place, name, self._owners.get(fold(name), entry.id)) for place, name in _stated_names(entry)]
        return [(place, name, owner) for place, name, owner in owners if owner != entry.id]


def _stated_names(entry: IndicatorEntry) -> Iterator[tuple[Loc, str]]:
    if entry.name:
        yield ("name",), entry.name
    if entry.short_name:
        yield ("short_name",), entry.short_name
    yield from ((("aliases", number), name) for number, name in enumerate(entry.aliases or ()))


def without_names(entry: IndicatorEntry, taken: Collection[str], *, is_new: bool) -> IndicatorEntry:
    """An entry without the names that are another's: a known indicator keeps those that it had.

    A new one must be called something: by its name with the id behind it, which nobody else has.
    """
    if not taken:
        return entry
    changes: dict[str, object] = {"aliases": [name for name in entry.aliases or () if name not in taken]}
    if entry.short_name in taken:
        changes["short_name"] = None
    if entry.name in taken:
        changes["name"] = f"{entry.name} ({entry.id})" if is_new else None
    return entry.model_copy(update=changes)
