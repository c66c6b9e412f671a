"""What looks like a time and is none: numbers of papers, years of others, days beside a place."""

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.time_forms import YEAR_PAIR, Read, TimeKind, match_at, since_new_year, undated_at, unit_at
from du_an8.vietnamese.time_grammar import (
    END,
    OPEN_DAYS,
    SPELT,
    YEAR,
)

_NUMBERED = pattern_of(  # the 8 of "dự án 8" begins no date
    rf"(?:(?:tieu )?(?:du an|chuong trinh|ct|da)(?: so)? \d{{1,3}}"
    rf"|(?:bieu|mau|phu luc|pl|bang|noi dung|nd|chi tieu|muc|phan|so|tuan|dot|lan|khoa)(?: so)? \d{{1,2}}"
    rf"(?: \. \d{{1,2}})*(?! (?:thang|quy)(?! \d))(?! [-/.] \d)){END}"
)
_OTHER_YEARS = pattern_of(  # of schools and of terms of office
    rf"(?:(?:dau |giua |cuoi )?(?:nam|nien) hoc|nien khoa|nhiem ky"
    rf"|hoc ky(?: (?:i{{1,3}}|[123]|mot|hai))?(?: (?:cua )?nam hoc)?)"
    rf"(?: [:,])?(?: (?:nam )?{YEAR}(?:(?: [-–/]| den)?(?: {YEAR}| \d\d))?)?{END}"
)
_NO_TIME = pattern_of(
    rf"(?:\d{{1,3}} (?:thang|nam) (?:tuoi|qua|gan|toi|tiep|con lai|truoc|sau|ke)\b[^ ]*"
    rf"|(?:cac|nhung|nhieu|moi|hang|tung|may|vai) (?:nam|thang|quy|ky)(?! (?:\d+|i{{1,3}}|iv|{SPELT})\b)"
    rf"|(?:nam|quy|thang|ky) (?:sau|toi|tiep theo|ke tiep|tiep|thu \w+)"
    rf"|ngay (?:/ )?thang(?: \d{{1,2}})? nam(?: {YEAR})?|ngay \d{{1,2}} thang nam(?: {YEAR})?"
    rf"|ngay / (?:\d{{1,2}} )?/(?: {YEAR})?|so(?: :)? \d+ / {YEAR}"
    rf"|(?:viet|ha|quang|mien|phia|tay|dong) nam(?! {YEAR})|nam (?:nu|gioi|can|sinh)"
    rf"|(?:\d{{1,2}}|{SPELT}) nam(?! {YEAR})(?! (?:truoc|nay)\b)){END}"
)
_BESIDE = pattern_of(  # "trước năm 2021", "đầu quý III/2024", "những tháng cuối năm 2024"; "lần đầu" is no beginning
    r"(?:(?:truoc|sau)(?: (?:khi|het))?(?: ngay)?(?= (?:ngay|thang|nam|quy|\d))"
    r"|(?:(?:tu )?(?<!lan )(?<!buoc )dau|giua|nua (?:dau|cuoi)(?= (?:thang|quy))"
    r"|(?:nhung|cac|may) (?:thang|quy) (?:dau|cuoi))(?= (?:nam|thang|quy)(?![^ ]))) "
)


def without_meaning(line: str, at: int) -> int | None:
    """Where something ends that must not be taken for a time, or whose days nobody can tell."""
    match = _NUMBERED.match(line, at) or _OTHER_YEARS.match(line, at)
    if match is None and not YEAR_PAIR.match(line, at):
        match = _NO_TIME.match(line, at)
    return match.end() if match else _beside(line, at)


def _beside(line: str, at: int) -> int | None:
    """The end of "trước năm 2021", "đầu quý III/2024": some time beside the one that is named."""
    beside = _BESIDE.match(line, at)
    if beside is None or (beside[0].endswith("dau ") and since_new_year(line, at)):
        return None
    readers = (unit_at, undated_at, _open_day)
    unit = next((read for reader in readers if (read := reader(line, beside.end()))), None)
    return unit.end if unit else None


def _open_day(line: str, at: int) -> Read | None:
    found = match_at(OPEN_DAYS, line, at)
    return Read(TimeKind.DAY, *found) if found else None
