"""What the columns of a table may hold."""

from enum import StrEnum

from du_an8.reports.facts import PlanScope


class Role(StrEnum):
    """What a column holds."""

    NUMBERING = "STT"
    ID = "Mã"
    INDICATOR = "Chỉ tiêu"
    AREA = "Địa bàn"
    TIME = "Thời gian"
    UNIT = "Đơn vị tính"
    PLAN_PHASE = "Kế hoạch giai đoạn"
    PLAN_YEAR = "Kế hoạch năm"
    PLAN_PERIOD = "Kế hoạch trong kỳ"
    PLAN = "Kế hoạch"  # says neither "giai đoạn" nor "năm"
    IN_PERIOD = "Thực hiện trong kỳ"
    CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
    RESULT = "Thực hiện"  # says neither "trong kỳ" nor "luỹ kế"
    EARLIER = "Cùng kỳ năm trước"
    NUMERATOR = "Tử số"
    DENOMINATOR = "Mẫu số"
    PERCENTAGE = "Tỷ lệ %"
    OTHER = "Khác"  # what is still to be done, what changed, what stood before the programme
    NOTE = "Ghi chú"


RESULT_ROLES = frozenset({Role.IN_PERIOD, Role.CUMULATIVE, Role.RESULT})
PLAN_SCOPES = {
    Role.PLAN_PHASE: PlanScope.PHASE,
    Role.PLAN_YEAR: PlanScope.YEAR,
    Role.PLAN_PERIOD: PlanScope.PERIOD,
    Role.PLAN: PlanScope.UNSTATED,
}
FIGURE_ROLES = RESULT_ROLES | {Role.NUMERATOR, Role.DENOMINATOR, Role.PERCENTAGE}
NUMBER_ROLES = FIGURE_ROLES | set(PLAN_SCOPES) | {Role.EARLIER, Role.OTHER}
