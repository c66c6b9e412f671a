"""The answer to `diff`, for people and for machines."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from du_an8.outputs.machine.check_json import indicator_document, number
from du_an8.outputs.machine.finding_json import Json, finding_document, location_document
from du_an8.outputs.machine.json_text import iso_day, json_text
from du_an8.outputs.terminal.page import item, line, print_findings, say, section
from du_an8.outputs.wording import phrases
from du_an8.outputs.wording.words import MEASURES, QUALIFIERS
from du_an8.programme.catalogue import Indicator
from du_an8.programme.provinces import Provinces
from du_an8.reconcile.changes import (
    AnswerChanges,
    ChangeKind,
    Changes,
    FigureChange,
    FileChange,
    StatedTarget,
    TargetChange,
    VerdictChange,
)
from du_an8.reconcile.judging.verdict import Verdict
from du_an8.reports.facts import Detail, Measure, Observation
from du_an8.vietnamese.dates import format_date, format_period
from du_an8.vietnamese.numbers import Exact, format_number, round_half_up

if TYPE_CHECKING:
    from rich.console import Console

_KINDS = {ChangeKind.ADDED: "thêm", ChangeKind.REMOVED: "bỏ", ChangeKind.CHANGED: "đổi"}


class _Told(Struct, frozen=True):
    """One change in words, with its places."""

    text: str
    places: tuple[str, ...] = ()
    sign: str = "•"


def print_changes(console: "Console", changes: Changes, provinces: Provinces, as_of: date) -> None:
    """Print what changed, the figures that were edited after the fact first."""
    sections = _sections(changes, Names(provinces, as_of, with_phase=len(changes.phases) > 1))
    say(console, f"Thay đổi của dữ liệu, kết luận tính đến {format_date(as_of)}", "bold")
    if not any([*sections.values(), changes.errors_gone, changes.errors_new]):
        say(console, "Không có gì thay đổi.")
    print_findings(console, changes.errors_new, "Lỗi mới có trong dữ liệu sau")
    print_findings(console, changes.errors_gone, "Lỗi của dữ liệu trước, nay không còn")
    for title, all_told in sections.items():
        _print_section(console, title, all_told)


def _sections(changes: Changes, names: "Names") -> Mapping[str, list[_Told]]:
    edited = [_figure(change, names) for change in changes.figures if change.retroactive]
    return {
        "Số liệu bị sửa hoặc bỏ mà không có báo cáo gửi sau": [replace(edit, sign="!") for edit in edited],
        "Chỉ tiêu giao": [_target(change, names) for change in changes.targets],
        "Số liệu báo cáo": [_figure(change, names) for change in changes.figures if not change.retroactive],
        "Kết luận": [_verdict(change, names) for change in changes.verdicts],
        "Tệp báo cáo": [_Told(_file_line(file)) for file in changes.files],
    }


def verdict_lines(changes: AnswerChanges, names: "Names") -> list[str]:
    """The verdicts that turned, a line each."""
    return [_verdict(change, names).text for change in changes.verdicts]


def _print_section(console: "Console", title: str, changes: Sequence[_Told]) -> None:
    if changes:
        section(console, title)
    for change in changes:
        item(console, change.text, sign=change.sign)
        for place in change.places:
            line(console, f"      {place}")


class Names(Struct, frozen=True, dict=True):
    """What changes are about, by name; with the phase where there are changes of several."""

    provinces: Provinces
    as_of: date
    with_phase: bool

    @cached_property
    def _by_area(self) -> Mapping[str, str]:
        every = (*self.provinces, *self.provinces.country.values())
        return {province.area: phrases.place(province, self.as_of) for province in every}

    def of(self, area: str, phase: str) -> str:
        """`Cao Bằng`, `Cao Bằng (giai đoạn II)`."""
        name = self._by_area.get(area, area)
        return f"{name} (giai đoạn {phase})" if self.with_phase else name


def _figure(change: FigureChange, names: Names) -> _Told:
    day = f"đến {format_date(change.end)}"
    when = format_period(change.start, change.end) if change.measure is Measure.IN_PERIOD else day
    rows = (change.before, change.after)
    total = not change.place and any(isinstance(row, Detail) for row in rows)
    place = f", {change.place}" if change.place else ", dòng tổng cộng của biểu chi tiết" if total else ""
    subject = f"{names.of(change.area, change.phase)}{place} · {change.indicator.short_name}"
    silent = _silent(unreadable=change.unreadable)
    before, after = (_stated(row, change.indicator) if row else silent for row in rows)
    text = f"{_KINDS[change.kind]}: {subject}, {MEASURES[change.measure]} {when}: {before} → {after}"
    return _Told(text, tuple(_place(row) for row in rows if row))


def _silent(*, unreadable: bool) -> str:
    """What stands for something that a state of the data doesn't say."""
    return "không đọc được" if unreadable else "–"


def _stated(row: Observation | Detail, indicator: Indicator) -> str:
    """A figure with its approximate word and, of a rate, what it is a share of."""
    word = f"{QUALIFIERS[row.qualifier]} " if row.qualifier else ""
    whole = f" của {format_number(row.denominator)}" if row.denominator is not None else ""
    return f"{word}{_amount(row.value, indicator)}{whole}"


