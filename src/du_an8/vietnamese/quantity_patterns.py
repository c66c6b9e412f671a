"""The forms in which cells of reports state numbers."""

import re

from du_an8.vietnamese.digits import DIGITS, LONGEST, SCALES
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.quantity_words import (
    ADVERBS,
    BESIDE,
    DEEDS,
    ESTIMATES,
    LEVEL_VERBS,
    NOT_DONE,
    NOW,
    OF_WHICH,
    OUTCOMES,
    PASSIVES,
    PLANNED,
    PLANS,
    QUALIFIERS,
    SUMS,
    TO_DATE,
    UNREPORTED,
    VERBS,
    one_of,
)

# What most cells are, told at once.
ONLY_DIGITS = pattern_of(rf"[0-9](?:[0-9.,]{{0,{LONGEST - 2}}}[0-9])?")
HAS_DIGIT = pattern_of(r"\d")

# Nothing is there, or nothing was done.
BLANK = pattern_of(r"[-‐‑‒–—―−_.…/\\* ]*|[-‐‑‒–—―_.…]+ ?%|x")
_DONE = rf"(?:được )?{one_of(DEEDS)}(?: {one_of(DEEDS)})?(?: được)?"
UNREPORTED_CELL = pattern_of(
    rf"(?:chưa|không)(?: có)?(?: {one_of(UNREPORTED)})?(?: nào)?"
    r"|(?:chưa|không) (?:tổng hợp|cập nhật|thống kê|theo dõi|nhập|gửi)(?: được)?(?: số liệu| báo cáo)?"
    rf"|chưa (?!giải ngân){_DONE}|đang (?:triển khai|thực hiện|tổng hợp|rà soát|cập nhật|thống kê)(?: số liệu)?"
    r"|(?:chưa|không)(?: có| được)?(?: giao)? (?:chỉ tiêu|kế hoạch)|(?:chưa|không)(?: được)? giao"
    r"|kbc|n/a|na|không áp dụng"
)
NOTHING_DONE = pattern_of(
    rf"chưa giải ngân(?: được)?|không {_DONE}|(?:chưa|không) (?:{_DONE}|có) (?P<unit>[^\W\d_][^\d]*) nào"
)

# Words in front of the number.
_AND_ON = r"(?:\s*:\s*|\s+)"
_VERB = rf"{one_of(VERBS)}(?:\ được)?"
FRONT = pattern_of(
    rf"""(?:(?:(?P<to_date>{one_of(TO_DATE)})|{one_of(NOW)})(?:\s*[,:]\s*|\s+))?
        (?:{one_of(SUMS)}{_AND_ON})?
        (?:(?P<estimate>ước)(?:\ tính)?{_AND_ON})?
        (?P<verbs>(?:{one_of(ADVERBS)}\ )?(?:{_VERB}(?:(?:,|\ và)\ {_VERB})*|được){_AND_ON})?
        (?:{one_of(SUMS)}{_AND_ON})?
        (?P<approximate>(?:{one_of(QUALIFIERS)}\s*){{0,2}})
        (?=[-−\d])""",
    re.VERBOSE,
)
APPROXIMATE = pattern_of(one_of(QUALIFIERS))
REACHES = pattern_of(rf"(?:{one_of(ADVERBS)} )?{one_of(LEVEL_VERBS)}(?: được)?\W*")
YEAR = pattern_of(r"(?:19|20)\d\d")

# The number with its unit.
_SCALE = one_of(SCALES)
_UNIT = r"[^\W\d_][^\d]*"
COUNTED = pattern_of(
    rf"""(?P<body>[-−]?{DIGITS})\s*
        (?:(?P<percent>%)|(?P<scale>{_SCALE})(?:\b|(?=(?:đ|đồng|vnđ|vnd)\b))\.?(?P<rest>(?:\s*{DIGITS}\s*{_SCALE}\b)*))?\s*
        (?P<unit>{_UNIT})?""",
    re.VERBOSE,
)
LATER_PART = pattern_of(rf"({DIGITS})\s*({_SCALE})\b")
NOT_DONE_YET = pattern_of(rf"(?<!\w){one_of(NOT_DONE)}(?!\w)")
PLANNED_ONLY = pattern_of(rf"(?<=\W){one_of(PLANNED)}(?!\w)")
PASSIVE = pattern_of(rf"(?:^|\s+){one_of(PASSIVES)}$", re.IGNORECASE)
SHARE = pattern_of(
    rf"(?P<numerator>{DIGITS})\s*(?P<of>{_UNIT}?)?\s*(?:/|(?<=\s)trên\s)\s*(?:tổng\s(?:số\s)?)?"
    rf"(?P<denominator>{DIGITS})\s*(?P<unit>{_UNIT})?"
)
OF_A_YEAR = pattern_of(
    r"(?:0?[1-9]|1[0-2])\s*/\s*(?:19|20)\d\d\b.*|\d+\s*/\s*20[23]\d"
)  # `6/2023`, the paper `37/2024`

# Marks of footnotes; m² and km³ are units.
_RAISED = "[¹²³⁰⁴-⁹⁽⁾]"
FOOTNOTE = pattern_of(
    rf"(?<=[\d%])\s?{_RAISED}+|(?<![\W\d]m)(?<![\W\d][kcd]m){_RAISED}+$"
    r"|(?<=[^\W_])\(\d{1,2}\)$|(?<=%)\(\d{1,2}\)$|(?<=\S)\s?(?:\[\d{1,2}\]|\*{1,3}|[(\[]\*{1,3}[)\]])$"
)

