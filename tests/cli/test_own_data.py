"""What an officer must see on the project's own data: every figure of it stands in a published source."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from du_an8.cli.main import app

DATA = Path(__file__).parents[2] / "data"


def check(province: str, as_of: str) -> dict[str, Any]:
    arguments = ["check", province, "--data", str(DATA), "--as-of", as_of, "--format", "json", "--fail-on", "never"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def rows(province: str, as_of: str) -> Mapping[str, dict[str, Any]]:
    return {row["id"]: row for row in check(province, as_of)["provinces"][0]["indicators"]}


def shown(province: str, as_of: str) -> str:
    arguments = ["check", province, "--data", str(DATA), "--as-of", as_of]
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "120"}).stdout


def test_dien_bien_in_june_2025() -> None:
    found = rows("Điện Biên", "2025-06-30")
    expected = {
        "to-truyen-thong": ("met", 540, 540),
        "dia-chi-tin-cay": ("met", 50, 50),
        "clb-thu-linh": ("exceeded", 96, 85),
        "to-sinh-ke-4-0": ("met", 3, 3),
        "can-bo-nu-dtts": ("met", 80, 80),
        "sinh-de-an-toan": ("met", 80, 80),
        "doi-thoai-chinh-sach": ("no_report", None, 235),
        "to-tiet-kiem-vay-von": ("no_report", None, 160),
    }
    assert {key: (found[key]["status"], found[key]["actual"], found[key]["target"]) for key in expected} == expected
    assert found["to-sinh-ke-4-0"]["completion_original"] == pytest.approx(3 / 27, abs=1e-6)
    assert found["sinh-de-an-toan"]["qualifier"] == "at_least"
    assert found["doi-thoai-chinh-sach"]["due"] is True
    page = shown("Điện Biên", "2025-06-30")
    assert "112,9%" in page
    assert "11,1%" in page
    assert "tối thiểu 80%" in page


def test_dien_bien_in_march_2024_has_plans_and_no_result() -> None:
    found = {key: row for key, row in rows("Điện Biên", "2024-03-01").items() if row["core"]}
    assert len(found) == 8
    assert all(row["status"] == "no_report" and row["due"] and row["actual"] is None for row in found.values())
    assert sorted(row["basis"] for row in found.values()) == ["plan"] * 4 + ["straight_line"] * 4
    assert {row["expected"] for row in found.values() if row["basis"] == "plan"} == {346, 24, 85, 140}


def test_thai_nguyen_is_on_schedule_by_a_plan_that_proves_nothing() -> None:
    document = check("thai-nguyen", "2024-12-31")
    found = {row["id"]: row for row in document["provinces"][0]["indicators"]}
    dialogues = found["doi-thoai-chinh-sach"]
    assert (dialogues["status"], dialogues["basis"], dialogues["remaining"]) == ("on_track", "derived", 52)
    assert dialogues["completion"] == pytest.approx(36 / 88, abs=1e-6)
    assert (found["clb-thu-linh"]["status"], found["clb-thu-linh"]["actual"]) == ("no_target", 37)
    assert "plan-from-result" in {finding["rule"] for finding in document["findings"]}
    page = shown("thai-nguyen", "2024-12-31")
    assert "40,9%" in page
    assert "~36" in page


def test_yen_bai_says_28_percent_and_it_agrees() -> None:
    document = check("yen bai", "2023-06-30")
    teams = next(row for row in document["provinces"][0]["indicators"] if row["id"] == "to-truyen-thong")
    assert (teams["actual"], teams["target"], teams["claim"]) == (87, 314, 0.28)
    assert "claim-mismatch" not in {finding["rule"] for finding in document["findings"]}
    page = shown("yen bai", "2023-06-30")
    assert "27,7%" in page
    assert "tỉnh tự báo 28% (khớp)" in page


def test_lao_cai_keeps_claims_apart_from_figures() -> None:
    found = rows("Lào Cai", "2024-01-31")
    figures = {key: found[key]["actual"] for key in ("to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach")}
    assert figures == {"to-truyen-thong": 424, "clb-thu-linh": 85, "doi-thoai-chinh-sach": 59}
    assert all(found[key]["target"] is None and found[key]["status"] == "no_target" for key in figures)
    claimed = {key for key, row in found.items() if row["claim"] == 1}
    assert claimed == {"to-truyen-thong", "clb-thu-linh", "giam-sat-danh-gia-bdg", "long-ghep-gioi-ct2"}
    members = {key: (found[key]["actual"], found[key]["qualifier"], found[key]["core"]) for key in found}
    assert members["thanh-vien-to-truyen-thong"] == (3700, "at_least", False)
    assert members["thanh-vien-clb"] == (1900, "at_least", False)
    page = shown("Lào Cai", "2024-01-31")
    assert "trên 3.700 người" in page
    assert "tỉnh tự báo 100%" in page


def test_bac_kan_has_a_result_without_a_target() -> None:
    teams = rows("Bắc Kạn", "2023-07-31")["to-truyen-thong"]
    assert (teams["actual"], teams["target"], teams["status"]) == (224, None, "no_target")


def test_soc_trang_has_nothing_and_says_so() -> None:
    assert rows("Sóc Trăng", "2024-12-31") == {}
    assert "chưa có chỉ tiêu giao và chưa có số liệu nào" in shown("Sóc Trăng", "2024-12-31")


def test_the_new_lam_dong_answers_for_its_own_figures() -> None:
    document = check("Lâm Đồng", "2025-12-31")
    province = document["provinces"][0]
    assert (province["id"], province["era"]) == ("lam-dong", "2025")
    found = {row["id"]: row["actual"] for row in province["indicators"]}
    assert found == {"to-truyen-thong": 248, "dia-chi-tin-cay": 49, "clb-thu-linh": 66, "doi-thoai-chinh-sach": 64}
    assert check("Lâm Đồng", "2025-06-30")["provinces"][0]["indicators"] == []


def test_the_data_folder_holds_no_error_and_loses_no_number() -> None:
    arguments = ["check", "--data", str(DATA), "--format", "json"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["summary"]["errors"] == 0
    for file in document["files"]:
        assert file["numbers_seen"] == file["used"] + file["checked"]
        assert file["reported"] == 0


def test_every_target_names_its_source() -> None:
    from du_an8.programme.load import load_programme
    from du_an8.programme.provinces import load_provinces
    from du_an8.targets.load import load_targets

    programme, _ = load_programme(None)
    targets, findings = load_targets(DATA / "targets", str, programme, load_provinces())
    assert findings == []
    for area in targets["I"].by_area.values():
        for target in area.values():
            assert all(version.source for version in target.versions), target
    assert targets["II"].by_area == {}


def test_the_new_thai_nguyen_is_its_parts_and_names_what_is_left_out() -> None:
    document = check("Thái Nguyên", "2025-12-31")
    (province,) = document["provinces"]
    assert [part["id"] for part in province["components"]] == ["thai-nguyen", "bac-kan"]
    found = {row["id"]: row for row in province["indicators"]}
    assert (found["doi-thoai-chinh-sach"]["actual"], found["doi-thoai-chinh-sach"]["target"]) == (36, 88)
    assert [part["id"] for part in found["doi-thoai-chinh-sach"]["excluded"]] == ["bac-kan"]
    assert (found["to-truyen-thong"]["actual"], found["to-truyen-thong"]["status"]) == (224, "no_target")


def test_the_country_has_what_tw_hoi_reported_and_agrees_with_its_percentages() -> None:
    arguments = ["check", "--national", "--data", str(DATA), "--as-of", "2025-06-30", "--format", "json"]
    document = json.loads(CliRunner().invoke(app, arguments).stdout)
    country = document["national"]
    found = {row["id"]: row for row in country["indicators"]}
    published = {
        "to-truyen-thong": (10393, 9000, 1.155),
        "dia-chi-tin-cay": (2312, 1000, 2.31),
        "clb-thu-linh": (2026, 1800, 1.13),
        "can-bo-nu-dtts": (4164, 2000, 2.08),
    }
    assert {key: (found[key]["actual"], found[key]["target"], found[key]["claim"]) for key in published} == published
    assert all(found[key]["claim_agrees"] and found[key]["status"] == "exceeded" for key in published)
    assert (found["to-tiet-kiem-vay-von"]["target"], found["to-tiet-kiem-vay-von"]["status"]) == (3000, "no_report")
    assert country["missing"] == ["ha-giang", "thanh-hoa", "soc-trang"]
    assert {f["rule"] for f in document["findings"]}.isdisjoint({"national-sum-mismatch", "claim-mismatch"})
