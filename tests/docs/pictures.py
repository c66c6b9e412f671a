"""Makes the pictures of README.md.

`python tests/docs/pictures.py` draws the map of the site's first page, of the project's own data, as an SVG of its own;
`python tests/docs/pictures.py giay.pdf docs/hinh/giay.png` takes the first page of a paper, with poppler's pdftoppm.
The PDF is what LibreOffice makes of `report "Điện Biên" --as-of 2025-06-30 -o giay.docx`, with a font that has all
letters of Vietnamese in the place of Times New Roman (Debian's fonts-liberation2).
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from typer.testing import CliRunner

from du_an8.cli.main import app

ROOT = Path(__file__).parents[2]
MAP = ROOT / "docs" / "hinh" / "ban-do.svg"
AS_OF = "2025-12-31"
_SVG = "http://www.w3.org/2000/svg"
_LEFT, _TOP, _LINE = 660, 60, 66
"""Where the legend stands, in the sea east of the north, and how far its lines are apart: units of the map."""
_PIXELS_PER_INCH = 70
_STYLE = """
text { font-family: system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif }
.land .sign { font-size: 44px }
.land .sea { font-size: 48px }
.land .words { fill: var(--ink); font-size: 46px }
.land .head { fill: var(--ink); font-size: 46px; font-weight: 700 }
.land .origin { fill: var(--soft); font-size: 32px }
.water { fill: var(--sea) }
"""


def map_picture() -> str:
    """The map as the site shows it."""
    with TemporaryDirectory() as parent:
        folder = Path(parent) / "trang"
        arguments = ["site", "-o", str(folder), "--as-of", AS_OF, "--data", str(ROOT / "data")]
        result = CliRunner().invoke(app, arguments)
        if result.exit_code != 0:
            sys.exit(result.output)
        return map_of((folder / "index.html").read_text(encoding="utf-8"), (folder / "style.css").read_text("utf-8"))


def map_of(page: str, style: str) -> str:
    """The first map of a page, without what only a page can use, with its legend in the sea.

    Args:
        style: the style sheet of the site, from which its colours come, those for a dark screen too.
    """
    ET.register_namespace("", _SVG)
    drawn = re.search(r'<svg class="land".*?</svg>', page, re.DOTALL)
    assert drawn
    land = ET.fromstring(drawn[0].replace("<svg ", f'<svg xmlns="{_SVG}" ', 1))  # noqa: S314  # a page of ours
    _strip(land)
    left, top, width, height = (land.get("viewBox") or "").split()
    land.insert(1, _element("rect", "water", x=left, y=top, width=width, height=height, rx="20"))
    style_sheet = ET.Element(f"{{{_SVG}}}style")
    style_sheet.text = _needed(style) + _STYLE
    land.insert(1, style_sheet)
    land.extend(_legend(page))
    for line, text in enumerate(_origin(page)):
        land.append(_text("origin", 0, int(height) - 84 + line * 42, text))
    return ET.tostring(land, encoding="unicode") + "\n"


def _strip(land: ET.Element) -> None:
    """Links become groups, and what answers to a pointer or a reader's voice goes."""
    for readout in land.findall(f"{{{_SVG}}}g[@class='readout']"):
        land.remove(readout)
    for each in land.iter():
        if each.tag.endswith("}a"):
            each.tag = f"{{{_SVG}}}g"
        for name in ("href", "aria-label", "aria-hidden", "aria-labelledby", "role"):
            each.attrib.pop(name, None)


def _needed(style: str) -> str:
    """The rules of the map, and the colours that they name, for a light and for a dark screen."""
    rules = re.findall(r"^\.land .*$", style, re.MULTILINE)
    text = "\n".join(rule for rule in rules if not re.search(r":|readout", rule.partition("{")[0]))
    names = set(re.findall(r"var\((--[a-z-]+)\)", text + _STYLE))
    light, dark = (_colours(block, names) for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2])
    return f"\n:root {{ {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{text}"


def _colours(block: str, names: set[str]) -> str:
    return " ".join(f"{name}: {value};" for name, value in re.findall(r"(--[a-z-]+): ([^;]+);", block) if name in names)


def _legend(page: str) -> Iterator[ET.Element]:
    """What the map is about, and what each of its colours means."""
    head = re.search(r'<header class="top">.*?<span>(.*?)</span>', page, re.DOTALL)
    assert head
    for row, text in enumerate(head[1].split(" · ")):
        yield _text("head", _LEFT, _TOP + row * _LINE, text)
    listed = page.partition('<ul class="legend"')[2].partition("</ul>")[0]
    for row, item in enumerate(ET.fromstring(f"<ul>{listed.partition('>')[2]}</ul>"), start=2):  # noqa: S314
        swatch, count = item
        y = _TOP + row * _LINE
        style = (swatch.get("class") or "").removeprefix("swatch ")
        yield _element("rect", style, x=_LEFT, y=y - 38, width=64, height=50, rx=8)
        yield _text("sign", _LEFT + 32, y - 13, swatch.text or "")
        yield _text("words", _LEFT + 84, y, f"{(swatch.tail or '').strip()}: {count.text}")


def _origin(page: str) -> tuple[str, str]:
    """Whose work the map is, and its licence, which asks that both are named; on two lines."""
    told = re.search(r"Bản đồ: <a .*?>(.*?)</a> của (.*?), giấy phép <a .*?>(.*?)</a>", page)
    assert told
    return f"Bản đồ: {told[1]}", f"{told[2]}, {told[3]}"


def _text(style: str, x: int, y: int, text: str) -> ET.Element:
    made = _element("text", style, x=x, y=y)
    made.text = text
    return made


def _element(tag: str, style: str, **values: object) -> ET.Element:
    return ET.Element(f"{{{_SVG}}}{tag}", {"class": style, **{name: str(value) for name, value in values.items()}})


def first_page(paper: Path, picture: Path) -> None:
    """The first page of a PDF as a PNG, small enough for a page of documentation."""
    options = ["-png", "-singlefile", "-f", "1", "-l", "1", "-r", str(_PIXELS_PER_INCH)]
    subprocess.run(["pdftoppm", *options, str(paper), str(picture.with_suffix(""))], check=True)


if __name__ == "__main__":
    if sys.argv[1:]:
        first_page(Path(sys.argv[1]), Path(sys.argv[2]))
    else:
        MAP.write_text(map_picture(), encoding="utf-8")
