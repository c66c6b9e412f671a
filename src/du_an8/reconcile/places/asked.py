"""What the target file asks of places, added up from the smaller to the larger (docs/cach-tinh.md)."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from du_an8.findings import Location
from du_an8.reconcile.places.gazetteer import ROOT, Gazetteer, Node, Path


class AskedWithin(Struct, frozen=True):
    """What is asked of the places inside a larger one, together.

    Attributes:
        is_complete: every listed place has a target.
        places: where the targets stand.
    """

    amount: Decimal
    is_complete: bool
    places: tuple[Location, ...]


class AskedOfPlaces(Struct, frozen=True):
    """The targets of one indicator in the places of one gazetteer."""

    gazetteer: Gazetteer
    indicator: str

    def of(self, node: Node) -> Decimal | None:
        """What is asked of a place: its own target, else those of all places inside it; None where that isn't known."""
        if (stated := self.stated(node)) is not None:
            return stated
        within = self.within(node.path)
        return within.amount if within and within.is_complete else None

    def stated(self, node: Node) -> Decimal | None:
        """The target that the file states for a place."""
        return node.expected.targets.get(self.indicator) if node.expected else None

    def within(self, path: Path = ROOT) -> AskedWithin | None:
        """The targets of the places inside one; None where none of them has any."""
        listed = [node for node in self.gazetteer.smaller[path] if self._is_listed(node)]
        amounts = [amount for node in listed if (amount := self.of(node)) is not None]
        if not amounts:
            return None
        is_complete = len(amounts) == len(listed)
        return AskedWithin(sum(amounts, Decimal(0)), is_complete, tuple(self._locations(listed)))

    def larger(self) -> Iterator[tuple[Node, Decimal, AskedWithin]]:
        """The places that state a target and hold others that do."""
        for node in self.gazetteer.nodes.values():
            stated, within = self.stated(node), self.within(node.path)
            if stated is not None and within:
                yield node, stated, within

    def _is_listed(self, node: Node) -> bool:
        return node.expected is not None or any(map(self._is_listed, self.gazetteer.smaller[node.path]))

    def _locations(self, nodes: list[Node]) -> Iterator[Location]:
        for node in nodes:
            if node.expected and self.stated(node) is not None:
                yield node.expected.location
            else:
                yield from self._locations(self.gazetteer.smaller[node.path])
