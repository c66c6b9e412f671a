"""A name stands for one indicator: a clash names both, and whatever else the file says holds."""

from pathlib import Path
from typing import Any

import pytest

from conftest import DataDir
from du_an8.findings import Finding
from du_an8.programme.catalogue import Programme
from du_an8.programme.load import load_programme

Json = dict[str, Any]
PACKAGED = load_programme(None)[0]
CUMULATIVE = "Luỹ kế từ đầu giai đoạn"
OWN = "id: moi, name: Mô hình vùng cao, unit: mô hình, kind: stock"
OTHER_PROGRAMME = """\
replace: true
name: Chương trình khác
phases: [{name: giai đoạn 2021-2025, start: 2021-01-01, end: 2025-12-31}]
"""


def loaded(tmp_path: Path, text: str) -> tuple[Programme, list[Finding]]:
    path = tmp_path / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_programme(path, "data/programme.yaml")


def clashes(findings: list[Finding]) -> list[tuple[str, str, str]]:
    """The name, whose it was to be, whose it is; nothing else is at fault."""
    assert {finding.key for finding in findings} <= {"invalid-value.name-taken"}
    assert all(str(f.parameters["name"]) in f.message and str(f.parameters["other"]) in f.message for f in findings)
    return [(str(f.parameters["text"]), str(f.parameters["name"]), str(f.parameters["other"])) for f in findings]


@pytest.mark.parametrize("alias", ["CLB", "clb", "Câu lạc bộ thủ lĩnh", "CÂU LẠC BỘ THỦ LĨNH"])
def test_an_alias_that_is_a_packaged_indicators_stays_its(tmp_path: Path, alias: str) -> None:
    programme, findings = loaded(tmp_path, f"indicators:\n  - {{{OWN}, aliases: ['{alias}', Mô hình bản xa]}}\n")
    assert clashes(findings) == [(alias, "moi", "clb-thu-linh")]
    assert programme.find_indicator(alias) is programme.indicators["clb-thu-linh"]
    assert programme.find_indicator("Mô hình bản xa") is programme.indicators["moi"]


def test_each_of_several_clashes_is_told_at_its_own_place(tmp_path: Path) -> None:
    text = f"grace_days: 10\nindicators:\n  - {{{OWN}}}\n  - id: hai\n    name: Mô hình hai\n    unit: mô hình\n"
    text += "    kind: flow\n    aliases:\n      - CLB\n      - Mô hình vùng cao\n      - Mô hình thứ hai\n"
    programme, findings = loaded(tmp_path, text)
    assert clashes(findings) == [("CLB", "hai", "clb-thu-linh"), ("Mô hình vùng cao", "hai", "moi")]
    assert [str(finding.location) for finding in findings] == ["data/programme.yaml:9:9", "data/programme.yaml:10:9"]
    assert programme.grace_days == 10
    assert programme.indicators["hai"].aliases == ("Mô hình thứ hai",)


@pytest.mark.parametrize(
    ("names", "called"),
    [
        ("name: Đối thoại, short_name: Buổi gặp", ("Đối thoại (moi)", "Buổi gặp")),
        ("name: Buổi gặp ở bản, short_name: Đối thoại", ("Buổi gặp ở bản", "Buổi gặp ở bản")),
        ("name: Đối thoại, short_name: đối thoại", ("Đối thoại (moi)", "Đối thoại (moi)")),
        ("name: Đối thoại", ("Đối thoại (moi)", "Đối thoại (moi)")),
    ],
)
def test_a_new_indicator_without_its_name_can_still_be_told_apart(
    tmp_path: Path, names: str, called: tuple[str, str]
) -> None:
    text = f"indicators:\n  - {{id: moi, {names}, unit: buổi, kind: flow, aliases: [Gặp gỡ]}}\n"
    programme, findings = loaded(tmp_path, text)
    assert {other for _, _, other in clashes(findings)} == {"doi-thoai-chinh-sach"}
    added = programme.indicators["moi"]
    assert (added.name, added.short_name) == called
    assert programme.find_indicator("Gặp gỡ") is programme.find_indicator("moi") is added
    assert programme.find_indicator("Đối thoại") is programme.indicators["doi-thoai-chinh-sach"]


def test_a_known_indicator_keeps_the_names_that_it_had(tmp_path: Path) -> None:
    text = "indicators:\n  - {id: to-truyen-thong, name: Đối thoại, short_name: CLB, aliases: [CLB, Tổ TT thôn]}\n"
    programme, findings = loaded(tmp_path, text)
    assert [place for *_, place in clashes(findings)] == ["doi-thoai-chinh-sach", "clb-thu-linh", "clb-thu-linh"]
    before, after = PACKAGED.indicators["to-truyen-thong"], programme.indicators["to-truyen-thong"]
    assert (after.name, after.short_name) == (before.name, before.short_name)
    assert after.aliases == (*before.aliases, "Tổ TT thôn")


