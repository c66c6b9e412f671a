"""What is counted, where and when: the packaged programme, both eras' provinces, a data folder's own programme."""

import re
import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from du_an8.findings import Finding
from du_an8.programme.catalogue import Indicator, Kind, Programme
from du_an8.programme.load import load_programme
from du_an8.programme.phases import Every, Reporting
from du_an8.programme.provinces import Province, era_of, load_provinces
from du_an8.vietnamese.names import fold, fold_place

if TYPE_CHECKING:
    from conftest import DataDir

PACKAGED = load_programme(None)[0]
PROVINCES = load_provinces()
OLD_DAY, NEW_DAY = date(2025, 6, 30), date(2025, 7, 1)

CORE = {
    "to-truyen-thong": Kind.STOCK,
    "to-tiet-kiem-vay-von": Kind.STOCK,
    "dia-chi-tin-cay": Kind.STOCK,
    "to-sinh-ke-4-0": Kind.STOCK,
    "clb-thu-linh": Kind.STOCK,
    "sinh-de-an-toan": Kind.RATE,
    "doi-thoai-chinh-sach": Kind.FLOW,
    "can-bo-nu-dtts": Kind.FLOW,
    "giam-sat-danh-gia-bdg": Kind.FLOW,
    "long-ghep-gioi-ct2": Kind.FLOW,
    "long-ghep-gioi-ct3": Kind.FLOW,
}

# Quyết định 124/2004/QĐ-TTg with its later changes.
OLD_CODES = {
    province: code
    for code, province in re.findall(
        r"(\d\d) ([a-z-]+)",
        """
    01 ha-noi,02 ha-giang,04 cao-bang,06 bac-kan,08 tuyen-quang,10 lao-cai,11 dien-bien,12 lai-chau,14 son-la,
    15 yen-bai,17 hoa-binh,19 thai-nguyen,20 lang-son,22 quang-ninh,24 bac-giang,25 phu-tho,26 vinh-phuc,27 bac-ninh,
    30 hai-duong,31 hai-phong,33 hung-yen,34 thai-binh,35 ha-nam,36 nam-dinh,37 ninh-binh,38 thanh-hoa,40 nghe-an,
    42 ha-tinh,44 quang-binh,45 quang-tri,46 thua-thien-hue,48 da-nang,49 quang-nam,51 quang-ngai,52 binh-dinh,
    54 phu-yen,56 khanh-hoa,58 ninh-thuan,60 binh-thuan,62 kon-tum,64 gia-lai,66 dak-lak,67 dak-nong,68 lam-dong,
    70 binh-phuoc,72 tay-ninh,74 binh-duong,75 dong-nai,77 ba-ria-vung-tau,79 ho-chi-minh,80 long-an,82 tien-giang,
    83 ben-tre,84 tra-vinh,86 vinh-long,87 dong-thap,89 an-giang,91 kien-giang,92 can-tho,93 hau-giang,94 soc-trang,
    95 bac-lieu,96 ca-mau""",
    )
}
# Nghị quyết 202/2025/QH15, điều 1: the 23 units that were formed, and the 11 that weren't rearranged.
MERGED = {
    "tuyen-quang": {"tuyen-quang", "ha-giang"},
    "lao-cai": {"lao-cai", "yen-bai"},
    "thai-nguyen": {"thai-nguyen", "bac-kan"},
    "phu-tho": {"phu-tho", "vinh-phuc", "hoa-binh"},
    "bac-ninh": {"bac-ninh", "bac-giang"},
    "hung-yen": {"hung-yen", "thai-binh"},
    "hai-phong": {"hai-phong", "hai-duong"},
    "ninh-binh": {"ninh-binh", "ha-nam", "nam-dinh"},
    "quang-tri": {"quang-tri", "quang-binh"},
    "da-nang": {"da-nang", "quang-nam"},
    "quang-ngai": {"quang-ngai", "kon-tum"},
    "gia-lai": {"gia-lai", "binh-dinh"},
    "khanh-hoa": {"khanh-hoa", "ninh-thuan"},
    "lam-dong": {"lam-dong", "dak-nong", "binh-thuan"},
    "dak-lak": {"dak-lak", "phu-yen"},
    "ho-chi-minh": {"ho-chi-minh", "ba-ria-vung-tau", "binh-duong"},
    "dong-nai": {"dong-nai", "binh-phuoc"},
    "tay-ninh": {"tay-ninh", "long-an"},
    "can-tho": {"can-tho", "soc-trang", "hau-giang"},
    "vinh-long": {"vinh-long", "ben-tre", "tra-vinh"},
    "dong-thap": {"dong-thap", "tien-giang"},
    "ca-mau": {"ca-mau", "bac-lieu"},
    "an-giang": {"an-giang", "kien-giang"},
}
UNCHANGED = {
    "cao-bang": "cao-bang",
    "dien-bien": "dien-bien",
    "ha-tinh": "ha-tinh",
    "lai-chau": "lai-chau",
    "lang-son": "lang-son",
    "nghe-an": "nghe-an",
    "quang-ninh": "quang-ninh",
    "thanh-hoa": "thanh-hoa",
    "son-la": "son-la",
    "ha-noi": "ha-noi",
    "thua-thien-hue": "hue",
}
REUSED_CODES = {
    "15": ("yen-bai", "lao-cai"),
    "24": ("bac-giang", "bac-ninh"),
    "44": ("quang-binh", "quang-tri"),
    "52": ("binh-dinh", "gia-lai"),
    "80": ("long-an", "tay-ninh"),
    "82": ("tien-giang", "dong-thap"),
    "91": ("kien-giang", "an-giang"),
}


