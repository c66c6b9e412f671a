"""The site in a browser, opened from the disk: what people click, type, see, hear and print."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from conftest import DataDir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.processes

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
GRAVE = {"serious", "critical"}
WITH_DATA = {
    "Cao Bằng", "Cần Thơ", "Lào Cai", "Lâm Đồng", "Quảng Trị", "Thanh Hóa", "Thái Nguyên", "Tuyên Quang", "Điện Biên",
}  # fmt: skip
PATIENCE = 600_000  # a busy machine takes long; only what never comes is a fault
WITH_BUTTONS = ["Tỉnh", "Tình hình", "Hoàn thành"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the project's own data, after the provinces were merged."""
    data = DataDir(Path(__file__).parents[2] / "data")
    folder = tmp_path_factory.mktemp("site") / "trang"
    assert data.run("site", "-o", str(folder), "--as-of", "2025-12-31").exit_code == 0
    return folder


@contextmanager
def opened(browser: Browser, path: Path, **options: object) -> Iterator[Page]:
    """A page on the disk; whatever the browser complains of, or asks the network for, fails the test."""
    context = browser.new_context(**{"viewport": DESK, "locale": "vi-VN", **options})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("request", lambda request: complaints.append(request.url) if "file://" not in request.url[:7] else None)
    page.goto(path.as_uri())
    yield page
    asked_outside = [each for each in complaints if not each.startswith("data:,")]
    context.close()
    assert asked_outside == []


def first_column(page: Page) -> list[str]:
    rows = page.locator("#cac-tinh tbody tr:visible th")
    return rows.all_inner_texts()


def column(page: Page, number: int) -> list[str]:
    return page.locator(f"#cac-tinh tbody tr:visible > :nth-child({number})").all_inner_texts()


def button(page: Page, title: str) -> Locator:
    return page.get_by_role("columnheader", name=title).get_by_role("button")


def percent(text: str) -> float:
    return float(text.rstrip("%").replace(".", "").replace(",", "."))


