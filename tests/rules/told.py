"""Every finding that any test has told is looked at: it names what its rule declares, each as what it is.

`variants.txt` says of each variant in which test it is told; where that test runs, it is seen to be so.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from du_an8.findings import Finding, Location, Verbatim
from du_an8.findings.rule import Parameter

_NUMBER = (int, Decimal, Fraction)
_TYPES: dict[Parameter, tuple[type, ...]] = {
    Parameter.NUMBER: _NUMBER,
    Parameter.FIGURE: (*_NUMBER, str),
    Parameter.DATE: (date,),
    Parameter.NAME: (str,),
    Parameter.TEXT: (str,),
    Parameter.VERBATIM: (Verbatim,),
    Parameter.PLACE: (str, Location),
    Parameter.PERIOD: (str,),
    Parameter.LIST: (list, tuple),
    Parameter.CHOICES: (list, tuple, str),
}


def read_variants() -> dict[str, str]:
    """Variant -> the test that has it told."""
    lines = Path(__file__).with_name("variants.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split(maxsplit=1) for line in lines)


def faults(finding: Finding) -> list[str]:
    """What of its parameters isn't as the rule declares."""
    return [
        f"{finding.key}: {name} is no {kind}: {finding.parameters.get(name)!r}"
        for name, kind in finding.variant.parameters.items()
        if not isinstance(finding.parameters.get(name), _TYPES[kind])
    ]


class Told:
    """The findings that are told while a test runs: whatever is shown or sorted is."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._faults: list[str] = []
        self._by_test: defaultdict[str, set[str]] = defaultdict(set)
        for key, test in read_variants().items():
            self._by_test[test].add(key)
        self._listen()

    def _listen(self) -> None:
        """Finding is a class that every module has by name: what is listened to is the text that each makes once."""
        worded = Finding.__dict__["vietnamese"].func

        def vietnamese(finding: Finding) -> str:
            self._keys.add(finding.key)
            self._faults += faults(finding)
            return str(worded(finding))

        listening = cached_property(vietnamese)
        listening.__set_name__(Finding, "vietnamese")
        Finding.vietnamese = listening  # type: ignore[method-assign]

    def look_at(self, test: str) -> None:
        """What was told when a test ends; what an earlier one asked for as well, and kept, counts.

        Args:
            test: its id, of which the folders don't count: a file may move.
        """
        path, _, name = test.partition("::")
        found, self._faults = self._faults, []
        assert found == []
        assert self._by_test.get(f"{path.rpartition('/')[2]}::{name}", set()) <= self._keys