# Tails behind the number.
ESTIMATED_BEHIND = pattern_of(rf"(?P<number>.*?[^\s,;(\[])(?:[\s,;]+|\s*[(\[]\s*){one_of(ESTIMATES)}\s*[)\]]?")
_THE_PLAN = rf"(?:{one_of(PLANS)}|(?:tổng\ )?(?:số\ )?vốn\ (?:được\ )?(?:giao|phân\ bổ))(?![^\W\d_])"
_OF_THE_PLAN = rf"(?:so\ với\ |của\ )?{_THE_PLAN}[^()\[\]%]*"
STATED_BEHIND = pattern_of(
    rf"""(?P<number>.*[^\s,;])\s*
        (?:[(\[]\s*(?P<bracketed>[^()\[\]%]*%)\s*(?:{_OF_THE_PLAN})?[)\]]
        |[,;]\s*(?P<told>(?:đạt|hoàn\ thành|vượt|bằng)\ [^()\[\]%]*%)\s*(?:{_OF_THE_PLAN})?
        |\s(?P<of_the_plan>(?:đạt|hoàn\ thành|vượt|bằng)\ [^()\[\]%,;]*%)\s*{_OF_THE_PLAN})""",
    re.VERBOSE,
)
STATED_BEFORE = pattern_of(r"(?P<told>[^()\[\]%]*%[^()\[\]%]*?)\s*[(\[](?P<number>[^()\[\]%]+)[)\]]")
JUDGED_BEFORE = pattern_of(r"(?P<outcome>[^()\[\]%\d]+?)\s*[(\[](?P<told>[^()\[\]%]*%)[)\]]")
TELLS_PERCENTAGE = pattern_of(
    rf"""(?:(?:(?:đã|đạt|hoàn\ thành)\ )*(?P<over>vượt)(?:\ mức)?(?:\ (?:so\ với\ )?{_THE_PLAN})?:?[ ]
        |(?:{one_of(ADVERBS)}\ )?(?P<estimate>ước)?(?:\ tính)?\ ?(?:t[ỷỉ]\ lệ\ )?(?:giải\ ngân\ )?
         (?:(?:đạt|hoàn\ thành|bằng|thực\ hiện)(?:\ được)?:?\ )?(?:t[ỷỉ]\ lệ:?\ )?)
        (?P<approximate>(?:{one_of(QUALIFIERS)}\s*)?)
        (?P<number>[-−]?\d[^%]*)(?:%\s*(?:{_OF_THE_PLAN})?)?""",
    re.VERBOSE,
)
OPENS_PARTS = pattern_of(rf"{one_of(OF_WHICH)}(?![^\W\d_])[:\s]*")
OF_WHICH_PARTS = pattern_of(
    rf"(?P<number>\d.*?)[\s,;:.]*(?P<parts>(?<![^\W\d_]){one_of(OF_WHICH)}(?![^\W\d_])[^()\[\]]+)"
)
BRACKET = pattern_of(r"(?P<number>.*\S)\s*[(\[]\s*(?P<inside>[^()\[\]]+?)\s*[)\]]")
BRACKETED_UNIT = pattern_of(rf"(?P<number>{DIGITS})\s*[(\[]\s*(?P<unit>{_UNIT}?)\s*[)\]]")
_OVER = r"\s+(?P<{}>\d[^()\[\]%]*?)"
_WITH_WHAT = rf"\s+so\ với\s+(?!{_THE_PLAN})[^()\[\]%]+"
SURPLUS = pattern_of(
    rf"""(?P<number>\d.*?)(?:\s*[,;(\[]\s*|\s+)
        (?:vượt(?:\ {_THE_PLAN})?{_OVER.format("over")}(?:\s+so\ với\s+{_THE_PLAN}[^()\[\]%]*)?
        |(?:tăng|giảm)(?:\ thêm)?{_OVER.format("change")}%?{_WITH_WHAT}
        |(?<=[(\[])[+–-]\s?(?P<signed>\d[^()\[\]%]*?)
        |(?:bằng|đạt)\s+(?P<ratio>{DIGITS})\s*%{_WITH_WHAT})\s*[)\]]?""",
    re.VERBOSE,
)
PLAN_BEHIND = pattern_of(
    rf"(?P<number>{DIGITS}(?:\s+{_UNIT})?)\s*[(\[]\s*{one_of(PLANS)}(?:\s+(?:được\s+)?giao)?\s*:?\s*"
    rf"(?!(?:19|20)\d\d\s*[)\]])(?P<plan>{DIGITS}(?:\s+{_UNIT})?)\s*[)\]]"  # `(KH 2024)` is the plan of a year
)
BESIDE_IT = pattern_of(
    rf"(?P<number>\d.*(?:[^\W\d_]|\)))\s*(?P<sign>(?:[,;]\s+|(?<=\s)){one_of(BESIDE)}(?=\s)|[/,;–-])\s*"
    rf"(?P<other>{one_of(QUALIFIERS)}?\s*\d.*)"
)
LEADS_TO_OTHER = pattern_of(rf"{one_of(BESIDE)}\s+")

BETWEEN_PARTS = pattern_of(r"\s*(?:[;+]|,(?=\s)|\svà\s)\s*")
PART = pattern_of(rf"(?:có\s+)?(?P<words>{_UNIT}?)?\s*:?\s*(?P<number>\d.*)")
OUTCOME = pattern_of(
    rf"(?:đã )?(?P<outcome>{one_of(OUTCOMES)})(?: (?:so với )?(?:mức )?{_THE_PLAN}"
    r"(?: (?:được giao|giao|đề ra|cả năm|năm|giai đoạn|trong kỳ))*(?: \d{4})?)?"
)
