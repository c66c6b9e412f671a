"""A finding: one thing to look at, told late, in the language that is spoken."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct, field

from du_an8.findings import rules
from du_an8.findings.locations import Location
from du_an8.findings.rule import Severity, Text, Variant
from du_an8.findings.settled import Explained, Settled
from du_an8.findings.wording import said
from du_an8.language.spoken import in_vietnamese, is_english

MOST_RELATED = 20
"""How many other places a finding names at the most: more of them help nobody."""

_ORDER = {severity: order for order, severity in enumerate(Severity)}


class Finding(Struct, frozen=True, dict=True):
    """One thing to look at.

    Attributes:
        key: of the variant of a rule, which holds the texts: `rule` or `rule.variant`.
        parameters: what the text names; formatted late.
        location: where to look.
        province: the area of the province that it is about (see Province.area), if known.
        indicator: the id of the indicator that it is about, if known.
        related: other places that belong to it.
        excerpt: the line of a text file, quoted.
        settled: that it is known, and what was decided; None while it is open.
        explanation: what the province answered, if it did.
    """

    key: str
    location: Location | None
    parameters: Mapping[str, object] = field(default_factory=dict)
    province: str | None = None
    indicator: str | None = None
    related: tuple[Location, ...] = ()
    excerpt: str | None = None
    settled: Settled | None = None
    explanation: Explained | None = None

    @property
    def rule(self) -> str:
        """The stable name of the rule."""
        return self.key.partition(".")[0]

    @property
    def severity(self) -> Severity:
        """The severity of the rule."""
        return rules.rule(self.rule).severity

    @property
    def variant(self) -> Variant:
        """What is said in this case of the rule."""
        return rules.variant(self.key)

    @cached_property
    def vietnamese(self) -> str:
        """What is wrong, in Vietnamese whatever is spoken: by it findings are sorted and told apart."""
        return self._in_vietnamese(self.variant.message)

    @property
    def message(self) -> str:
        """What is wrong."""
        return said(self.variant.message, self.parameters) if is_english() else self.vietnamese

    @property
    def hint(self) -> str:
        """What to do about it."""
        return said(self.variant.hint, self.parameters)

    @cached_property
    def content(self) -> str:
        """What is wrong, in words for those who sent the report, in Vietnamese whatever is spoken."""
        return self._in_vietnamese(self.variant.content or self.variant.message)

    @cached_property
    def request(self) -> str | None:
        """What those who sent the report are asked to do, as an official paper says it; None where it isn't theirs."""
        return self._in_vietnamese(self.variant.request) if self.variant.request else None

    @property
    def question(self) -> str:
        """What to ask the province in a visit; what isn't its concern is told as it is."""
        variant = self.variant
        if variant.question:
            return said(variant.question, self.parameters)
        if variant.request:
            content = said(variant.content or variant.message, self.parameters)
            return f"{content} {said(variant.request, self.parameters)}"
        return f"{self.message} {self.hint}"

    def sort_key(self) -> tuple[object, ...]:
        """Errors first, then by place, so that the order of files never shows."""
        where = self.location or Location("")
        row = tuple(int(digits) for digits in "".join(c if c.isdigit() else " " for c in where.cell or "").split())
        order = _ORDER[self.severity]
        return (
            order,
            where.path,
            where.line or 0,
            where.column or 0,
            where.sheet or "",
            row,
            self.key,
            self.vietnamese,
        )

    def _in_vietnamese(self, text: Text) -> str:
        with in_vietnamese():
            return said(text, self.parameters)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Without repetitions, in the order in which people read them."""
    distinct = {(f.key, f.location, f.vietnamese): f for f in findings}
    return sorted(distinct.values(), key=Finding.sort_key)


def unsettled(findings: Iterable[Finding], severity: Severity) -> list[Finding]:
    """Those of a severity that nobody settled."""
    return [finding for finding in findings if finding.severity is severity and not finding.settled]


def counted_by_severity(findings: Iterable[Finding]) -> list[int]:
    """How many errors, warnings and remarks there are, each once."""
    distinct = ordered(findings)
    return [sum(each.severity is severity for each in distinct) for severity in Severity]
