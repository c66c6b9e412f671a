"""YAML read strictly: what YAML would guess is a finding with its place (docs/du-lieu.md).

In the tables `⟦` stands before the place that a finding must name.
"""

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from du_an8.findings import Finding
from du_an8.strict_yaml.reader import FAULTY, Document, parse_yaml, read_yaml
from effort import at_most

PATH = "data/targets/dien-bien.yaml"
MARK = "⟦"


def marked(text: str) -> tuple[str, list[str]]:
    """The text without its marks, and the places that they stood at."""
    places = []
    while MARK in text:
        before, text_after = text.split(MARK, 1)
        places.append(f"{PATH}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}")
        text = before + text_after
    return text, places


def faults_at_marks(text: str) -> tuple[Document | None, list[Finding]]:
    """Parse a marked text; every finding is where a mark stands, quotes its line, tells what to do."""
    plain, places = marked(text)
    document, findings = parse_yaml(plain, PATH)
    assert sorted(str(finding.location) for finding in findings) == sorted(places), findings
    for finding in findings:
        assert finding.location is not None
        assert finding.location.line is not None
        assert finding.excerpt == plain.split("\n")[finding.location.line - 1].rstrip()
        assert finding.message
        assert finding.hint
    return document, findings


@pytest.fixture(params=["libyaml", "pure Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers: PyYAML comes without libyaml on some machines."""
    if request.param == "pure Python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    elif not hasattr(yaml, "CSafeLoader"):
        pytest.skip("PyYAML without libyaml")


both_parsers = pytest.mark.usefixtures("_parser")


# What stays what it says


@both_parsers
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", 0),
        ("540", 540),
        ("-5", -5),
        ("12.5", Decimal("12.5")),
        ("0.9", Decimal("0.9")),
        ("1.80", Decimal("1.80")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("2023-12-31", "2023-12-31"),
        ("Điện Biên", "Điện Biên"),
        ("1.800 tổ", "1.800 tổ"),
        ("không", "không"),
        ('"no"', "no"),
        ("'010'", "010"),
        ('"12:30"', "12:30"),
        ('"1.800"', "1.800"),
        ("'<<'", "<<"),
        ("|\n  1.800\n", "1.800\n"),
        (">-\n  hai\n  dòng", "hai dòng"),
        ("[1, 2]", [1, 2]),
        ("{2023: 346}", {2023: 346}),
    ],
)
def test_an_unmistakable_value_is_read_as_written(text: str, value: object) -> None:
    document, findings = parse_yaml(f"a: {text}", PATH)
    assert findings == []
    assert document is not None
    assert isinstance(document.data, dict)
    assert document.data["a"] == value
    assert type(document.data["a"]) is type(value)


@both_parsers
def test_every_value_and_key_knows_its_line_and_column() -> None:
    document, findings = parse_yaml("province: Điện Biên\ntargets:\n  - {indicator: x, target: 540}\n", PATH)
    assert findings == []
    assert document is not None
    assert str(document.locate(("province",))) == f"{PATH}:1:11"
    assert str(document.locate(("targets", 0, "target"))) == f"{PATH}:3:28"
    assert str(document.locate(("targets", 0, "target"), key=True)) == f"{PATH}:3:20"
    assert str(document.locate(("targets", 0, "plan"))) == f"{PATH}:3:5", "the nearest that stands in the file"


def test_text_in_nfd_is_the_same_text() -> None:
    document, _ = parse_yaml("province: Đi\u0065\u0323\u0302n", PATH)
    assert document is not None
    assert document.data == {"province": "Điện"}


# What YAML would guess


@both_parsers
@pytest.mark.parametrize(
    ("written", "rule", "instead"),
    [
        # a float in YAML, a thousand in Vietnam
        ("1.800", "ambiguous-number", "1800"),
        ("10.393", "ambiguous-number", "10393"),
        ("1.800.000", "ambiguous-number", "1800000"),
        ("1,800", "ambiguous-number", "1800"),
        ("1,800,000", "ambiguous-number", "1800000"),
        ("1,800.5", "ambiguous-number", "1800.5"),
        ("12,5", "invalid-value", "12.5"),
        ("1.800,5", "invalid-value", "1800.5"),
        # octal, base 60, booleans of YAML 1.1
        ("010", "invalid-value", '"010"'),
        ("04", "invalid-value", '"04"'),
        ("0o17", "invalid-value", "1800"),
        ("0x1F", "invalid-value", "1800"),
        ("0b11", "invalid-value", "1800"),
        ("12:30", "invalid-value", '"12:30"'),
        ("190:20:30", "invalid-value", '"190:20:30"'),
        ("no", "invalid-value", '"no"'),
        ("No", "invalid-value", "false"),
        ("yes", "invalid-value", "true"),
        ("on", "invalid-value", "true"),
        ("OFF", "invalid-value", "false"),
        ("y", "invalid-value", '"y"'),
        ("True", "invalid-value", "true"),
        ("NULL", "invalid-value", "null"),
        ("80%", "invalid-value", "số"),
        ("80 %", "invalid-value", "số"),
        # other ways that a computer writes a number
        ("1_800", "invalid-value", "1800"),
        ("1 800", "invalid-value", "1800"),
        ("+5", "invalid-value", "1800"),
        ("1e3", "invalid-value", "1800"),
        ("1.5E+3", "invalid-value", "1800"),
        (".5", "invalid-value", "1800"),
        ("5.", "invalid-value", "1800"),
        (".inf", "invalid-value", "1800"),
        ("-.INF", "invalid-value", "1800"),
        (".nan", "invalid-value", "1800"),
        ("9" * 5000, "invalid-value", "1800"),
    ],
)
def test_what_yaml_would_guess_is_refused_and_the_hint_says_what_to_write(
    written: str, rule: str, instead: str
) -> None:
    document, findings = faults_at_marks(f"tỉnh: Điện Biên\nb: {MARK}{written}\nc: 1\n")
    assert [finding.rule for finding in findings] == [rule]
    assert instead in findings[0].hint
    assert document is not None
    assert document.data == {"tỉnh": "Điện Biên", "b": FAULTY, "c": 1}


def test_a_hint_never_proposes_a_number_ten_times_too_large() -> None:
    _, findings = parse_yaml("a: 1,800.5", PATH)
    assert "18005" not in findings[0].message + findings[0].hint


# Keys, anchors, tags, documents


@both_parsers
@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("a: 1\n⟦a: 2\n", ["duplicate-key"]),
        ('a: 1\n⟦"a": 2\n', ["duplicate-key"]),
        ("a: 1\nb: 2\n⟦a: 3\n⟦b: 4\n⟦a: 5\n", ["duplicate-key"] * 3),
        ("a: {b: 1, ⟦b: 2}\n", ["duplicate-key"]),
        ("a: {2023: 1, ⟦2023: 2}\n", ["duplicate-key"]),
        ("Đi\u1ec7n: 1\n⟦Đi\u0065\u0323\u0302n: 2\n", ["duplicate-key"]),
        ("a: 1\n⟦a:\n  b: ⟦1.800\n", ["duplicate-key", "ambiguous-number"]),
        ("⟦no: 1\n", ["invalid-value"]),
        ("⟦010: 1\n", ["invalid-value"]),
        ("⟦true: 1\n", ["invalid-value"]),
        ("⟦~: 1\n", ["invalid-value"]),
        ("⟦2.5: 1\n", ["invalid-value"]),
        ("? ⟦[a]\n: 1\n", ["invalid-value"]),
        ("? ⟦{a: 1}\n: {b: ⟦1.800}\n", ["invalid-value", "ambiguous-number"]),
        ("a: ⟦&x 1\n", ["yaml-syntax"]),
        ("a: ⟦&x 1\nb: ⟦*x\n", ["yaml-syntax"] * 2),
        ("a: ⟦&x {b: 1}\nc:\n  ⟦<<: ⟦*x\n", ["yaml-syntax"] * 3),
        ("a: ⟦!!int 5\n", ["yaml-syntax"]),
        ("a: ⟦!!str 5\n", ["yaml-syntax"]),
        ("a: ⟦!tinh x\n", ["yaml-syntax"]),
        ("a: ⟦!!python/object/apply:os.system [rm]\n", ["yaml-syntax"]),
        ("a: ⟦!!python/name:os.system ''\n", ["yaml-syntax"]),
        ("a: ⟦!e!x 1\n", ["yaml-syntax"]),
        ("a: 1\n⟦---\nb: 2\n---\nc: 3\n", ["yaml-syntax"]),
        ("---\na: ⟦no\nb: ⟦010\n", ["invalid-value"] * 2),
    ],
)  # fmt: skip
def test_each_fault_is_found_at_its_place_and_all_in_one_run(text: str, rules: list[str]) -> None:
    _, findings = faults_at_marks(text)
    by_place = sorted(findings, key=lambda f: (f.location and f.location.line, f.location and f.location.column))
    assert [finding.rule for finding in by_place] == rules


