"""The site as files: what its pages say, that they hold together, and that nothing of others is ever replaced."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from conftest import DataDir
from du_an8.outputs.site import chart
from du_an8.outputs.site.country_map import load_map
from du_an8.programme.provinces import NEW_ERA, OLD_ERA, load_provinces

CUMULATIVE, TEAMS, CLUBS, TALKS = (
    "Luỹ kế từ đầu giai đoạn", "to-truyen-thong", "clb-thu-linh", "doi-thoai-chinh-sach",
)  # fmt: skip
OWN_DATA = DataDir(Path(__file__).parents[3] / "data")
HOSTILE = "=1+1 <script>alert(1)</script> & \x01 \u202e [x](y)"
_VOID = {"meta", "link", "br", "input"}
ORIGIN = load_map().origin


class Page(HTMLParser):
    """What a test asks of a page: its links, its anchors, its text, whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.links += [value for name in ("href", "src") if (value := values.get(name))]
        self.ids += [value for value in [values.get("id")] if value]
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, f"{tag} closes another element"

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


def made(data: DataDir, folder: Path, as_of: str) -> Path:
    result = data.run("site", "-o", str(folder), "--as-of", as_of)
    assert result.exit_code == 0, result.output
    return folder


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module", params=["2025-06-30", "2026-11-26"])
def own(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return made(OWN_DATA, tmp_path_factory.mktemp("trang") / "trang", request.param), request.param


@pytest.fixture
def province(data: DataDir) -> DataDir:
    """300 of the 346 teams planned by 2023, and the clubs that nobody reported."""
    data.targets(
        "Cao Bằng",
        {"indicator": TEAMS, "target": 540, "annual_plan": {2023: 346}},
        {"indicator": CLUBS, "target": 85},
    )
    data.report("cao-bang/2023", {"Mã": TEAMS, CUMULATIVE: 300}, head={"Kỳ báo cáo": "Năm 2023"})
    return data


def test_every_link_leads_to_a_file_and_every_anchor_exists(own: tuple[Path, str]) -> None:
    folder, _ = own
    pages = {path: read(path) for path in folder.rglob("*.html")}
    assert len(pages) > 30
    for path, page in pages.items():
        assert not page.open, path
        assert len(page.ids) == len(set(page.ids)), path
        for link in page.links:
            if link == "data:,":
                continue
            if link in {ORIGIN.url, ORIGIN.licence_url}:  # named, never fetched
                continue
            address = urlsplit(link)
            assert address.scheme + address.netloc == "", f"{path}: {link} leads outside"
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            assert target.is_file(), f"{path}: {link}"
            if address.fragment:
                assert address.fragment in pages[target].ids, f"{path}: {link}"


def test_the_download_of_a_province_is_the_answer_of_check(own: tuple[Path, str]) -> None:
    folder, as_of = own
    era = OLD_ERA if as_of < "2025-07-01" else NEW_ERA
    compared = 0
    for province in load_provinces().by_era[era].values():
        path = folder / "tai-ve" / f"{province.area.replace('/', '-')}.json"
        if path.exists():
            compared += 1
            assert json.loads(path.read_text(encoding="utf-8")) == OWN_DATA.check(province.id, "--as-of", as_of)
    assert compared >= 6


def test_every_page_is_small(own: tuple[Path, str]) -> None:
    folder, _ = own
    assert max(path.stat().st_size for path in folder.rglob("*.html")) < 300_000


def test_the_same_data_and_date_give_the_same_bytes(province: DataDir, tmp_path: Path) -> None:
    first, second = (made(province, tmp_path / name, "2024-06-30") for name in ("mot", "hai"))
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(second) for path in second.rglob("*") if path.is_file())
    assert all((first / name).read_bytes() == (second / name).read_bytes() for name in files)


