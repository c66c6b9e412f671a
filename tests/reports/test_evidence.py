"""Papers that targets and reports name: found, missing, cited; what has none is counted, and asked to be seen."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from conftest import HEADERS, DataDir
from du_an8.cli.main import app

TEAMS, TALKS, CUMULATIVE = "to-truyen-thong", "doi-thoai-chinh-sach", "Luỹ kế từ đầu giai đoạn"
HEAD = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": "Năm 2023"}
AS_OF = ("--as-of", "2023-12-31")


def paper(data: DataDir, name: str) -> Path:
    path = data.root / "evidence" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"paper")
    return path


def reported(data: DataDir, text: object, title: str = "Hồ sơ") -> None:
    """A report with one row that names a paper, and one that names none."""
    rows = ({"Mã": TEAMS, CUMULATIVE: 300, title: text}, {"Mã": TALKS, CUMULATIVE: 4})
    data.report("cao-bang/2023", *rows, head=HEAD, headers=(*HEADERS, title))


def answer(data: DataDir) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The province, and what is said of missing papers."""
    document: Any = data.check("Cao Bằng", *AS_OF)
    (province,) = document["provinces"]
    return province, [finding for finding in document["findings"] if finding["rule"] == "evidence-missing"]


def evidence(province: dict[str, Any], indicator: str = TEAMS) -> list[tuple[str, str, str | None]]:
    (row,) = [row for row in province["indicators"] if row["id"] == indicator]
    return [(each["text"], each["kind"], each["path"]) for each in row["evidence"]]


@pytest.mark.parametrize(
    "title", ["Hồ sơ", "Tài liệu kiểm chứng", "Minh chứng", "Văn bản kèm theo", "HỒ SƠ KÈM THEO", "Ho so"]
)
def test_a_column_of_papers_names_those_of_its_rows(data: DataDir, title: str) -> None:
    paper(data, "qd-12.pdf")
    reported(data, "qd-12.pdf", title)
    province, missing = answer(data)
    assert evidence(province) == [("qd-12.pdf", "file", "data/evidence/qd-12.pdf")]
    assert evidence(province, TALKS) == []
    assert (province["evidence"], missing) == ({"at_hand": 1, "indicators": 2}, [])


@pytest.mark.parametrize("text", ["qd-12.pdf", "QĐ số 12/QĐ-UBND", "https://a.vn/x", "có", "12 hồ sơ", "xem kèm", None])
@pytest.mark.parametrize("title", ["Hồ sơ", "Minh chứng", "Văn bản kèm theo", "Tài liệu kiểm chứng"])
def test_such_a_column_leaves_all_figures_as_they_are(data: DataDir, title: str, text: str | None) -> None:
    reported(data, text, title)
    province, _ = answer(data)
    figures = {
        row["id"]: (row["actual"], [cell["cell"] for cell in row["actual_sources"]]) for row in province["indicators"]
    }
    assert figures == {TEAMS: (300, ["H6"]), TALKS: (4, ["H7"])}
    document: Any = data.check("Cao Bằng", *AS_OF)
    assert [f["rule"] for f in document["findings"] if f["rule"] in {"unmatched-number", "unmatched-row"}] == []


def test_several_papers_stand_in_one_cell(data: DataDir) -> None:
    paper(data, "cao-bang/ds.xlsx")
    reported(data, "ds.xlsx; QĐ số 12/QĐ-UBND\nhttps://caobang.gov.vn/qd; đã lưu")
    province, missing = answer(data)
    assert evidence(province) == [
        ("ds.xlsx", "file", "data/evidence/cao-bang/ds.xlsx"),
        ("QĐ số 12/QĐ-UBND", "cited", None),
        ("https://caobang.gov.vn/qd", "address", None),
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("on_disk", "named"),
    [
        ("Quyết định/QD-12.PDF", "quyết định/qd-12.pdf"),
        ("Quyết định/qd.pdf", "Quyết định\\qd.pdf"),
        (unicodedata.normalize("NFD", "Quyết.pdf"), unicodedata.normalize("NFC", "Quyết.pdf")),
    ],
)
def test_a_name_is_found_however_it_is_spelt(data: DataDir, on_disk: str, named: str) -> None:
    paper(data, on_disk)
    reported(data, named)
    province, missing = answer(data)
    assert (province["evidence"]["at_hand"], missing) == (1, [])


