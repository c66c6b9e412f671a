"""The sheet of the template that says how it is filled in."""

from collections.abc import Iterator

from openpyxl.worksheet.worksheet import Worksheet

from du_an8.outputs.workbooks.style import (
    aligned,
    cell_at,
    font,
    height_for,
    protect,
    put_text,
    set_up_print,
)
from du_an8.programme.catalogue import Kind, Programme
from du_an8.vietnamese.dates import Period, format_date

# A line that begins with blanks goes on with the one above; what has no dash is a heading.
_GUIDE = """
HƯỚNG DẪN GHI BÁO CÁO
Ghi ở đâu
– Chỉ nhập vào các ô nền vàng của trang “Báo cáo” và trang “Khó khăn, vướng mắc”. Ô nền xám không phải nhập.
– Cột “Tỷ lệ %” không phải ghi: tỷ lệ hoàn thành do cơ quan nhận báo cáo tính từ số liệu và chỉ tiêu được giao.
– Cần giải thích gì về một con số thì ghi ở cột “Ghi chú”, trên cùng dòng.
Số 0 và ô trống khác nhau
– Số 0 là một kết quả: đã rà soát và kết quả đúng bằng không.
– Chưa có số liệu hoặc chưa tổng hợp được thì để trống. Đừng ghi số 0 thay cho ô trống.
Thực hiện trong kỳ và luỹ kế
– “Thực hiện trong kỳ” là kết quả của riêng kỳ này, từ ngày {since} đến ngày chốt số liệu.
– “Luỹ kế từ đầu giai đoạn” là kết quả từ ngày {phase_start} đến ngày chốt số liệu, kể cả kỳ này.
{kinds}
– Cột “Luỹ kế kỳ trước”, nếu có, ghi sẵn số gần nhất đã biết để đối chiếu: không sửa, không cộng lại vào cột khác.
Chỉ ghi kết quả đã có
– Đừng ghi kế hoạch, dự kiến hay ước thực hiện vào cột kết quả. Kế hoạch có cột riêng, ghi sẵn theo chỉ tiêu được
  giao; cột kế hoạch để trống nghĩa là cơ quan gửi mẫu chưa có số, không phải là không giao.
– Kế hoạch ghi sẵn chưa đúng với quyết định giao thì báo lại ở cột “Ghi chú”, kèm số và ngày của quyết định.
Cách ghi số và ngày
– Ghi số là số: ghi 85, không ghi “85 {unit}”, “khoảng 85” hay “đạt”. Không tự gõ dấu chấm ngăn hàng nghìn, Excel tự
  hiển thị.
– Ngày ghi theo thứ tự ngày, tháng, năm, ví dụ 05/04/2026. “Số liệu đến ngày” ghi sẵn ngày cuối kỳ; nếu chốt số liệu
  sớm hơn thì sửa lại cho đúng. “Ngày báo cáo” là ngày gửi.
Không thay đổi
– Đừng sửa tên trang, tên cột, cột “Mã”; đừng thêm, xoá hay gộp cột. Dòng nào không có số liệu thì để nguyên, đừng
  xoá dòng.
– Trang được khoá để tránh gõ nhầm, không đặt mật khẩu. Nếu chép số từ bảng khác, hãy dán dạng giá trị (Paste
  Special, Values).
Gửi báo cáo
– Lưu ở dạng Excel (.xlsx) và gửi chính tệp này về cơ quan đã gửi mẫu; bản in, bản PDF hay ảnh chụp không thay được
  tệp Excel.
– Cơ quan nhận báo cáo có thể gửi lại một bản có đánh dấu những ô cần làm rõ.
"""
_PERCENTAGES = "percentages"
_GUIDE_OF_KIND = {
    Kind.STOCK: (
        "– Với chỉ tiêu là số hiện có ({units}): luỹ kế là số đang có, đang hoạt động vào ngày chốt số liệu, không phải"
        " tổng số đã từng có; trong kỳ là số mới có thêm."
    ),
    Kind.FLOW: (
        "– Với chỉ tiêu là số phát sinh ({units}): luỹ kế kỳ này bằng luỹ kế kỳ trước cộng với thực hiện trong kỳ."
    ),
    _PERCENTAGES: (
        "– Với chỉ tiêu tính bằng tỷ lệ: ghi tử số và mẫu số tính đến ngày chốt số liệu. Nếu chỉ có tỷ lệ thì ghi tỷ lệ"
        " phần trăm vào cột “Luỹ kế từ đầu giai đoạn”, ví dụ 80 hoặc 80%."
    ),
    Kind.RATE: (
        "– Với chỉ tiêu là tỷ số khác ({units}): ghi mức vào ngày chốt số liệu ở cột “Luỹ kế từ đầu giai đoạn”."
    ),
}
_UNITS_NAMED = 4
"""How many units the guide names as examples of a kind."""


def build_guide(page: Worksheet, period: Period, programme: Programme) -> None:
    """One column of sentences: nothing that could be taken for a table or for a figure."""
    width = 115
    page.column_dimensions["A"].width = width
    row = 0
    for row, (text, heading) in enumerate(_guide(period, programme), start=1):
        cell = put_text(cell_at(page, row, 1), text)
        size = 14 if row == 1 else 13
        cell.font, cell.alignment = font(size, bold=heading), aligned("center" if row == 1 else "left")
        page.row_dimensions[row].height = height_for((text, width * 0.9)) + 4
    set_up_print(page, f"A1:A{row}")
    protect(page)


def _guide(period: Period, programme: Programme) -> Iterator[tuple[str, bool]]:
    """The lines of the guide, and whether each is a heading."""
    since, phase_start = period.start or programme.phase.start, programme.phase.start
    units = _units(programme)
    text = _GUIDE.format(
        since=format_date(since),
        phase_start=format_date(phase_start),
        kinds="\n".join(_GUIDE_OF_KIND[kind].format(units=", ".join(named)) for kind, named in units.items()),
        unit=next((named[0] for kind, named in units.items() if kind in {Kind.STOCK, Kind.FLOW}), "người"),
    )
    for paragraph in text.strip().replace("\n  ", " ").splitlines():
        yield paragraph, not paragraph.startswith("–")


def _units(programme: Programme) -> dict[str, list[str]]:
    """In what the indicators of each kind are counted, for the kinds that there are."""
    counted: dict[str, dict[str, None]] = {kind: {} for kind in _GUIDE_OF_KIND}
    for each in programme.indicators.values():
        counted[_PERCENTAGES if each.is_percentage else each.kind][each.unit] = None
    return {kind: list(units)[:_UNITS_NAMED] for kind, units in counted.items() if units}
