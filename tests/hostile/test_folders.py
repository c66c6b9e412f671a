"""Folders that hold what is no file, or changes while it is read; links that lead elsewhere; names nobody gives."""

from __future__ import annotations

import json
import os
import threading
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest

from spoilt import CLB, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import DataDir

TARGETS = "province: Điện Biên\ntargets:\n  - {indicator: to-truyen-thong, target: 540}\n"


@pytest.fixture
def folder(data: DataDir) -> DataDir:
    """A data folder with one good report, and an empty folder for another province."""
    (data.root / "reports" / "dien-bien").mkdir()
    (data.root / "reports" / "thai-nguyen").mkdir()
    (data.root / "reports" / "thai-nguyen" / "2023.xlsx").write_bytes(workbook())
    return data


def answer(folder: DataDir, *arguments: str) -> dict[str, Any]:
    result = folder.run("check", *arguments, "--as-of", "2024-06-30", "--format", "json", "--fail-on", "never")
    assert result.exit_code == 0, result.output
    document: dict[str, Any] = json.loads(result.stdout)
    return document


def figures(document: dict[str, Any]) -> dict[str, float]:
    return {
        place["id"]: row["actual"]
        for place in document["provinces"]
        for row in place["indicators"]
        if row["id"] == CLB and row["actual"] is not None
    }


def told(document: dict[str, Any]) -> dict[str, str]:
    """Path -> rule of what is said of whole files."""
    whole = [f for f in document["findings"] if f["location"] and f["location"]["cell"] is None]
    return {finding["location"]["path"]: finding["rule"] for finding in whole if not finding["location"]["line"]}


