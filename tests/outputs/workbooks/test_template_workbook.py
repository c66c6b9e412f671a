"""The workbook that goes out to a province: what is filled in comes back as it was meant, whoever fills it in."""

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from conftest import DataDir
from du_an8.findings import Location
from du_an8.outputs.workbooks.style import save, to_bytes
from du_an8.outputs.workbooks.template import build_template, period_name
from du_an8.programme.catalogue import Kind, Programme
from du_an8.programme.load import load_programme
from du_an8.programme.provinces import Province, era_of, load_provinces
from du_an8.reports.facts import Measure
from du_an8.reports.report_file import Context, ReportFile, read_report
from du_an8.targets.facts import Target, Targets, TargetVersion
from du_an8.targets.load import load_targets
from du_an8.vietnamese.dates import Period, read_period

PROVINCES = load_provinces()
PROGRAMME, _ = load_programme(None)
NO_TARGETS = Targets({}, frozenset(), {})
HEADERS = (
    "STT", "Mã", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch giai đoạn", "Kế hoạch năm", "Thực hiện trong kỳ",
    "Luỹ kế từ đầu giai đoạn", "Tử số", "Mẫu số", "Tỷ lệ %", "Ghi chú",
)  # fmt: skip
CLB, TTT, DTCS, SDAT = "clb-thu-linh", "to-truyen-thong", "doi-thoai-chinh-sach", "sinh-de-an-toan"
PERIODS = (
    "2023-Q4", "2025-06", "2023", "2024-H1", "2024-H2", "9 tháng đầu năm 2024", "từ 01/01/2022 đến 14/06/2023",
    "đến hết năm 2023", "2025-Q3", "2025-Q4", "2026-Q1",
)  # fmt: skip
Figures = list[tuple[str, Measure, Fraction]]


def period_of(text: str) -> Period:
    period = read_period(text)
    assert period
    return period


def province_of(name: str, period: Period) -> Province:
    province = PROVINCES.find(name, period.end)
    assert province
    return province


def built(
    name: str = "Điện Biên", period: str = "2023-Q4", targets: Targets = NO_TARGETS, programme: Programme = PROGRAMME
) -> Workbook:
    covered = period_of(period)
    return build_template(province_of(name, covered), covered, programme, targets)


def page_of(workbook: Workbook) -> Worksheet:
    page = workbook["Báo cáo"]
    assert isinstance(page, Worksheet)
    return page


def header_row(page: Worksheet) -> int:
    rows = [row[0].row for row in page.iter_rows() if tuple(cell.value for cell in row[: len(HEADERS)]) == HEADERS]
    (number,) = rows
    assert number
    return number


def row_of(page: Worksheet, indicator: str) -> dict[str, openpyxl.cell.Cell]:
    (row,) = [row for row in page.iter_rows(min_row=header_row(page) + 1) if row[1].value == indicator]
    return dict(zip(HEADERS, row, strict=True))  # type: ignore[arg-type]


def open_columns(page: Worksheet, indicator: str) -> set[str]:
    return {header for header, cell in row_of(page, indicator).items() if not cell.protection.locked}


def checks_of(page: Worksheet) -> dict[str, DataValidation]:
    return {
        f"{openpyxl.utils.get_column_letter(column)}{row}": rule
        for rule in page.data_validations.dataValidation
        for cells in rule.sqref.ranges
        for row, column in cells.cells
    }