def _place(row: Observation | Detail) -> str:
    sent = f" (báo cáo ngày {format_date(row.reported_on)})" if row.reported_on else ""
    return f"{row.location}{sent}"


def _target(change: TargetChange, names: Names) -> _Told:
    since = f", từ {format_date(change.effective)}" if change.effective else ""
    subject = f"{names.of(change.area, change.phase)} · {change.indicator.short_name}{since}"
    silent = _silent(unreadable=change.unreadable)
    targets = (change.before, change.after)
    moved = all(targets) and len({target.active_years for target in targets if target}) > 1
    amounts = " → ".join(_asked(t, change.indicator, with_years=moved) if t else silent for t in targets)
    return _Told(f"{_KINDS[change.kind]}: {subject}: {amounts}", tuple(str(t.version.location) for t in targets if t))


def _verdict(change: VerdictChange, names: Names) -> _Told:
    statuses = " → ".join(_judged(verdict) for verdict in (change.before, change.after))
    name = names.of(change.province.area, change.phase.id)
    return _Told(f"{name} · {change.indicator.short_name}: {statuses}")


def _asked(target: StatedTarget, indicator: Indicator, *, with_years: bool) -> str:
    """The amount, and what the plan is drawn from."""
    version = target.version
    plans = [f"{year}: {_amount(amount, indicator)}" for year, amount in sorted(version.annual_plan.items())]
    plans += [f"{format_date(day)}: {_amount(amount, indicator)}" for day, amount in sorted(version.milestones.items())]
    plans += [f"mức ban đầu {_amount(target.baseline, indicator)}"] if target.baseline is not None else []
    plans += [f"các năm {', '.join(map(str, target.active_years))}"] if with_years else []
    return _amount(version.target, indicator) + (f" ({'; '.join(plans)})" if plans else "")


def _judged(verdict: Verdict | None) -> str:
    if verdict is None:
        return "không có dữ liệu đọc được"
    share = f" ({phrases.completion(verdict)})" if verdict.completion is not None else ""
    return (phrases.status(verdict) or "số liệu bổ trợ") + share


def _file_line(change: FileChange) -> str:
    text = f"{_KINDS[change.kind]}: {change.path}"
    if change.with_figures is None:
        return f"{text} – không đọc được số liệu từ tệp này nên chưa biết số nào đổi"
    quiet = change.kind is ChangeKind.CHANGED and not change.with_figures
    return f"{text} – nội dung tệp khác, không số liệu nào đổi" if quiet else text


def _amount(value: Exact, indicator: Indicator) -> str:
    exact = Fraction(value)
    shown = format_number(exact if exact.denominator == 1 else round_half_up(exact, 1))
    return f"{shown}%" if indicator.is_percentage else shown


def _of_target(change: TargetChange) -> dict[str, object]:
    return {
        "kind": change.kind.value,
        "phase": change.phase,
        "province": change.area.rpartition("/")[2],
        "indicator": change.indicator.id,
        "effective": iso_day(change.effective),
        "unreadable": change.unreadable,
        "before": _target_document(change.before),
        "after": _target_document(change.after),
    }


def render(changes: Changes, as_of: date) -> str:
    """The JSON document, as text with a final line break."""
    document = {
        "schema": "du-an8/diff",
        "version": 1,
        "as_of": as_of.isoformat(),
        "targets": list(map(_of_target, changes.targets)),
        "figures": [
            {
                "kind": change.kind.value,
                "phase": change.phase,
                "province": change.area.rpartition("/")[2],
                "indicator": change.indicator.id,
                "place": change.place or None,
                "measure": change.measure.value,
                "start": iso_day(change.start),
                "end": iso_day(change.end),
                "retroactive": change.retroactive,
                "unreadable": change.unreadable,
                "before": _row_document(change.before),
                "after": _row_document(change.after),
            }
            for change in changes.figures
        ],
        "verdicts": [
            {
                "phase": change.phase.id,
                "province": change.province.id,
                "era": change.province.era,
                "indicator": change.indicator.id,
                "before": indicator_document(change.before) if change.before else None,
                "after": indicator_document(change.after) if change.after else None,
            }
            for change in changes.verdicts
        ],
        "files": [{"kind": f.kind.value, "path": f.path, "with_figures": f.with_figures} for f in changes.files],
        "errors_gone": [finding_document(finding, {}) for finding in changes.errors_gone],
        "errors_new": [finding_document(finding, {}) for finding in changes.errors_new],
    }
    return json_text(document)


def _target_document(target: StatedTarget | None) -> Json | None:
    if target is None:
        return None
    version = target.version
    return {
        "target": number(version.target),
        "annual_plan": {str(year): number(amount) for year, amount in sorted(version.annual_plan.items())},
        "milestones": {day.isoformat(): number(amount) for day, amount in sorted(version.milestones.items())},
        "baseline": number(target.baseline),
        "active_years": list(target.active_years),
        "location": location_document(version.location),
    }


def _row_document(row: Observation | Detail | None) -> Json | None:
    if row is None:
        return None
    return {
        "value": number(row.value),
        "qualifier": row.qualifier.value if row.qualifier else None,
        "denominator": number(row.denominator),
        "reported_on": iso_day(row.reported_on),
        "location": location_document(row.location),
    }
