"""Reports that come in a zip archive or a saved mail: each as if it had come alone, nothing beyond bounds."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest

from du_an8.intake import archives
from du_an8.intake.archives import unpack

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import DataDir

RUNNING = "Luỹ kế từ đầu giai đoạn"
REPORT = b"Ch\xe1\xbb\x89 ti\xc3\xaau,\n"


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def names(path: Path, tmp_path: Path) -> list[str]:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    return [each.name for each in unpack(path, scratch).files]


def rules(path: Path, tmp_path: Path) -> list[str]:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    unpacked = unpack(path, scratch)
    assert unpacked.files == []
    return [finding.key for finding in unpacked.findings]


class TestTakenIn:
    def sent(self, data: DataDir) -> dict[str, bytes]:
        for name, province in (("a", "Điện Biên"), ("b", "Lai Châu")):
            head = {"Tỉnh": province, "Kỳ báo cáo": "Quý IV/2023", "Ngày báo cáo": "10/01/2024"}
            data.report(f"../../thu/{name}", {"Mã": "to-truyen-thong", RUNNING: 490}, head=head)
        folder = data.root.parent / "thu"
        return {f"Quý IV/{name}.xlsx": (folder / f"{name}.xlsx").read_bytes() for name in "ab"}

    def filed(self, data: DataDir) -> list[str]:
        return sorted(path.relative_to(data.root).as_posix() for path in (data.root / "reports").rglob("*.xlsx"))

    def test_each_report_of_an_archive_is_filed_where_it_belongs(self, data: DataDir, tmp_path: Path) -> None:
        path = packed(tmp_path / "goi.zip", self.sent(data))
        result = data.run("import", str(path))
        assert result.exit_code == 0, result.output
        assert self.filed(data) == ["reports/dien-bien/2023-Q4.xlsx", "reports/lai-chau/2023-Q4.xlsx"]
        assert "goi.zip/Quý IV/a.xlsx" in result.output

    def test_a_name_that_leads_out_of_the_archive_is_taken_without_that(self, data: DataDir, tmp_path: Path) -> None:
        content = self.sent(data)["Quý IV/a.xlsx"]
        path = packed(tmp_path / "goi.zip", {"../../a.xlsx": content})
        result = data.run("import", str(path))
        assert result.exit_code == 0, result.output
        assert self.filed(data) == ["reports/dien-bien/2023-Q4.xlsx"]
        assert not (data.root.parent / "a.xlsx").exists()

    def test_a_saved_mail_gives_its_attachments(self, data: DataDir, tmp_path: Path) -> None:
        message = EmailMessage()
        message.set_content("Gửi báo cáo quý IV; tổng cộng 490 tổ.")
        for name, content in self.sent(data).items():
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
        path = tmp_path / "thư.eml"
        path.write_bytes(message.as_bytes())
        assert data.run("import", str(path)).exit_code == 0
        assert self.filed(data) == ["reports/dien-bien/2023-Q4.xlsx", "reports/lai-chau/2023-Q4.xlsx"]

    def test_what_is_no_report_is_named_and_the_rest_taken(self, data: DataDir, tmp_path: Path) -> None:
        path = packed(tmp_path / "goi.zip", {**self.sent(data), "anh.jpg": b"x", "ky.pdf": b"%PDF"})
        result = data.run("import", str(path))
        assert result.exit_code == 1
        assert "goi.zip/anh.jpg" in result.output
        assert "goi.zip/ky.pdf" in result.output
        assert len(self.filed(data)) == 2

    def test_the_same_report_in_two_archives_is_filed_once(self, data: DataDir, tmp_path: Path) -> None:
        files = self.sent(data)  # once: a workbook that is made again bears another time
        paths = [str(packed(tmp_path / name, files)) for name in ("a.zip", "b.zip")]
        assert data.run("import", *paths).exit_code == 0
        assert len(self.filed(data)) == 2


def test_leftovers_of_systems_are_passed_over(tmp_path: Path) -> None:
    files = {"a.csv": REPORT, "__MACOSX/._a.csv": b"x", "~$a.xlsx": b"x", "thư mục/": b""}
    assert names(packed(tmp_path / "x.zip", files), tmp_path) == ["x.zip/a.csv"]


def test_an_archive_in_an_archive_is_opened_as_well(tmp_path: Path) -> None:
    inner = packed(tmp_path / "trong.zip", {"a.csv": REPORT})
    outer = packed(tmp_path / "ngoai.zip", {"trong.zip": inner.read_bytes()})
    assert names(outer, tmp_path) == ["ngoai.zip/trong.zip/a.csv"]


@pytest.mark.parametrize("name", ["../../../ra-ngoai.csv", "/etc/ra-ngoai.csv", "C:\\ra-ngoai.csv", "a\x00b/..csv"])
def test_a_name_never_leads_out_of_the_scratch_folder(tmp_path: Path, name: str) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    unpack(packed(tmp_path / "x.zip", {name: REPORT}), scratch)
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*")} == {"x.zip", "scratch"}
    assert not list(tmp_path.parent.glob("ra-ngoai.csv"))


class TestBounds:
    """More than any office sends is refused as a whole: half an archive would look like all of it."""

    def test_on_the_size(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(archives, "_MOST_BYTES", 1_000)
        assert rules(packed(tmp_path / "x.zip", {"a.csv": b"0" * 1_001}), tmp_path) == ["unsafe-workbook"]

    def test_on_the_number_of_files(self, tmp_path: Path) -> None:
        files = {f"{number}.csv": REPORT for number in range(300)}
        assert rules(packed(tmp_path / "x.zip", files), tmp_path) == ["unsafe-workbook"]

    def test_on_the_depth(self, tmp_path: Path) -> None:
        content = REPORT
        for number in range(6):
            stream = io.BytesIO()
            with zipfile.ZipFile(stream, "w") as archive:
                archive.writestr("a.csv" if number == 0 else "x.zip", content)
            content = stream.getvalue()
        path = tmp_path / "x.zip"
        path.write_bytes(content)
        assert rules(path, tmp_path) == ["unsafe-workbook"]


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"PK\x03\x04 cut", "unreadable-workbook.damaged"),
        (b"", "unreadable-workbook.damaged"),
        (b"PK\x05\x06" + bytes(18), "unreadable-workbook.no-report"),
    ],
)
def test_an_archive_that_gives_nothing_says_why(tmp_path: Path, content: bytes, rule: str) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    assert rules(path, tmp_path) == [rule]


def test_a_member_with_a_password_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.zip", {"a.csv": REPORT})
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    path.write_bytes(bytes(content))
    assert rules(path, tmp_path) == ["unreadable-workbook.encrypted"]
