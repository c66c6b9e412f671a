"""What a report is about (docs/cach-tinh.md): province, period and date, from its head, its folder and its name."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

import pytest

if TYPE_CHECKING:
    from tests.conftest import DataDir

Json = dict[str, Any]

CLB, DTCS = "clb-thu-linh", "doi-thoai-chinh-sach"
STOCK: Json = {"Mã": CLB, "Luỹ kế từ đầu giai đoạn": 85}
DATED = {"Số liệu đến ngày": "31/12/2023"}


def answer(data: DataDir, *arguments: str, as_of: str = "2024-06-30") -> Json:
    return data.check("--as-of", as_of, *arguments)


def figures(document: Json, indicator: str = CLB) -> dict[tuple[str, str], tuple[float, str]]:
    """(era, province) -> (figure, its date), of the provinces that state one; a sum of parts is stated by them."""
    found = {}
    for province in document["provinces"]:
        for place in province["components"] or [province]:
            for row in place["indicators"]:
                if row["id"] == indicator and row["actual"] is not None:
                    found[place["era"], place["id"]] = (row["actual"], row["observed_on"])
        for row in province["indicators"]:
            if row["id"] == indicator and row["actual"] is not None and not found:
                found[province["era"], province["id"]] = (row["actual"], row["observed_on"])
    return found


def rules(document: Json, severity: str = "error") -> list[str]:
    return [finding["rule"] for finding in document["findings"] if finding["severity"] == severity]


def the_error(document: Json) -> Json:
    (finding,) = [finding for finding in document["findings"] if finding["severity"] == "error"]
    return finding


def accounts(document: Json) -> list[tuple[int, int, int, int]]:
    return [(f["numbers_seen"], f["used"], f["checked"], f["reported"]) for f in document["files"]]


class TestProvince:
    @pytest.mark.parametrize(
        "name",
        ["Điện Biên", "tỉnh Điện Biên", "TỈNH ĐIỆN BIÊN", "Dien Bien", "dien-bien", normalize("NFD", "Điện Biên")],
    )
    @pytest.mark.parametrize("by_folder", [True, False], ids=["folder", "head"])
    def test_it_is_found_by_any_spelling_in_the_head_or_in_the_folder(
        self, data: DataDir, name: str, *, by_folder: bool
    ) -> None:
        if by_folder:
            data.report(f"{name}/x", STOCK, head=DATED)
        else:
            data.report("x", STOCK, head={"Tỉnh": name, **DATED})
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        assert not rules(document)

    def test_the_first_folder_counts_however_deep_the_file_lies(self, data: DataDir) -> None:
        data.report("dien-bien/2023/Quý IV/x", STOCK, head=DATED)
        assert set(figures(answer(data))) == {("2008", "dien-bien")}

    # Asked for Điện Biên alone, only its own folder is read: one province reads only that province's files.
    @pytest.mark.parametrize("asked", [(), ("Lai Châu",)], ids=["all", "the folder's"])
    def test_the_head_wins_over_the_folder_and_the_contradiction_is_an_error(
        self, data: DataDir, asked: tuple[str, ...]
    ) -> None:
        data.report("lai-chau/2023", STOCK, head={"Tỉnh": "Điện Biên"})
        document = answer(data, *asked)
        assert ("2008", "lai-chau") not in figures(document)
        if asked != ("Lai Châu",):
            assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        finding = the_error(document)
        assert (finding["rule"], finding["location"]["cell"]) == ("identity-mismatch", "B2")
        assert accounts(document) == [(1, 1, 0, 0)]

    def test_a_head_that_names_no_province_is_an_error_with_the_nearest_names(self, data: DataDir) -> None:
        data.report("2023", STOCK, head={"Tỉnh": "Điện Bien Phủ"})
        document = answer(data)
        finding = the_error(document)
        assert (finding["rule"], finding["location"]["cell"]) == ("unknown-province", "B2")
        assert "Điện Biên" in finding["hint"]
        assert not figures(document)
        assert accounts(document) == [(1, 0, 0, 1)]

    def test_a_folder_that_is_no_province_is_an_error(self, data: DataDir) -> None:
        data.report("dien-bienn/2023", STOCK)
        document = answer(data)
        finding = the_error(document)
        assert finding["rule"] == "unknown-province"
        assert "Điện Biên" in finding["hint"]
        assert accounts(document) == [(1, 0, 0, 1)]

    def test_the_head_serves_where_the_folder_is_no_province(self, data: DataDir) -> None:
        data.report("nhap/2023", STOCK, head={"Tỉnh": "Điện Biên"})
        assert set(figures(answer(data))) == {("2008", "dien-bien")}

    def test_a_report_without_a_province_is_an_error_and_its_numbers_are_accounted_for(self, data: DataDir) -> None:
        data.report("2023", STOCK)
        document = answer(data)
        assert the_error(document)["rule"] == "unknown-province"
        assert accounts(document) == [(1, 0, 0, 1)]


# Form, first day (None: that of the phase) and last day.
FORMS = [
    ("2023", date(2023, 1, 1), date(2023, 12, 31)),
    ("2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
    ("2023-H2", date(2023, 7, 1), date(2023, 12, 31)),
    ("2023-Q1", date(2023, 1, 1), date(2023, 3, 31)),
    ("2023-Q3", date(2023, 7, 1), date(2023, 9, 30)),
    ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ("quý III/2023", date(2023, 7, 1), date(2023, 9, 30)),
    ("Quý IV năm 2023", date(2023, 10, 1), date(2023, 12, 31)),
    ("6 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 6, 30)),
    ("09 tháng đầu năm 2023", date(2023, 1, 1), date(2023, 9, 30)),
    ("9 tháng năm 2023", date(2023, 1, 1), date(2023, 9, 30)),
    ("NĂM 2023", date(2023, 1, 1), date(2023, 12, 31)),
    (normalize("NFD", "năm 2023"), date(2023, 1, 1), date(2023, 12, 31)),
    ("đến hết năm 2023", None, date(2023, 12, 31)),
    ("từ 2022 đến 14/6/2023", date(2022, 1, 1), date(2023, 6, 14)),
]


class TestPeriod:
    @staticmethod
    def check_span(data: DataDir, name: str, head: Json, first: date | None, last: date) -> None:
        """A flow's 5 of a period join the 10 of the eve of its first day: no day is missing or told twice."""
        flow = {"Mã": DTCS, "Thực hiện trong kỳ": 5}
        data.report(f"dien-bien/{name}", flow, head=head)
        if first:
            eve = first - timedelta(days=1)
            before = {"Mã": DTCS, "Luỹ kế từ đầu giai đoạn": 10}
            data.report("dien-bien/ky-truoc", before, head={"Số liệu đến ngày": eve})
        document = answer(data)
        assert figures(document, DTCS) == {("2008", "dien-bien"): (15 if first else 5, last.isoformat())}
        assert not rules(document)
        assert "period-gap" not in rules(document, "warning")

    @pytest.mark.parametrize(("form", "first", "last"), FORMS)
    def test_every_form_is_read_in_the_head(self, data: DataDir, form: str, first: date | None, last: date) -> None:
        self.check_span(data, "x", {"Kỳ báo cáo": form}, first, last)

    @pytest.mark.parametrize(("form", "first", "last"), [form for form in FORMS if "/" not in form[0]])
    def test_every_form_is_read_in_the_name_of_the_file(
        self, data: DataDir, form: str, first: date | None, last: date
    ) -> None:
        self.check_span(data, form, {}, first, last)

    @pytest.mark.parametrize("stem", ["2023-Q4-ban-2", "bao cao 2023", "bc_2023-Q4", "DienBien_DA8_QuyIV_2023"])
    def test_a_name_that_holds_a_period_serves_where_the_report_is_silent_and_it_is_said(
        self, data: DataDir, stem: str
    ) -> None:
        data.report(f"dien-bien/{stem}", STOCK)
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        assert "assumed-basis" in rules(document, "info")

    def test_a_name_that_holds_a_period_goes_before_no_word_that_was_not_understood(self, data: DataDir) -> None:
        data.report("dien-bien/bao cao 2023", STOCK, head={"Kỳ báo cáo": "Đợt 2"})
        document = answer(data)
        assert the_error(document)["rule"] == "unknown-period"
        assert not figures(document)

    @pytest.mark.parametrize("stem", ["2023-13", "2023-Q5", "bao cao ngay 20-12-2023", "ke hoach 2023"])
    def test_a_name_without_one_period_states_none(self, data: DataDir, stem: str) -> None:
        data.report(f"dien-bien/{stem}", STOCK)
        document = answer(data)
        assert the_error(document)["rule"] == "unknown-period"
        assert accounts(document) == [(1, 0, 0, 1)]

    @pytest.mark.parametrize("stem", ["2023-Q4", "quý IV năm 2023", "bao-cao"])
    def test_the_head_and_a_name_that_agrees_or_says_nothing_are_no_contradiction(
        self, data: DataDir, stem: str
    ) -> None:
        data.report(f"dien-bien/{stem}", STOCK, head={"Kỳ báo cáo": "Quý IV/2023"})
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        assert not rules(document)

    def test_the_head_wins_over_the_name_and_the_contradiction_is_an_error(self, data: DataDir) -> None:
        data.report("dien-bien/2023-Q4", STOCK, head={"Kỳ báo cáo": "Quý III/2023"})
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-09-30")}
        finding = the_error(document)
        assert (finding["rule"], finding["location"]["cell"]) == ("identity-mismatch", "B2")

    @pytest.mark.parametrize(
        ("name", "head"),
        [("x", {"Kỳ báo cáo": "Năm 2023"}), ("2023", {})],
        ids=["period of the head", "period of the name"],
    )
    def test_a_stated_date_ends_the_period(self, data: DataDir, name: str, head: Json) -> None:
        head = {**head, "Số liệu đến ngày": "30/11/2023"}
        self.check_span(data, name, head, date(2023, 1, 1), date(2023, 11, 30))

    def test_a_date_alone_is_enough_for_a_cumulative_figure_and_not_for_one_of_a_period(self, data: DataDir) -> None:
        row = {**STOCK, "Thực hiện trong kỳ": 3}
        data.report("dien-bien/x", row, head=DATED)
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        finding = the_error(document)
        assert (finding["rule"], finding["location"]["cell"]) == ("unknown-period", "G5")
        assert accounts(document) == [(2, 1, 0, 1)]

    @pytest.mark.parametrize("stated", ["Quý này", "Quý V/2023", "2023-13", "13 tháng đầu năm 2023"])
    def test_a_period_that_cannot_be_read_is_an_error_at_its_cell(self, data: DataDir, stated: str) -> None:
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": stated})
        document = answer(data)
        finding = the_error(document)
        assert (finding["rule"], finding["location"]["cell"]) == ("unknown-period", "B2")
        assert not figures(document)
        assert accounts(document) == [(1, 0, 0, 1)]

    def test_a_stated_date_serves_where_the_period_cannot_be_read(self, data: DataDir) -> None:
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": "Quý này", **DATED})
        document = answer(data)
        assert the_error(document)["rule"] == "unknown-period"
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}

    def test_a_date_is_read_as_a_spreadsheet_stores_it(self, data: DataDir) -> None:
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": "Năm 2023", "Số liệu đến ngày": 45291})
        assert figures(answer(data)) == {("2008", "dien-bien"): (85, "2023-12-31")}

    @pytest.mark.parametrize("stated", ["31/02/2023", "hôm qua", "12/2023", "#REF!"])
    def test_a_date_that_cannot_be_read_is_an_error_and_no_other_is_put_in_its_place(
        self, data: DataDir, stated: object
    ) -> None:
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": "Năm 2023", "Số liệu đến ngày": stated})
        document = answer(data)
        (finding,) = [finding for finding in document["findings"] if finding["rule"] == "unknown-period"]
        assert finding["location"]["cell"] == "B3"
        assert not figures(document)
        ((_, used, _, reported),) = accounts(document)
        assert (used, reported) == (0, 1)

    def test_a_date_before_the_period_is_an_error(self, data: DataDir) -> None:
        head = {"Kỳ báo cáo": "Quý III/2023", "Số liệu đến ngày": "30/06/2023"}
        data.report("dien-bien/x", STOCK, head=head)
        document = answer(data)
        assert the_error(document)["location"]["cell"] in {"B2", "B3"}
        assert not figures(document)
        assert accounts(document) == [(1, 0, 0, 1)]

    def test_a_day_of_sending_that_cannot_be_read_is_told_and_costs_no_figure(self, data: DataDir) -> None:
        data.report("dien-bien/x", STOCK, head={**DATED, "Ngày báo cáo": "hôm qua"})
        document = answer(data)
        assert figures(document) == {("2008", "dien-bien"): (85, "2023-12-31")}
        assert [f["location"]["cell"] for f in document["findings"] if f["rule"] == "unknown-period"] == ["B3"]


