"""Random tables drawn from a known truth: whatever their shape, no figure that isn't true, and no number lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.facts import Measure
from du_an8.reports.load import load_reports
from reports.grids import CLB, DTCS, HEAD, TTT, numbers_in, save

if TYPE_CHECKING:
    from conftest import DataDir

NAMES = {
    TTT: "Tổ truyền thông cộng đồng", CLB: "CLB thủ lĩnh", DTCS: "Đối thoại chính sách",
    "dia-chi-tin-cay": "Địa chỉ tin cậy",
    "can-bo-nu-dtts": "Cán bộ nữ DTTS", "to-tiet-kiem-vay-von": "Tổ TKVVTB", "long-ghep-gioi-ct2": "Lồng ghép giới CT2",
}  # fmt: skip
# What a column is, in the words of each row of a header; None stands for words that say nothing to us.
COLUMNS: dict[str, list[tuple[str, ...]]] = {
    "period": [("Thực hiện trong kỳ",), ("Thực hiện", "năm 2023"), ("Kết quả", "thực hiện", "trong năm")],
    "cumulative": [("Luỹ kế",), ("Luỹ kế", "từ đầu giai đoạn"), ("Luỹ kế", "đến", "31/12/2023")],
    "plan": [("Kế hoạch năm",), ("K.H", "2023"), ("Kế hoạch", "giao", "năm 2023")],
    "phase plan": [("Kế hoạch giai đoạn",), ("KH", "2021-2025")],
    "before": [("Cùng kỳ năm trước",), ("Thực hiện", "cùng kỳ", "năm 2022")],
    "percentage": [("Tỷ lệ %",), ("So với", "KH năm (%)")],
    "mute": [("Cột khác",), ("Nam",), ("Còn", "lại")],
    "note": [("Ghi chú",)],
}
NUMBER = st.integers(1, 9_000_000)
AS_TEXT = st.sampled_from(["{:d}", "'{:d}", "'trên {:d}", "'{:d} "])


@dataclass(frozen=True)
class Table:
    """A drawing, with the figures that it states: (indicator, cumulative) -> value."""

    drawing: str
    truth: dict[tuple[str, bool], int]


@st.composite
def tables(draw: st.DrawFn, indicators: tuple[str, ...]) -> Table:
    others = draw(
        st.lists(st.sampled_from(["plan", "phase plan", "before", "percentage", "mute", "note"]), unique=True)
    )
    results = draw(st.sampled_from([["period"], ["cumulative"], ["period", "cumulative"]]))
    kinds = draw(st.permutations([*others, *results]))
    titles = [draw(st.sampled_from(COLUMNS[kind])) for kind in kinds]
    depth = max(map(len, titles))
    merged = draw(st.booleans())
    lines = header([("STT",), ("Chỉ tiêu",), *titles], depth, merged=merged)
    if draw(st.booleans()):
        lines.append(" | ".join(str(number) for number in range(1, len(kinds) + 3)))
    truth: dict[tuple[str, bool], int] = {}
    for number, indicator in enumerate(indicators, start=1):
        if draw(st.booleans()):
            lines.append(f"{draw(st.sampled_from(['I', 'A', '']))} | NỘI DUNG {number}")
        values = [draw(NUMBER) for _ in kinds]
        for kind, value in zip(kinds, values, strict=True):
            if kind in results:
                truth[indicator, kind == "cumulative"] = value
        name = draw(st.sampled_from(["{}", "- {}", f"{number}. {{}}", "{} (1)"])).format(NAMES[indicator])
        lines.append(row(str(number), name, [draw(AS_TEXT).format(value) for value in values]))
        for part in range(draw(st.integers(0, 2))):
            label = "Trong đó: vùng cao" if part == 0 else "- Vùng khác"
            lines.append(row("", label, [str(draw(NUMBER)) for _ in kinds]))
    stray = " | " * (len(kinds) + 3)
    if draw(st.booleans()):
        lines += ["", f"{stray}{draw(NUMBER)}"]
    return Table("\n".join(lines), truth)


def header(titles: list[tuple[str, ...]], depth: int, *, merged: bool) -> list[str]:
    filled = [(*title, *("^" if merged else "" for _ in range(depth - len(title)))) for title in titles]
    return [" | ".join(words) for words in zip(*filled, strict=True)]


def row(number: str, name: str, values: list[str]) -> str:
    return " | ".join((number, name, *values))


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[list[str], dict[tuple[str, bool], int]]:
    """One to three tables about different indicators, below each other or on sheets of their own."""
    order = draw(st.permutations(list(NAMES)))
    cuts = sorted(draw(st.lists(st.integers(1, 4), min_size=1, max_size=3)))
    parts, start = [], 0
    for size in cuts:
        if chosen := tuple(order[start : start + size]):
            parts.append(draw(tables(chosen)))
        start += size
    truth = {key: value for part in parts for key, value in part.truth.items()}
    drawings = [part.drawing for part in parts]
    if draw(st.booleans()):
        return [HEAD + drawings[0], *drawings[1:]], truth
    return [HEAD + "\n\nTiếp theo\n".join(drawings)], truth


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(workbook=workbooks())
def test_every_figure_is_the_truth_and_all_of_it(
    data: DataDir, workbook: tuple[list[str], dict[tuple[str, bool], int]]
) -> None:
    drawings, truth = workbook
    path = save(data.root / "reports/dien-bien/x.xlsx", *drawings)
    reports, findings = load_reports(
        data.root / "reports", lambda file: file.name, load_programme(None)[0], load_provinces()
    )
    (file,) = reports.files
    assert file.numbers_seen == file.used + file.checked + file.reported
    assert file.numbers_seen >= len(numbers_in(path))
    found = {(row.indicator, row.measure is Measure.CUMULATIVE): row.value for row in reports.observations}
    assert len(found) == len(reports.observations)
    assert found == truth, [finding.key for finding in findings]


PLACES = ("Huyện Mường Ảng", "TP. Điện Biên Phủ", "Huyện Tuần Giáo", "TX. Mường Lay", "H. Nậm Pồ")
LIST, BESIDE, BEHIND = ("STT|Chỉ tiêu|Luỹ kế", "STT|Huyện|Chỉ tiêu|Luỹ kế", "STT|Chỉ tiêu|Huyện|Luỹ kế")
Truth = dict[tuple[str, str], int]


@st.composite
def parted(draw: st.DrawFn) -> tuple[list[str], tuple[str, ...], Truth]:
    """Figures of districts: a sheet, a table, a heading or a cell for each of them."""
    places = draw(st.permutations(PLACES))[: draw(st.integers(2, 5))]
    asked = draw(st.permutations(list(NAMES)))[: draw(st.integers(1, 4))]
    truth: Truth = {(place, name): draw(NUMBER) for place in places for name in asked}
    shape = draw(st.sampled_from(["sheets", "tables", "headings", "before", "behind"]))
    between = draw(st.sampled_from(["", "", "1. Hoạt động truyền thông\n", "Ghi chú: số liệu sơ bộ\n"]))
    own = {
        place: "".join(f"{n}|{NAMES[name]}|{truth[place, name]}\n" for n, name in enumerate(asked, 1))
        for place in places
    }
    marks = draw(st.sampled_from([("I", "II", "III", "IV", "V"), ("A", "B", "C", "D", "E")]))
    if shape == "sheets":
        return [f"{HEAD}{LIST}\n{own[place]}" for place in places], tuple(places), truth
    if shape == "tables":
        lines = [f"{mark}. {place}\n{between}{LIST}\n{own[place]}" for mark, place in zip(marks, places, strict=False)]
        return [HEAD + "".join(lines)], ("Biểu 1",), truth
    if shape == "headings":
        note = draw(st.sampled_from(["", "|Ghi chú của huyện\n", "|- Xã Ẳng Tở|x\n"]))
        parts = [f"{mark}|{place}\n{own[place]}{note}" for mark, place in zip(marks, places, strict=False)]
        return [f"{HEAD}{LIST}\n{''.join(parts)}"], ("Biểu 1",), truth
    again = draw(st.sampled_from(["", "^", None]))
    rows = []
    if shape == "before":
        for place in places:
            for n, name in enumerate(asked):
                who = place if again is None or n == 0 else again
                rows.append(f"{n}|{who}|{NAMES[name]}|{truth[place, name]}")
        return [f"{HEAD}{BESIDE}\n" + "\n".join(rows)], ("Biểu 1",), truth
    for name in asked:
        for n, place in enumerate(places):
            what = NAMES[name] if again is None or n == 0 else again
            rows.append(f"{n}|{what}|{place}|{truth[place, name]}")
    return [f"{HEAD}{BEHIND}\n" + "\n".join(rows)], ("Biểu 1",), truth


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(workbook=parted())
def test_every_figure_belongs_to_its_district(
    data: DataDir, workbook: tuple[list[str], tuple[str, ...], Truth]
) -> None:
    drawings, names, truth = workbook
    save(data.root / "reports/dien-bien/x.xlsx", *drawings, names=names)
    reports, findings = load_reports(
        data.root / "reports", lambda file: file.name, load_programme(None)[0], load_provinces()
    )
    assert reports.observations == (), [finding.key for finding in findings]
    found = {
        (row.places[0].name.replace("Huyện Nậm Pồ", "H. Nậm Pồ"), row.indicator): row.value for row in reports.details
    }
    assert found == truth, [finding.key for finding in findings]
    assert sum(map(len, reports.columns)) == len(truth)


MESS = st.one_of(
    NUMBER.map(str),
    st.sampled_from(
        [
            "", "", "STT", "Chỉ tiêu", "Thực hiện", "Luỹ kế", "Kế hoạch", "Tỷ lệ %", "<", "^", "2023", "năm 2023",
            "Trong đó",
            "Tổng cộng", "CLB", "Tổ truyền thông", "Huyện A", "Đơn vị tính", "1", "2",
            "3", "'1.800", "x", "-", "Kỳ trước",
        ]
    ),
)  # fmt: skip


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(grid=st.lists(st.lists(MESS, min_size=1, max_size=7), min_size=1, max_size=9))
def test_whatever_stands_there_no_number_is_lost(data: DataDir, grid: list[list[str]]) -> None:
    drawing = "\n".join(" | ".join(words) for words in grid)
    path = save(data.root / "reports/dien-bien/x.xlsx", f"{HEAD}{drawing}")
    reports, _ = load_reports(data.root / "reports", lambda file: file.name, load_programme(None)[0], load_provinces())
    (file,) = reports.files
    assert file.numbers_seen == file.used + file.checked + file.reported
    assert file.numbers_seen >= len(numbers_in(path))