def test_within_another_programme_the_first_keeps_the_name(tmp_path: Path) -> None:
    text = OTHER_PROGRAMME + (
        "indicators:\n"
        "  - {id: a, name: Công trình, unit: công trình, kind: stock, aliases: [CT nước]}\n"
        "  - {id: b, name: Công trình lớn, unit: công trình, kind: stock, aliases: [ct NƯỚC, CT lớn]}\n"
        "  - {id: c, name: CÔNG TRÌNH, unit: công trình, kind: stock, aliases: [CLB]}\n"
    )
    programme, findings = loaded(tmp_path, text)
    assert clashes(findings) == [("ct NƯỚC", "b", "a"), ("CÔNG TRÌNH", "c", "a")]
    assert list(programme.indicators) == ["a", "b", "c"]
    assert [programme.find_indicator(name) for name in ("CT nước", "Công trình", "CT lớn", "CLB")] == [
        programme.indicators[key] for key in ("a", "a", "b", "c")
    ]


def test_one_indicator_has_one_entry(tmp_path: Path) -> None:
    text = f"indicators:\n  - {{{OWN}}}\n  - {{id: moi, unit: tổ}}\n  - {{id: clb-thu-linh, unit: đội}}\n"
    programme, findings = loaded(tmp_path, text)
    assert [(f.key, str(f.location)) for f in findings] == [
        ("invalid-value.indicator-twice", "data/programme.yaml:3:10")
    ]
    assert [programme.indicators[key].unit for key in ("moi", "clb-thu-linh")] == ["mô hình", "đội"]


def test_the_id_that_a_person_types_is_that_indicator(tmp_path: Path) -> None:
    programme, findings = loaded(
        tmp_path, "indicators:\n  - {id: clb, name: Mô hình vùng cao, unit: mô hình, kind: stock}\n"
    )
    assert findings == []
    assert programme.find_indicator("clb") is programme.indicators["clb"]
    assert programme.find_indicator("CLB") is programme.indicators["clb-thu-linh"]


def test_reports_are_read_and_judged_in_spite_of_a_clash(data: DataDir) -> None:
    text = f"grace_days: 10\nindicators:\n  - {{{OWN}, aliases: [CLB, Tổ truyền thông cộng đồng]}}\n"
    (data.root / "programme.yaml").write_text(text, encoding="utf-8")
    data.targets("Điện Biên", {"indicator": "clb-thu-linh", "target": 85}, {"indicator": "moi", "target": 10})
    data.report(
        "dien-bien/2023",
        {"Chỉ tiêu": "CLB", CUMULATIVE: 80},
        {"Chỉ tiêu": "Mô hình vùng cao", CUMULATIVE: 4},
        {"Chỉ tiêu": "Tổ truyền thông cộng đồng", CUMULATIVE: 300},
        head={"Kỳ báo cáo": "Năm 2023"},
    )
    document: Json = data.check("Điện Biên", "--as-of", "2024-01-15")
    rows = {row["id"]: row["actual"] for row in document["provinces"][0]["indicators"]}
    assert rows == {"clb-thu-linh": 80, "to-truyen-thong": 300, "moi": 4}
    told = [(f["rule"], f["location"]["path"], f["location"]["line"]) for f in document["findings"]]
    assert told.count(("invalid-value", "data/programme.yaml", 3)) == 2


# What is at fault in another programme never brings the packaged one back.


@pytest.mark.parametrize(
    "text",
    [
        OTHER_PROGRAMME + "indicators: [{id: a, name: Công trình, unit: công trình, kind: stack}]\n",
        OTHER_PROGRAMME + "indicators: [{id: a, name: Công trình\n",
        OTHER_PROGRAMME + "tên: x\nindicators: [{id: a, name: Công trình, unit: công trình, kind: stock}]\n",
        "replace: true\n",
        "# của tỉnh\nreplace:   true   # khác\nname: {\n",
    ],
)
def test_another_programme_at_fault_shows_nothing_of_the_packaged_one(tmp_path: Path, text: str) -> None:
    programme, findings = loaded(tmp_path, text)
    assert findings
    assert programme.name
    assert "Dự án 8" not in programme.name
    assert not programme.indicators.keys() & PACKAGED.indicators.keys()
    assert not programme.neutral_words


def test_an_indicator_of_a_later_phase_alone_is_known(tmp_path: Path) -> None:
    programme, findings = loaded(tmp_path, f"indicators:\n  - {{{OWN}, phases: [II]}}\n")
    assert findings == []
    first, second = programme.phases
    assert "moi" in programme.indicators
    assert "moi" not in programme.in_phase(first).indicators
    assert "moi" in programme.in_phase(second).indicators