class TestPhase:
    @pytest.mark.parametrize(
        "head",
        [
            {"Kỳ báo cáo": "Năm 2020"},
            {"Kỳ báo cáo": "đến hết năm 2020"},
            {"Kỳ báo cáo": "từ 2020 đến 31/12/2023"},
            {"Số liệu đến ngày": "31/12/2020"},
        ],
    )
    def test_what_lies_before_the_phase_is_an_error_and_not_used(self, data: DataDir, head: Json) -> None:
        data.report("dien-bien/x", STOCK, head=head)
        document = answer(data)
        assert the_error(document)["rule"] == "outside-phase"
        assert not figures(document)
        assert accounts(document) == [(1, 0, 0, 1)]

    def test_the_first_day_of_the_phase_is_inside(self, data: DataDir) -> None:
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": "Năm 2021"})
        document = answer(data)
        assert not rules(document)
        assert figures(document)

    @pytest.mark.parametrize(
        ("head", "last"),
        [({"Số liệu đến ngày": "31/01/2026"}, "2026-01-31"), ({"Kỳ báo cáo": "2026-Q1"}, "2026-03-31")],
    )
    @pytest.mark.parametrize(("target", "status"), [(85, "met"), (86, "missed")])
    def test_what_lies_after_the_phase_that_it_names_is_its_final_figure_with_a_remark(
        self, data: DataDir, head: Json, last: str, target: int, status: str
    ) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": target})
        data.report("dien-bien/x", STOCK, head={**head, "Giai đoạn": "I"})
        document = answer(data, as_of="2026-06-30")
        assert figures(document) == {("2025", "dien-bien"): (85, last)}
        assert [row["status"] for place in document["provinces"] for row in place["indicators"]] == [status]
        assert not rules(document)
        cells = [finding["location"]["cell"] for finding in document["findings"] if finding["severity"] == "info"]
        assert cells == ["B2"]

    @pytest.mark.parametrize("phase", ["II", "giai đoạn II (2026-2030)", "2026-2030", None])
    def test_what_lies_after_the_phase_and_names_none_is_of_the_next(self, data: DataDir, phase: str | None) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 85})
        named = {"Giai đoạn": phase} if phase else {}
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": "2026-Q1", **named})
        document = answer(data, as_of="2026-06-30")
        (province,) = document["provinces"]
        assert (province["phase"]["id"], [row["status"] for row in province["indicators"]]) == ("II", ["no_target"])
        assert "after-phase" not in {finding["rule"] for finding in document["findings"]}

    @pytest.mark.parametrize(
        "period",
        ["Quý I/2026 (giai đoạn 2021-2025)", "Giai đoạn 2021-2025, đến 31/3/2026", "Giai đoạn I, đến 31/3/2026"],
    )
    def test_a_period_may_name_its_phase(self, data: DataDir, period: str) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 85})
        data.report("dien-bien/x", STOCK, head={"Kỳ báo cáo": period})
        (province,) = answer(data, as_of="2026-06-30")["provinces"]
        assert (province["phase"]["id"], [row["status"] for row in province["indicators"]]) == ("I", ["met"])

    def test_a_column_may_name_a_phase_that_is_over(self, data: DataDir) -> None:
        data.targets("dien-bien", {"indicator": CLB, "target": 85})
        row = {"Mã": CLB, "Luỹ kế giai đoạn 2021-2025": 85}
        data.report("dien-bien/x", row, head={"Số liệu đến ngày": "31/03/2026"}, headers=list(row))
        document = answer(data, as_of="2026-06-30")
        assert figures(document) == {("2025", "dien-bien"): (85, "2025-12-31")}
        assert not rules(document)