def fill_in(page: Worksheet, programme: Programme = PROGRAMME) -> Figures:
    """What a person does: a number into every open cell of the table; returns what must come back."""
    expected: Figures = []
    listed = [row[1].value for row in page.iter_rows(min_row=header_row(page) + 1)]
    asked = [indicator for indicator in programme.indicators.values() if indicator.id in listed]
    for number, indicator in enumerate(asked, start=1):
        row, entered = row_of(page, indicator.id), open_columns(page, indicator.id)
        if indicator.kind is Kind.RATE:
            row["Luỹ kế từ đầu giai đoạn"].value = 80
            row["Tử số"].value, row["Mẫu số"].value = 400, 500
            expected.append((indicator.id, Measure.LEVEL, Fraction(80)))
            continue
        for header, measure in (
            ("Luỹ kế từ đầu giai đoạn", Measure.CUMULATIVE),
            ("Thực hiện trong kỳ", Measure.IN_PERIOD),
        ):
            if header in entered:
                value = 1000 * number + len(header) + (0 if indicator.whole else Decimal("0.5"))
                row[header].value = value
                expected.append((indicator.id, measure, Fraction(value)))
    page["C5"].value, page["C6"].value = date(2026, 6, 30), "Hội LHPN tỉnh"
    return expected


def read_back(workbook: Workbook, folder: Path, programme: Programme = PROGRAMME) -> ReportFile:
    path = folder / "mau.xlsx"
    save(workbook, path)
    return read_report(path, "mau.xlsx", None, Context(programme, PROVINCES))


def figures(report: ReportFile) -> Figures:
    return [(found.indicator, found.measure, found.value) for found in report.observations]


def rules_beside_the_guide(report: ReportFile) -> set[str]:
    """What is found, but for the remark that the guide is no table and for a period after the phase."""
    return {
        finding.rule
        for finding in report.findings
        if not (finding.rule == "sheet-set-aside" and finding.location and finding.location.sheet == "Hướng dẫn")
    } - {"after-phase"}


@pytest.mark.parametrize("province", list(PROVINCES), ids=lambda province: f"{province.era}-{province.id}")
def test_every_figure_that_any_province_fills_in_comes_back(province: Province, tmp_path: Path) -> None:
    period = period_of("2023-Q4" if province.era == "2008" else "2025-Q3")
    workbook = build_template(province, period, PROGRAMME, NO_TARGETS)
    expected = fill_in(page_of(workbook))
    report = read_back(workbook, tmp_path)
    assert sorted(figures(report)) == sorted(expected)
    assert {found.area for found in report.observations} == {province.area}
    assert rules_beside_the_guide(report) == set()
    assert report.account
    assert report.account.numbers_seen == report.account.used + report.account.checked
    assert {claim.ratio for claim in report.claims} == {Fraction(4, 5)}


@pytest.mark.parametrize("text", PERIODS)
def test_every_figure_of_any_period_comes_back_with_its_days(text: str, tmp_path: Path) -> None:
    workbook = built("Sơn La", text)
    expected = fill_in(page_of(workbook))
    report = read_back(workbook, tmp_path)
    period = period_of(text)
    assert sorted(figures(report)) == sorted(expected)
    assert rules_beside_the_guide(report) == set()
    assert {found.end for found in report.observations} == {period.end}
    in_period = {found.start for found in report.observations if found.measure is Measure.IN_PERIOD}
    assert in_period == ({period.start} if period.start else set())
    assert {found.reported_on for found in report.observations} == {date(2026, 6, 30)}


@pytest.mark.parametrize(("period", "asked"), [("2025-Q2", True), ("2025-Q3", False), ("2026-Q4", False)])
def test_districts_are_asked_for_while_there_are_any(period: str, *, asked: bool) -> None:
    page = page_of(built(period=period))
    listed = {row[1].value for row in page.iter_rows(min_row=header_row(page) + 1)} - {None}
    assert ("huyen-trien-khai" in listed) is asked
    assert listed | {"huyen-trien-khai"} == set(PROGRAMME.indicators)


def test_a_rate_may_be_a_percentage_alone(tmp_path: Path) -> None:
    workbook = built()
    row_of(page_of(workbook), SDAT)["Luỹ kế từ đầu giai đoạn"].value = 80
    report = read_back(workbook, tmp_path)
    assert figures(report) == [(SDAT, Measure.LEVEL, Fraction(80))]
    assert rules_beside_the_guide(report) == set()


