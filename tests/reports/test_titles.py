"""Column titles: what their words give the column. A new title is a line here."""

from __future__ import annotations

from datetime import date

import pytest

from du_an8.programme.load import load_programme
from du_an8.reports.facts import PlanScope
from du_an8.reports.labels.headings import Heading, heading
from du_an8.reports.labels.read_label import read_label
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title
from du_an8.vietnamese.dates import Period, TimeKind

PROGRAMME, _ = load_programme(None)


def read_heading(text: str) -> Heading:
    """What a title says alone, whatever stands beside and below it."""
    return heading([read_label(text, PROGRAMME)])


def read_title(text: str) -> Title | None:
    return read_heading(text).title


ROLES = {
    Role.NUMBERING: ["STT", "TT", "Số TT", "Số thứ tự", "stt."],
    Role.ID: ["Mã", "Mã chỉ tiêu", "Mã số"],
    Role.INDICATOR: [
        "Chỉ tiêu", "Tên chỉ tiêu", "NỘI DUNG", "Nội dung, hoạt động", "Chỉ tiêu/Hoạt động", "Nhiệm vụ chủ yếu",
        "Danh mục", "Các chỉ tiêu",
    ],
    Role.AREA: ["Huyện", "Tên huyện, xã", "Địa bàn", "Huyện/thị xã/thành phố", "Địa phương", "Đơn vị thực hiện", "Xã"],
    Role.UNIT: ["Đơn vị", "Đơn vị tính", "ĐVT", "Đ.V.T", "đơn vị\ntính"],
    Role.PLAN_PHASE: [
        "Kế hoạch giai đoạn", "KH giai đoạn 2021-2025", "KH 2021-2025", "Mục tiêu giai đoạn I", "Chỉ tiêu giao",
        "Chỉ tiêu được giao",
    ],
    Role.PLAN_YEAR: ["Kế hoạch năm", "KH năm 2023", "K.H 2023", "Kế hoạch giao năm 2023", "Kế hoạch cả năm"],
    Role.PLAN_PERIOD: ["Kế hoạch quý I", "KH 6 tháng đầu năm 2024", "Luỹ kế kế hoạch", "KH đến 31/12/2023"],
    Role.PLAN: ["Kế hoạch", "KH", "Mục tiêu", "Chỉ tiêu kế hoạch", "Kế hoạch (người)"],
    Role.IN_PERIOD: [
        "Thực hiện trong kỳ", "Trong kỳ", "Thực hiện quý I/2024", "TH năm 2023", "T.H T1/2005",
        "Kết quả tháng 3 năm 2024",
        "Thực hiện 9 tháng đầu năm 2023", "Luỹ kế từ đầu năm", "Lũy kế năm 2024", "Thực hiện từ đầu năm đến nay",
        "Kết quả thực hiện trong kỳ báo cáo", "Số liệu năm 2023", "Trong tháng", "Năm 2023", "Quý I",
        "Phát sinh trong quý",
    ],
    Role.CUMULATIVE: [
        "Luỹ kế", "Lũy kế từ đầu giai đoạn", "LUỸ KẾ", "Luỹ kế đến 31/12/2023", "TH đến 31/12/2023", "Thực hiện luỹ kế",
        "Thực hiện giai đoạn 2021-2025", "Kết quả luỹ kế", "Cộng dồn", "Luỹ kế đến nay",
        "Thực hiện đến thời điểm báo cáo",
        "Luỹ kế (người)", "Luỹ kế đến 30/6", "Kết quả từ năm 2021 đến nay", "Kết quả tính đến thời điểm 15/6/2024",
        "Lũy kế đến kỳ này", "Lũy kế đến cuối quý", "Cuối năm", "Số cuối kỳ", "L.kế từ đầu GĐ I", "LK GĐ",
        "Lũy kế KQTH GĐ 2021-2025 đến nay",
    ],
    Role.RESULT: ["Thực hiện", "Kết quả", "KQ thực hiện", "TH", "Kết quả đạt được", "Số lượng", "Tổng số", "Toàn tỉnh"],
    Role.EARLIER: [
        "Cùng kỳ năm trước", "Cùng kỳ", "Kỳ trước", "TH cùng kỳ 2022", "Thực hiện năm trước", "Luỹ kế kỳ trước",
    ],
    Role.NUMERATOR: ["Tử số"],
    Role.DENOMINATOR: ["Mẫu số"],
    Role.PERCENTAGE: [
        "Tỷ lệ %", "Tỉ lệ (%)", "%", "TH/KH (%)", "% TH/KH", "So sánh (%)", "So với kế hoạch", "Tỷ lệ (%) TH/KH",
        "Tỷ lệ hoàn thành", "Đạt (%)", "% hoàn thành", "TH lũy kế/KH GĐ", "ƯTH 2024/KH 2024",
    ],
    Role.OTHER: [
        "Còn lại", "Chưa thực hiện", "Dự kiến năm 2024", "Tăng/giảm", "Vượt", "Hụt so với KH", "Khả năng TH đến 2025",
        "Đầu năm", "Số đầu năm 2024", "Có đầu kỳ",
    ],
    Role.NOTE: [
        "Ghi chú", "Ghi chú (nêu rõ lý do)", "Nguyên nhân", "Giải trình", "Thời gian", "Hình thức thực hiện", "Ngày",
        "Ngày, tháng",
    ],
    None: ["Kế hoạch năm trước", "Thực hiện năm 2022 chuyển sang", "Kết quả đầu năm", "Trong", "Tính"],
}  # fmt: skip