@both_parsers
def test_a_duplicate_key_names_both_lines() -> None:
    _, [finding] = parse_yaml("a: 1\nb: 2\na: 3\n", PATH)
    assert finding.location is not None
    assert finding.location.line == 3
    assert [str(place) for place in finding.related] == [f"{PATH}:1:1"]
    assert "dòng 1" in finding.message


@both_parsers
def test_an_alias_bomb_is_refused_alias_by_alias_without_being_unfolded() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    with at_most(len(lines) * 2_000):
        document, findings = parse_yaml("\n".join(lines), PATH)
    assert {finding.rule for finding in findings} == {"yaml-syntax"}
    assert {finding.location.line for finding in findings if finding.location} == set(range(1, 61))
    assert document is not None
    assert isinstance(document.data, dict)
    assert document.data["a59"] == [FAULTY, FAULTY]


# Faults of syntax: nothing of the file can be used


@both_parsers
@pytest.mark.parametrize(
    "text",
    ["a: b: c\n", "a: 'x\n", 'a: "x\n', "a: [1, 2\nb: 3\n", "a: {b: 1\n", "a: ]\n", "}\n", "{a: 1}}\n", "a: @x\n",
     "a: `x`\n", "a: %x\n", "a: *\n", "a\nb: 1\n", "a: 1\n b: 2\n", "  a: 1\nb: 2\n", "a:\n  - b\n c: d\n",
     "%YAML 9.0\n---\na: 1\n", 'a: "\\q"\n', "a: 1\n\tb: 2\n", "\ta: 1\n"],
)  # fmt: skip
def test_broken_syntax_is_one_finding_that_quotes_a_line_of_the_file(text: str) -> None:
    document, findings = parse_yaml(text, PATH)
    assert document is None
    assert [finding.rule for finding in findings] == ["yaml-syntax"]
    assert findings[0].location is not None
    assert findings[0].location.line in range(1, text.count("\n") + 1)
    assert findings[0].location.column is not None
    assert findings[0].excerpt
    assert findings[0].hint