@pytest.mark.parametrize("text", PERIODS)
def test_a_workbook_that_nobody_filled_in_says_nothing_and_that_alone_is_told(text: str, tmp_path: Path) -> None:
    report = read_back(built("Cao Bằng", text), tmp_path)
    assert not report.observations
    assert not report.claims
    assert not report.plans
    assert not report.difficulties
    assert rules_beside_the_guide(report) == {"blank-report"}


def test_zero_comes_back_as_a_result(tmp_path: Path) -> None:
    workbook = built()
    row_of(page_of(workbook), DTCS)["Thực hiện trong kỳ"].value = 0
    assert figures(read_back(workbook, tmp_path)) == [(DTCS, Measure.IN_PERIOD, Fraction(0))]


def test_difficulties_come_back(tmp_path: Path) -> None:
    workbook = built()
    page = workbook["Khó khăn, vướng mắc"]
    page["A2"], page["B2"], page["B3"] = 1, "Thiếu cán bộ", "Vốn về chậm"
    report = read_back(workbook, tmp_path)
    assert [difficulty.text for _, difficulty in report.difficulties] == ["Thiếu cán bộ", "Vốn về chậm"]
    assert rules_beside_the_guide(report) == {"blank-report"}


@pytest.mark.parametrize("text", PERIODS)
def test_the_name_of_a_period_is_read_as_that_period(text: str) -> None:
    assert read_period(period_name(period_of(text))) == period_of(text)


def test_periods_have_the_names_that_officials_give_them() -> None:
    names = [period_name(period_of(text)) for text in ("2026-Q1", "2026-06", "2026", "2026-H1", "2026-H2")]
    assert names == ["Quý I/2026", "Tháng 6/2026", "Năm 2026", "6 tháng đầu năm 2026", "6 tháng cuối năm 2026"]


class TestPlans:
    @staticmethod
    def targets(data: DataDir) -> Targets:
        data.targets(
            "Điện Biên",
            {"indicator": CLB, "target": 85, "annual_plan": {2023: 40}},
            {"indicator": TTT, "target": 27, "revisions": [{"effective": "2024-01-01", "target": 3, "reason": "r"}]},
            {"indicator": SDAT, "target": 80.5},
        )
        targets, findings = load_targets(data.root / "targets", str, PROGRAMME, PROVINCES)
        assert not findings
        return targets["I"]

    @pytest.mark.parametrize(("period", "target"), [("2023-Q4", 27), ("2024-Q1", 3)])
    def test_the_version_in_force_at_the_end_of_the_period_is_filled_in(
        self, data: DataDir, period: str, target: int
    ) -> None:
        page = page_of(built(period=period, targets=self.targets(data)))
        assert row_of(page, TTT)["Kế hoạch giai đoạn"].value == target
        assert row_of(page, TTT)["Kế hoạch năm"].value is None

    def test_what_is_not_on_file_is_blank_and_never_zero(self, data: DataDir) -> None:
        page = page_of(built(period="2024-Q1", targets=self.targets(data)))
        assert row_of(page, CLB)["Kế hoạch năm"].value is None
        assert row_of(page, DTCS)["Kế hoạch giai đoạn"].value is None
        assert page_of(built("Sơn La", targets=self.targets(data)))["E9"].value is None

    def test_plans_come_back_as_plans_and_agree_with_their_target_file(self, data: DataDir) -> None:
        targets = self.targets(data)
        path = data.root / "reports" / "dien-bien" / "2023-Q4.xlsx"
        path.parent.mkdir()
        workbook = built(targets=targets)
        row_of(page_of(workbook), CLB)["Luỹ kế từ đầu giai đoạn"].value = 39
        save(workbook, path)
        document = data.check("--as-of", "2024-01-20")
        findings = document["findings"]
        assert isinstance(findings, list)
        assert {finding["rule"] for finding in findings} <= {"sheet-set-aside"}
        report = read_report(path, "x", None, Context(PROGRAMME, PROVINCES))
        plans = {(plan.indicator, plan.scope.value): plan.value for plan in report.plans}
        assert plans == {
            (CLB, "phase"): 85, (CLB, "year"): 40, (TTT, "phase"): 27, (SDAT, "phase"): Fraction(161, 2),
        }  # fmt: skip


