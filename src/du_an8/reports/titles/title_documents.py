"""References to documents and meetings in a title: their dates are no times of the figures."""

from collections.abc import Iterable

from du_an8.reports.titles.spoken import one_of
from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.time_grammar import YEAR
from du_an8.vietnamese.time_words import Token, Words, join_words

_DATE = (
    rf"ngay(?: \d{{1,2}})?(?: (?:[/.-]|thang)(?: \d{{1,2}})?(?: (?:[/.-]|nam)(?: {YEAR})?)?)?"
    rf"|\d{{1,2}} (?P<sign>[/.-]) \d{{1,2}} (?P=sign) {YEAR}"
)
_DECREE = one_of("decrees")
_PAPER = one_of("documents", "documents_short", "decrees", "decrees_short")
_CODE = rf"/(?: {YEAR} /)? [a-z][a-z0-9]*(?: - [a-z][a-z0-9]*)*"
_CODE_WITH_OFFICE = rf"/(?: {YEAR} /)? [a-z][a-z0-9]*(?: - [a-z][a-z0-9]*)+"
_DOCUMENT = pattern_of(
    rf"(?<![^ ])(?:(?:{_PAPER} )?so(?: :)?(?: \d+)? {_CODE}|{_PAPER} \d+ {_CODE}|\d+ {_CODE_WITH_OFFICE}"
    rf"|(?:{_PAPER} )(?:so )?\d+(?: [a-z]+){{0,8}}?(?= ngay )"
    rf"|{_DECREE}(?: (?!ket qua|nam\b)[a-z]+){{0,10}}?(?= ngay )|luat(?: (?!nam\b)[a-z]+){{1,8}}?(?= (?:nam )?{YEAR}))"
    rf"(?:(?: ,)?(?: ky)? (?:{_DATE}|(?:nam )?{YEAR}))?(?![^ ])"
    rf"|\( (?:tai lieu|kem theo|ban hanh|trinh|phuc vu|can cu|du thao|hoi nghi|hop|theo (?:{_PAPER}|mau|bieu))(?![^ ])"
    r"(?:(?!ket qua)[^()])*\)"
)
_DAY = rf"(?:(?:ngay )?\d{{1,2}} [/.-] \d{{1,2}}(?: [/.-] {YEAR})?|ngay \d{{1,2}} thang \d{{1,2}}(?: nam {YEAR})?)"
_THEN = rf"(?:{_DAY}|thang \d{{1,2}} (?:[/-]|nam) {YEAR})"
_LATEST = r"(?:truoc|cham nhat|muon nhat|han cuoi)(?: (?:vao|den|truoc|la))?"
_MEETING = r"(?:ky hop|phien hop|cuoc hop|buoi lam viec|dai hoi|hop)"
_ERRAND = pattern_of(  # until when something is to be sent, for what it was made, when it was revised, its form
    rf"(?<![^ ])(?:(?:gui|nop|bao cao ve|tra loi)(?: (?!ket qua)[a-z]+){{0,10}}?(?: [,(])? {_LATEST} {_THEN}"
    rf"|(?:phuc vu|chuan bi|trinh|tai)(?: cho)?(?: cac| noi dung)? {_MEETING}(?: (?!ket qua)[a-z]+){{0,8}}?"
    rf" (?:{_THEN}|(?:giua|cuoi|dau) nam {YEAR}|nam {YEAR})"
    rf"|(?:ban )?(?:dieu chinh|sua doi|bo sung|dinh chinh)(?: lan \d{{1,2}})? {_DAY}"
    rf"|(?:mau|bieu|bieu mau|phu luc)(?: so)? \d{{1,2}} / {YEAR}"
    rf"|(?:luc )?\d{{1,2}} ?(?:gio(?: \d{{1,2}}(?: phut)?)?|h(?:\d{{2}})?|: \d{{2}})(?: [,-])?(?= ngay ))(?![^ ])"
)


def without_documents(tokens: Iterable[Token]) -> Words:
    """The words without numbered and dated papers, errands, hours."""
    words = join_words(tokens)
    found = (*_DOCUMENT.finditer(words.line), *_ERRAND.finditer(words.line))
    papers = [range(words.index(m.start()), words.index(m.end() - 1) + 1) for m in found]
    dropped = {at for paper in papers for at in paper}
    return join_words(token for at, token in enumerate(words.tokens) if at not in dropped)
