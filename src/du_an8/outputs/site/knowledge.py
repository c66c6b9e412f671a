"""How much is known: what a page about many provinces says first, instead of one number for all of them."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from du_an8.language.figures import format_day
from du_an8.language.texts import tr
from du_an8.outputs.wording import phrases
from du_an8.programme.provinces import Province
from du_an8.reconcile.province import ProvinceResult


class Known(Struct, frozen=True):
    """A count with its words: `9/34` `tỉnh có dữ liệu`.

    Attributes:
        style: its name in the style sheet; empty where it is neither good nor bad.
    """

    count: str
    words: str
    style: str = ""


def known_of(results: Sequence[ProvinceResult], every: Sequence[Province]) -> list[Known]:
    """Of a list of provinces: how many have data, what is known of the indicators, what lags, what is missing.

    Args:
        every: the provinces of the era, with data or without.
    """
    known = [Known(f"{len(results)}/{len(every)}", tr("tỉnh có dữ liệu"))]
    if not results:
        return known
    return [*known, _indicators(results), _lagging(results), _missing(results), _newest(results)]


def _indicators(results: Sequence[ProvinceResult]) -> Known:
    """Of how many core indicators any province has a figure."""
    core = {indicator.id for result in results for indicator in result.absent}
    core |= {verdict.indicator.id for result in results for verdict in result.core}
    reported = {v.indicator.id for result in results for v in result.core if v.actual.value is not None}
    return Known(f"{len(reported)}/{len(core)}", tr("chỉ tiêu có số liệu ở ít nhất một tỉnh"))


def _lagging(results: Sequence[ProvinceResult]) -> Known:
    counts = [len(result.lagging) for result in results if result.lagging]
    if not counts:
        return Known("0", tr("chỉ tiêu chậm tiến độ"))
    return Known(f"▼ {sum(counts)}", tr("chỉ tiêu chậm, ở {count} tỉnh", count=len(counts)), "bad")


def _missing(results: Sequence[ProvinceResult]) -> Known:
    counts = [len(result.missing) for result in results if result.missing]
    if not counts:
        return Known("0", tr("chỉ tiêu đến hạn thiếu số liệu"))
    where = tr("chỉ tiêu đến hạn thiếu số liệu, ở {count} tỉnh", count=len(counts))
    return Known(f"○ {sum(counts)}", where, "missing")


def _newest(results: Sequence[ProvinceResult]) -> Known:
    days = [result.latest for result in results if result.latest]
    if not days:
        return Known("–", tr("chưa có số liệu nào"))
    return Known(format_day(max(days)), tr("là ngày của số liệu mới nhất"))


def of_indicator(results: Sequence[ProvinceResult], indicator: str, as_of: date) -> str:
    """Of one indicator: how many provinces have a figure, and which have none."""
    reporting = [each for each in results if any(_is_told(each, indicator))]
    silent = [phrases.place(each.province, as_of) for each in results if each not in reporting]
    names = tr("; chưa có: {names}", names=phrases.some(silent)) if silent else ""
    known, every = len(reporting), len(results)
    return tr("{known}/{every} tỉnh trong hồ sơ có số liệu{names}.", known=known, every=every, names=names)


def _is_told(result: ProvinceResult, indicator: str) -> list[bool]:
    return [v.actual.value is not None for v in result.verdicts if v.indicator.id == indicator]