# Indicators


@pytest.mark.parametrize(("indicator", "kind"), CORE.items())
def test_every_core_indicator_of_the_design_exists_with_its_kind(indicator: str, kind: Kind) -> None:
    found = PACKAGED.indicators[indicator]
    assert (found.kind, found.core) == (kind, True)
    assert found.name
    assert found.short_name
    assert found.unit
    assert found.content in {1, 2, 3, 4}


def test_all_other_packaged_indicators_are_supporting_figures() -> None:
    assert {key for key, indicator in PACKAGED.indicators.items() if indicator.core} == set(CORE)


def test_no_two_indicators_share_a_name_however_it_is_spelt() -> None:
    owners: dict[str, set[str]] = {}
    for indicator in PACKAGED.indicators.values():
        for name in indicator.names:
            owners.setdefault(fold(name), set()).add(indicator.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}
    assert "" not in owners


@pytest.mark.parametrize("indicator", PACKAGED.indicators.values(), ids=lambda indicator: indicator.id)
def test_an_indicator_is_found_by_every_name_however_it_is_spelt(indicator: Indicator) -> None:
    for name in indicator.names:
        for spelling in (name, name.upper(), unicodedata.normalize("NFD", name), fold(name), f" {name} "):
            assert PACKAGED.find_indicator(spelling) is indicator


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Tổ truyền thông cộng đồng được thành lập và duy trì hoạt động", "to-truyen-thong"),
        ("Tổ TKVVTB", "to-tiet-kiem-vay-von"),
        ("địa chỉ tin cậy tại cộng đồng", "dia-chi-tin-cay"),
        ("CÂU LẠC BỘ “THỦ LĨNH CỦA SỰ THAY ĐỔI”", "clb-thu-linh"),
        ("Cuộc đối thoại chính sách cấp xã và cụm thôn, bản", "doi-thoai-chinh-sach"),
        ("Cán bộ nữ DTTS cấp huyện, cấp xã được nâng cao năng lực phù hợp", "can-bo-nu-dtts"),
    ],
)
def test_names_as_the_sources_write_them_are_known(text: str, indicator: str) -> None:
    found = PACKAGED.find_indicator(text)
    assert found is not None
    assert found.id == indicator


def test_an_unknown_indicator_is_not_guessed() -> None:
    assert PACKAGED.find_indicator("Tổ hợp tác") is None
    assert PACKAGED.find_indicator("") is None


def test_national_targets_are_those_that_have_a_source() -> None:
    stated = {
        key: indicator.national_target.target
        for key, indicator in PACKAGED.indicators.items()
        if indicator.national_target
    }
    assert stated == {
        "to-truyen-thong": 9000,
        "to-tiet-kiem-vay-von": 3000,
        "dia-chi-tin-cay": 1000,
        "clb-thu-linh": 1800,
        "can-bo-nu-dtts": 2000,
    }
    assert all(i.national_target.source.title for i in PACKAGED.indicators.values() if i.national_target)