def test_the_first_page_tells_who_lags_and_who_has_not_reported(province: DataDir, tmp_path: Path) -> None:
    province.targets("Hà Giang", {"indicator": TEAMS, "target": 100})
    text = read(made(province, tmp_path / "trang", "2024-01-31") / "index.html").text
    assert "Tổ truyền thông cộng đồng : còn thiếu 240 tổ; bằng 86,7% so với kế hoạch đến kỳ;" in text
    assert "Có hồ sơ nhưng chưa có số liệu về chỉ tiêu nào: Hà Giang ." in text
    assert "61 tỉnh không có dữ liệu nào trong hồ sơ" in text


def test_the_page_of_a_province_shows_the_figures_with_their_cells(province: DataDir, tmp_path: Path) -> None:
    text = read(made(province, tmp_path / "trang", "2024-01-31") / "tinh" / "cao-bang.html").text
    for told in (
        "Chỉ tiêu 540 tổ, giao ban đầu [data/targets/cao-bang.yaml:4:3]",
        "31/12/2023 300 346 300 tổ, luỹ kế đang dùng data/reports/cao-bang/2023.xlsx!Báo cáo!H5",
        "▼ chậm",
        "○ chưa có số liệu",
    ):
        assert told.replace("cao-bang.yaml", "Cao Bằng.yaml") in text


def test_a_merged_province_leads_to_its_parts_and_back(data: DataDir, tmp_path: Path) -> None:
    data.targets("Thái Nguyên", {"indicator": TEAMS, "target": 88})
    data.report("thai-nguyen/x", {"Mã": TEAMS, CUMULATIVE: 36}, head={"Số liệu đến ngày": "31/12/2023"})
    data.report("bac-kan/x", {"Mã": TEAMS, CUMULATIVE: 20}, head={"Số liệu đến ngày": "31/03/2024"})
    folder = made(data, tmp_path / "trang", "2025-12-31") / "tinh"
    whole, part = read(folder / "2025-thai-nguyen.html"), read(folder / "bac-kan.html")
    assert {f"thai-nguyen.html#{TEAMS}", f"bac-kan.html#{TEAMS}"} <= set(whole.links)
    assert "2025-thai-nguyen.html" in part.links
    assert "từ 01/07/2025 thuộc tỉnh Thái Nguyên" in part.text


def test_faults_of_a_file_stand_on_the_page_of_its_province(province: DataDir, tmp_path: Path) -> None:
    broken = province.root / "reports" / "cao-bang" / "2024.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    folder = made(province, tmp_path / "trang", "2024-06-30")
    for page in ("index.html", "tinh/cao-bang.html"):
        assert "[unreadable-workbook]" in read(folder / page).text
    province.targets("Hà Giang", {"indicator": TEAMS, "target": 100})
    folder = made(province, tmp_path / "trang", "2024-06-30")
    assert "[unreadable-workbook]" not in read(folder / "tinh" / "ha-giang.html").text


def test_text_from_data_is_only_text(data: DataDir, tmp_path: Path) -> None:
    entry = {"indicator": TEAMS, "target": 540, "source": "kh"}
    sources = {"kh": {"title": HOSTILE.replace("\x01", ""), "publisher": "<b>x</b>"}}
    data.targets("Cao Bằng", entry, sources=sources, difficulties=[{"text": "<img src=x>", "source": "kh"}])
    data.report("cao-bang/<i>", {"Mã": TEAMS, CUMULATIVE: "<u>9</u>"}, head={"Kỳ báo cáo": "Năm 2023"})
    folder = made(data, tmp_path / "trang", "2024-06-30")
    for path in folder.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert not any(tag in page for tag in ("<script>", "<b>", "<img", "<i>", "<u>", "\x01", "\u202e")), path
    told = read(folder / "tinh" / "cao-bang.html").text
    assert "<script>alert(1)</script>" in told
    assert "<img src=x>" in told


def test_an_empty_data_folder_gives_a_site_that_says_so(data: DataDir, tmp_path: Path) -> None:
    text = read(made(data, tmp_path / "trang", "2024-06-30") / "index.html").text
    assert "Chưa có tỉnh nào có chỉ tiêu giao hoặc số liệu." in text
    assert "63 tỉnh không có dữ liệu nào trong hồ sơ" in text