class TestShape:
    def test_core_indicators_come_first_then_a_caption_and_the_supporting_ones(self) -> None:
        page = page_of(built())
        codes = [page.cell(row, 2).value for row in range(header_row(page) + 1, page.max_row + 1)]
        core = [indicator.id for indicator in PROGRAMME.indicators.values() if indicator.core]
        supporting = [indicator.id for indicator in PROGRAMME.indicators.values() if not indicator.core]
        assert codes[: len(PROGRAMME.indicators) + 1] == [*core, None, *supporting]

    @pytest.mark.parametrize(
        ("indicator", "period", "entered"),
        [
            (CLB, "2023-Q4", {"Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn", "Ghi chú"}),
            (DTCS, "2023-Q4", {"Thực hiện trong kỳ", "Luỹ kế từ đầu giai đoạn", "Ghi chú"}),
            (SDAT, "2023-Q4", {"Luỹ kế từ đầu giai đoạn", "Tử số", "Mẫu số", "Ghi chú"}),
            (DTCS, "đến hết năm 2023", {"Luỹ kế từ đầu giai đoạn", "Ghi chú"}),
        ],
    )
    def test_only_the_cells_for_entry_are_open(self, indicator: str, period: str, entered: set[str]) -> None:
        page = page_of(built(period=period))
        assert page.protection.sheet
        assert open_columns(page, indicator) == entered

    def test_head_cells_stand_beside_their_labels(self) -> None:
        page = page_of(built("Sơn La", "2026-Q1"))
        head = {page.cell(row, 1).value: page.cell(row, 3).value for row in range(2, 7)}
        assert head == {
            "Tỉnh": "Sơn La",
            "Kỳ báo cáo": "Quý I/2026",
            "Số liệu đến ngày": date(2026, 3, 31),
            "Ngày báo cáo": None,
            "Đơn vị báo cáo": None,
        }

    def test_a_ratio_that_is_no_percentage_may_pass_a_hundred(self) -> None:
        ratio = replace(PROGRAMME.indicators[SDAT], unit="nam/100 nữ")
        page = page_of(built(programme=replace(PROGRAMME, indicators={SDAT: ratio})))
        check = checks_of(page)[row_of(page, SDAT)["Luỹ kế từ đầu giai đoạn"].coordinate]
        assert (check.operator, check.formula1, check.formula2) == ("greaterThanOrEqual", "0", None)

    def test_a_ratio_that_is_no_percentage_is_asked_for_in_its_unit(self) -> None:
        ratio = replace(PROGRAMME.indicators[SDAT], unit="nam/100 nữ")
        workbook = built(programme=replace(PROGRAMME, indicators={SDAT: ratio}))
        assert open_columns(page_of(workbook), SDAT) == {"Luỹ kế từ đầu giai đoạn", "Ghi chú"}
        guide = "\n".join(str(cell.value) for row in workbook["Hướng dẫn"].iter_rows() for cell in row)
        assert "là tỷ số khác (nam/100 nữ): ghi mức" in guide
        assert "tỷ lệ phần trăm vào cột" not in guide

    def test_excel_checks_what_is_typed_and_says_so_in_vietnamese(self) -> None:
        page = page_of(built())
        rules = checks_of(page)
        whole = rules[row_of(page, CLB)["Thực hiện trong kỳ"].coordinate]
        assert (whole.type, whole.operator, whole.formula1) == ("whole", "greaterThanOrEqual", "0")
        rate = rules[row_of(page, SDAT)["Luỹ kế từ đầu giai đoạn"].coordinate]
        assert (rate.type, rate.formula1, rate.formula2) == ("decimal", "0", "100")
        money = rules[row_of(page, "von-duoc-giao")["Thực hiện trong kỳ"].coordinate]
        assert money.type == "decimal"
        assert rules["C5"].type == "date"
        assert all(
            rule.error and rule.allow_blank and rule.errorTitle == "Giá trị chưa đúng" for rule in rules.values()
        )
        opened = {
            cell.coordinate
            for indicator in PROGRAMME.indicators
            for header, cell in row_of(page, indicator).items()
            if header != "Ghi chú" and not cell.protection.locked
        }
        assert opened <= set(rules)

    def test_it_is_made_for_paper(self) -> None:
        page = page_of(built())
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
        assert page.sheet_properties.pageSetUpPr
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == f"${header_row(page)}:${header_row(page)}"
        assert page.print_area
        assert "&P" in str(page.oddFooter.center.text)
        assert page.freeze_panes == f"D{header_row(page) + 1}"
        assert {cell.font.name for row in page.iter_rows() for cell in row if cell.value} == {"Times New Roman"}