def test_the_phase_and_the_rules_of_judging_are_those_of_the_design() -> None:
    phase = PACKAGED.phase
    assert (phase.start, phase.end) == (date(2021, 1, 1), date(2025, 12, 31))
    assert phase.active_years == (2022, 2023, 2024, 2025)
    assert (PACKAGED.near, PACKAGED.slow) == (Fraction(9, 10), Fraction(6, 10))
    assert (PACKAGED.grace_days, PACKAGED.stale_after_days) == (25, 200)


def test_a_unit_is_accepted_in_any_spelling() -> None:
    clubs = PACKAGED.indicators["clb-thu-linh"]
    assert all(clubs.accepts_unit(unit) for unit in ("CLB", "clb", "câu lạc bộ", "Câu Lạc Bộ"))
    assert not clubs.accepts_unit("người")


# Provinces


def test_there_are_63_provinces_with_their_official_codes_and_then_34() -> None:
    old, new = PROVINCES.by_era["2008"], PROVINCES.by_era["2025"]
    assert {key: province.code for key, province in old.items()} == OLD_CODES
    assert len(old) == 63
    assert len(new) == len({province.code for province in new.values()}) == 34


def test_every_old_province_is_part_of_exactly_one_new_one() -> None:
    new = PROVINCES.by_era["2025"].values()
    assert {province.id: set(province.components) for province in new if province.components} == MERGED
    assert {province.area for province in new if not province.components} == set(UNCHANGED)
    places = Counter([part for province in new for part in province.components] + list(UNCHANGED))
    assert places == dict.fromkeys(OLD_CODES, 1)


@pytest.mark.parametrize(("new", "parts"), MERGED.items())
def test_a_merged_province_has_an_area_of_its_own_and_its_parts_name_it(new: str, parts: set[str]) -> None:
    province = PROVINCES.by_era["2025"][new]
    old = PROVINCES.by_era["2008"]
    assert {part.id for part in PROVINCES.parts(province)} == parts
    assert {old[part].merged_into for part in parts} == {new}
    assert province.area not in {p.area for p in old.values()}


@pytest.mark.parametrize(("old", "new"), UNCHANGED.items())
def test_the_11_unchanged_areas_are_one_area_in_both_eras(old: str, new: str) -> None:
    before, after = PROVINCES.by_era["2008"][old], PROVINCES.by_era["2025"][new]
    assert (before.area, before.code) == (after.area, after.code)
    assert before.merged_into is None
    assert after.components == ()
    assert PROVINCES.find(before.name, OLD_DAY) is before
    assert PROVINCES.find(before.name, NEW_DAY) is after


def test_exactly_seven_codes_mean_another_area_in_the_new_era() -> None:
    old = {province.code: province for province in PROVINCES.by_era["2008"].values()}
    changed = {
        province.code: (old[province.code].id, province.id)
        for province in PROVINCES.by_era["2025"].values()
        if old[province.code].id not in {province.id, *(o for o, n in UNCHANGED.items() if n == province.id)}
    }
    assert changed == REUSED_CODES


def test_the_new_era_begins_on_the_first_of_july_2025() -> None:
    assert (era_of(OLD_DAY), era_of(NEW_DAY)) == ("2008", "2025")


@pytest.mark.parametrize("province", list(PROVINCES), ids=lambda province: f"{province.era}-{province.id}")
def test_every_province_is_found_by_any_spelling_on_a_day_of_its_era(province: Province) -> None:
    day = OLD_DAY if province.era == "2008" else NEW_DAY
    name = province.name
    plain = fold_place(name)
    spellings = [
        province.id, name, name.upper(), name.lower(), plain, plain.upper(), f" {name} ", f"tỉnh {name}",
        f"Tỉnh {name.upper()}", f"thành phố {name}", f"TP. {name}", unicodedata.normalize("NFD", name),
        unicodedata.normalize("NFD", f"Tỉnh {name}"),
    ]  # fmt: skip
    assert [text for text in spellings if PROVINCES.find(text, day) is not province] == []


