"""The words that officials write around a number, as data: `đã tổ chức`, `ước`, `trong đó`, `chưa giải ngân`.

What stands in no list here is never skipped: the text is then no number.
"""

import re
from collections.abc import Iterable
from enum import StrEnum


class Qualifier(StrEnum):
    """The approximate word that stands before a number."""

    AT_LEAST = "at_least"
    BELOW = "below"
    ABOUT = "about"


class StatedOutcome(StrEnum):
    """What a report says of itself where a percentage is asked for, in words.

    MET says "at least the plan", EXCEEDED "more", NEAR "nearly", MISSED "less".
    """

    MET = "met"
    EXCEEDED = "exceeded"
    NEAR = "near"
    MISSED = "missed"


QUALIFIERS = {
    "trên": Qualifier.AT_LEAST,
    "hơn": Qualifier.AT_LEAST,
    "ít nhất": Qualifier.AT_LEAST,
    "tối thiểu": Qualifier.AT_LEAST,
    "không dưới": Qualifier.AT_LEAST,
    "không ít hơn": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    ">=": Qualifier.AT_LEAST,
    ">": Qualifier.AT_LEAST,
    "gần": Qualifier.BELOW,
    "dưới": Qualifier.BELOW,
    "chưa đầy": Qualifier.BELOW,
    "chưa đến": Qualifier.BELOW,
    "chưa tới": Qualifier.BELOW,
    "<": Qualifier.BELOW,
    "khoảng": Qualifier.ABOUT,
    "chừng": Qualifier.ABOUT,
    "xấp xỉ": Qualifier.ABOUT,
    "ước": Qualifier.ABOUT,
    "~": Qualifier.ABOUT,
    "≈": Qualifier.ABOUT,
}

ESTIMATES = (
    "ước", "ước tính", "ước thực hiện", "ước th", "ước đạt", "số ước", "tạm tính", "số tạm tính", "sơ bộ", "số sơ bộ",
    "số liệu sơ bộ",
)  # fmt: skip
"""What says, behind a number, that it is about so many."""

TO_DATE = (
    "đến nay", "tính đến nay", "cho đến nay", "từ đầu giai đoạn đến nay", "đến thời điểm này",
    "đến thời điểm hiện tại", "đến thời điểm báo cáo", "luỹ kế", "lũy kế", "luỹ kế đến nay", "lũy kế đến nay",
    "cộng dồn",
)  # fmt: skip
"""What says that a number is a running total."""

NOW = ("hiện nay", "hiện tại", "hiện", "trong kỳ", "trong kỳ báo cáo", "toàn tỉnh", "cả tỉnh", "trên địa bàn tỉnh")
"""What may stand before a sentence and says no more than its column does."""

SUMS = ("tổng số", "tổng cộng", "tổng", "cộng", "số lượng", "kết quả")
"""What may stand before a number and says no more than that it is one."""

LEVEL_VERBS = ("đạt", "có", "đủ", "có đủ", "hiện có", "đang có", "là")
"""What also a percentage may reach; `hoàn thành 80%` is of a plan."""

DEEDS = (
    "tổ chức", "thành lập", "ra mắt", "xây dựng", "thực hiện", "triển khai", "mở", "giải ngân", "phát sinh",
)  # fmt: skip
"""What is done or not done: `đã tổ chức 90 cuộc`, `chưa tổ chức`."""

VERBS = (
    *LEVEL_VERBS, *DEEDS, "hoàn thành", "duy trì", "duy trì hoạt động", "đang duy trì", "đang hoạt động", "vận hành",
    "ghi nhận",
)  # fmt: skip

ADVERBS = ("đã", "chỉ", "mới", "mới chỉ", "chỉ mới")
"""What may stand before a verb; alone they say something else: `mới 40`."""

PASSIVES = (
    "tham gia", "tham dự", "được tổ chức", "đã tổ chức", "đã được tổ chức", "được thành lập", "đã thành lập",
    "đã được thành lập", "đang hoạt động", "được duy trì", "đang duy trì",
)  # fmt: skip
"""What may stand behind the unit and changes nothing: `540 tổ được thành lập`."""