def test_a_folder_of_other_files_is_never_replaced(province: DataDir, tmp_path: Path) -> None:
    folder = tmp_path / "trang"
    folder.mkdir()
    (folder / "luan-van.docx").write_bytes(b"x")
    result = province.run("site", "-o", str(folder))
    assert result.exit_code == 2
    assert "luan-van.docx" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["luan-van.docx"]


def test_what_was_written_before_is_replaced_whole(province: DataDir, tmp_path: Path) -> None:
    folder = made(province, tmp_path / "trang", "2024-06-30")
    (province.root / "targets" / "Cao Bằng.yaml").unlink()
    (province.root / "reports" / "cao-bang" / "2023.xlsx").unlink()
    province.targets("Hà Giang", {"indicator": TEAMS, "target": 100})
    made(province, folder, "2024-06-30")
    assert sorted(path.stem for path in (folder / "tinh").iterdir()) == ["ha-giang", "toan-quoc"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_is_no_folder(province: DataDir, tmp_path: Path) -> None:
    path = tmp_path / "trang"
    path.write_text("x")
    assert province.run("site", "-o", str(path)).exit_code == 2
    assert path.read_text() == "x"


@pytest.mark.parametrize(("era", "count"), [(OLD_ERA, 63), (NEW_ERA, 34)])
def test_every_province_has_one_outline_and_north_is_up(era: str, count: int) -> None:
    outlines = {each.id: each for each in load_map().provinces[era]}
    assert set(outlines) == set(load_provinces().by_era[era])
    assert len(load_map().provinces[era]) == count
    southward = ["cao-bang", "ha-noi", "thanh-hoa", "nghe-an", "da-nang", "gia-lai", "tay-ninh", "ca-mau"]
    heights = [outlines[name].middle[1] for name in southward]
    assert heights == sorted(heights)
    eastward = [outlines[name].middle[0] for name in ("dien-bien", "phu-tho", "thai-nguyen", "quang-ninh")]
    assert eastward == sorted(eastward)


def corners(path: str) -> list[tuple[int, int]]:
    """The corners of a path of `M`, relative `l` and `z`."""
    found = []
    for ring in path.split("z"):
        x = y = 0
        for x_step, y_step in re.findall(r"(-?\d+)[ ]?(-?\d+)", ring):
            x, y = x + int(x_step), y + int(y_step)
            found.append((x, y))
    return found


def test_neighbours_share_their_border_in_both_eras() -> None:
    """The corners between Điện Biên and Sơn La, whose areas didn't change, are the same ones on every outline."""
    for era in (OLD_ERA, NEW_ERA):
        by_id = {each.id: set(corners(each.path)) for each in load_map().provinces[era]}
        assert len(by_id["dien-bien"] & by_id["son-la"]) > 10
        shared = [key for key in by_id if any(by_id[key] & by_id[other] for other in by_id if other != key)]
        assert len(shared) == len(by_id)


def test_a_merged_province_has_the_outer_borders_of_its_parts_alone() -> None:
    old = {each.id: set(corners(each.path)) for each in load_map().provinces[OLD_ERA]}
    new = {each.id: set(corners(each.path)) for each in load_map().provinces[NEW_ERA]}
    inner = old["bac-kan"] & old["thai-nguyen"]
    assert new["thai-nguyen"] <= old["bac-kan"] | old["thai-nguyen"]
    assert len(inner & new["thai-nguyen"]) <= 2 < len(inner)


def test_the_packaged_map_is_small_and_names_its_origin() -> None:
    path = Path(chart.__file__).with_name("vietnam_map.json")
    assert path.stat().st_size < 60_000
    origin = load_map().origin
    assert (origin.title, origin.licence) == ("@svg-maps/vietnam 2.0.0", "CC BY 4.0")


def test_hoang_sa_and_truong_sa_are_on_every_map_and_so_is_its_origin(own: tuple[Path, str]) -> None:
    folder, as_of = own
    pages = [folder / "index.html", *(folder / "chi-tieu").iterdir()]
    for path in pages:
        page = path.read_text(encoding="utf-8")
        for told in ("Quần đảo Hoàng Sa", "Quần đảo Trường Sa", "@svg-maps/vietnam", "Stephen Truong", "CC BY 4.0"):
            assert told in page, (path, told)
    count = 63 if as_of < "2025-07-01" else 34
    assert f"Danh sách {count} tỉnh" in read(folder / "index.html").text


def test_the_map_of_an_indicator_is_coloured_by_it(province: DataDir, tmp_path: Path) -> None:
    """The teams lag, the clubs have no figure: the province as a whole lags."""
    folder = made(province, tmp_path / "trang", "2024-01-31")
    for page, told in (
        ("index.html", "Cao Bằng: có chỉ tiêu chậm; 1/2 chỉ tiêu có số liệu"),
        (f"chi-tieu/{TEAMS}.html", "Cao Bằng: chậm; 300 tổ (31/12/2023), giao 540"),
        (f"chi-tieu/{CLUBS}.html", "Cao Bằng: chưa có số liệu; giao 85, chưa có số liệu"),
    ):
        assert f'aria-label="{told}"' in (folder / page).read_text(encoding="utf-8")


def test_no_page_shows_a_mean_of_the_country(own: tuple[Path, str]) -> None:
    folder, _ = own
    text = read(folder / "index.html").text
    assert "Cả nước: Hoàn thành bình quân" not in text
    assert re.search(r"\d+/(34|63) tỉnh có dữ liệu", text)
    assert "Hoàn thành bình quân" not in read(folder / "tinh" / "toan-quoc.html").text
    document = json.loads((folder / "tai-ve" / "toan-quoc.json").read_text(encoding="utf-8"))
    assert document["national"]["completion"] is None


def test_the_country_shows_what_it_states_apart_from_sums_and_no_row_of_one_province(
    data: DataDir, tmp_path: Path
) -> None:
    """Teams have a national target, talks are known of two provinces, clubs of one alone."""
    for name, figures in (("cao-bang", {TEAMS: 40, TALKS: 5, CLUBS: 7}), ("lang-son", {TALKS: 6})):
        data.targets(name.replace("-", " "), *({"indicator": each, "target": 100} for each in figures))
        rows = [{"Mã": each, CUMULATIVE: figure} for each, figure in figures.items()]
        data.report(f"{name}/2023", *rows, head={"Số liệu đến ngày": "31/12/2023"})
    data.report("toan-quoc/2023", {"Mã": TEAMS, CUMULATIVE: 900}, head={"Số liệu đến ngày": "31/12/2023"})
    page = read(made(data, tmp_path / "trang", "2024-01-31") / "tinh" / "toan-quoc.html")
    assert page.ids.index("bang") < page.ids.index(TEAMS) < page.ids.index("cong") < page.ids.index(TALKS)
    assert CLUBS not in page.ids
    assert f"cao-bang.html#{CLUBS}" in page.links


def test_the_first_page_says_how_much_is_known(province: DataDir, tmp_path: Path) -> None:
    """Of the eleven indicators one has a figure; the clubs' plan, spread from 2022 on, fell due with 2022."""
    province.targets("Hà Giang", {"indicator": TEAMS, "target": 100})
    text = read(made(province, tmp_path / "trang", "2024-01-31") / "index.html").text
    for told in (
        "2/63 tỉnh có dữ liệu",
        "1/11 chỉ tiêu có số liệu ở ít nhất một tỉnh",
        "▼ 1 chỉ tiêu chậm, ở 1 tỉnh",
        "○ 2 chỉ tiêu đến hạn thiếu số liệu, ở 2 tỉnh",
        "31/12/2023 là ngày của số liệu mới nhất",
    ):
        assert told in text


def test_a_merged_figure_has_a_drawing_of_its_sum(data: DataDir, tmp_path: Path) -> None:
    """40 + 10 on one day is 50; 60 of one part a year later, with the other's 10, is at least 70."""
    for name, figures in (("thai-nguyen", {2022: 40, 2023: 60}), ("bac-kan", {2022: 10})):
        data.targets(name.replace("-", " "), {"indicator": TEAMS, "target": 100})
        for year, figure in figures.items():
            data.report(f"{name}/{year}", {"Mã": TEAMS, CUMULATIVE: figure}, head={"Số liệu đến ngày": f"31/12/{year}"})
    page = (made(data, tmp_path / "trang", "2025-12-31") / "tinh" / "2025-thai-nguyen.html").read_text("utf-8")
    assert re.search(r'class="mark" [^>]*><title>31/12/2022: 50 tổ', page)
    assert re.search(r'class="mark hollow" [^>]*><title>31/12/2023: ít nhất 70 tổ', page)


def test_every_figure_of_a_table_opens_to_its_cell(province: DataDir, tmp_path: Path) -> None:
    folder = made(province, tmp_path / "trang", "2024-01-31")
    for page in ("tinh/cao-bang.html", f"chi-tieu/{TEAMS}.html"):
        text = (folder / page).read_text(encoding="utf-8")
        cell = r"<summary[^>]*>{}</summary><ul><li><code>{}</code>"
        assert re.search(cell.format("300", r"data/reports/cao-bang/2023\.xlsx!Báo cáo!H5"), text), page
        assert re.search(cell.format("540", r"data/targets/Cao Bằng\.yaml:4:3"), text), page


def test_a_closed_phase_has_its_own_first_page_and_its_own_map(data: DataDir, tmp_path: Path) -> None:
    data.targets("Cao Bằng", {"indicator": TEAMS, "target": 540})
    data.targets_text(
        "cao-bang-2", f"province: Cao Bằng\nphase: II\ntargets:\n  - {{indicator: {TEAMS}, target: 700}}\n"
    )
    data.report("cao-bang/2025", {"Mã": TEAMS, CUMULATIVE: 500}, head={"Số liệu đến ngày": "31/12/2025"})
    folder = made(data, tmp_path / "trang", "2027-02-28")
    first, closed = read(folder / "index.html"), read(folder / "giai-doan-i.html")
    assert "giai-doan-i.html#ban-do" in first.links
    assert {"index.html#ban-do", "tinh/cao-bang-giai-doan-i.html"} <= set(closed.links)
    assert 'aria-label="Cao Bằng: có chỉ tiêu chậm' in (folder / "giai-doan-i.html").read_text(encoding="utf-8")
    assert "Bản đồ 63 tỉnh cũ, đến 30/06/2025" in closed.text
    assert "Bản đồ 63 tỉnh cũ" not in first.text
    of_teams = read(folder / "chi-tieu" / f"{TEAMS}-giai-doan-i.html")
    assert f"../tinh/cao-bang-giai-doan-i.html#{TEAMS}" in of_teams.links


def test_a_drawing_puts_amounts_and_days_where_the_axes_say(province: DataDir, tmp_path: Path) -> None:
    """The target 540 under an axis to 600: nine tenths of the way up; 31/12/2023 after 1,094 of 1,825 days."""
    page = (made(province, tmp_path / "trang", "2024-01-31") / "tinh" / "cao-bang.html").read_text(encoding="utf-8")
    left, right, top, bottom = 52, 428, 14, 200
    target_y = bottom - (bottom - top) * 540 / 600
    assert f'<polyline class="target" points="{left},{target_y:g} {right},{target_y:g}"/>' in page
    days = (date(2023, 12, 31) - date(2021, 1, 1)).days, (date(2025, 12, 31) - date(2021, 1, 1)).days
    x, y = left + (right - left) * days[0] / days[1], bottom - (bottom - top) * 300 / 600
    assert f'cx="{x:.1f}" cy="{y:.1f}"' in page
    assert "<title>31/12/2023: 300 tổ, kế hoạch 346</title>" in page
