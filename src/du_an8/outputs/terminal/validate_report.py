"""The answer to `validate`: what the data files say wrong, and where each of their numbers ended."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from du_an8.findings import Finding, Severity, unsettled
from du_an8.outputs.machine.finding_json import account_document, finding_document
from du_an8.outputs.machine.json_text import json_text
from du_an8.outputs.terminal.page import account, item, print_findings, say, section
from du_an8.reports.file_account import FileAccount

if TYPE_CHECKING:
    from rich.console import Console


def render(files: Sequence[FileAccount], findings: Sequence[Finding]) -> str:
    """The JSON document, as text with a final line break."""
    document = {
        "schema": "du-an8/validate",
        "version": 1,
        "files": [account_document(file) for file in files],
        "findings": [finding_document(finding, {}) for finding in findings],
        "summary": {
            "errors": len(unsettled(findings, Severity.ERROR)),
            "warnings": len(unsettled(findings, Severity.WARNING)),
            "settled": sum(finding.settled is not None for finding in findings),
        },
    }
    return json_text(document)


def print_validation(console: "Console", files: Sequence[FileAccount], findings: Sequence[Finding]) -> None:
    """The same for people."""
    errors, warnings = (len(unsettled(findings, level)) for level in (Severity.ERROR, Severity.WARNING))
    say(console, f"{len(files)} tệp báo cáo đã đọc: {errors} lỗi, {warnings} cảnh báo.", "bold")
    print_findings(console, findings)
    if files:
        section(console, "Các ô số đã đọc")
    for file in files:
        item(console, f"{file.path}: {account(file)}")
