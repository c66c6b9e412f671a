"""Papers drawn from the words that offices write over tables: whatever is combined, the figures are the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from du_an8.programme.load import load_programme
from du_an8.programme.provinces import load_provinces
from du_an8.reports.load import load_reports
from reports.grids import DTCS, save

if TYPE_CHECKING:
    from conftest import DataDir

TITLES = (
    "KẾT QUẢ THỰC HIỆN DỰ ÁN 8 {}", "BIỂU SỐ 01: TIẾN ĐỘ THỰC HIỆN DỰ ÁN 8 {}", "TÌNH HÌNH THỰC HIỆN DỰ ÁN 8 {}",
    "BÁO CÁO KẾT QUẢ THỰC HIỆN CHỈ TIÊU, NHIỆM VỤ {}", "KẾT QUẢ DỰ ÁN 8\n{}", "SỐ LIỆU DỰ ÁN 8 {} TRÊN ĐỊA BÀN TỈNH",
)  # fmt: skip
LINES = ("", "ĐVT: Theo từng chỉ tiêu\n", "(Kèm theo Báo cáo số 12/BC-BTV ngày 05/10/2024)\n", "\n")
# The words of a title that say of when its results are, and their last day.
TIMES = (
    ("NĂM 2024", date(2024, 12, 31)),
    ("9 THÁNG ĐẦU NĂM 2024", date(2024, 9, 30)),
    ("6 THÁNG ĐẦU NĂM 2024", date(2024, 6, 30)),
    ("QUÝ III/2024", date(2024, 9, 30)),
    ("ĐẾN HẾT THÁNG 9 NĂM 2024", date(2024, 9, 30)),
    ("(SỐ LIỆU ĐẾN 30/6/2024)", date(2024, 6, 30)),
)
NAMES = {
    DTCS: ("Đối thoại chính sách", "Tổ chức đối thoại chính sách cấp xã và cụm thôn, bản"),
    "dia-chi-tin-cay": ("Địa chỉ tin cậy", "- Thành lập địa chỉ tin cậy tại cộng đồng"),
    "clb-thu-linh": ("CLB TLCSTĐ", "Câu lạc bộ “Thủ lĩnh của sự thay đổi”"),
}
PLANS = ("Kế hoạch năm 2024", "Chỉ tiêu giao năm 2024", "Chỉ tiêu", "KH")
RESULTS = ("Kết quả thực hiện", "Đã thực hiện", "TH", "Số lượng", "Kết quả đạt được")
OTHERS = ("Tỷ lệ (%)", "% so với KH", "Còn lại", "Cùng kỳ năm trước", "Ghi chú", "KH giai đoạn")
HEADINGS = ("", "Tiến độ thực hiện", "Kết quả thực hiện", "Số liệu")
PLACES = ("Văn Bàn", "Si Ma Cai", "Bắc Hà", "Mường Khương", "Bát Xát")
PLACE_TITLES = ("Đơn vị", "Huyện", "Địa bàn")

Truth = dict[str, tuple[str, int, date, str]]
"""Cell -> the indicator, the value, the last day and the place of its figure."""


@dataclass(frozen=True)
class Head:
    """What stands over a table, and the last day of its results."""

    lines: str
    end: date

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return self.lines.count("\n")


@st.composite
def heads(draw: st.DrawFn) -> Head:
    words, end = draw(st.sampled_from(TIMES))
    title = draw(st.sampled_from(TITLES)).format(words)
    return Head(f"HỘI LHPN TỈNH LÀO CAI\n\n{title}\n{draw(st.sampled_from(LINES))}", end)


@st.composite
def of_indicators(draw: st.DrawFn) -> tuple[str, Truth]:
    """A row an indicator, beside its result the plan and other things, below a heading or none."""
    head = draw(heads())
    others = draw(st.lists(st.sampled_from(OTHERS), unique=True, max_size=2))
    titles = [draw(st.sampled_from(PLANS)), draw(st.sampled_from(RESULTS)), *others]
    heading = draw(st.sampled_from(HEADINGS))
    header = f"TT|Nội dung|{'|'.join(titles)}"
    if heading:
        header = f"TT|Nội dung|{heading}{'|<' * (len(titles) - 1)}\n^|^|{'|'.join(titles)}"
    lines, truth = [], Truth()
    first = head.rows + header.count("\n") + 2
    for at, indicator in enumerate(draw(st.permutations(list(NAMES)))):
        plan = draw(st.integers(2, 90))
        result = draw(st.integers(1, plan))
        numbers = [plan, result, *(_beside(title, plan, result) for title in others)]
        lines.append(f"{at + 1}|{draw(st.sampled_from(NAMES[indicator]))}|{'|'.join(map(str, numbers))}")
        truth[f"D{first + at}"] = (indicator, result, head.end, "")
    return "\n".join([head.lines + header, *lines]), truth


def _beside(title: str, plan: int, result: int) -> object:
    """What stands in a column beside plan and result."""
    if "%" in title:
        return round(100 * result / plan, 1)
    return {"Còn lại": plan - result, "Cùng kỳ năm trước": result + 1, "Ghi chú": "", "KH giai đoạn": 5 * plan}[title]


@st.composite
def of_places(draw: st.DrawFn) -> tuple[str, Truth]:
    """A row a place, named without its word, a column an indicator, and the total above or below."""
    head = draw(heads())
    asked = draw(st.permutations(list(NAMES)))[: draw(st.integers(1, 3))]
    places = draw(st.permutations(PLACES))[: draw(st.integers(2, 5))]
    titles = [draw(st.sampled_from(NAMES[indicator])).removeprefix("- ") for indicator in asked]
    header = f"TT|{draw(st.sampled_from(PLACE_TITLES))}|{'|'.join(titles)}"
    numbers = {place: [draw(st.integers(1, 40)) for _ in asked] for place in places}
    total = [sum(column) for column in zip(*numbers.values(), strict=True)]
    rows = [(str(at), place, numbers[place]) for at, place in enumerate(places, 1)]
    rows.insert(draw(st.sampled_from([0, len(rows)])), ("", "Tổng cộng", total))
    truth = {
        f"{'CDE'[column]}{head.rows + 2 + at}": (indicator, values[column], head.end, place if mark else "")
        for at, (mark, place, values) in enumerate(rows)
        for column, indicator in enumerate(asked)
    }
    lines = [f"{mark}|{place}|{'|'.join(map(str, values))}" for mark, place, values in rows]
    return "\n".join([head.lines + header, *lines]), truth


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(paper=st.one_of(of_indicators(), of_places()))
def test_every_figure_of_a_paper_is_the_truth_and_nothing_is_called_wrong(
    data: DataDir, paper: tuple[str, Truth]
) -> None:
    drawing, truth = paper
    save(data.root / "reports/lao-cai/x.xlsx", drawing)
    reports, findings = load_reports(
        data.root / "reports", lambda file: file.name, load_programme(None)[0], load_provinces()
    )
    found = {row.location.cell: (row.indicator, row.value, row.end, "") for row in reports.observations}
    for detail in reports.details:
        found[detail.location.cell] = (detail.indicator, detail.value, detail.end, detail.places[-1].name)
    assert found == truth, [finding.key for finding in findings]
    assert not {finding.key.partition(".")[0] for finding in findings} & {"claim-mismatch", "identity-mismatch"}