@pytest.mark.parametrize(
    ("text", "day", "era", "province"),
    [
        ("Hoà Bình", OLD_DAY, "2008", "hoa-binh"),
        ("Hòa Bình", OLD_DAY, "2008", "hoa-binh"),
        ("Thanh Hoá", OLD_DAY, "2008", "thanh-hoa"),
        ("Thanh Hóa", NEW_DAY, "2025", "thanh-hoa"),
        ("Bắc Cạn", OLD_DAY, "2008", "bac-kan"),
        ("tỉnh Bắc Cạn", OLD_DAY, "2008", "bac-kan"),
        ("Huế", OLD_DAY, "2008", "thua-thien-hue"),
        ("Thừa Thiên Huế", OLD_DAY, "2008", "thua-thien-hue"),
        ("Thừa Thiên - Huế", OLD_DAY, "2008", "thua-thien-hue"),
        ("Huế", NEW_DAY, "2025", "hue"),
        ("Thừa Thiên Huế", NEW_DAY, "2025", "hue"),
        ("Đăk Lăk", OLD_DAY, "2008", "dak-lak"),
        ("Đắc Lắc", NEW_DAY, "2025", "dak-lak"),
        ("DIEN BIEN", OLD_DAY, "2008", "dien-bien"),
        # one name, another area
        ("Lào Cai", OLD_DAY, "2008", "lao-cai"),
        ("Lào Cai", NEW_DAY, "2025", "lao-cai"),
        # a province that no longer exists answers for the old area
        ("Bắc Kạn", NEW_DAY, "2008", "bac-kan"),
        ("Hoà Bình", NEW_DAY, "2008", "hoa-binh"),
    ],
)
def test_a_name_means_the_province_of_its_day(text: str, day: date, era: str, province: str) -> None:
    found = PROVINCES.find(text, day)
    assert found is not None
    assert (found.era, found.id) == (era, province)


@pytest.mark.parametrize("text", ["", "tỉnh", "Dien Ben", "Việt Bắc", "15", "Hà"])
def test_an_unknown_name_is_never_guessed(text: str) -> None:
    assert PROVINCES.find(text, OLD_DAY) is None


@pytest.mark.parametrize(
    ("text", "wanted"), [("Dien Ben", "Điện Biên"), ("tỉnh Điên Bin", "Điện Biên"), ("Laocai", "Lào Cai")]
)
def test_an_unknown_name_gets_the_three_nearest(text: str, wanted: str) -> None:
    names = PROVINCES.nearest_names(text)
    assert names[0] == wanted
    assert len(set(names)) == 3


def test_the_command_ends_with_2_for_an_unknown_province_and_names_the_three_nearest(data: "DataDir") -> None:
    result = data.run("check", "Dien Ben", "--as-of", "2023-12-31")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Điện Biên" in result.stderr
    assert sum(name in result.stderr for name in {province.name for province in PROVINCES}) == 3


# A data folder's own programme.yaml


def overridden(tmp_path: Path, text: str) -> tuple[Programme, list[Finding]]:
    path = tmp_path / "programme.yaml"
    path.write_text(text, encoding="utf-8")
    return load_programme(path, "data/programme.yaml")


def test_without_an_override_the_packaged_programme_holds(tmp_path: Path) -> None:
    assert load_programme(tmp_path / "programme.yaml") == (PACKAGED, [])


def test_a_programme_is_one_object_as_long_as_its_files_stay_the_same(tmp_path: Path) -> None:
    first, _ = overridden(tmp_path, "grace_days: 10\n")
    again, _ = overridden(tmp_path, "grace_days: 10\n")
    changed, _ = overridden(tmp_path, "grace_days: 11\n")
    assert load_programme(None)[0] is load_programme(None)[0]
    assert again is first
    assert changed.grace_days == 11


def test_a_text_is_read_once_in_the_words_of_a_programme() -> None:
    texts: list[str] = []

    def read(text: str, programme: Programme) -> str:
        texts.append(text)
        return f"{text} of {programme.name}"

    assert PACKAGED.once(read)("Sa Lông") == PACKAGED.once(read)("Sa Lông") == f"Sa Lông of {PACKAGED.name}"
    assert texts == ["Sa Lông"]


def test_how_often_provinces_report_is_data(tmp_path: Path) -> None:
    assert PACKAGED.reporting == Reporting(Every.QUARTER)
    programme, findings = overridden(tmp_path, "reporting: {every: half, due_days: 10}\n")
    assert (findings, programme.reporting) == ([], Reporting(Every.HALF, 10))
    programme, (finding,) = overridden(tmp_path, "reporting: {every: week}\n")
    assert (finding.rule, programme.reporting) == ("invalid-value", Reporting(Every.QUARTER))