class TestEra:
    @pytest.mark.parametrize(
        ("head", "era"),
        [
            ({"Số liệu đến ngày": "30/06/2025"}, "2008"),
            ({"Số liệu đến ngày": "01/07/2025"}, "2025"),
            ({"Số liệu đến ngày": date(2025, 8, 31)}, "2025"),
            ({"Kỳ báo cáo": "6 tháng đầu năm 2025"}, "2008"),
            ({"Kỳ báo cáo": "Quý III/2025"}, "2025"),
            ({"Kỳ báo cáo": "Năm 2025"}, "2025"),
            ({"Kỳ báo cáo": "Năm 2025", "Số liệu đến ngày": "30/06/2025"}, "2008"),
        ],
    )
    @pytest.mark.parametrize("by_folder", [True, False], ids=["folder", "head"])
    def test_the_end_of_the_period_decides_which_lam_dong_is_meant(
        self, data: DataDir, head: Json, era: str, *, by_folder: bool
    ) -> None:
        if by_folder:
            data.report("lam-dong/x", STOCK, head=head)
        else:
            data.report("x", STOCK, head={"Tỉnh": "Lâm Đồng", **head})
        document = answer(data, as_of="2026-01-31")
        assert [key for key, (value, _) in figures(document).items() if value == 85] == [(era, "lam-dong")]
        assert not rules(document)

    def test_a_province_whose_area_did_not_change_goes_on(self, data: DataDir) -> None:
        data.report("dien-bien/cu", STOCK, head={"Số liệu đến ngày": "30/06/2025"})
        data.report("dien-bien/moi", {**STOCK, "Luỹ kế từ đầu giai đoạn": 96}, head={"Số liệu đến ngày": "31/08/2025"})
        assert figures(answer(data, as_of="2025-06-30")) == {("2008", "dien-bien"): (85, "2025-06-30")}
        assert figures(answer(data, as_of="2025-09-30")) == {("2025", "dien-bien"): (96, "2025-08-31")}

    @pytest.mark.parametrize("by_folder", [True, False], ids=["folder", "head"])
    def test_a_province_that_no_longer_exists_is_an_error_and_stays_a_part_of_the_new_one(
        self, data: DataDir, *, by_folder: bool
    ) -> None:
        head = {"Số liệu đến ngày": "31/08/2025"}
        if by_folder:
            data.report("bac-kan/x", STOCK, head=head)
        else:
            data.report("x", STOCK, head={"Tỉnh": "Bắc Kạn", **head})
        document = answer(data, as_of="2025-09-30")
        finding = the_error(document)
        assert finding["rule"] == "identity-mismatch"
        assert "Thái Nguyên" in finding["message"]
        assert figures(document) == {("2008", "bac-kan"): (85, "2025-08-31")}


@pytest.mark.parametrize(
    "table",
    ["Chỉ tiêu,Thực hiện\nCán bộ nữ DTTS,9", "Xã,Cán bộ nữ DTTS\nXã A,4\nXã B,5"],
    ids=["a row an indicator", "a column an indicator"],
)
def test_a_period_without_a_first_day_tells_of_everything_until_then(data: DataDir, table: str) -> None:
    path = data.root / "reports" / "cao-bang" / "x.csv"
    path.parent.mkdir()
    path.write_text(f"Tỉnh:,Cao Bằng\nKỳ báo cáo:,Đến hết năm 2023\n\n{table}\n", encoding="utf-8")
    document = answer(data)
    assert rules(document) == []
    assert figures(document, "can-bo-nu-dtts") == {("2008", "cao-bang"): (9, "2023-12-31")}
