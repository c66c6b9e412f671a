"""What stands in brackets behind a name: a unit, a plan, or what changes nothing."""

import re
from fractions import Fraction

from msgspec.structs import replace

from du_an8.programme.catalogue import Indicator
from du_an8.reports.names.cut_name import NameCutter, of_use, words_of
from du_an8.reports.names.finder import NameFinder
from du_an8.reports.names.reading import NameReading
from du_an8.reports.names.words import Use
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.names import fold
from du_an8.vietnamese.numbers import ABSENT, Quantity, read_number

_UNIT_WORDS = pattern_of(r"^(?:đvt|đơn vị tính|đơn vị|số)\s*:?\s*", re.IGNORECASE)
_FOOTNOTE = pattern_of(r"\d{0,2}\*{0,3}")


class NameRemarks:
    """Reads what stands behind a name whose indicator is known."""

    def __init__(self, finder: NameFinder, cutter: NameCutter) -> None:
        self.finder, self.cutter, self.words = finder, cutter, finder.words

    def with_plan(self, reading: NameReading, indicator: Indicator, remark: str) -> NameReading | None:
        """`(chỉ tiêu: 540 tổ)` behind a name states what is due, and nothing of the numbers beside it."""
        speaks_of_plan = any(piece.use is Use.PLAN for piece in self.cutter.take_apart(remark).telling)
        cut = self.cutter.take_apart(remark.rpartition(":")[2])
        numbers = of_use(cut.telling, Use.NUMBER)
        units = words_of(piece for piece in cut.telling if piece.use not in {Use.NUMBER, Use.PLAN})
        if not speaks_of_plan or len(numbers) != 1 or (units and not self.finder.accepts(indicator, units)):
            return None
        word = numbers[0].words[0]
        stated = read_number(cut.text[word.start : word.end])
        return replace(reading, planned=Fraction(stated.value)) if isinstance(stated, Quantity) else None

    def remarked(self, reading: NameReading, remark: str) -> NameReading | None:
        """What a name says with a unit behind it, or a remark that changes nothing."""
        unit = _UNIT_WORDS.sub("", remark)
        if reading.indicator and unit and self._is_unit(unit, reading.indicator):
            return replace(reading, unit=unit)
        return reading if reading.indicator and self._is_remark(remark) else None

    def _is_unit(self, unit: str, indicator: Indicator) -> bool:
        return indicator.accepts_unit(unit) or self.finder.accepts(indicator, self.words.lexicon.read(unit))

    def _is_remark(self, remark: str) -> bool:
        folded = fold(remark)
        if _FOOTNOTE.fullmatch(remark.strip()) or read_number(remark) is ABSENT:
            return True
        return any(folded == known or folded.startswith(f"{known} ") for known in self.words.remarks)

    def with_unit(self, reading: NameReading, indicator: Indicator, unit: str) -> NameReading | None:
        """`cuộc` behind `Đối thoại chính sách,`."""
        words = self.words.lexicon.read(_UNIT_WORDS.sub("", unit))
        return replace(reading, unit=unit) if words and self.finder.accepts(indicator, words) else None
