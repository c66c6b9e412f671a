"""Column titles: what names another period, or needs a second row, is never read as the report's own figure."""

import pytest

from conftest import DataDir

DIALOGUES = "doi-thoai-chinh-sach"
HEAD = {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "6 tháng đầu năm 2024", "Số liệu đến ngày": "30/06/2024"}


def read(data: DataDir, column: str, head: dict[str, str] | None = None) -> tuple[object, set[str]]:
    data.report("dien-bien/x", {"Mã": DIALOGUES, column: 30}, head=head or HEAD, headers=("STT", "Mã", column))
    document = data.check("--as-of", "2024-12-31")
    rows = [row for province in document["provinces"] for row in province["indicators"]]
    (file,) = document["files"]
    assert file["numbers_seen"] == file["used"] + file["checked"] + file["reported"]
    return (rows[0]["actual"] if rows else None), {finding["rule"] for finding in document["findings"]}


@pytest.mark.parametrize("column", ["Luỹ kế kế hoạch", "Luỹ kế kỳ trước", "Năm trước"])
def test_luy_ke_of_something_else_is_no_figure(data: DataDir, column: str) -> None:
    value, rules = read(data, column)
    assert value is None
    assert "unknown-layout" in rules


@pytest.mark.parametrize("column", ["Luỹ kế từ đầu năm", "Lũy kế năm 2024", "Luỹ kế 6 tháng", "Cộng dồn từ đầu năm"])
def test_luy_ke_of_the_year_is_a_result_of_that_year_alone(data: DataDir, column: str) -> None:
    data.targets("Điện Biên", {"indicator": DIALOGUES, "target": 100})
    earlier = {"Mã": DIALOGUES, "Luỹ kế từ đầu giai đoạn": 50}
    data.report("dien-bien/2023", earlier, head={"Kỳ báo cáo": "Năm 2023"})
    data.report("dien-bien/x", {"Mã": DIALOGUES, column: 30}, head=HEAD, headers=("STT", "Mã", column))
    (province,) = data.check("--as-of", "2024-07-31")["provinces"]
    (row,) = province["indicators"]
    assert (row["actual"], row["observed_on"], row["incomplete"]) == (80, "2024-06-30", False)


@pytest.mark.parametrize(
    "column", ["Thực hiện năm 2023", "Thực hiện quý IV/2023", "TH đến 31/12/2023", "Luỹ kế đến 31/12/2023"]
)
def test_a_column_of_another_period_than_the_head_is_an_error_and_not_used(data: DataDir, column: str) -> None:
    value, rules = read(data, column)
    assert value is None
    assert "identity-mismatch" in rules


@pytest.mark.parametrize("column", ["Thực hiện quý I/2024", "Luỹ kế đến 31/03/2024"])
def test_a_column_of_a_time_inside_the_heads_is_used_for_that_time(data: DataDir, column: str) -> None:
    value, rules = read(data, column)
    assert value == 30
    assert "identity-mismatch" not in rules


@pytest.mark.parametrize("column", ["Thực hiện 6 tháng đầu năm 2024", "Luỹ kế đến 30/06/2024", "Thực hiện trong kỳ"])
def test_a_column_of_the_heads_own_period_is_used(data: DataDir, column: str) -> None:
    value, rules = read(data, column)
    assert value == 30
    assert "identity-mismatch" not in rules


def test_a_second_header_row_tells_what_the_columns_are(data: DataDir) -> None:
    data.report(
        "dien-bien/x",
        {"Kết quả": "Thực hiện trong kỳ", "Gì đó": "Luỹ kế từ đầu giai đoạn"},
        {"Chỉ tiêu": "Đối thoại chính sách", "Kết quả": 50, "Gì đó": 300},
        head=HEAD,
        headers=("STT", "Chỉ tiêu", "Kết quả", "Gì đó"),
    )
    document = data.check("--as-of", "2024-12-31")
    (row,) = document["provinces"][0]["indicators"]
    assert (row["actual"], row["qualifier"]) == (50, "at_least")
    (finding,) = [f for f in document["findings"] if f["rule"] == "unmatched-number"]
    assert "Gì đó Luỹ kế từ đầu giai đoạn" in finding["message"]


