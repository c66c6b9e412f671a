"""The English catalogue is whole: each text has its English, each of those is shown, all places are kept.

That the rules are whole in both languages: `tests/rules/test_catalogue.py`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

from jinja2 import Environment

import du_an8
from du_an8.language.english import PATTERNS, TEXTS, WORDS
from du_an8.programme.layers import packaged_programme
from language.english_words import vietnamese_words
from rules.catalogue import VARIANTS, texts
from wording import stray_marks, unbalanced

SOURCE = Path(du_an8.__file__).parent
SITE_TEMPLATES = sorted((SOURCE / "outputs/site/templates").glob("*.html"))
VIEWS = [
    "findings/locations.py",
    "findings/wording.py",
    *(
        f"outputs/{name}.py"
        for name in (
            "machine/annotations", "machine/check_json", "machine/finding_json", "machine/junit", "machine/tidy_csv",
            "papers/official_form", "papers/page_setup", "papers/visit/answers", "papers/visit/content",
            "papers/visit/docx",
            "papers/visit/html", "papers/visit/notes", "papers/visit/province_sections", "papers/visit/questions",
            "papers/visit/workbook",
            "site/chart", "site/figures", "site/knowledge", "site/overview", "site/page_tables", "site/pages",
            "site/rendering", "site/situation",
            "terminal/breakdown", "terminal/check_table", "terminal/markdown", "terminal/page", "terminal/parts_list",
            "terminal/province_page", "terminal/verdict_table",
            "wording/course_words", "wording/division_words", "wording/evidence_words", "wording/phrases",
            "wording/receipts", "wording/sentences", "wording/standings", "wording/words",
            "workbooks/style",
        )
    ),
]  # fmt: skip
"""The modules that make what `--lang en` shows."""
TEMPLATES = ["outputs/papers/visit/paper.html", *(f"outputs/site/templates/{each.name}" for each in SITE_TEMPLATES)]
NOT_SHOWN = {r"\b(ngày|tháng|năm|quý) (?=\d)"}
"""A pattern."""
VIETNAMESE = re.compile("[àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ]", re.IGNORECASE)


@cache
def trees() -> dict[str, ast.Module]:
    modules = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
    return {
        name: ast.parse(path.read_text(encoding="utf-8"))
        for name, path in modules.items()
        if not name.startswith("language/")
    }


def strings(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def said(tree: ast.Module) -> set[str]:
    """The texts that stand in a call of `tr`."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return {text.value for call in calls if call.func.id == "tr" for text in strings(call.args[0])}


def in_vietnamese(tree: ast.Module) -> tuple[set[str], set[str]]:
    """Vietnamese texts, and pieces of texts that are put together, of which nothing can be looked up."""
    comments = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    pieces = {id(piece) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for piece in ast.walk(node)}
    found = [each for each in strings(tree) if id(each) not in comments and VIETNAMESE.search(each.value)]
    texts = said(tree)
    whole = {each.value for each in found if id(each) not in pieces or each.value in texts}
    return whole, {each.value for each in found} - whole


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_of_a_view_has_its_english() -> None:
    shown = {view: in_vietnamese(trees()[view]) for view in VIEWS}
    assert {view: pieces for view, (_, pieces) in shown.items() if pieces} == {}
    there = TEXTS.keys() | WORDS.keys() | PATTERNS.keys() | NOT_SHOWN
    missing = {view: (texts | said(trees()[view])) - there for view, (texts, _) in shown.items()}
    assert {view: texts for view, texts in missing.items() if texts} == {}


def in_template(name: str) -> tuple[set[str], list[str]]:
    """The texts that a template says, and what of it is Vietnamese and looked up nowhere."""
    tokens = list(Environment(autoescape=True).lex((SOURCE / name).read_text(encoding="utf-8")))
    called = {at + 2 for at, token in enumerate(tokens) if token[1:] == ("name", "tr") and tokens[at + 1][2] == "("}
    texts = {
        text[1:-1]
        for at, (_, kind, text) in enumerate(tokens)
        if kind == "string" and (at in called or VIETNAMESE.search(text))
    }
    return texts, [text for _, kind, text in tokens if kind == "data" and VIETNAMESE.search(text)]


def test_every_text_of_a_template_has_its_english() -> None:
    shown = {template: in_template(template) for template in TEMPLATES}
    assert {template: left for template, (_, left) in shown.items() if left} == {}
    assert {text for texts, _ in shown.values() for text in texts} - TEXTS.keys() == set()


def test_every_call_names_a_text_that_there_is() -> None:
    """In any module: where a shared one is said in a language, all that it says is."""
    missing = {text for tree in trees().values() for text in said(tree)} - TEXTS.keys()
    assert missing == set()


def test_nothing_in_the_catalogue_is_shown_by_no_view() -> None:
    shown = {text.value for tree in trees().values() for text in strings(tree)}
    shown |= {text for template in TEMPLATES for text in in_template(template)[0]}
    assert TEXTS.keys() - shown == set()
    assert WORDS.keys() - shown == set()


def longest_piece(template: str) -> str:
    return max((literal for literal, _, _, _ in Formatter().parse(template)), key=len).strip()


def test_a_pattern_is_made_somewhere() -> None:
    """Its longest piece stands in the code that makes such texts, or in the programme."""
    pieces = {text.value for tree in trees().values() for text in strings(tree)}
    pieces |= {phase.name for phase in packaged_programme().phases}
    unmade = [each for each in PATTERNS if not any(longest_piece(each) in text for text in pieces)]
    assert unmade == []


def test_an_english_text_fills_the_places_of_the_vietnamese_one() -> None:
    assert [text for text, english in {**TEXTS, **PATTERNS}.items() if fields(english) != fields(text)] == []


def english_texts() -> set[str]:
    rules = {text.english for variant in VARIANTS.values() for text in texts(variant)}
    return {*TEXTS.values(), *WORDS.values(), *PATTERNS.values(), *rules}


def faults(text: str) -> list[str]:
    filled = re.sub(r"\{\w*(?::[^}]*)?\}", "5", text)
    marks = [*stray_marks(filled.strip(" ;,.–")), *unbalanced(filled)]
    return [*vietnamese_words(filled), *(mark for mark in marks if "between brackets" not in mark)]


def test_an_english_text_has_no_vietnamese_word_and_no_stray_mark() -> None:
    assert {text: found for text in english_texts() if (found := faults(text))} == {}


def test_every_name_of_the_packaged_programme_has_its_english() -> None:
    programme = packaged_programme()
    names = {name for each in programme.indicators.values() for name in (each.name, each.short_name, each.unit)}
    names |= {name for split in programme.splits for name in (split.name, *(part.name for part in split.parts))}
    names |= {programme.name, programme.short_name, programme.organisation, *programme.contents.values()}
    assert {name for name in names if VIETNAMESE.search(name)} - programme.english.keys() == set()
    assert programme.english.keys() - names == set()
    assert [each.name for each in programme.english.values() if vietnamese_words(each.name)] == []
