"""The splits of one programme file laid over those that there are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from du_an8.findings import Finding
from du_an8.programme.catalogue import Split, SplitPart
from du_an8.programme.schema import SplitEntry
from du_an8.strict_yaml.reader import Document, Loc
from du_an8.vietnamese.names import fold, nearest

_ALONE = frozenset({"name", "of_people", "indicators"})
"""What an entry states key by key; `parts` and `wholes` hang together."""


class SplitLayer:
    """Lays entries over the splits known so far, changing these.

    Args:
        splits: by id, the fields of each.
        indicators: the ids that there are.
    """

    def __init__(self, splits: dict[str, dict[str, Any]], indicators: Collection[str], document: Document) -> None:
        self._splits, self._indicators, self._document = splits, indicators, document

    def add(self, entries: Sequence[SplitEntry]) -> list[Finding]:
        """Take the entries in; their faults, with nothing of an entry at fault."""
        findings: list[Finding] = []
        for number, entry in enumerate(entries):
            at = ("splits", number)
            merged = {"id": entry.id, **self._splits.get(entry.id, {}), **_stated(entry)}
            faults = [*self._missing(merged, at), *self._unknown(entry, at), *self._faults_of_parts(entry, merged, at)]
            if not faults:
                self._splits[entry.id] = merged
            findings += faults
        return findings

    def _missing(self, merged: Mapping[str, Any], at: Loc) -> Iterator[Finding]:
        for name in ("name", "parts"):
            if name not in merged:
                yield self._document.finding("invalid-value.missing", at, name=name)

    def _unknown(self, entry: SplitEntry, at: Loc) -> Iterator[Finding]:
        for number, name in enumerate(entry.indicators or ()):
            if name not in self._indicators:
                close = nearest(name, self._indicators)
                yield self._document.finding("unknown-indicator", (*at, "indicators", number), text=name, nearest=close)

    def _faults_of_parts(self, entry: SplitEntry, merged: Mapping[str, Any], at: Loc) -> Iterator[Finding]:
        """A word says one part, of one split; a whole is made of parts that there are."""
        taken = self._words_of_others(entry)
        for number, part in enumerate(entry.parts or ()):
            for word in (part.name, *part.spellings):
                other = taken.setdefault(fold(word), part.name)
                if other != part.name:
                    where = (*at, "parts", number)
                    yield self._document.finding("invalid-value.part-taken", where, text=word, other=other)
        yield from self._unknown_parts(entry, merged, at)

    def _words_of_others(self, entry: SplitEntry) -> dict[str, str]:
        """By their words, the parts of the other splits."""
        others = [fields["parts"] for key, fields in self._splits.items() if key != entry.id]
        return {fold(word): part.name for parts in others for part in parts for word in (part.name, *part.spellings)}

    def _unknown_parts(self, entry: SplitEntry, merged: Mapping[str, Any], at: Loc) -> Iterator[Finding]:
        known = [part.name for part in merged.get("parts", ())]
        for number, whole in enumerate(entry.wholes or ()):
            for name in whole:
                if name not in known:
                    where = (*at, "wholes", number)
                    yield self._document.finding("invalid-value.unknown-part", where, text=name, known=known)


def _stated(entry: SplitEntry) -> dict[str, Any]:
    """What an entry changes; new parts have wholes of their own."""
    stated = {name: value for name in _ALONE if (value := getattr(entry, name)) is not None}
    if entry.parts is not None:
        stated["parts"] = tuple(SplitPart(part.name, tuple(part.spellings)) for part in entry.parts)
    if entry.parts is not None or entry.wholes is not None:
        stated["wholes"] = entry.wholes
    return stated


def split_of(fields: Mapping[str, Any]) -> Split:
    """The split that its fields describe."""
    parts, wholes = fields["parts"], fields["wholes"]
    every = [part.name for part in parts]
    return Split(
        id=fields["id"],
        name=fields["name"],
        parts=parts,
        wholes=frozenset(map(frozenset, [every] if wholes is None else wholes)),
        of_people=fields.get("of_people", False),
        indicators=tuple(fields.get("indicators", ())),
    )