def test_an_override_changes_only_what_it_states(tmp_path: Path) -> None:
    programme, findings = overridden(
        tmp_path, "thresholds:\n  near: 0.95\n  slow: 0.5\ngrace_days: 10\nstale_after_days: 90\n"
    )
    assert findings == []
    assert (programme.near, programme.slow) == (Fraction(95, 100), Fraction(1, 2))
    assert (programme.grace_days, programme.stale_after_days) == (10, 90)
    assert programme.indicators == PACKAGED.indicators
    assert [(p.id, p.start, p.end) for p in programme.phases] == [(p.id, p.start, p.end) for p in PACKAGED.phases]


def test_names_that_an_override_adds_leave_the_others(tmp_path: Path) -> None:
    text = "indicators:\n  - {id: to-truyen-thong, aliases: [Tổ TT thôn], unit_aliases: [nhóm]}\n"
    programme, findings = overridden(tmp_path, text)
    assert findings == []
    changed = programme.indicators["to-truyen-thong"]
    assert programme.find_indicator("tổ tt thôn") is programme.find_indicator("Tổ TTCĐ") is changed
    assert changed.accepts_unit("nhóm")
    assert changed.accepts_unit("mô hình")


def test_an_override_adds_an_indicator_beside_the_packaged_ones(tmp_path: Path) -> None:
    text = """\
sources:
  kh: {title: Kế hoạch tỉnh}
indicators:
  - id: pano
    name: Pa nô tuyên truyền
    unit: chiếc
    kind: flow
    core: false
    aliases: [Bảng pa nô]
    national_target: {target: 100, source: kh}
"""
    programme, findings = overridden(tmp_path, text)
    assert findings == []
    assert set(programme.indicators) == {*PACKAGED.indicators, "pano"}
    added = programme.find_indicator("BẢNG PA NÔ")
    assert added is programme.indicators["pano"]
    assert (added.kind, added.core, added.short_name) == (Kind.FLOW, False, "Pa nô tuyên truyền")
    assert added.national_target is not None
    assert added.national_target.target == Decimal(100)


def test_an_override_changes_single_fields_of_a_packaged_indicator(tmp_path: Path) -> None:
    programme, findings = overridden(tmp_path, "indicators:\n  - id: to-truyen-thong\n    unit: nhóm\n")
    before, after = PACKAGED.indicators["to-truyen-thong"], programme.indicators["to-truyen-thong"]
    assert findings == []
    assert (after.unit, after.name, after.kind) == ("nhóm", before.name, before.kind)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("grace_days: 10\n⟦treshold: {near: 0.9}\n", "unknown-key"),
        ("thresholds:\n  ⟦naer: 0.95\n", "unknown-key"),
        ("thresholds:\n  near: ⟦90%\n", "invalid-value"),
        ("thresholds:\n  near: ⟦0,9\n", "invalid-value"),
        ("thresholds:\n  near: ⟦-1\n", "invalid-value"),
        ("grace_days: 10\n⟦grace_days: 20\n", "duplicate-key"),
        ("grace_days: ⟦mười\n", "invalid-value"),
        ("grace_days: ⟦400\n", "invalid-value"),
        ("stale_after_days: ⟦1.800\n", "ambiguous-number"),
        ("indicators:\n  - id: to-truyen-thong\n    kind: ⟦total\n", "invalid-value"),
        ("indicators:\n  - ⟦id: moi\n    unit: tổ\n    kind: stock\n", "invalid-value"),
        ("indicators:\n  - id: moi\n    core: ⟦no\n", "invalid-value"),
        ("indicators:\n  - {id: x, name: x, unit: x, kind: flow, national_target: {target: 1, source: ⟦kh}}\n",
         "invalid-value"),
        ("phase: {name: I, start: 2025-01-01, end: ⟦2021-12-31, active_years: [2022]}\n", "invalid-value"),
        ("phase: {name: I, start: 2021-01-01, end: ⟦2025-02-30, active_years: [2022]}\n", "invalid-value"),
        ("⟦- a\n", "yaml-syntax"),
        ("splits:\n  - ⟦id: moi\n    name: Mới\n", "invalid-value"),
        ("splits:\n  - {id: moi, name: Mới, parts: [{name: a}, ⟦{name: b, spellings: [nữ giới]}]}\n", "invalid-value"),
        ("splits:\n  - {id: moi, name: Mới, parts: [{name: a}, {name: b}], wholes: [⟦[a, c]]}\n", "invalid-value"),
        ("splits:\n  - {id: gioi, indicators: [⟦to-truyen-thon]}\n", "unknown-indicator"),
    ],
)  # fmt: skip
def test_a_faulty_override_is_a_finding_with_its_place_and_is_set_aside_whole(
    tmp_path: Path, text: str, rule: str
) -> None:
    before = text[: text.index("⟦")]
    programme, findings = overridden(tmp_path, text.replace("⟦", ""))
    assert programme == PACKAGED
    assert [f.rule for f in findings] == [rule]
    assert findings[0].location is not None
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert str(findings[0].location) == f"data/programme.yaml:{line}:{column}"
    assert findings[0].message
    assert findings[0].hint