@pytest.mark.parametrize(("title", "role"), [(title, role) for role, titles in ROLES.items() for title in titles])
def test_a_title_gives_its_column_a_role(title: str, role: Role | None) -> None:
    found = read_title(title)
    assert (found.role if found else None) is role


@pytest.mark.parametrize(
    "title",
    ["Nam", "Thành tiền", "Luỹ kế đến 31/02/2023", "Tổng số người", "Thiếu nhi", "Giảm nghèo", "Đợt 1", "x" * 400],
)
def test_words_that_nobody_knows_are_left_over(title: str) -> None:
    assert read_heading(title).leaves


@pytest.mark.parametrize(
    ("titles", "total"),
    [
        (["Cộng"], True),
        (["Tổng cộng 3 năm"], True),
        (["Tổng số 3 năm 2022-2024"], True),
        (["Cộng", "TH"], True),
        (["Cộng", "Vốn đã giải ngân"], True),
        (["Tổng số", "Nữ"], False),
        (["Cộng", "Quý I"], False),
    ],
)
def test_a_total_over_other_titles_is_of_all_that_stands_beside_it(titles: list[str], *, total: bool) -> None:
    assert heading([read_label(text, PROGRAMME) for text in titles]).total is total


@pytest.mark.parametrize(
    ("title", "indicator"),
    [("Vốn được giao năm 2024", "von-duoc-giao"), ("Số vốn được giao đến 31/12/2024", "von-duoc-giao")],
)
def test_a_name_with_its_time_is_a_name(title: str, indicator: str) -> None:
    found = read_heading(title)
    assert (found.indicator and found.indicator.id, found.title and found.title.time is not None) == (indicator, True)


