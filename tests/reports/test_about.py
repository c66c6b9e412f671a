"""What a report's figures are about where no label says it: titles, offices, sheet names, remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reports.grids import DTCS, HEAD, SDAT, TTT, Answer, read, save

if TYPE_CHECKING:
    from conftest import DataDir

TABLE = "STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông|400"


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("KẾT QUẢ DỰ ÁN 8 THÁNG 9 NĂM 2023", "2023-09-30"),
        ("KẾT QUẢ DỰ ÁN 8 (QUÝ III/2023)", "2023-09-30"),
        ("BÁO CÁO KẾT QUẢ 6 THÁNG ĐẦU NĂM, NHIỆM VỤ 6 THÁNG CUỐI NĂM 2023", "2023-06-30"),
        ("KẾT QUẢ QUÝ III, PHƯƠNG HƯỚNG QUÝ IV/2023", "2023-09-30"),
        ("KẾT QUẢ 9 THÁNG ĐẦU NĂM, KẾ HOẠCH 3 THÁNG CUỐI NĂM 2023", "2023-09-30"),
        ("KẾT QUẢ 9 THÁNG VÀ ƯỚC THỰC HIỆN NĂM 2023", "2023-09-30"),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH NĂM 2023", "2023-12-31"),
        ("KẾT QUẢ NĂM 2023\n(Số liệu chốt đến 15/11/2023)", "2023-11-15"),
        ("GIAI ĐOẠN I: TỪ NĂM 2021 ĐẾN NĂM 2025\nKẾT QUẢ NĂM 2023", "2023-12-31"),
    ],
)
def test_a_title_tells_the_time_of_what_was_done(data: DataDir, title: str, day: str) -> None:
    answer = read(data, f"{title}\n{TABLE}")
    assert answer.rows[TTT]["observed_on"] == day


@pytest.mark.parametrize(
    "title", ["GIAI ĐOẠN I: TỪ NĂM 2021 ĐẾN NĂM 2025", "KẾT QUẢ NĂM 2022\nKẾT QUẢ NĂM 2023", "NHIỆM VỤ NĂM 2024"]
)
def test_a_title_without_one_time_of_what_was_done_tells_none(data: DataDir, title: str) -> None:
    answer = read(data, f"{title}\n{TABLE}")
    assert answer.figures == {}
    assert "unknown-period" in answer.rules


@pytest.mark.parametrize(
    "office",
    [
        "HỘI LHPN HUYỆN MƯỜNG CHÀ - TỈNH ĐIỆN BIÊN",
        "Đơn vị báo cáo: Hội LHPN xã Na Tông",
        "UBND THỊ XÃ MƯỜNG LAY",
        "HUYỆN MƯỜNG CHÀ",
    ],
)
def test_the_report_of_a_district_is_only_a_lower_bound_of_the_provinces_figure(data: DataDir, office: str) -> None:
    answer = read(data, f"{office}\nKỳ báo cáo: Năm 2023\n{TABLE}")
    (row,) = answer.rows.values()
    assert (row["qualifier"], row["incomplete"]) == ("at_least", True)
    assert "coverage-gap" in answer.rules
    assert answer.account == (1, 1, 0)


def test_whom_a_report_goes_to_is_not_who_reports(data: DataDir) -> None:
    answer = read(data, f"Kính gửi: Hội LHPN huyện Mường Chà\nKỳ báo cáo: Năm 2023\n{TABLE}")
    assert answer.figures == {TTT: 400}


@pytest.mark.parametrize("remark", ["dự kiến", "lượt người tham gia", "ngoài dự án", "cũ", "cả nước"])
def test_a_remark_that_makes_it_something_else_is_not_thrown_away(data: DataDir, remark: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông cộng đồng ({remark})|540")
    assert answer.figures == {}
    assert answer.rules == {"unmatched-row"}


@pytest.mark.parametrize("remark", ["kế hoạch", "thành lập mới"])
def test_a_remark_that_makes_it_a_plan_or_a_part_leaves_no_result(data: DataDir, remark: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông cộng đồng ({remark})|540")
    assert answer.figures == {}
    assert answer.account[2] == 0


@pytest.mark.parametrize("remark", ["tổ", "b/c quý III", "1"])
def test_a_remark_that_leaves_the_name_as_it_is_does_no_harm(data: DataDir, remark: str) -> None:
    answer = read(data, f"{HEAD}STT|Chỉ tiêu|Luỹ kế\n1|Tổ truyền thông cộng đồng ({remark})|540")
    assert answer.figures == {TTT: 540}


def test_men_are_no_year(data: DataDir) -> None:
    table = "STT|Chỉ tiêu|Thực hiện|<|<\n^|^|Tổng số|Nam|Nữ\n1|Thành viên CLB|30|12|18"
    answer = read(data, HEAD + table)
    assert list(answer.figures.values()) == [30]
    assert answer.account == (3, 1, 0)  # with its two parts


def test_rows_of_years_are_figures_of_those_years_and_their_total_is_of_all(data: DataDir) -> None:
    table = "Năm|Tổ truyền thông|Đối thoại chính sách\n2022|50|60\n2023|11|20\nTổng cộng|61|80"
    answer = read(data, HEAD + table)
    assert answer.figures[DTCS] == 80  # of both years, as 60 and 20 are
    assert [source["cell"] for source in answer.rows[DTCS]["actual_sources"]] == ["C6"]
    assert answer.places("unmatched-number") == []


def test_the_two_thousand_and_twenty_second_place_of_a_list_is_no_year(data: DataDir) -> None:
    path = data.root / "reports" / "dien-bien" / "x.csv"
    path.parent.mkdir()
    rows = "".join(f"{number},Xã số {number},2\n" for number in range(2019, 2026))
    head = "Tỉnh:,Điện Biên\nSố liệu đến ngày:,31/12/2023\n\nSTT,Xã,Tổ truyền thông cộng đồng\n"
    path.write_text(head + rows, encoding="utf-8")
    document = data.check("--as-of", "2024-06-30")
    (row,) = document["provinces"][0]["indicators"]
    assert (row["actual"], row["observed_on"]) == (14, "2023-12-31")
    assert not [finding for finding in document["findings"] if finding["severity"] == "error"]


def test_the_name_of_a_sheet_tells_its_year(data: DataDir) -> None:
    first, second = "NĂM 2022\n" + TABLE.replace("400", "300"), f"KẾT QUẢ\n{TABLE}"
    answer = read(data, first, second, names=("Năm 2022", "Năm 2023"))
    assert (answer.rows[TTT]["actual"], answer.rows[TTT]["observed_on"]) == (400, "2023-12-31")


def test_the_title_wins_over_the_files_name_and_says_so(data: DataDir) -> None:
    save(data.root / "reports/dien-bien/2024-Q1.xlsx", f"KẾT QUẢ NĂM 2023\n{TABLE}")
    answer = Answer(data.check("--as-of", "2024-12-31"))
    assert answer.rows[TTT]["observed_on"] == "2023-12-31"
    assert "identity-mismatch" in answer.rules


def test_the_level_of_the_period_beside_luy_ke_is_no_claim(data: DataDir) -> None:
    table = "STT|Mã|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn\n1|sinh-de-an-toan|78,5|80,2"
    answer = read(data, HEAD + table)
    assert (answer.rows[SDAT]["actual"], answer.rows[SDAT]["claim"]) == (80.2, None)
    assert "claim-mismatch" not in answer.rules


def test_a_year_before_the_first_report_may_be_silent_without_alarm(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": DTCS, "target": 235, "active_years": [2023, 2024, 2025]})
    table = "STT|Mã|Thực hiện trong kỳ|Luỹ kế từ đầu giai đoạn\n1|doi-thoai-chinh-sach|300|400"
    answer = read(data, HEAD + table)
    assert answer.figures == {DTCS: 400}
    assert "period-sum-mismatch" not in answer.rules


def test_the_phase_named_above_makes_a_plan_the_phases(data: DataDir) -> None:
    data.targets("Điện Biên", {"indicator": TTT, "target": 540})
    table = "STT|Chỉ tiêu|Luỹ kế từ đầu giai đoạn 2021-2025|<\n^|^|KH|TH\n1|Tổ truyền thông|999|200"
    answer = read(data, HEAD + table)
    assert answer.places("plan-mismatch") == ["C5"]


def test_who_takes_part_beside_what_the_title_is_about(data: DataDir) -> None:
    title = "Tỉnh: Điện Biên\nKẾT QUẢ TỔ CHỨC ĐỐI THOẠI CHÍNH SÁCH QUA CÁC NĂM\n"
    head = "Năm|Kế hoạch|Thực hiện trong năm|Số người tham dự đối thoại"
    answer = read(data, f"{title}{head}\n2022|30|21|1650\n2023|60|64|4820")
    assert answer.figures == {DTCS: 85, "nguoi-du-doi-thoai": 6470}