def test_a_name_that_begins_with_ty_le_is_no_second_header_row(data: DataDir) -> None:
    row = {"Chỉ tiêu": "Tỷ lệ sinh đẻ an toàn", "Đơn vị tính": "%", "Luỹ kế từ đầu giai đoạn": "80%"}
    data.report("dien-bien/x", row, head=HEAD)
    (province,) = data.check("--as-of", "2024-12-31")["provinces"]
    assert province["indicators"][0]["actual"] == 80


def test_in_period_since_the_start_of_the_phase_is_cumulative_and_says_so(data: DataDir) -> None:
    value, rules = read(data, "Thực hiện trong kỳ", {"Tỉnh": "Điện Biên", "Kỳ báo cáo": "Đến 30/06/2024"})
    assert value == 30
    assert "assumed-basis" in rules


@pytest.mark.parametrize(
    "head",
    [
        {**HEAD, "Kỳ báo cáo": "Năm 2023"},
        {**HEAD, "Kỳ báo cáo": "Quý I/2024"},
        {**HEAD, "Ngày báo cáo": "05/06/2024"},
    ],
    ids=["date after the year", "date after the quarter", "sent before its date"],
)
def test_dates_that_contradict_each_other_are_an_error(data: DataDir, head: dict[str, str]) -> None:
    assert "identity-mismatch" in read(data, "Luỹ kế", head)[1]


@pytest.mark.parametrize("name", ["Số cuộc đối thoại chính sách", "- Đối thoại chính sách", "ĐỐI THOẠI CHÍNH SÁCH"])
def test_an_indicator_is_found_under_small_variations_of_its_name(data: DataDir, name: str) -> None:
    data.report("dien-bien/x", {"Chỉ tiêu": name, "Luỹ kế từ đầu giai đoạn": 30}, head=HEAD)
    (province,) = data.check("--as-of", "2024-12-31")["provinces"]
    assert province["indicators"][0]["id"] == DIALOGUES


def test_files_that_are_no_spreadsheets_are_named(data: DataDir) -> None:
    (data.root / "reports" / "dien-bien").mkdir()
    (data.root / "reports" / "dien-bien" / "bao-cao.pdf").write_bytes(b"%PDF")
    (data.root / "reports" / "dien-bien" / "README.md").write_text("x", encoding="utf-8")
    findings = data.check()["findings"]
    assert [(f["rule"], f["location"]["path"]) for f in findings] == [
        ("file-set-aside", "data/reports/dien-bien/bao-cao.pdf")
    ]


def test_both_eras_of_a_name_keep_their_findings_apart(data: DataDir) -> None:
    for name, day, value in (("a", "31/12/2024", 10), ("b", "31/12/2025", 20)):
        head = {"Tỉnh": "Lâm Đồng", "Số liệu đến ngày": day}
        data.report(f"lam-dong/{name}", {"Mã": DIALOGUES, "Luỹ kế từ đầu giai đoạn": value}, head=head)
    found = data.check("Lâm Đồng", "--as-of", "2026-01-31")["findings"]
    about = {f["location"]["path"]: f["message"] for f in found if f["rule"] == "result-without-target"}
    assert "10" in about["data/reports/lam-dong/a.xlsx"]
    assert "20" in about["data/reports/lam-dong/b.xlsx"]
    for name, era in (("Lâm Đồng (mới)", "2025"), ("Lâm Đồng (cũ)", "2008")):
        assert data.check(name, "--as-of", "2026-01-31")["provinces"][0]["era"] == era


def test_thuc_hien_beside_luy_ke_is_of_the_period(data: DataDir) -> None:
    row = {"Mã": DIALOGUES, "Thực hiện": 10, "Luỹ kế": 30}
    data.report("dien-bien/x", row, head=HEAD, headers=("Mã", "Thực hiện", "Luỹ kế"))
    document = data.check("--as-of", "2024-12-31")
    assert document["provinces"][0]["indicators"][0]["actual"] == 30
    rules = {finding["rule"] for finding in document["findings"]}
    assert "assumed-basis" in rules
    assert "conflicting-reports" not in rules
