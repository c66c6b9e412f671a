"""The period that labelled values above a table tell together, each in a cell of its own."""

from collections.abc import Mapping

from msgspec.structs import replace

from du_an8.reports.head.fields import Label
from du_an8.reports.head.value import HeadValue
from du_an8.vietnamese.dates import Period

_PARTS_OF_TIME = {Label.QUARTER: "Quý {}", Label.MONTH: "Tháng {}", Label.YEAR: "Năm {}"}
_SAID_TOGETHER = frozenset({Label.QUARTER, Label.MONTH, Label.FROM, Label.UNTIL})


def with_period(values: Mapping[Label, HeadValue]) -> tuple[dict[Label, HeadValue], list[HeadValue]]:
    """The period that several values tell together: `Quý: III` and `Năm: 2024`, `Từ ngày` and `Đến ngày`.

    Returns:
        the values with their period, and what one of them alone says, which is read with the titles.
    """
    rest = {label: value for label, value in values.items() if label not in _SAID_TOGETHER} | _between_days(values)
    parts = _parts_of_time(values)
    stated = rest.get(Label.PERIOD) or (parts[0] if len(parts) > 1 else None)
    if stated is None or Label.YEAR not in rest:
        return rest, [] if Label.PERIOD in rest else parts
    year = rest[Label.YEAR]
    if stated.period:  # whose own year it may contradict
        del rest[Label.YEAR]
        return rest, []
    return {**rest, Label.PERIOD: replace(stated, text=f"{stated.text} năm {year.text}")}, []


def _parts_of_time(values: Mapping[Label, HeadValue]) -> list[HeadValue]:
    """`Quý III`, `Năm 2024` of the values behind the labels `Quý`, `Năm`."""
    return [
        replace(values[label], text=words.format(values[label].text))
        for label, words in _PARTS_OF_TIME.items()
        if label in values
    ]


def _between_days(values: Mapping[Label, HeadValue]) -> dict[Label, HeadValue]:
    """The period from one day until another; the last day alone is the date, unless one is stated."""
    first, last = values.get(Label.FROM), values.get(Label.UNTIL)
    if last is None or last.day is None:
        return {}
    if first is None or first.day is None:
        return {Label.DATE: values.get(Label.DATE, last)}
    text = f"{first.text} - {last.text}"
    return {Label.PERIOD: replace(first, text=text, found=Period(first.day, last.day))}
