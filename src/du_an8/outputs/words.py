"""The Vietnamese words that all outputs share."""

from du_an8.programme.catalogue import Kind
from du_an8.reconcile.verdict import Reason, Status
from du_an8.vietnamese.numbers import Qualifier

STATUSES = {
    Status.NO_TARGET: ("?", "chưa nhập chỉ tiêu giao"),
    Status.NOT_MEASURABLE: ("?", "chưa đủ căn cứ đánh giá"),
    Status.NO_REPORT: ("○", "chưa có số liệu"),
    Status.EXCEEDED: ("★", "vượt"),
    Status.MET: ("✓", "đạt"),
    Status.OVERDUE: ("!", "quá hạn, chưa có số liệu mới"),
    Status.MISSED: ("✗", "không đạt"),
    Status.NOT_DUE: ("·", "chưa đến kỳ"),
    Status.ON_TRACK: ("✓", "đảm bảo tiến độ"),
    Status.NEAR: ("≈", "cơ bản đúng tiến độ"),
    Status.SLOW: ("▼", "chậm"),
    Status.VERY_SLOW: ("▼▼", "rất chậm"),
}

REASONS = {
    Reason.CONFLICTING_REPORTS: "các báo cáo mới nhất mâu thuẫn nhau",
    Reason.STOCK_WITHOUT_CUMULATIVE: "chỉ có số trong kỳ, thiếu số luỹ kế",
    Reason.TARGET_NOT_BEYOND_BASELINE: "chỉ tiêu không vượt mức ban đầu",
    Reason.DECREASE_WITHOUT_BASELINE: "chỉ tiêu giảm nhưng thiếu mức ban đầu",
    Reason.LOWER_BOUND: "thiếu báo cáo nên mới biết số tối thiểu",
    Reason.TARGET_UNREADABLE: "tệp chỉ tiêu có lỗi",
}

QUALIFIERS = {Qualifier.AT_LEAST: "ít nhất", Qualifier.BELOW: "gần", Qualifier.ABOUT: "khoảng"}

KINDS = {Kind.STOCK: "số hiện có", Kind.FLOW: "số phát sinh, cộng dồn", Kind.RATE: "tỷ lệ"}

SEVERITIES = {"error": ("✗", "lỗi"), "warning": ("!", "cảnh báo"), "info": ("i", "lưu ý")}