@pytest.mark.parametrize("name", ["khong-co.pdf", "../targets/cao-bang.pdf", "/etc/hosts.txt", "C:\\x.pdf"])
def test_a_file_that_is_not_there_is_told_with_where_it_was_looked_for(data: DataDir, name: str) -> None:
    (data.root / "targets" / "cao-bang.pdf").write_bytes(b"no paper")
    reported(data, name)
    province, (finding,) = answer(data)
    assert province["evidence"]["at_hand"] == 0
    assert (finding["severity"], finding["indicator"]) == ("warning", TEAMS)
    assert "data/evidence/, data/evidence/cao-bang/" in finding["message"]
    assert finding["location"]["cell"] == "M6"


def test_a_link_out_of_the_folder_is_not_followed(data: DataDir, tmp_path: Path) -> None:
    outside = tmp_path / "mat.pdf"
    outside.write_bytes(b"secret")
    (data.root / "evidence").mkdir()
    (data.root / "evidence" / "qd.pdf").symlink_to(outside)
    reported(data, "qd.pdf")
    _, missing = answer(data)
    assert len(missing) == 1


def test_a_target_names_its_papers_one_or_several_each_version_its_own(data: DataDir) -> None:
    paper(data, "qd-1.pdf")
    data.targets(
        "Cao Bằng",
        {"indicator": TEAMS, "target": 600, "evidence": "qd-1.pdf"},
        {
            "indicator": TALKS,
            "target": 9,
            "evidence": ["khong-co.pdf", "https://a.vn/x"],
            "revisions": [{"effective": "2023-06-01", "target": 8, "evidence": "qd-2.pdf"}],
        },
    )
    province, missing = answer(data)
    assert evidence(province) == [("qd-1.pdf", "file", "data/evidence/qd-1.pdf")]
    assert evidence(province, TALKS) == [("qd-2.pdf", "file", None)]
    assert province["evidence"] == {"at_hand": 1, "indicators": 2}
    assert [finding["location"]["path"] for finding in missing] == ["data/targets/Cao Bằng.yaml"] * 2
    assert None not in [finding["location"]["line"] for finding in missing]


def test_the_page_counts_them_only_where_any_is_named(data: DataDir) -> None:
    reported(data, None)
    assert "hồ sơ kèm theo" not in data.run("check", "Cao Bằng", *AS_OF).stdout
    reported(data, "QĐ số 12/QĐ-UBND")
    assert "0/2 chỉ tiêu có hồ sơ kèm theo." in data.run("check", "Cao Bằng", *AS_OF).stdout


def test_the_paper_for_the_visit_lists_what_to_ask_to_see(data: DataDir, tmp_path: Path) -> None:
    paper(data, "qd.pdf")
    reported(data, "qd.pdf")
    path = tmp_path / "giay.md"
    assert data.run("report", "Cao Bằng", "-o", str(path), *AS_OF).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert "Hồ sơ cần xem" in text
    teams, talks = (
        next(line for line in text.splitlines() if f"| {name}" in line) for name in ("Tổ truyền thông", "Đối thoại")
    )
    assert "Đã có: qd.pdf" in teams
    assert "Kế hoạch, biên bản, danh sách" in talks


def test_a_paper_that_is_only_cited_is_asked_for_by_its_name(data: DataDir, tmp_path: Path) -> None:
    reported(data, "QĐ số 12/QĐ-UBND")
    path = tmp_path / "giay.md"
    data.run("report", "Cao Bằng", "-o", str(path), *AS_OF)
    assert "Quyết định, danh sách, sổ; báo cáo có nêu “QĐ số 12/QĐ-UBND”" in path.read_text(encoding="utf-8")


def test_a_single_file_without_a_folder_is_not_told_of_missing_papers(
    data: DataDir, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported(data, "qd.pdf")
    apart = tmp_path_factory.mktemp("apart")
    monkeypatch.chdir(apart)
    alone = (data.root / "reports" / "cao-bang" / "2023.xlsx").rename(apart / "2023.xlsx")
    document = json.loads(CliRunner().invoke(app, ["validate", str(alone), "--format", "json"]).stdout)
    assert document["files"][0]["used"] == 2
    assert "evidence-missing" not in [finding["rule"] for finding in document["findings"]]