@pytest.mark.parametrize(
    "text",
    [
        "⟦\ta: 1\n",
        "a:\n⟦\tb: 1\n",
        "targets:\n⟦\t- indicator: x\n",
        "targets:\n  - indicator: x\n⟦\ttarget: 5\n",
        "a: 1\n⟦\tb: 2\n",
    ],
)
@both_parsers
def test_a_tab_that_indents_is_named_and_blanks_are_advised(text: str) -> None:
    document, [finding] = faults_at_marks(text)
    assert document is None
    assert finding.rule == "yaml-syntax"
    assert "Tab" in finding.message + finding.hint


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML's own scanner refuses every tab")
def test_a_tab_before_a_value_or_at_a_lines_end_is_harmless() -> None:
    document, findings = parse_yaml("a:\t540\nb: 1\t\n", PATH)
    assert findings == []
    assert document is not None
    assert document.data == {"a": 540, "b": 1}


@both_parsers
def test_faults_before_broken_syntax_are_reported_too() -> None:
    document, findings = parse_yaml("a: 1.800\nb: no\nc: ]\n", PATH)
    assert document is None
    assert [finding.rule for finding in findings] == ["ambiguous-number", "invalid-value", "yaml-syntax"]


@both_parsers
@pytest.mark.parametrize(
    "text", ["tỉnh: Điện Biên\na: x⟦\0y\n", "tỉnh: Điện Biên ⟦\x07\n", "⟦\x00\n", "Đ: ⟦\x1b[31m\n"]
)
def test_a_control_character_is_found_at_its_place(text: str) -> None:
    document, findings = faults_at_marks(text)
    assert document is None
    assert [finding.rule for finding in findings] == ["yaml-syntax"]


@both_parsers
@pytest.mark.parametrize("text", ["⟦- a\n- b\n", "⟦chỉ tiêu\n", "# x\n⟦540\n", "⟦[]\n", "⟦true\n"])
def test_a_file_that_is_a_scalar_or_a_list_is_a_syntax_fault(text: str) -> None:
    document, findings = faults_at_marks(text)
    assert document is None
    assert [finding.rule for finding in findings] == ["yaml-syntax"]


