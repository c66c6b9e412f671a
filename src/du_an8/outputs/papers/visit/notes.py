"""The sources of a paper as numbered notes, each once: a document that sets targets, a file that holds figures."""

from collections.abc import Iterable

from du_an8.findings import Location, in_ranges
from du_an8.language.texts import tr
from du_an8.outputs.wording import phrases
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.targets.facts import Difficulty


class Notes:
    """Notes in the order in which they are first mentioned."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], dict[Location, None]] = {}

    def mark(self, verdict: Verdict) -> str:
        """` [1, 2]`: what the target and the figure of a verdict stand on; empty where it has neither."""
        numbers = [self._number(phrases.source(each), each.location) for each in verdict.versions]
        numbers += [self._number("", cell) for row in verdict.actual.used for cell in row.cells]
        return _marked(numbers)

    def mark_difficulty(self, difficulty: Difficulty) -> str:
        """The same of a difficulty that the province told."""
        title = difficulty.source.title if difficulty.source else ""
        return _marked([self._number(title, difficulty.location)])

    @property
    def lines(self) -> list[str]:
        """The notes in words: `[1] Kế hoạch 15: data/targets/cao-bang.yaml, dòng 5, 9`."""
        return [_line(number, key, places) for number, (key, places) in enumerate(self._places.items(), start=1)]

    def _number(self, title: str, place: Location) -> int:
        key = title, place.path
        self._places.setdefault(key, {})[place] = None
        return list(self._places).index(key) + 1


def _marked(numbers: Iterable[int]) -> str:
    listed = ", ".join(map(str, sorted(set(numbers))))
    return f" [{listed}]" if listed else ""


def _line(number: int, key: tuple[str, str], places: Iterable[Location]) -> str:
    title, path = key
    lines = sorted({place.line for place in places if place.line})
    inside = [tr("dòng {lines}", lines=", ".join(map(str, lines)))] if lines else _cells(places)
    return f"[{number}] {f'{title}: ' if title else ''}{', '.join(filter(None, [path, *inside]))}."


def _cells(places: Iterable[Location]) -> list[str]:
    """The cells by sheet: `trang Báo cáo: H8:H9`; of a Word paper as one counts them there."""
    sheets: dict[str, list[str]] = {}
    for place in in_ranges(places):
        if place.is_in_word or not place.sheet:
            sheets.setdefault("", []).append(place.inside)
        else:
            sheets.setdefault(place.sheet, []).append(place.cell or "")
    return [_of_sheet(sheet, cells) for sheet, cells in sheets.items()]


def _of_sheet(sheet: str, cells: Iterable[str]) -> str:
    return tr("trang {sheet}: {cells}", sheet=sheet, cells=", ".join(cells)) if sheet else "; ".join(cells)