def test_an_override_changes_a_split_by_its_id_and_adds_others(tmp_path: Path) -> None:
    text = (
        "splits:\n  - {id: gioi, indicators: [thanh-vien-clb]}\n"
        "  - {id: vung, name: Vùng, parts: [{name: Cao}, {name: Thấp}], wholes: []}\n"
    )
    programme, findings = overridden(tmp_path, text)
    before, after = PACKAGED.splits[0], programme.splits[0]
    assert findings == []
    assert (after.id, after.parts, after.wholes, after.of_people) == ("gioi", before.parts, before.wholes, True)
    assert after.indicators == ("thanh-vien-clb",)
    assert [split.id for split in programme.splits] == [*(split.id for split in PACKAGED.splits), "vung"]
    assert programme.splits[-1].wholes == frozenset()


def test_another_programme_begins_with_the_splits_of_any_office(tmp_path: Path) -> None:
    indicator = "{id: x, name: Công trình, unit: cái, kind: stock}"
    phase = "{name: I, start: 2021-01-01, end: 2025-12-31}"
    programme, findings = overridden(tmp_path, f"replace: true\nname: X\nphase: {phase}\nindicators: [{indicator}]\n")
    assert (findings, programme.splits) == ([], PACKAGED.splits)


def test_an_override_that_is_a_folder_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "programme.yaml").mkdir()
    programme, findings = load_programme(tmp_path / "programme.yaml")
    assert (programme, [f.rule for f in findings]) == (PACKAGED, ["yaml-syntax"])


def test_the_command_still_prints_when_the_override_is_at_fault(data: "DataDir") -> None:
    (data.root / "programme.yaml").write_text("thresholds:\n  naer: 0.95\n", encoding="utf-8")
    data.targets("Điện Biên", {"indicator": "to-truyen-thong", "target": 540})
    document = data.check("Điện Biên", "--as-of", "2023-12-31")
    findings = document["findings"]
    assert isinstance(findings, list)
    assert [(f["rule"], f["location"]["line"], f["location"]["column"]) for f in findings] == [("unknown-key", 2, 3)]
    assert document["provinces"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{name: giai đoạn II (2026-2030), start: 2026-01-01, end: 2030-12-31, active_years: [2026]}", "II"),
        ("{name: Giai đoạn 2, start: 2026-01-01, end: 2030-12-31, active_years: [2026]}", "2"),
        ("{name: giai đoạn 2026-2030, start: 2026-01-01, end: 2030-12-31, active_years: [2026]}", "2026-2030"),
        ("{name: Ba năm đầu, start: 2026-01-01, end: 2028-12-31, active_years: [2026]}", "2026-2028"),
        ("{id: IIa, name: giai đoạn II, start: 2026-01-01, end: 2028-12-31, active_years: [2026]}", "IIa"),
    ],
)
def test_a_phase_has_an_id_from_its_name_or_its_years(data: "DataDir", written: str, expected: str) -> None:
    path = data.root / "programme.yaml"
    path.write_text(f"phase: {written}\n", encoding="utf-8")
    programme, findings = load_programme(path)
    assert (programme.phase.id, findings) == (expected, [])


def test_the_packaged_phase_is_the_first() -> None:
    assert PACKAGED.phase.id == "I"