NEW = frozenset({"mới", "mới thành lập", "thành lập mới", "xây dựng mới", "phát triển mới"})
KEPT = frozenset({"duy trì", "tiếp tục duy trì", "duy trì hoạt động"})
"""Those that there were before, and the new ones: together they are all that there are now."""

PARTS = frozenset({
    *NEW, "cũ", *KEPT, "củng cố", "củng cố, nâng cao chất lượng", "kiện toàn",
    "nâng cao chất lượng", "củng cố và nâng cao chất lượng", "nâng cấp", "nam", "nữ", "dtts", "người dtts", "nữ dtts",
    "là nữ", "là người dtts", "dân tộc thiểu số", "người dân tộc thiểu số", "phụ nữ", "trẻ em", "trẻ em gái",
    "trẻ em trai", "cấp tỉnh", "cấp huyện", "cấp xã", "cấp thôn", "nstw", "nsđp", "ngân sách trung ương",
    "ngân sách địa phương", "trực tiếp", "trực tuyến",
})  # fmt: skip
"""What tells a part of a number from the whole, without `trong đó` before it."""

OF_WHICH = ("trong đó", "tr.đó", "tr. đó", "trđó", "gồm", "bao gồm", "chia ra", "riêng")

BESIDE = ("với", "cho", "có", "thu hút", "và", "tại", "ở", "của", "trên địa bàn")
"""What stands between two numbers of two things: `90 lớp với 7.300 người`."""

PLANS = ("chỉ tiêu", "kế hoạch", "kh", "dự toán")

NOT_DONE = (
    "dự kiến", "sẽ", "phấn đấu", "đăng ký", "được giao", "đang thành lập", "đang xây dựng", "đang triển khai",
    "đang tổ chức", "đang thực hiện", "còn thiếu", "còn lại", "còn phải", "còn", "chưa đủ", "chưa đạt",
    "chưa hoạt động", "chưa hoàn thành", "thiếu", "không hoạt động", "ngừng hoạt động", "giải thể", "tăng", "giảm",
    "tăng thêm", "luỹ kế", "lũy kế", "cộng dồn",
    *(f"{no} {deed}" for no in ("chưa", "chưa được", "không", "không được") for deed in DEEDS),
)  # fmt: skip
"""What makes the number another one than what was done, wherever it stands: a plan, a lack, a change, another total."""

PLANNED = ("kế hoạch", "kh", "chỉ tiêu", "mục tiêu", "dự toán", "đề xuất", "đề nghị", "nhu cầu")
"""Likewise, behind what is counted; alone they may be what is counted: `12 kế hoạch`."""

UNREPORTED = ("số liệu", "dữ liệu", "báo cáo", "thông tin", "kết quả")

OUTCOMES = {
    "đạt": StatedOutcome.MET,
    "đạt đủ": StatedOutcome.MET,
    "hoàn thành": StatedOutcome.MET,
    "đạt và vượt": StatedOutcome.MET,
    "đạt, vượt": StatedOutcome.MET,
    "vượt": StatedOutcome.EXCEEDED,
    "vượt mức": StatedOutcome.EXCEEDED,
    "đạt vượt": StatedOutcome.EXCEEDED,
    "hoàn thành vượt": StatedOutcome.EXCEEDED,
    "hoàn thành vượt mức": StatedOutcome.EXCEEDED,
    "cơ bản đạt": StatedOutcome.NEAR,
    "đạt cơ bản": StatedOutcome.NEAR,
    "cơ bản hoàn thành": StatedOutcome.NEAR,
    "gần đạt": StatedOutcome.NEAR,
    "không đạt": StatedOutcome.MISSED,
    "chưa đạt": StatedOutcome.MISSED,
    "không hoàn thành": StatedOutcome.MISSED,
    "chưa hoàn thành": StatedOutcome.MISSED,
}


def one_of(words: Iterable[str]) -> str:
    """A pattern (for re.VERBOSE too) of any of the words, the longest first."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word) for word in longest_first) + ")"
