"""What is foretold of a report is what `check` says of it afterwards: the difference of two checks."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import DataDir
from du_an8.cli.data_folder import DataFolder
from du_an8.disk.writing import put_all
from du_an8.intake.arrivals import Desk, ReceivedFile, receive
from du_an8.intake.preview import Preview, foresee
from du_an8.outputs.machine.finding_json import finding_document
from du_an8.programme.provinces import load_provinces
from du_an8.reconcile.judge_provinces import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    import openpyxl

DAY = date(2024, 6, 30)
NAMES = {
    "to-truyen-thong": "Tổ truyền thông cộng đồng",
    "clb-thu-linh": "Câu lạc bộ thủ lĩnh của sự thay đổi",
    "doi-thoai-chinh-sach": "Đối thoại chính sách",
}
PERIODS = ("Quý I/2023", "Quý II/2023", "6 tháng đầu năm 2023", "Năm 2023", "Quý I/2024")
PROVINCES = ("Điện Biên", "Thái Nguyên", "Bắc Kạn")
FORETOLD = ("rule", "severity", "province", "indicator", "message", "location", "related")

amounts = st.sampled_from([0, 3, 12, 12, 36, 88, 540, "1,800", "chưa rõ", "trên 12", ""])
rows = st.dictionaries(st.sampled_from(sorted(NAMES)), st.tuples(amounts, amounts), min_size=1)
places = st.lists(st.tuples(st.sampled_from(["Huyện Nậm Pồ", "Huyện Tủa Chùa"]), st.integers(0, 9)), max_size=2)
reports = st.tuples(
    st.sampled_from(PROVINCES),
    st.sampled_from(PERIODS),
    st.sampled_from(["", "10/01/2024", "20/01/2024", "15/04/2024"]),
    rows,
    places,
)
targets = st.dictionaries(
    st.sampled_from(PROVINCES), st.dictionaries(st.sampled_from(sorted(NAMES)), st.integers(1, 600))
)

Report = tuple[str, str, str, dict[str, tuple[object, object]], list[tuple[str, int]]]


def text_of(report: Report) -> str:
    """A report as delimited text: head cells, a table, and a second table of places where there are any."""
    province, period, sent, figures, districts = report
    lines = [["Tỉnh", province], ["Kỳ báo cáo", period], ["Ngày báo cáo", sent] if sent else [], []]
    lines.append(["Chỉ tiêu", "Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn"])
    lines += [[NAMES[name], str(new), str(running)] for name, (new, running) in figures.items()]
    if districts:
        lines += [[], ["Huyện", NAMES["to-truyen-thong"]], *([place, str(count)] for place, count in districts)]
    return "\n".join("\t".join(line) for line in lines) + "\n"


def folder_with(root: Path, asked: dict[str, dict[str, int]], sent: Sequence[Report]) -> DataDir:
    for name in ("targets", "reports"):
        (root / "data" / name).mkdir(parents=True)
    data = DataDir(root / "data")
    for number, (province, of_it) in enumerate(sorted(asked.items())):
        entries = [{"indicator": name, "target": amount} for name, amount in of_it.items()]
        document = {"province": province, "phase": "I", "targets": entries}
        data.targets_text(f"{number}", yaml.safe_dump(document, allow_unicode=True))
    take_in(data, [written(root / f"{number}.tsv", report) for number, report in enumerate(sent)])
    return data


def written(path: Path, report: Report) -> ReceivedFile:
    path.write_text(text_of(report), encoding="utf-8")
    return ReceivedFile(path.name, path)


def take_in(data: DataDir, received: Sequence[ReceivedFile]) -> Preview | None:
    """File reports as `import --accept` does; what was foretold of that."""
    folder, provinces = DataFolder(data.root), load_provinces()
    desk = Desk(folder.root, folder.shown, folder.context(provinces)[0])
    arrivals = []
    for each in received:
        arrivals.append(receive(each, desk, arrivals))
    records, findings = folder.load(provinces)
    fileable = [arrival for arrival in arrivals if arrival.target]
    put_all([(arrival.received.path, arrival.target) for arrival in fileable if arrival.target])
    return foresee(records, findings, fileable, Asked(DAY, today=DAY, earlier=True)) if fileable else None


def told(findings: list[dict[str, Any]]) -> set[str]:
    open_ones = [finding for finding in findings if not finding.get("settled")]
    return {json.dumps({key: each[key] for key in FORETOLD}, sort_keys=True, ensure_ascii=False) for each in open_ones}


def verdicts(answer: dict[str, Any]) -> dict[tuple[str, str], tuple[object, object]]:
    return {
        (place["id"], row["id"]): (row["status"], row["completion"])
        for place in answer["provinces"]
        for row in place["indicators"]
    }


@settings(max_examples=60)
@given(targets, st.lists(reports, max_size=3), st.lists(reports, min_size=1, max_size=2))
def test_the_preview_is_the_difference_of_two_checks(
    asked: dict[str, dict[str, int]], records: list[Report], coming: list[Report]
) -> None:
    root = Path(tempfile.mkdtemp())
    try:
        data = folder_with(root, asked, records)
        before: dict[str, Any] = data.check("--as-of", DAY.isoformat())
        received = [written(root / f"moi-{number}.tsv", report) for number, report in enumerate(coming)]
        preview = take_in(data, received)
        after: dict[str, Any] = data.check("--as-of", DAY.isoformat())
    finally:
        shutil.rmtree(root)
    foretold_new = [finding_document(each, {}) for each in preview.changes.findings_new] if preview else []
    foretold_gone = [finding_document(each, {}) for each in preview.changes.findings_gone] if preview else []
    assert told(foretold_new) == told(after["findings"]) - told(before["findings"])
    assert told(foretold_gone) == told(before["findings"]) - told(after["findings"])
    turned = {key for key, verdict in verdicts(after).items() if verdicts(before).get(key) != verdict}
    turned |= {key for key in verdicts(before) if key not in verdicts(after)}
    changed = preview.changes.verdicts if preview else ()
    assert turned == {(change.province.id, change.indicator.id) for change in changed}


def test_each_of_many_mistakes_of_one_file_is_foretold(data: DataDir) -> None:
    data.targets(
        "Điện Biên",
        {"indicator": "to-truyen-thong", "target": 540},
        {"indicator": "clb-thu-linh", "target": 85},
        {"indicator": "doi-thoai-chinh-sach", "target": 235},
    )
    running, period, plan = "Luỹ kế từ đầu giai đoạn", "Thực hiện trong kỳ", "Kế hoạch giai đoạn"
    old = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Quý III/2023", "Ngày báo cáo": "10/10/2023"}
    data.report(
        "dien-bien/2023-Q3",
        {"Mã": "to-truyen-thong", running: 400},
        {"Mã": "clb-thu-linh", running: 80},
        {"Mã": "doi-thoai-chinh-sach", running: 90},
        {"Mã": "to-tiet-kiem-vay-von", running: 30},
        head=old,
    )
    new = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Quý IV/2023", "Ngày báo cáo": "10/01/2024"}
    path = data.report(
        "../moi",
        {"Mã": "to-truyen-thong", running: 350, plan: 500, "Tỷ lệ %": 90},  # fell; another plan; another percentage
        {"Mã": "clb-thu-linh", running: "1,800", "Đơn vị tính": "tổ"},  # ambiguous; another unit
        {"Mã": "doi-thoai-chinh-sach", running: 80, period: 5},  # fell; the period doesn't add up
        {"Mã": "dia-chi-tin-cay", running: -3},
        {"Mã": "to-sinh-ke-4-0", running: "nhiều"},
        {"Mã": "sinh-de-an-toan", running: 180},
        {"Mã": "can-bo-nu-dtts", running: 25},  # no target on file
        {"Mã": "giam-sat-danh-gia-bdg", running: "#DIV/0!"},
        {"Chỉ tiêu": "Lớp xoá mù chữ", running: 7},
        {"Mã": "to-tiet-kiem-vay-von", running: 30},
        {"Mã": "to-tiet-kiem-vay-von", running: 31},  # twice, differently
        head=new,
        change=with_districts,
    )
    foretold = data.run("import", str(path), "--dry-run", "--all", "--as-of", DAY.isoformat()).output
    assert data.run("import", str(path), "--accept").exit_code == 0
    answer: dict[str, Any] = data.check("Điện Biên", "--as-of", DAY.isoformat())
    here = [each for each in answer["findings"] if each["location"]["path"].endswith("2023-Q4.xlsx")]
    assert len({each["rule"] for each in here}) >= 14, sorted({each["rule"] for each in here})
    words = " ".join(foretold.split())
    assert [each["message"] for each in here if " ".join(each["message"].split()) not in words] == []


def with_districts(workbook: openpyxl.Workbook) -> None:
    """A sheet of places whose total isn't their sum, one of them twice, in a hidden sheet."""
    page = workbook.create_sheet("Chi tiết")
    for row in (
        ["Huyện", "Tổ truyền thông cộng đồng"],
        ["Huyện Nậm Pồ", 10],
        ["Huyện Nậm Pồ", 12],
        ["Huyện Tủa Chùa", 20],
        ["Tổng cộng", 99],
    ):
        page.append(row)
    page.sheet_state = "hidden"
