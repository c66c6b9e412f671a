"""Who has sent what, for other programs: JSON and CSV (docs/json.md)."""

import io
from collections import Counter
from collections.abc import Iterator

from du_an8.outputs.machine.check_json import phase_document
from du_an8.outputs.machine.csv_text import write_csv
from du_an8.outputs.machine.finding_json import Json
from du_an8.outputs.machine.json_text import iso_day, json_text
from du_an8.outputs.wording import receipts
from du_an8.programme.provinces import Province
from du_an8.reconcile.received import Receipt, Received
from du_an8.reconcile.reporting_periods import ReportingPeriod

_COPIED = ("late_days", "reported_on", "returned_on", "reply_by", "included_to", "open_points")
COLUMNS = (
    "as_of", "phase", "province", "era", "province_name", "reporter", "reporter_era", "reporter_name",
    "start", "end", "due", "state", *_COPIED, "files", "text",
)  # fmt: skip


def render_json(answer: Received) -> str:
    """The document, as text with a final line break."""
    document = {
        "schema": "du-an8/received",
        "version": 1,
        "as_of": answer.as_of.isoformat(),
        "phase": phase_document(answer.phase),
        "periods": [_period(period, answer) for period in answer.periods],
        "provinces": [
            {**_named(row.province), "receipts": [_receipt(each) for each in row.receipts]} for row in answer.rows
        ],
    }
    return json_text(document)


def _period(period: ReportingPeriod, answer: Received) -> Json:
    counts = Counter(receipt.state.value for receipt in answer.of(period))
    return {**_days(period), "counts": dict(sorted(counts.items()))}


def _days(period: ReportingPeriod) -> Json:
    return {"start": period.start.isoformat(), "end": period.end.isoformat(), "due": period.due.isoformat()}


def _named(province: Province) -> Json:
    return {"id": province.id, "name": province.name, "era": province.era}


def _receipt(receipt: Receipt) -> Json:
    return {
        "province": _named(receipt.province),
        **_days(receipt.period),
        "state": receipt.state.value,
        "late_days": receipt.late,
        "reported_on": iso_day(receipt.reported_on),
        "returned_on": iso_day(receipt.returned_on),
        "reply_by": iso_day(receipt.reply_by),
        "included_to": iso_day(receipt.included_to),
        "open_points": len(receipt.open_points),
        "files": list(receipt.files),
    }


def render_csv(answer: Received) -> str:
    """A row a receipt."""
    stream = io.StringIO()
    write_csv(stream, COLUMNS, _rows(answer))
    return stream.getvalue()


def _rows(answer: Received) -> Iterator[list[object]]:
    for row in answer.rows:
        for receipt in row.receipts:
            document = _receipt(receipt)
            yield [
                answer.as_of.isoformat(),
                answer.phase.id,
                *_columns(row.province),
                *_columns(receipt.province),
                *_days(receipt.period).values(),
                receipt.state.value,
                *(document[name] for name in _COPIED),
                " ".join(receipt.files),
                receipts.described(receipt, answer.as_of),
            ]


def _columns(province: Province) -> tuple[str, str, str]:
    return province.id, province.era, province.name
