"""A layout that a person taught once: beside its workbook, or for every workbook with the same titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from du_an8.programme.load import load_programme
from du_an8.reports.tables.recognition import recognise
from du_an8.reports.tables.taught import describe, read_layout_file
from du_an8.reports.workbook.cells import column_letters
from du_an8.reports.workbook.opening import read_workbook
from reports.grids import CLB, DTCS, HEAD, TTT, Answer, read, save

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir
    from du_an8.reports.tables.table import Table

MUTE = "cột 1|cột 2|cột 3\n{}|{}|{}\n{}|{}|{}".format("Tổ truyền thông", 540, 494, "CLB", 90, 85)
TAUGHT = """sheets:
  - sheet: "*"
    header: 3-3
    columns:
      A: {role: Chỉ tiêu, title: cột 1}
      B: {role: Kế hoạch giai đoạn, title: cột 2}
      C: {role: Luỹ kế từ đầu giai đoạn, title: cột 3}
"""


def teach(data: DataDir, text: str, path: str = "reports/dien-bien/x.xlsx.layout.yaml") -> None:
    (data.root / path).parent.mkdir(parents=True, exist_ok=True)
    (data.root / path).write_text(text, encoding="utf-8")


def test_columns_that_say_nothing_are_an_unknown_layout(data: DataDir) -> None:
    answer = read(data, HEAD + MUTE)
    assert (answer.figures, answer.account) == ({}, (0, 0, 4))
    assert "unknown-layout" in answer.rules


@pytest.mark.parametrize(
    "path", ["reports/dien-bien/x.xlsx.layout.yaml", "reports/dien-bien/x.layout.yaml", "layouts/phu-nu.yaml"]
)
def test_a_taught_layout_is_read(data: DataDir, path: str) -> None:
    teach(data, TAUGHT, path)
    answer = read(data, HEAD + MUTE)
    assert (answer.figures, answer.account) == ({TTT: 494, CLB: 85}, (2, 2, 0))
    assert answer.rows[TTT]["actual_sources"][0]["cell"] == "C4"


def test_a_taught_layout_goes_before_what_the_titles_say(data: DataDir) -> None:
    titles = {"cột 1": "Chỉ tiêu", "cột 2": "Luỹ kế", "cột 3": "Kế hoạch giai đoạn"}
    taught, table = TAUGHT, MUTE
    for mute, said in titles.items():
        taught, table = taught.replace(mute, said), table.replace(mute, said)
    teach(data, taught)
    assert read(data, HEAD + table).figures == {TTT: 494, CLB: 85}


def test_one_in_the_folder_serves_no_workbook_with_other_titles(data: DataDir) -> None:
    teach(data, TAUGHT, "layouts/x.yaml")
    assert read(data, HEAD + MUTE.replace("cột 3", "cột khác")).figures == {}


def test_one_in_the_folder_must_name_titles(data: DataDir) -> None:
    teach(data, TAUGHT.replace(", title: cột 1", "").replace(", title: cột 2", "").replace(", title: cột 3", ""), "layouts/x.yaml")  # fmt: skip  # noqa: E501
    answer = read(data, f"{HEAD}Chỉ tiêu|Luỹ kế|Kế hoạch giai đoạn\nCLB|85|90")
    assert answer.figures == {CLB: 85}
    (finding,) = answer.about("invalid-value")
    assert (finding["location"]["path"], finding["location"]["line"]) == ("data/layouts/x.yaml", 5)


YEARLY = """sheets:
  - header: 3-3
    columns:
      A: {role: Chỉ tiêu, title: Tên}
      B: {role: Thực hiện trong kỳ, title: TH năm 2022, period: năm 2022}
      C: {role: Thực hiện trong kỳ, title: TH năm 2023, period: năm 2023}