class TestTextAndBytes:
    def hostile(self) -> Programme:
        texts = ("=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "#N/A")
        known = list(PROGRAMME.indicators.values())[: len(texts)]
        changed = [
            replace(indicator, name=text, short_name=text, unit=text, unit_aliases=(), aliases=())
            for indicator, text in zip(known, texts, strict=True)
        ]
        return replace(PROGRAMME, indicators={indicator.id: indicator for indicator in changed})

    def test_text_from_data_is_never_a_formula(self) -> None:
        period = period_of("2023-Q4")
        province = replace(province_of("Điện Biên", period), name="=HYPERLINK(1)\x00")
        workbook = build_template(province, period, self.hostile(), NO_TARGETS)
        saved = openpyxl.load_workbook(io.BytesIO(to_bytes(workbook)))
        cells = [cell for page in saved.worksheets for row in page.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert page_of(saved)["C2"].value == "=HYPERLINK(1)"
        assert page_of(saved)["C9"].value == "=cmd|' /C calc'!A0"

    @pytest.mark.parametrize("change", [lambda book: book, lambda book: openpyxl.load_workbook(write(book))])
    def test_there_are_no_formulas_at_all(self, change: Callable[[Workbook], Workbook]) -> None:
        book = change(built())
        assert not [c for page in book.worksheets for row in page.iter_rows() for c in row if c.data_type == "f"]

    def test_the_same_inputs_give_the_same_bytes(self) -> None:
        assert to_bytes(built()) == to_bytes(built())

    def test_the_workbook_carries_the_day_of_its_period_not_the_hour_of_writing(self) -> None:
        properties = openpyxl.load_workbook(write(built())).properties
        assert (properties.creator, str(properties.created), str(properties.modified)) == (
            "du-an8", "2023-12-31 00:00:00", "2023-12-31 00:00:00",
        )  # fmt: skip

    def test_a_programme_without_core_or_supporting_indicators_is_no_matter(self, tmp_path: Path) -> None:
        for core in (True, False):
            kept = {key: each for key, each in PROGRAMME.indicators.items() if each.core is core}
            programme = replace(PROGRAMME, indicators=kept)
            period = period_of("2023-Q4")
            workbook = build_template(province_of("Điện Biên", period), period, programme, NO_TARGETS)
            expected = fill_in(page_of(workbook), programme)
            assert sorted(figures(read_back(workbook, tmp_path, programme))) == sorted(expected)

    def test_a_target_of_many_digits_stays_exact(self, tmp_path: Path) -> None:
        version = TargetVersion(None, Decimal("2345678.125"), Location("x"), {}, {})
        target = Target("dien-bien", "von-duoc-giao", (2023,), None, (version,))
        targets = Targets({"dien-bien": {"von-duoc-giao": target}}, frozenset(), {})
        report = read_back(built(targets=targets), tmp_path)
        assert [plan.value for plan in report.plans] == [Fraction(Decimal("2345678.125"))]


def write(workbook: Workbook) -> io.BytesIO:
    return io.BytesIO(to_bytes(workbook))


def test_the_province_is_of_the_era_of_its_period() -> None:
    """The helper of this file: a wrong era would make the round trips above prove nothing."""
    assert province_of("Quảng Trị", period_of("2026-Q1")).era == era_of(date(2026, 3, 31)) == "2025"