@pytest.mark.parametrize(
    "name",
    [
        "reports/dien-bien/2023.xlsx", "reports/dien-bien/2023.csv", "reports/thai-nguyen/2023.xlsx.layout.yaml",
        "targets/dien-bien.yaml", "programme.yaml", "decisions.yaml", "layouts/a.yaml",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["pipe", "folder", "link to itself", "link to nothing", "device"])
def test_what_is_no_file_is_told_and_waits_for_nobody(folder: DataDir, name: str, kind: str) -> None:
    path = folder.root / name
    path.parent.mkdir(exist_ok=True)
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case _:
            path.symlink_to(path.name if kind == "link to itself" else "nothing")
    document = answer(folder)
    # A link to nothing is as good as no file, where a file may be missing.
    if not (name in {"programme.yaml", "decisions.yaml"} and kind.startswith("link")):
        assert f"data/{name}" in told(document)
    assert figures(document) == {"thai-nguyen": 85}


@pytest.mark.parametrize("what", ["file", "folder", "whole reports"])
def test_a_link_out_of_the_folder_is_not_followed_and_that_is_said(folder: DataDir, tmp_path: Path, what: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2023.xlsx").write_bytes(workbook())
    province = folder.root / "reports" / "dien-bien"
    if what == "file":
        (province / "2023.xlsx").symlink_to(outside / "2023.xlsx")
    elif what == "folder":
        province.rmdir()
        province.symlink_to(outside, target_is_directory=True)
    else:
        (folder.root / "reports").rename(outside / "reports")
        (folder.root / "reports").symlink_to(outside / "reports", target_is_directory=True)
    document = answer(folder)
    assert "link-not-followed" in told(document).values()
    assert figures(document) == ({} if what == "whole reports" else {"thai-nguyen": 85})
    assert folder.run("validate").exit_code == 1


@pytest.mark.parametrize(
    "name", ["targets/dien-bien.yaml", "reports/dien-bien/2023.xlsx", "reports/dien-bien/2023.pdf"]
)
def test_what_a_provinces_folder_holds_and_isnt_read_is_told_of_the_province(
    folder: DataDir, tmp_path: Path, name: str
) -> None:
    path = folder.root / name
    if path.suffix == ".pdf":
        path.write_bytes(b"%PDF")
    else:
        path.unlink(missing_ok=True)
        (tmp_path / "outside").write_bytes(b"")
        path.symlink_to(tmp_path / "outside")
    found = [f for f in answer(folder)["findings"] if f["location"] and f["location"]["path"] == f"data/{name}"]
    assert [(f["rule"], f["province"]) for f in found] == [
        ("file-set-aside" if path.suffix == ".pdf" else "link-not-followed", "dien-bien")
    ]


def test_a_link_within_the_folder_is_followed(folder: DataDir) -> None:
    original = folder.root / "reports" / "ban-goc.xlsx"
    (folder.root / "reports" / "thai-nguyen" / "2023.xlsx").rename(original)
    (folder.root / "reports" / "thai-nguyen" / "2023.xlsx").symlink_to("../ban-goc.xlsx")
    assert figures(answer(folder, "thai-nguyen")) == {"thai-nguyen": 85}


@pytest.mark.parametrize("name", ["targets/dien-bien.yaml", "programme.yaml", "decisions.yaml", "layouts/a.yaml"])
def test_no_yaml_is_read_through_a_link_out_of_the_folder(folder: DataDir, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: 12345\n", encoding="utf-8")
    (folder.root / name).parent.mkdir(exist_ok=True)
    (folder.root / name).symlink_to(secret)
    document = answer(folder)
    assert told(document)[f"data/{name}"] == "link-not-followed"
    assert "12345" not in json.dumps(document)
    assert "password" not in json.dumps(document)


def test_nothing_is_filed_through_a_link_out_of_the_folder(folder: DataDir, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    province = folder.root / "reports" / "dien-bien"
    province.rmdir()
    province.symlink_to(outside, target_is_directory=True)
    sent = folder.report("../sent", {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 5}, head={"Tỉnh": "Điện Biên", "Kỳ": "2023"})
    result = folder.run("import", str(sent))
    assert result.exit_code == 1
    assert "dẫn ra ngoài" in result.output
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("province", ["../../../x", "/etc", "..", "a/../../b", "dien-bien/../../.."])
def test_no_name_leads_out_of_the_folder(folder: DataDir, tmp_path: Path, province: str) -> None:
    folder.targets_text("x", f"province: {province!r}\ntargets: []\n")
    sent = folder.report("../sent", {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 5}, head={"Tỉnh": province, "Kỳ": "2023"})
    for arguments in (("check", province), ("import", str(sent), "--province", province), ("import", str(sent))):
        assert folder.run(*arguments).exit_code in {0, 1, 2}
    assert list(tmp_path.iterdir()) == [folder.root]
    assert {path.name for path in folder.root.iterdir()} == {"targets", "reports", sent.name}
    assert {path.name for path in (folder.root / "reports").iterdir()} == {"dien-bien", "thai-nguyen"}


NAMES = {
    "decomposed": unicodedata.normalize("NFD", "Báo cáo năm 2023.xlsx"),
    "new line": "2023\n::error::x.xlsx",
    "escape codes": "2023\x1b[31m\x1b]0;x\x07.xlsx",
    "markup": "[red]2023<script>.xlsx",
    "long": "2023" + "x" * 240 + ".xlsx",
    "quotes": "2023'\"`$(x).xlsx",
    "right to left": "2023\u202exslx.xlsx",
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_strange_name_costs_nothing_and_reaches_no_terminal(folder: DataDir, kind: str) -> None:
    (folder.root / "reports" / "dien-bien" / NAMES[kind]).write_bytes(b"no workbook")
    document = answer(folder)
    assert figures(document) == {"thai-nguyen": 85}
    assert "unreadable-workbook" in told(document).values()
    shown = folder.run("check", "--as-of", "2024-06-30").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\n::error" not in shown


def test_a_folder_name_in_another_normal_form_is_the_province(folder: DataDir) -> None:
    named = folder.root / "reports" / unicodedata.normalize("NFD", "Điện Biên")
    named.mkdir()
    (named / "2023.xlsx").write_bytes(workbook())
    assert figures(answer(folder)) == {"dien-bien": 85, "thai-nguyen": 85}


@pytest.fixture
def restless(folder: DataDir) -> Iterator[Path]:
    """A report that vanishes, is cut short and comes back, all the time."""
    path = folder.root / "reports" / "dien-bien" / "2023.xlsx"
    content, done = workbook(), threading.Event()

    def change() -> None:
        while not done.is_set():
            path.write_bytes(content)
            path.write_bytes(content[:700])
            path.unlink()

    thread = threading.Thread(target=change)
    thread.start()
    yield path
    done.set()
    thread.join()


@pytest.mark.usefixtures("restless")
def test_a_file_that_changes_while_it_is_read_costs_no_other(folder: DataDir) -> None:
    for _ in range(40):
        document = answer(folder)
        found = figures(document)
        assert found.pop("dien-bien", 85) == 85
        assert found == {"thai-nguyen": 85}