@pytest.mark.parametrize(
    ("title", "kind", "period"),
    [
        ("Thực hiện quý I/2024", TimeKind.PERIOD, Period(date(2024, 1, 1), date(2024, 3, 31))),
        ("Riêng năm 2023", TimeKind.PERIOD, Period(date(2023, 1, 1), date(2023, 12, 31))),
        ("TH T1/2005", TimeKind.PERIOD, Period(date(2005, 1, 1), date(2005, 1, 31))),
        ("TH 9T/2023", TimeKind.PERIOD, Period(date(2023, 1, 1), date(2023, 9, 30))),
        ("KH2005", TimeKind.PERIOD, Period(date(2005, 1, 1), date(2005, 12, 31))),
        ("Thực hiện năm 2023 Quý IV", TimeKind.PERIOD, Period(date(2023, 10, 1), date(2023, 12, 31))),
        ("Thực hiện năm 2023 6 tháng đầu năm", TimeKind.PERIOD, Period(date(2023, 1, 1), date(2023, 6, 30))),
        ("Thực hiện từ 01/7/2023 đến 31/12/2023", TimeKind.PERIOD, Period(date(2023, 7, 1), date(2023, 12, 31))),
        ("Luỹ kế đến 31/12/2023", TimeKind.UNTIL, Period(None, date(2023, 12, 31))),
        ("Hiện có (31/12/2023)", TimeKind.DAY, Period(None, date(2023, 12, 31))),
        ("Giai đoạn I (2021-2025)", TimeKind.PHASE, Period(date(2021, 1, 1), date(2025, 12, 31))),
        ("Luỹ kế đến hết quý III/2023", TimeKind.UNTIL, Period(None, date(2023, 9, 30))),
        ("Luỹ kế (đến ngày 14/6/2023)", TimeKind.UNTIL, Period(None, date(2023, 6, 14))),
        ("Luỹ kế đến 30/6", TimeKind.UNTIL, None),
        ("Thực hiện giai đoạn 2021-2023", TimeKind.PHASE, Period(date(2021, 1, 1), date(2023, 12, 31))),
        ("Luỹ kế từ đầu giai đoạn", TimeKind.PHASE, None),
        ("Luỹ kế từ đầu năm 2022", TimeKind.SINCE_NEW_YEAR, Period(date(2022, 1, 1), date(2022, 12, 31))),
        ("Luỹ kế từ đầu năm", TimeKind.SINCE_NEW_YEAR, None),
        ("Thực hiện trong kỳ", TimeKind.UNDATED, None),
        ("Cùng kỳ năm trước", TimeKind.BEFORE, None),
    ],
)
def test_a_title_tells_its_time(title: str, kind: TimeKind, period: Period | None) -> None:
    found = read_title(title)
    assert found
    assert found.time
    assert (found.time.kind, found.time.period) == (kind, period)


@pytest.mark.parametrize(
    ("title", "base", "compares"),
    [
        ("Tỷ lệ %", None, False),
        ("TH/KH (%)", None, False),
        ("So với KH năm (%)", PlanScope.YEAR, False),
        ("% KH 2023", PlanScope.YEAR, False),
        ("1T-2005/KH2005 (%)", PlanScope.YEAR, False),
        ("So với kế hoạch giai đoạn (%)", PlanScope.PHASE, False),
        ("Tỷ lệ TH/KH 2021-2025", PlanScope.PHASE, False),
        ("So với cùng kỳ (%)", None, True),
        ("T1-2005/ƯT1-2004 (%)", None, True),
        ("Năm 2023 so với năm 2022 (%)", None, True),
        ("KH 2025/ƯTH 2024 (%)", None, True),
        ("TH 2023/TH 2022 (%)", None, True),
    ],
)
def test_a_percentage_names_its_base(title: str, base: PlanScope | None, *, compares: bool) -> None:
    found = read_title(title)
    assert found
    assert (found.role, found.base, found.compares) == (Role.PERCENTAGE, base, compares)


@pytest.mark.parametrize(
    ("title", "attribute", "value"),
    [
        ("Ước thực hiện năm 2023", "estimate", True),
        ("Ư.TH T1/2005", "estimate", True),
        ("ƯTH", "estimate", True),
        ("Kết quả (tạm tính)", "estimate", True),
        ("Thực hiện năm 2023", "estimate", False),
        ("Luỹ kế từ đầu năm", "running", True),
        ("Luỹ kế từ đầu giai đoạn", "running", False),
        ("Thực hiện từ đầu năm", "running", False),
        ("Luỹ kế (nghìn người)", "unit", "nghìn người"),
        ("Luỹ kế (5)=(3)+(4)", "unit", ""),
        ("Luỹ kế (đến 30/6/2023)", "unit", ""),
        ("Tổng số", "neutral", True),
        ("Thực hiện", "neutral", False),
        ("Tỷ lệ TH/KH (%)", "names_plan", True),
        ("So sánh (%)", "names_plan", False),
    ],
)
def test_what_else_a_title_says(title: str, attribute: str, value: object) -> None:
    assert getattr(read_title(title), attribute) == value


@pytest.mark.parametrize(
    "remark", ["không tính quý IV", "không tính xã Mường Pồn", "chưa đầy đủ", "trừ số chuyển tiếp"]
)
def test_a_column_that_leaves_something_out_is_told(remark: str) -> None:
    assert read_label(f"Kết quả ({remark})", PROGRAMME).rest


@pytest.mark.parametrize("remark", ["tổ", "lượt xem", "nghìn người"])
def test_other_words_in_brackets_may_be_a_unit(remark: str) -> None:
    assert read_label(f"Kết quả ({remark})", PROGRAMME).unit == remark
