"""The pictures of README.md are what the site shows today."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from docs.pictures import MAP, ROOT, map_picture

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_map_is_what_the_site_draws_now() -> None:
    assert MAP.read_text(encoding="utf-8") == map_picture(), "run: python tests/docs/pictures.py"


def test_the_map_stands_alone_and_names_its_origin() -> None:
    """A picture on a page can follow no link, run no script, fetch nothing."""
    drawn = ET.parse(MAP).getroot()  # noqa: S314  # a picture of ours
    text = " ".join(drawn.itertext())
    assert {each.tag.partition("}")[2] for each in drawn.iter()} <= {
        "svg",
        "title",
        "style",
        "rect",
        "path",
        "g",
        "text",
    }
    assert not {name for each in drawn.iter() for name in each.attrib if "href" in name or name.startswith("on")}
    assert "url(" not in text
    for told in ("Stephen Truong", "CC BY 4.0", "Quần đảo Hoàng Sa", "Quần đảo Trường Sa"):
        assert told in text
    assert MAP.stat().st_size < 60_000


def test_every_picture_of_the_readme_is_there_and_has_words() -> None:
    pictures = re.findall(r"<img ([^>]*)>", README)
    assert pictures
    for each in pictures:
        values = dict(re.findall(r'(\w+)="([^"]*)"', each))
        assert (ROOT / values["src"]).is_file()
        assert len(values["alt"]) > 20
