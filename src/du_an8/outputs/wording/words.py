"""The Vietnamese words that all outputs share."""

from du_an8.programme.catalogue import Kind
from du_an8.reconcile.judging.actual import SetAside
from du_an8.reconcile.judging.expectation import Basis
from du_an8.reconcile.judging.verdict import Reason, Status
from du_an8.reports.facts import Measure
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
    Reason.GROWTH_ONLY: "sau số hiện có gần nhất chỉ có số thành lập mới, chưa rõ số hiện có",
    Reason.TARGET_NOT_BEYOND_BASELINE: "chỉ tiêu giao là 0, hoặc không vượt mức ban đầu",
    Reason.DECREASE_WITHOUT_BASELINE: "chỉ tiêu giảm nhưng thiếu mức ban đầu",
    Reason.LOWER_BOUND: "thiếu báo cáo nên mới biết số tối thiểu",
    Reason.TARGET_UNREADABLE: "tệp chỉ tiêu có lỗi",
    Reason.PLAN_UNKNOWN: "chưa biết chỉ tiêu nào có hiệu lực vào ngày số liệu",
    Reason.MERGE_INCOMPLETE: "số của cả tỉnh mới, chỉ tiêu mới có của một phần địa bàn",
    Reason.PARTS_APART: "có số của các phần nhưng không cộng được (thiếu mẫu số)",
    Reason.PARTS_MISSING: "chưa có đủ các tỉnh nên mới biết số tối thiểu",
    Reason.MIXED_DATES: "số của các tỉnh cũ khác ngày nên mới biết số tối thiểu",
    Reason.CLAIM_ONLY: "chỉ có tỷ lệ hoặc kế hoạch tỉnh ghi, không có số liệu",
}

QUALIFIERS = {Qualifier.AT_LEAST: "ít nhất", Qualifier.BELOW: "gần", Qualifier.ABOUT: "khoảng"}

KINDS = {Kind.STOCK: "số hiện có", Kind.FLOW: "số phát sinh, cộng dồn", Kind.RATE: "tỷ lệ"}

SEVERITIES = {"error": ("✗", "lỗi"), "warning": ("!", "cảnh báo"), "info": ("i", "lưu ý")}

MEASURES = {Measure.IN_PERIOD: "trong kỳ", Measure.CUMULATIVE: "luỹ kế", Measure.LEVEL: "mức"}

BASES = {
    Basis.PLAN: "theo kế hoạch được giao",
    Basis.DERIVED: "suy ra từ phần còn lại của chỉ tiêu",
    Basis.STRAIGHT_LINE: "chia đều theo ngày, không có kế hoạch riêng cho ngày này",
}

SET_ASIDE = {
    SetAside.NOT_KNOWN_YET: "sau ngày tính",
    SetAside.EARLIER: "đã có số mới hơn",
    SetAside.REPEATED: "trùng số đã dùng",
    SetAside.SUPERSEDED: "báo cáo gửi sau đã thay",
    SetAside.CONFLICTING: "mâu thuẫn với báo cáo khác",
    SetAside.OUTSIDE_CHAIN: "kỳ đã có trong số khác, chỉ để đối chiếu",
    SetAside.DECIDED: "đã quyết định dùng báo cáo khác",
    SetAside.GROWTH_ONLY: "số trong kỳ của chỉ tiêu tính số hiện có, chỉ để đối chiếu",
}

RULES = {
    Status.NO_TARGET: "có kết quả nhưng trên hồ sơ chưa có chỉ tiêu giao.",
    Status.NOT_MEASURABLE: "không đủ căn cứ để xếp loại.",
    Status.NO_REPORT: "có chỉ tiêu giao nhưng chưa có số liệu.",
    Status.EXCEEDED: "kết quả vượt chỉ tiêu.",
    Status.MET: "kết quả bằng chỉ tiêu.",
    Status.OVERDUE: "đã qua mốc đến hạn mà số liệu cuối cùng còn thấp hơn mốc đó.",
    Status.MISSED: "đã hết giai đoạn mà kết quả thấp hơn chỉ tiêu.",
    Status.NOT_DUE: "chưa đến kỳ phải làm và chưa làm gì.",
    Status.ON_TRACK: "kết quả bằng hoặc hơn kế hoạch đến kỳ, hoặc đã làm khi chưa đến kỳ.",
    Status.NEAR: "từ {near} đến dưới 100% kế hoạch đến kỳ, hoặc “gần” đúng bằng số phải có.",
    Status.SLOW: "từ {slow} đến dưới {near} kế hoạch đến kỳ.",
    Status.VERY_SLOW: "dưới {slow} kế hoạch đến kỳ.",
}