@both_parsers
@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú\n", "---\n", "~\n", "\ufeff"])
def test_an_empty_file_is_a_syntax_fault(text: str) -> None:
    document, findings = parse_yaml(text, PATH)
    assert document is None
    assert [finding.rule for finding in findings] == ["yaml-syntax"]
    assert "trống" in findings[0].message


@both_parsers
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "a: " + "[" * 100_000 + "]" * 100_000, "- " * 50_000, "? " * 50_000,
     "\n".join("  " * n + "a:" for n in range(300))],
)  # fmt: skip
def test_deep_nesting_is_refused_before_it_is_unfolded(text: str) -> None:
    with at_most(len(text) * 2):
        document, findings = parse_yaml(text, PATH)
    assert document is None
    assert len(findings) < 50
    assert findings[-1].rule == "yaml-syntax"
    assert findings[-1].location is not None
    assert findings[-1].location.line is not None


# Files


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes("\ufeffa: 540\r\nb: 1.800\r\n".encode())
    document, findings = read_yaml(path, PATH)
    assert document is not None
    assert document.data == {"a": 540, "b": FAULTY}
    assert [(str(f.location), f.excerpt) for f in findings] == [(f"{PATH}:2:4", "b: 1.800")]


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"province: \xff\n", "1:11"),
        ("province: Điện".encode() + b"\nx: \xd0\n", "2:4"),
        ("tỉnh: ".encode() + b"\xff\n", "1:7"),
        ("province: Điện Biên\n".encode("utf-16"), "1:1"),
        (b"\xef\xbb\xbfprovince: \xff\n", "1:11"),
    ],
)
def test_what_is_not_utf8_is_found_where_it_begins(tmp_path: Path, raw: bytes, place: str) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)
    document, [finding] = read_yaml(path, PATH)
    assert document is None
    assert finding.rule == "yaml-syntax"
    assert str(finding.location) == f"{PATH}:{place}"
    assert "UTF-8" in finding.message + finding.hint


def test_a_folder_a_missing_and_a_huge_file_are_findings(tmp_path: Path) -> None:
    folder, missing, huge = tmp_path / "a.yaml", tmp_path / "b.yaml", tmp_path / "c.yaml"
    folder.mkdir()
    huge.write_bytes(b"# x\n" * 5_000_000)
    for path in (folder, missing, huge):
        document, [finding] = read_yaml(path, PATH)
        assert document is None
        assert (finding.rule, str(finding.location)) == ("yaml-syntax", PATH)
        assert finding.message
        assert finding.hint
    assert "thư mục" in read_yaml(folder, PATH)[1][0].message


# Any text at all

PIECES = st.sampled_from(
    ["a", "b", "Điện", ": ", ":", "\n", "\n  ", "\n- ", "- ", "? ", "[", "]", "{", "}", ", ", "&x ", "*x", "<<",
     "!!int ", "!x ", "!", "|", ">", "'", '"', "\\", "#", "%", "@", "\t", "---", "...", "1.800", "010", "12:30", "no",
     "2023", "~", "\0", "\ufeff", "\u2028", "\x85", "\U0001f600", "\r", "%YAML 1.1", '"\\U00110000"', '"\\x']
)  # fmt: skip


@both_parsers
@settings(max_examples=200, deadline=None)
@given(text=st.text() | st.lists(PIECES, max_size=25).map("".join))
def test_any_text_gives_a_document_or_a_finding_and_never_raises(text: str) -> None:
    document, findings = parse_yaml(text, PATH)
    assert document is not None or findings
    assert document is None or isinstance(document.data, dict)
    for finding in findings:
        assert finding.severity == "error"
        assert finding.message
        assert finding.hint


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.text("abcđêxyz", min_size=2, max_size=6),
        st.integers(-(10**30), 10**30) | st.booleans() | st.none() | st.text("abcđêxyz ,:-[#'\"1.0%", max_size=12),
        min_size=1,
    )
)  # fmt: skip
def test_what_is_dumped_with_quotes_is_read_back(values: dict[str, object]) -> None:
    lines = (
        f'"{key}": ' + (f"'{value.replace(chr(39), chr(39) * 2)}'" if isinstance(value, str) else
                        str(value).lower().replace("none", "null"))
        for key, value in values.items()
    )  # fmt: skip
    document, findings = parse_yaml("\n".join(lines), PATH)
    assert findings == []
    assert document is not None
    assert document.data == values
