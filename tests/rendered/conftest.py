"""The machine's own LibreOffice, without a screen: what a paper looks like, page by page."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

_NEEDED = ("soffice", "pdftotext", "pdfinfo")
_SIZE = re.compile(r"^Page +\d+ size: +([\d.]+) x ([\d.]+)", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One page: its lines of text from the top, and whether it lies."""

    lines: list[str]
    lying: bool

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def says(self, words: str) -> bool:
        """Whether words stand on it; blanks don't count, as letters with marks are set apart from others."""
        return "".join(words.split()) in "".join(self.text.split())

    @property
    def number(self) -> str | None:
        """The number at the top, if the page bears one."""
        return self.lines[0] if self.lines and self.lines[0].isdecimal() else None


Office = Callable[[Path, str], Path]
"""Turns a file into another form, and returns where that is."""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice; where there is none the tests are skipped, but not where a change is judged."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        told = (
            f"not on this machine: {', '.join(missing)}"
            " (Debian: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils)"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(told)
        pytest.skip(told)
    profile = tmp_path_factory.mktemp("office").as_uri()

    def convert(path: Path, form: str) -> Path:
        into = path.parent / "rendered"
        command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", form, "--outdir"]
        subprocess.run([*command, str(into), str(path)], check=True, capture_output=True)
        return into / f"{path.stem}.{form.partition(':')[0]}"

    return convert


@pytest.fixture(scope="session")
def pages(office: Office) -> Callable[[Path], list[Page]]:
    """The pages of a Word paper."""

    def rendered(path: Path) -> list[Page]:
        pdf = str(office(path, "pdf"))
        told = subprocess.run(["pdfinfo", "-l", "9999", pdf], check=True, capture_output=True, text=True).stdout
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        each = [[line.strip() for line in page.splitlines() if line.strip()] for page in text.split("\f")]
        lying = [float(width) > float(height) for width, height in _SIZE.findall(told)]
        return [Page(lines, lies) for lines, lies in zip(each, lying, strict=False)]

    return rendered
