"""Which words can be Vietnamese at all: onset, vowels, final and tone must fit together.

The rules are those of the orthography taught in schools, a little lenient where officials are: `hòa` and `hoà`,
`hoàn` and `hòan`, the `k` of `Kạn` and `Đắk`.
"""

import re
import unicodedata
from functools import lru_cache

from du_an8.vietnamese.late_patterns import pattern_of
from du_an8.vietnamese.spelling import TONES

_RIMES = frozenset(
    re.findall(
        r"\w+",
        """
        a ac ach ai am an ang anh ao ap at au ay ak
        ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây
        e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
        i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
        o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay
        oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
        u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
        uy uya uych uyn uynh uyp uyt uyu uyên uyêt
        ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
        y yêm yên yêng yêt yêu
        """,
    )
)
_AFTER_QU = frozenset(rime for rime in _RIMES if rime[0] in "aăâeêiơ") | frozenset(
    ("y", "yn", "ynh", "yt", "ych", "yên", "yêt", "yêu", "ôc")
)
_ONSETS = frozenset(re.findall(r"\w+", "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph r s t th tr v x")) | {""}
_BEFORE_FRONT_VOWEL = frozenset(("gh", "ngh"))
_NEVER_BEFORE_FRONT_VOWEL = frozenset(("c", "ng"))
_FRONT_VOWELS = "eêiy"
_EITHER_VOWEL = frozenset(("oa", "oe", "uy", "oo"))  # hòa and hoà are both written
_STOPS = frozenset(("c", "ch", "p", "t"))
_STOP_TONES = "\u0301\u0323"  # the only two that go with them
_MARKED_VOWELS = "ăâêôơư"
_SHAPE = pattern_of(r"(gi(?=[aăâeêioôơuưy])|qu|[^aăâeêioôơuưy]*)([aăâeêioôơuưy]+)([a-z]*)")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word can be one Vietnamese syllable, in one of the cases that people write."""
    return not has_stray_capital(word) and _sounds_fit(unicodedata.normalize("NFD", word.lower().replace("ð", "đ")))


def has_stray_capital(word: str) -> bool:
    """Whether a capital follows a small letter that has capitals on its keyboard: `ChÝ`.

    The other way round, `CộNG`, is how converters and fonts without accented capitals leave a heading.
    """
    return any("a" <= sign <= "z" for sign in word) and any(sign.isupper() for sign in word[1:])


def _sounds_fit(decomposed: str) -> bool:
    tones = list(filter(TONES.__contains__, decomposed))
    toneless = unicodedata.normalize("NFC", "".join(sign for sign in decomposed if sign not in TONES))
    match = _SHAPE.fullmatch(toneless)
    if len(tones) > 1 or match is None:
        return False
    onset, vowels, final = match.groups()
    if not _rime_fits(onset, vowels, final):
        return False
    if not tones:
        return final not in _STOPS
    is_stopped = final in _STOPS and tones[0] not in _STOP_TONES
    return not is_stopped and _tone_index(decomposed) in _tone_places(len(onset), vowels, final)


def _rime_fits(onset: str, vowels: str, final: str) -> bool:
    if onset == "qu":
        return vowels + final in _AFTER_QU
    # In `gì` and `giếng` the i is the vowel, in `giá` and `giời` it belongs to the onset.
    if onset == "gi" and vowels + final in ("ê", "êng", "êt", "êc", "êm"):
        return True
    front = vowels[0] in _FRONT_VOWELS
    misplaced = _NEVER_BEFORE_FRONT_VOWEL if front else _BEFORE_FRONT_VOWEL
    return onset in _ONSETS and onset not in misplaced and vowels + final in _RIMES


def _tone_index(decomposed: str) -> int:
    """The number of letters in front of the letter that bears the tone."""
    before = decomposed[: next(at for at, sign in enumerate(decomposed) if sign in TONES)]
    return sum(not unicodedata.combining(sign) for sign in before) - 1


def _tone_places(start: int, vowels: str, final: str) -> set[int]:
    marked = [at for at, vowel in enumerate(vowels) if vowel in _MARKED_VOWELS]
    if marked:
        return {start + marked[-1]}
    if vowels in _EITHER_VOWEL:
        return {start, start + 1}
    if final:
        return {start + len(vowels) - 1}
    return {start + (1 if len(vowels) == 3 else 0)}  # noqa: PLR2004 - oai, uyu: the one in the middle