"""


def test_one_in_the_folder_serves_other_years_as_what_they_are(data: DataDir) -> None:
    teach(data, YEARLY, "layouts/x.yaml")
    head = "Tỉnh: Điện Biên\nKỳ báo cáo: Năm 2024\n"
    answer = read(data, f"{head}Tên|TH năm 2023|TH năm 2024\nĐối thoại chính sách|12|20", as_of="2025-01-31")
    assert (answer.figures, answer.rows[DTCS]["observed_on"]) == ({DTCS: 32}, "2024-12-31")


FAULTS = {
    "unknown role": ("Luỹ kế từ đầu giai đoạn", "Luỹ kế kỳ trước", "invalid-value", 7),
    "unknown indicator": ("title: cột 3", "indicator: việc lạ", "unknown-indicator", 7),
    "bad column": ("      C:", "      C1:", "invalid-value", 7),
    "bad rows": ("3-3", "ba", "invalid-value", 3),
    "unknown key": ("title: cột 3", "tile: cột 3", "unknown-key", 7),
    "bad period": ("title: cột 3", "period: mùa xuân", "unknown-period", 7),
    "bad base": ("title: cột 3", "base: quý", "invalid-value", 7),
    "no YAML": ("sheets:", "sheets: [", "yaml-syntax", None),
}


@pytest.mark.parametrize(("old", "new", "rule", "line"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_line_and_nothing_is_guessed(
    data: DataDir, old: str, new: str, rule: str, line: int | None
) -> None:
    teach(data, TAUGHT.replace(old, new))
    answer = read(data, HEAD + MUTE)
    assert answer.figures == {}
    places = [finding["location"] for finding in answer.about(rule)]
    (place,) = [place for place in places if place["path"].endswith(".layout.yaml")]
    assert place["column"]
    assert line is None or place["line"] == line


RECOGNISED = {
    "roles and times": "STT|Chỉ tiêu|ĐVT|KH giai đoạn 2021-2025|KH năm 2023|"
    "TH quý IV/2023|Luỹ kế đến 31/12/2023|TH/KH năm (%)|Ghi chú",
    "running and estimates": "STT|Chỉ tiêu|Luỹ kế từ đầu năm|Ước thực hiện năm 2023|"
    "Luỹ kế (nghìn người)|So với cùng kỳ (%)",
    "two rows": "STT|Chỉ tiêu|Kế hoạch|<|Thực hiện|<\n^|^|Giai đoạn|Năm 2023|Trong kỳ|Luỹ kế",
    "indicators": "STT|Huyện|Tổ truyền thông|<|CLB|<\n^|^|Kế hoạch|Thực hiện|Kế hoạch|Thực hiện",
    "districts": "STT|Chỉ tiêu|Toàn tỉnh|Huyện Mường Chà|Huyện Tủa Chùa",
}  # fmt: skip


@pytest.mark.parametrize("header", RECOGNISED.values(), ids=RECOGNISED.keys())
def test_a_recognised_table_read_back_is_the_same_table(tmp_path: Path, header: str) -> None:
    import yaml

    programme = load_programme(None)[0]
    body = "1|CLB|1|2|3|4|5|6|7"
    path = save(tmp_path / "x.xlsx", f"{header}\n{body}")
    (sheet,) = read_workbook(path, "x.xlsx")[0] or []
    found = recognise(sheet, programme)
    assert isinstance(found, list)
    (table,) = found
    file = tmp_path / "x.layout.yaml"
    file.write_text(yaml.safe_dump({"sheets": [describe(sheet.name, table)]}, allow_unicode=True), encoding="utf-8")
    (taught,), faults = read_layout_file(file, "x.layout.yaml", programme)
    assert not faults
    served = taught.on(sheet, programme)
    assert served
    assert meaning(served) == meaning(table)


def meaning(table: Table) -> list[object]:
    """What counts of each column; that a title was neutral is decided once it is written down."""
    return [
        (
            column.number, column.role, column.indicator, column.place, column.title.running, column.title.estimate,
            column.title.unit, column.title.base, column.title.compares, column.title.time and column.title.time.period,
        )
        for column in table.columns
    ]  # fmt: skip


def test_answer_of_a_taught_workbook_has_the_cells_of_the_table(data: DataDir) -> None:
    teach(data, TAUGHT.replace("header: 3-3", "header: 3-3\n    until: 4"))
    answer: Answer = read(data, HEAD + MUTE)
    assert (answer.figures, answer.account) == ({TTT: 494}, (1, 1, 2))


def test_columns_n_and_y_that_are_explained_are_understood(data: DataDir, tmp_path: Path) -> None:
    """A bare `N` or `Y` is "no" or "yes" to some programs, so that the tool wouldn't take it."""
    titles = ["Chỉ tiêu", *(f"Luỹ kế đến 31/{month:02d}/2023" for month in (1, 3)), *["Ghi chú"] * 9]
    titles += ["Kế hoạch giai đoạn", "Ghi chú", *["Ghi chú"] * 10, "Luỹ kế đến 31/12/2023"]
    row = ["CLB", "1", "2", *[""] * 9, "90", "", *[""] * 10, "85"]
    path = save(tmp_path / "bc.xlsx", HEAD + "|".join(titles) + "\n" + "|".join(row))
    explained = data.run("import", str(path), "--explain").stdout
    assert "'Y':" in explained
    assert "'N':" in explained
    (tmp_path / "x.layout.yaml").write_text(explained, encoding="utf-8")
    tables, findings = read_layout_file(tmp_path / "x.layout.yaml", "x", load_programme(None)[0])
    assert findings == []
    assert {"M", "N", "Y"} <= {column_letters(column.number) for column in tables[0].layout.columns}
