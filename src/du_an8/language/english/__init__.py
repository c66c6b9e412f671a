"""The English catalogue: what each text of the views and of the rules is in English.

Texts of views are found by the Vietnamese ones (`TEXTS`); those of a rule stand with the rule, in `findings/rules/`.
`WORDS` and `PATTERNS` are what the tool itself writes into facts and findings where it reads and judges. A text without
its English, or an English one that nothing shows, fails a test.
"""

from du_an8.language.english.paper import PAPER
from du_an8.language.english.site import SITE
from du_an8.language.english.views import VIEWS
from du_an8.language.english.words import PATTERNS, WORDS

__all__ = ["PATTERNS", "TEXTS", "WORDS"]

TEXTS: dict[str, str] = {**VIEWS, **PAPER, **SITE}
