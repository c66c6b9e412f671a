"""From a file to plain values with positions.

Built on the parser's events, which don't recurse (a file of 100,000 `[` kills PyYAML's own loader). YAML 1.1 reads
`1.800` as 1.8, `010` as 8, `12:30` as 750 and `no` as false: here each of them is a finding.
"""

import re
import unicodedata
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Location
from du_an8.strict_yaml.syntax import kind_of_fault

LARGEST_FILE = 2_000_000
DEEPEST_NESTING = 30

Loc = tuple[str | int, ...]


class Faulty:
    """Stands where a value could not be read; its finding has been made already."""

    def __repr__(self) -> str:
        return "FAULTY"


FAULTY = Faulty()

_PLAIN_KEYWORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
_GUESSES: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), key)
    for pattern, key in (
        (r"(?i:yes|no|on|off|y|n|null|true|false)", "invalid-value.yes-no"),
        (r"[-+]?0[0-9_]+(?:\.\d+)?", "invalid-value.leading-zero"),
        (r"[-+]?\d+(?::\d+)+(?:\.\d*)?", "invalid-value.clock"),
        (r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+", "ambiguous-number"),
        (r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", "ambiguous-number"),
        (r"[-+]?\d[\d.]*,\d+", "invalid-value.decimal-comma"),
        (r"[-+]?\d+(?:[.,]\d+)?\s*%", "invalid-value.percent-sign"),
        (
            r"[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d+)(?:[eE][-+]?\d+)?|[-+]?0[xXoObB][\da-fA-F_]+",
            "invalid-value.odd-number",
        ),
        (r"[-+]?\.(?i:inf|nan)", "invalid-value.odd-number"),
        (r"[-+]?\d[\d.,_ ]*", "invalid-value.odd-number"),
    )
]
# What YAML calls printable, less the surrogates that only a broken decoder leaves.
_FORBIDDEN_CHARACTER = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER = 40  # longer plain text is matched by no pattern that could backtrack
_ONLY_DIGITS = re.compile(r"[-+\d.,_ ]+")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d*)")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")


def is_guess(text: str) -> bool:
    """Whether a plain text is one of those that mean something else to someone."""
    return len(text) > _LONGEST_NUMBER or any(pattern.fullmatch(text) for pattern, _ in _GUESSES)


class Document(Struct):
    """The values of one file and where each stands.

    Attributes:
        path: as shown to people.
        data: mappings, lists, text, int, Decimal, bool, None, and FAULTY where a value could not be read.
        values: loc of a value -> its line and column.
        keys: loc of a value -> line and column of its key.
        tainted: locs of mappings that lost a key at fault, so that what is left of them isn't what was meant.
    """

    path: str
    lines: Sequence[str]
    data: object = None
    values: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Loc, tuple[int, int]] = field(default_factory=dict)
    tainted: set[Loc] = field(default_factory=set)

    def locate(self, loc: Loc, *, key: bool = False) -> Location:
        """The place of a value, or of its nearest ancestor that stands in the file."""
        for length in range(len(loc), -1, -1):
            marks = (self.keys, self.values) if key and length == len(loc) else (self.values,)
            for known in marks:
                if loc[:length] in known:
                    return Location(self.path, *known[loc[:length]])
        return Location(self.path)

    def holds_list(self, loc: Loc) -> bool:
        """Whether a list stands at a loc."""
        value: Any = self.data
        for part in loc:
            if isinstance(value, dict) and part not in value:
                return False
            value = value[part]
        return isinstance(value, list)

    def finding(self, finding_key: str, loc: Loc, *, key: bool = False, **parameters: object) -> Finding:
        """A finding at a value (or its key), with the line quoted."""
        return self.finding_at(finding_key, self.locate(loc, key=key), **parameters)

    def finding_at(self, finding_key: str, location: Location, **parameters: object) -> Finding:
        """A finding at a known place, with the line quoted."""
        line = location.line
        excerpt = self.lines[line - 1].rstrip() if line and line <= len(self.lines) else None
        return Finding(finding_key, location, parameters, excerpt=excerpt)


