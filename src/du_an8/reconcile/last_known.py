"""What was known of a province before a period began: what its next report goes on from."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from du_an8.programme.phases import Phase
from du_an8.programme.provinces import Province
from du_an8.reconcile.judge_provinces import Asked, ProvinceJudge
from du_an8.reconcile.records import Records
from du_an8.reports.facts import Reports


class LastKnown(Struct, frozen=True):
    """A running figure.

    Attributes:
        at_least: reports are missing, so that it may be more.
        at_start: of a stock, what it stood at when the phase began.
    """

    value: Fraction
    day: date
    at_least: bool = False
    at_start: bool = False


NOTHING_KNOWN: Mapping[str, LastKnown] = {}


def last_known(records: Records, province: Province, phase: Phase, first: date) -> Mapping[str, LastKnown]:
    """By indicator id, what it had come to before a day; of a stock of which the phase tells nothing, its opening.

    Sums that leave a part of the province out are none of it.
    """
    records = replace(records, reports=_before(first, records.reports))
    sent = [row.reported_on or row.end for row in records.reports.observations]
    judge = ProvinceJudge(records, Asked(max(sent, default=first)))
    openings = judge.openings(province, phase)
    known = {key: LastKnown(each.value, each.day, at_start=True) for key, each in openings.items()}
    for verdict in judge.judged(province, phase).verdicts:
        actual = verdict.actual
        if actual.value is not None and actual.observed_on and not verdict.excluded:
            known[verdict.indicator.id] = LastKnown(actual.value, actual.observed_on, at_least=actual.incomplete)
    return known


def _before(first: date, reports: Reports) -> Reports:
    return replace(
        reports,
        observations=tuple(row for row in reports.observations if row.end < first),
        columns=tuple(column for column in reports.columns if column.end < first),
    )
