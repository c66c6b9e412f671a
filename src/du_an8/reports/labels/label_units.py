"""The units that stand beside labels: of indicators, of money."""

import re

from du_an8.programme.catalogue import Programme
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.numbers import split_scale
from du_an8.vietnamese.translations import without_translation

MONEY = r"(?:(?:1[.,]?000|nghìn|ngàn|triệu|tr\.?|tỷ|tỉ)\s*)?(?:đồng|đ|vnđ|vnd)"
_MONEY = pattern_of(MONEY, re.IGNORECASE)


def is_unit(text: str, programme: Programme) -> bool:
    """Whether a text alone is a unit that something is counted in, or one of money."""
    text = without_translation(text)
    return bool(text) and (programme.knows_unit(text) or _MONEY.fullmatch(split_scale(text)[1] or text) is not None)