def read_yaml(path: Path, shown_path: str) -> tuple[Document | None, list[Finding]]:
    """Read one file whose top level is a mapping.

    Returns:
        The document, or None where nothing of it can be used, and all its findings.
    """
    try:
        if not path.is_file():
            return None, [Finding("yaml-syntax.folder", Location(shown_path))]
        if path.stat().st_size > LARGEST_FILE:
            return None, [Finding("yaml-syntax.too-large", Location(shown_path), {"limit": LARGEST_FILE // 1_000_000})]
        raw = path.read_bytes()
    except OSError as error:
        return None, [Finding("yaml-syntax.unreadable", Location(shown_path), {"reason": reason(error)})]
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        where = Location(shown_path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [Finding("yaml-syntax.not-utf8", where)]
    return parse_yaml(text, shown_path)


def parse_yaml(text: str, shown_path: str) -> tuple[Document | None, list[Finding]]:
    """Like read_yaml, from text."""
    document = Document(shown_path, text.splitlines())
    builder = _Builder(document)
    if odd := _FORBIDDEN_CHARACTER.search(text):
        before = text[: odd.start()]
        where = Location(shown_path, before.count("\n") + 1, len(before) - before.rfind("\n"))
        return None, [document.finding_at("yaml-syntax.control-character", where)]
    try:
        for event in _events(text):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        return None, [*builder.findings, _syntax_finding(document, error)]
    except (yaml.YAMLError, ValueError):
        return None, [*builder.findings, Finding("yaml-syntax.other", Location(shown_path))]
    except _TooDeepError:
        return None, builder.findings
    if not isinstance(document.data, dict):
        kind = "empty" if document.data is None else "not-mapping"
        return None, [*builder.findings, document.finding(f"yaml-syntax.{kind}", ())]
    return document, builder.findings


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.parse(text, loader)


class _TooDeepError(Exception):
    """Nothing a person writes nests this deep."""


class _Frame(Struct):
    container: dict[object, object] | list[object] | None  # None: a key that is no scalar, thrown away
    loc: Loc
    pending_key: object = None
    has_key: bool = False
    key_mark: tuple[int, int] = (0, 0)


class _Builder:
    """Takes parser events one by one and fills the document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []
        self._stack: list[_Frame] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents == 2:  # noqa: PLR2004
                    self._report("yaml-syntax.second-document", _mark(event))
            case _ if self._documents > 1:
                return
            case yaml.AliasEvent():
                self._report("yaml-syntax.alias", _mark(event), text=f"*{event.anchor}")
                self._place(FAULTY, _mark(event))
            case yaml.ScalarEvent():
                self._take_scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._stack.pop()

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        mark = _mark(event)
        self._refuse_anchor_and_tag(event)
        if len(self._stack) >= DEEPEST_NESTING:
            self._report("yaml-syntax.too-deep", mark, limit=DEEPEST_NESTING)
            raise _TooDeepError
        if self._expects_key():
            self._report("invalid-value.key-not-text", mark)
            self._place(FAULTY, mark)
            self._stack.append(_Frame(None, (*self._stack[-1].loc, "?")))
            return
        container: dict[object, object] | list[object] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Frame(container, self._place(container, mark)))

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        mark = _mark(event)
        refused = self._refuse_anchor_and_tag(event)
        value = FAULTY if refused else self._resolve(event)
        self._place(value, mark)

    def _resolve(self, event: yaml.ScalarEvent) -> object:
        text = unicodedata.normalize("NFC", event.value)
        if _SURROGATE.search(text):
            return self._refuse("yaml-syntax.control-character", event)
        if not event.implicit[0]:
            return text
        if len(text) > _LONGEST_NUMBER:
            return self._refuse("invalid-value.odd-number", event) if _ONLY_DIGITS.fullmatch(text) else text
        if text == "<<" and self._expects_key():
            self._report("yaml-syntax.alias", _mark(event), text=text)
            return FAULTY
        return self._plain(text, event)

    def _plain(self, text: str, event: yaml.ScalarEvent) -> object:
        """What a plain scalar means in every version of YAML; what only one would guess is refused."""
        if text in _PLAIN_KEYWORDS:
            return _PLAIN_KEYWORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        key = next((key for pattern, key in _GUESSES if pattern.fullmatch(text)), None)
        if key == "invalid-value.odd-number" and _DECIMAL.fullmatch(text):
            return Decimal(text)
        return self._refuse(key, event) if key else text

    def _refuse(self, key: str, event: yaml.ScalarEvent) -> Faulty:
        signs = re.findall(r"[.,]", event.value)
        whole, decimals = event.value.rsplit(signs[-1], 1) if len(set(signs)) > 1 else (event.value, "")
        digits = re.sub(r"[.,_ %+]", "", whole) + (f".{decimals}" if decimals else "")
        parameters = {
            "text": event.value,
            "digits": digits,
            "point": event.value.replace(".", "").replace(",", "."),
        }
        self._report(key, _mark(event), **parameters)
        return FAULTY

    def _refuse_anchor_and_tag(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> bool:
        if event.anchor:
            self._report("yaml-syntax.alias", _mark(event), text=f"&{event.anchor}")
        if event.tag:
            self._report("yaml-syntax.tag", _mark(event), text=event.tag)
        return bool(event.tag)

    def _expects_key(self) -> bool:
        return bool(self._stack) and isinstance(self._stack[-1].container, dict) and not self._stack[-1].has_key

    def _place(self, value: object, mark: tuple[int, int]) -> Loc:
        """Put a value where it belongs and return its loc; `?` marks what is thrown away."""
        if not self._stack:
            self.document.data = value
            self.document.values[()] = mark
            return ()
        frame = self._stack[-1]
        if frame.container is None:
            return (*frame.loc, "?")
        if isinstance(frame.container, list):
            loc: Loc = (*frame.loc, len(frame.container))
            frame.container.append(value)
        elif not frame.has_key:
            frame.pending_key, frame.has_key, frame.key_mark = value, True, mark
            return frame.loc
        else:
            frame.has_key = False
            key = frame.pending_key
            if not isinstance(key, str | int) or isinstance(key, bool):
                self.document.tainted.add(frame.loc)
                if not isinstance(key, Faulty):
                    self._report("invalid-value.key-not-text", frame.key_mark)
                return (*frame.loc, "?")
            loc = (*frame.loc, key)
            if key in frame.container:
                self.document.tainted.add(frame.loc)
                self._report_duplicate(key, frame, loc)
                return (*frame.loc, "?")
            frame.container[key] = value
            self.document.keys[loc] = frame.key_mark
        self.document.values[loc] = mark
        return loc

    def _report_duplicate(self, key: object, frame: _Frame, loc: Loc) -> None:
        first = self.document.locate(loc, key=True)
        location = Location(self.document.path, *frame.key_mark)
        found = self.document.finding_at("duplicate-key", location, name=str(key), line=str(first.line))
        self.findings.append(replace(found, related=(first,)))

    def _report(self, key: str, mark: tuple[int, int], **parameters: object) -> None:
        self.findings.append(self.document.finding_at(key, Location(self.document.path, *mark), **parameters))


def _mark(event: yaml.Event) -> tuple[int, int]:
    start = event.start_mark
    if start is None:
        raise AssertionError("parsed events have marks")
    return start.line + 1, start.column + 1


def _syntax_finding(document: Document, error: yaml.MarkedYAMLError) -> Finding:
    problem = error.problem or ""
    is_unclosed = "end of stream" in problem or "expected ',' or" in problem
    mark = (error.context_mark if is_unclosed else None) or error.problem_mark
    location = Location(document.path) if mark is None else Location(document.path, mark.line + 1, mark.column + 1)
    line = document.lines[location.line - 1] if location.line and location.line <= len(document.lines) else ""
    return document.finding_at(f"yaml-syntax.{kind_of_fault(problem, line)}", location)
