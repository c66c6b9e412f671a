"""Whatever the shape of a province: each place counts once, in any order, under any spelling of its name."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from du_an8.findings import Location
from du_an8.programme.load import load_programme
from du_an8.reconcile.place_reports import place_reports
from du_an8.reports.facts import Detail, Measure, Place
from du_an8.vietnamese.numbers import Qualifier
from du_an8.vietnamese.places import PlaceLevel
from reconcile.builders import RATE, in_columns, one_by_one

PROGRAMME, _ = load_programme(None)
STOCK = PROGRAMME.indicators["to-truyen-thong"]
DAY = date(2023, 12, 31)
DISTRICTS, COMMUNES = ["Bảo Lạc", "Hà Quảng", "Nguyên Bình"], ["Cô Ba", "Hồng Trị", "Cải Viên", "Lũng Nặm"]

amounts = st.integers(0, 50)
communes = st.dictionaries(st.sampled_from(COMMUNES), amounts, min_size=1)
provinces = st.dictionaries(
    st.sampled_from(DISTRICTS), st.tuples(st.none() | amounts, communes | st.just({})), min_size=1
)
Province = dict[str, tuple[int | None, dict[str, int]]]


def detail(places: tuple[Place, ...], value: int, row: int) -> Detail:
    where = Location("r.xlsx", sheet="Chi tiết", cell=f"D{row}")
    return Detail("cao-bang", STOCK.id, places, None, Measure.CUMULATIVE, Fraction(value), None, None, DAY, None, where)


def told(province: Province) -> list[Detail]:
    """A district's own figure where it has one, and its communes."""
    found: list[Detail] = []
    for district, (own, inside) in province.items():
        larger = Place(district, PlaceLevel.DISTRICT)
        rows = [((larger,), own)] if own is not None else []
        rows += [((larger, Place(name, PlaceLevel.COMMUNE)), value) for name, value in inside.items()]
        found += [detail(places, value, len(found) + number) for number, (places, value) in enumerate(rows, 5)]
    return found


def figure(details: list[Detail]) -> Fraction | None:
    rows = place_reports(in_columns(details), ()).read(STOCK, []).rows
    return rows[0].value if rows else None


def expected(province: Province) -> int | None:
    parts = [
        own if own is not None else sum(inside.values())
        for own, inside in province.values()
        if own is not None or inside
    ]
    return sum(parts) if parts else None


@given(provinces)
def test_each_place_counts_once(province: Province) -> None:
    assert figure(told(province)) == expected(province)


@given(provinces, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(province: Province, random: object) -> None:
    shuffled = told(province)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert figure(shuffled) == expected(province)


@given(provinces, st.sampled_from([str.upper, str.lower, "Huyện {}".format, "  {} ".format]))
def test_spelling_changes_nothing(province: Province, spelt: object) -> None:
    respelt = [
        replace(each, places=tuple(replace(place, name=spelt(place.name)) for place in each.places))  # type: ignore[operator]
        for each in told(province)
    ]
    assert figure(respelt) == expected(province)


@given(provinces)
def test_a_second_equal_report_changes_nothing(province: Province) -> None:
    again = [replace(each, location=replace(each.location, path="z.xlsx")) for each in told(province)]
    assert figure([*told(province), *again]) == expected(province)


@given(provinces)
def test_every_cell_of_a_sum_is_told(province: Province) -> None:
    rows = place_reports(in_columns(told(province)), ()).read(STOCK, []).rows
    for row in rows:
        cells = {f"D{number}" for place in row.sum_of for number in numbers_of(place.cell or "")}
        assert sum(each.value for each in told(province) if each.location.cell in cells) == row.value
        assert row.addends == len(cells)


NAMED = st.tuples(st.sampled_from([*DISTRICTS, ""]), st.sampled_from([*COMMUNES, ""])).filter(any)
FIGURE = st.tuples(
    st.integers(0, 9), st.sampled_from([None, None, None, *Qualifier]), st.integers(0, 9).map(lambda at: at == 0),
    st.sampled_from([None, 10, 20]),
)  # fmt: skip
COLUMN = st.tuples(
    st.sampled_from(["D", "E", "F"]), st.sampled_from(["r.xlsx", "s.xlsx"]),
    st.sampled_from([(None, DAY), (None, date(2022, 12, 31)), (date(2023, 1, 1), DAY)]),
    st.none() | st.lists(st.booleans(), min_size=9, max_size=9),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> list[Detail]:
    """Several columns over the same rows, each filled in all of them or in some."""
    rows = draw(st.lists(NAMED, min_size=1, max_size=9, unique=draw(st.booleans())))
    indicator = draw(st.sampled_from([STOCK, RATE]))
    found = []
    for letters, path, (first, end), filled in draw(st.lists(COLUMN, min_size=1, max_size=4)):
        start = None if indicator is RATE else first
        measure = Measure.LEVEL if indicator is RATE else Measure.IN_PERIOD if start else Measure.CUMULATIVE
        for number, names in enumerate(rows):
            if filled is None or filled[number]:
                value, qualifier, is_total, of = draw(FIGURE)
                where = Location(path, sheet="S", cell=f"{letters}{number + 5}")
                places = tuple(Place(name) for name in names if name)
                found.append(
                    Detail(
                        "cao-bang", indicator.id, places, None, measure, Fraction(value), qualifier, start, end, None,
                        where, is_total, Fraction(of) if of and measure is Measure.LEVEL else None,
                    )
                )  # fmt: skip
    return found


@given(tables())
def test_whole_columns_add_up_as_their_figures_do_one_by_one(details: list[Detail]) -> None:
    indicator = RATE if details and details[0].measure is Measure.LEVEL else STOCK
    whole, single = (
        place_reports(columns, ()).read(indicator, []) for columns in (in_columns(details), one_by_one(details))
    )
    assert sorted(map(repr, whole.rows)) == sorted(map(repr, single.rows))
    assert sorted(map(repr, whole.findings)) == sorted(map(repr, single.findings))
    assert whole.missing == single.missing
    for each in details:
        path = tuple(place.name for place in each.places)
        for era, found in whole.eras.items():
            keys = {one for one in found.cells if len(one) == len(path)}
            for one in keys:
                assert sorted(map(repr, found.of(one))) == sorted(map(repr, single.eras[era].of(one)))


def numbers_of(cells: str) -> range:
    """The rows of `D5` or of `D5:D9`."""
    first, _, last = cells.replace("D", "").partition(":")
    return range(int(first), int(last or first) + 1)