def test_sorting_by_a_column_and_back_leaves_the_unknown_last(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        before = first_column(page)
        for _ in range(2):
            button(page, "Hoàn thành").click()
            told = [cell for cell in column(page, 4) if cell != "–"]
            assert column(page, 4)[: len(told)] == told
            assert len(told) >= 3
            falling = page.get_by_role("columnheader", name="Hoàn thành").get_attribute("aria-sort") == "descending"
            assert [percent(cell) for cell in told] == sorted(map(percent, told), reverse=falling)
        assert falling
        button(page, "Tình hình").click()
        assert first_column(page) == before
        assert page.locator("th[aria-sort]").count() == 1


def test_dates_sort_as_dates_and_names_as_vietnamese_words(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        button(page, "Số liệu mới nhất").click()
        days = [cell for cell in column(page, 9) if cell != "chưa có"]
        assert days == sorted(days, key=lambda day: day.split("/")[::-1])
        button(page, "Tỉnh").click()
        names = first_column(page)
        assert names.index("Cao Bằng") < names.index("Điện Biên") < names.index("Lào Cai (mới)")


def test_a_table_sorts_from_the_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "Đến nội dung"
        button(page, "Cần kiểm tra").focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("columnheader", name="Cần kiểm tra").get_attribute("aria-sort") == "ascending"


def test_filtering_by_name_without_accents_and_by_situation(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        everything = first_column(page)
        page.get_by_label("Tìm tỉnh").fill("dien b")
        assert first_column(page) == ["Điện Biên"]
        assert page.locator("output").inner_text() == "1 tỉnh"
        page.get_by_label("Tìm tỉnh").fill("")
        page.get_by_label("Tình hình").select_option(label="chưa đánh giá được")
        assert 0 < len(first_column(page)) < len(everything)
        assert {cell.split(" ", 1)[1] for cell in column(page, 2)} == {"chưa đánh giá được"}
        page.get_by_label("Tình hình").select_option(label="tất cả")
        assert first_column(page) == everything


def test_a_province_on_the_map_a_row_and_a_part_lead_to_their_pages(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.locator(".land").first.get_by_role("link", name="Thái Nguyên").click()
        assert page.locator("h1").inner_text() == "Thái Nguyên (mới)"
        page.get_by_role("link", name="Bắc Kạn").first.click()
        assert page.locator("h1").inner_text() == "Bắc Kạn (cũ)"
        page.get_by_role("link", name="Các tỉnh", exact=True).click()
        page.locator("#cac-tinh").get_by_role("link", name="Điện Biên").click()
        page.get_by_role("link", name="Đối thoại chính sách").first.click()
        assert page.url.endswith("#qua-trinh-doi-thoai-chinh-sach")


def test_the_keyboard_reaches_a_province_on_the_map_and_opens_it(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", java_script_enabled=False) as page:
        page.get_by_role("link", name="Bỏ qua bản đồ").focus()
        reached = []
        for _ in range(9):
            page.keyboard.press("Tab")
            focused = page.locator(".land a:focus")
            reached.append(focused.get_attribute("aria-label") or "")
            readout = focused.locator("xpath=following-sibling::*[1]")
            assert readout.evaluate("each => getComputedStyle(each).opacity") == "1"
        assert {each.split(":")[0] for each in reached} == WITH_DATA
        assert all(": " in each for each in reached)
        page.keyboard.press("Enter")
        page.wait_for_url("**/tinh/*.html")
        assert page.locator("h1").inner_text().removesuffix(" (mới)") == reached[-1].split(":")[0]


def fill(page: Page, province: str) -> str:
    path = page.locator(".land").first.get_by_role("link", name=province).locator("path")
    colour: str = path.evaluate("each => getComputedStyle(each).fill")
    return colour


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_choice_of_an_indicator_recolours_the_map_without_a_script(
    browser: Browser, site: Path, scheme: str
) -> None:
    """Điện Biên lacks figures as a whole, but has met its target of community teams."""
    with opened(browser, site / "index.html", java_script_enabled=False, color_scheme=scheme) as page:
        choice = page.get_by_role("navigation", name="Tô màu bản đồ theo")
        assert choice.locator("[aria-current]").inner_text() == "Chung"
        before, nobody = fill(page, "Điện Biên"), fill(page, "Cần Thơ")
        choice.get_by_role("link", name="Tổ truyền thông cộng đồng").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/chi-tieu/to-truyen-thong.html#ban-do")
        assert choice.locator("[aria-current]").inner_text() == "Tổ truyền thông cộng đồng"
        assert len({before, nobody, fill(page, "Điện Biên"), fill(page, "Lào Cai")}) == 4
        page.locator(".land").first.get_by_role("link", name="Điện Biên: đạt").press("Enter")
        page.wait_for_url("**/tinh/dien-bien.html#to-truyen-thong")


def test_on_a_phone_the_chosen_indicator_is_in_view(browser: Browser, site: Path) -> None:
    """Its place is the last but two of a row that is wider than the screen."""
    with opened(browser, site / "chi-tieu" / "giam-sat-danh-gia-bdg.html", viewport=PHONE) as page:
        chosen = page.get_by_role("navigation", name="Tô màu bản đồ theo").locator("[aria-current]").bounding_box()
        assert chosen
        assert 0 <= chosen["x"] < PHONE["width"] / 2


def luminance(colour: str) -> float:
    """Of `rgb(…)`, as WCAG 2.2 defines it."""
    parts = [int(each) / 255 for each in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signs_stand_out_from_their_provinces(browser: Browser, site: Path, scheme: str) -> None:
    """axe doesn't look at text in drawings; 4.5 is what WCAG asks of text."""
    with opened(browser, site / "index.html", color_scheme=scheme) as page:
        pairs = page.locator(".land a").evaluate_all(
            "links => links.map(a => ['path', 'text'].map(n => getComputedStyle(a.querySelector(n)).fill))"
        )
        for colours in pairs:
            dark, light = sorted(map(luminance, colours))
            assert (light + 0.05) / (dark + 0.05) >= 4.5, colours


def test_hoang_sa_and_truong_sa_are_seen_with_their_names(browser: Browser, site: Path) -> None:
    for viewport in (DESK, PHONE):
        with opened(browser, site / "index.html", viewport=viewport) as page:
            land = page.locator(".land").first
            frame = land.bounding_box()
            for name in ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa"):
                label = land.get_by_text(name)
                box = label.bounding_box()
                assert label.is_visible()
                assert frame
                assert box
                assert frame["x"] <= box["x"] <= box["x"] + box["width"] <= frame["x"] + frame["width"]
                assert box["height"] >= 8


def test_a_number_opens_to_its_cell_by_keyboard(browser: Browser, site: Path) -> None:
    with opened(browser, site / "chi-tieu" / "to-truyen-thong.html", java_script_enabled=False) as page:
        row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Điện Biên"))
        cell = row.get_by_text("data/reports/dien-bien/2025-06-14.xlsx!Báo cáo!H8")
        assert (cell.count(), cell.is_visible()) == (1, False)
        row.locator("td[data-label='Thực hiện'] summary").focus()
        page.keyboard.press("Enter")
        cell.wait_for(state="visible")


def test_a_download_is_the_workbook_that_the_page_offers(browser: Browser, site: Path) -> None:
    with opened(browser, site / "tinh" / "dien-bien.html") as page:
        for name in ("docx", "xlsx", "json"):
            address = page.get_by_role("link", name=f"(.{name})").get_attribute("href")
            assert address == f"../tai-ve/dien-bien.{name}"
        assert (site / "tai-ve" / "dien-bien.docx").read_bytes()[:2] == b"PK"


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, site: Path) -> None:
    wide = []
    with opened(browser, site / "index.html", viewport=PHONE) as page:
        for path in sorted(site.rglob("*.html")):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                wide.append(path.name)
    assert wide == []


def test_on_a_phone_every_figure_stands_after_its_title(browser: Browser, site: Path) -> None:
    with opened(browser, site / "tinh" / "dien-bien.html", viewport=PHONE) as page:
        cell = page.locator("#to-truyen-thong td[data-label='Thực hiện']")
        assert cell.evaluate("each => getComputedStyle(each, '::before').content") == '"Thực hiện: "'
        assert cell.inner_text() == "540"
        assert cell.is_visible()
        assert page.get_by_role("table").first.get_by_role("rowheader").count() > 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing(browser: Browser, site: Path, scheme: str, viewport: dict[str, int]) -> None:
    pages = ["index.html", "tinh/dien-bien.html", "tinh/2025-thai-nguyen.html", "tinh/toan-quoc.html"]
    pages += ["tinh/2025-lao-cai.html", "tinh/yen-bai.html", "chi-tieu/to-truyen-thong.html"]
    # Not `opened`: axe itself asks for the style sheet once more, which the browser denies to a script on the disk.
    page = browser.new_page(viewport=viewport, color_scheme=scheme)
    page.set_default_timeout(PATIENCE)
    for name in pages:
        page.goto((site / name).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        found = Axe().run(page).response["violations"]
        assert [(name, each["id"], each["impact"], each["nodes"][0]["html"]) for each in found] == []
    page.close()


def test_a_sign_and_words_tell_what_a_colour_tells(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", forced_colors="active") as page:
        chips = page.locator("a.chip").all_inner_texts()
        assert len(chips) == 9
        assert all(chip.strip()[0] in "▼○✓◐?" and ":" in chip for chip in chips), chips
        signs = page.locator(".land a .sign").all_text_contents()
        assert set(signs) <= set("▼○✓◐?"), signs


def test_without_scripts_the_table_is_whole_and_offers_nothing_dead(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", java_script_enabled=False) as page:
        assert page.locator("#cac-tinh tbody tr").count() > 5
        assert page.locator("form").is_hidden()
        assert page.locator("th button").count() == 0


def test_on_paper_there_is_only_what_paper_can_use(browser: Browser, site: Path) -> None:
    with opened(browser, site / "tinh" / "dien-bien.html") as page:
        page.emulate_media(media="print")
        assert page.locator("nav").is_hidden()
        assert page.locator(".downloads").is_hidden()
        assert page.locator("figure").first.is_visible()
        assert page.locator(".cells ul").first.is_hidden()
        assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_on_paper_the_map_keeps_its_colours_and_fits(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html") as page:
        page.emulate_media(media="print")
        land = page.locator(".land").first
        assert land.is_visible()
        assert land.evaluate("each => getComputedStyle(each).printColorAdjust") == "exact"
        assert page.get_by_role("navigation", name="Tô màu bản đồ theo").count() == 0
        centimetre = 96 / 2.54
        box = land.bounding_box()
        assert box
        assert box["height"] < 20 * centimetre


def test_the_drawing_has_a_point_for_each_figure_and_tells_it_in_words(browser: Browser, site: Path) -> None:
    with opened(browser, site / "tinh" / "dien-bien.html") as page:
        section = page.locator("section.course", has=page.locator("#qua-trinh-to-sinh-ke-4-0"))
        assert section.locator("circle").count() == 1
        assert (
            section.get_by_role("img").get_attribute("aria-labelledby") == "hinh-to-sinh-ke-4-0-t hinh-to-sinh-ke-4-0-d"
        )
        told = section.locator("desc").text_content() or ""
        assert "Chỉ tiêu 27 tổ/nhóm, giao ban đầu" in told
        assert "14/06/2025: 3 tổ/nhóm" in told
