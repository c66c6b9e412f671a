"""What stands beside a number of a table: the cells that it comes from, and its bar against the plan."""

from collections.abc import Sequence

from msgspec import Struct

from du_an8.findings import Location
from du_an8.language.texts import tr
from du_an8.outputs.site.situation import INDICATOR_SITUATIONS, situation_on
from du_an8.outputs.wording import phrases
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reconcile.province import ProvinceResult

_LONGEST_BAR = 100


class Bar(Struct, frozen=True):
    """Shares of the target, in percent.

    Attributes:
        done: held between 0 and 100, as long as the bar is.
        due: what was expected by the date of the figure; None where that isn't known.
    """

    done: float
    due: float | None


def bar(verdict: Verdict) -> Bar | None:
    """What was done and what was due, of the target; None where completion isn't known."""
    if verdict.completion is None:
        return None
    expectation, goal = verdict.expectation, verdict.balance.goal
    due = expectation.progress / goal * 100 if expectation and goal else None
    return Bar(_held(float(verdict.completion * 100)), _held(float(due)) if due is not None else None)


def _held(percent: float) -> float:
    return round(min(max(percent, 0), _LONGEST_BAR), 1)


def cells_of_figure(verdict: Verdict) -> list[str]:
    """Where the figure stands, each place once."""
    return _places([cell for row in verdict.actual.used for cell in row.cells])


def cells_of_target(verdict: Verdict) -> list[str]:
    """The lines of the targets in force."""
    return _places([version.location for version in verdict.versions])


def cells_of(verdict: Verdict) -> list[str]:
    """Where everything stands that a figure is compared by: its own cells, then the lines of its targets."""
    return list(dict.fromkeys([*cells_of_figure(verdict), *cells_of_target(verdict)]))


def _places(locations: Sequence[Location]) -> list[str]:
    """The first of them, and how many more there are."""
    places = list(dict.fromkeys(map(str, locations)))
    most = phrases.MOST_LISTED
    return places if len(places) <= most else [*places[:most], tr("và {count} chỗ khác", count=len(places) - most)]


def worst_first(result: ProvinceResult, verdict: Verdict) -> tuple[object, ...]:
    """The order of provinces by one indicator: by verdict, then the least done, ties by code."""
    completion = verdict.completion if verdict.completion is not None else 2
    return INDICATOR_SITUATIONS.index(situation_on(verdict)), completion, result.province.code, result.province.era
