"""What was made once comes back; what is kept of the programme is the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from du_an8.kept import value
from du_an8.kept.exact import Exact
from du_an8.kept.shelf import OFF, VARIABLE
from du_an8.kept.value import kept_value, made, take_over
from du_an8.programme import layers, load, provinces

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a process remembers is forgotten before and after."""
    remembered = (load._packaged, load._changed, provinces.load_provinces)  # noqa: SLF001  # no other way to another process
    for each in remembered:
        each.cache_clear()
    yield
    monkeypatch.setenv(VARIABLE, OFF)
    for each in remembered:
        each.cache_clear()


def test_a_value_is_made_once(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    made: list[int] = []

    def make() -> list[int]:
        made.append(1)
        return [len(made)]

    assert [kept_value(Exact([]), ("x", key), make) for key in ("a", "a", "b")] == [[1], [1], [2]]
    for path in cache.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    assert kept_value(Exact([]), ("x", "a"), make) == [3]
    monkeypatch.setenv(VARIABLE, OFF)
    assert kept_value(Exact([]), ("x", "a"), make) == [4]


def test_a_value_without_a_form_is_made_each_time() -> None:
    assert [kept_value(Exact([]), ("y",), lambda: 1.5) for _ in range(2)] == [1.5, 1.5]


@pytest.mark.usefixtures("anew")
@pytest.mark.parametrize("text", [None, "grace_days: 3\n", "grace_days: x\n", "replace: true\nname: Khác\n", "a: [\n"])
def test_the_programme_that_was_kept_is_the_programme(text: str | None, tmp_path: Path) -> None:
    override = tmp_path / "programme.yaml"
    if text is not None:
        override.write_text(text, encoding="utf-8")
    told = []
    for _ in range(2):
        load._packaged.cache_clear()  # noqa: SLF001
        load._changed.cache_clear()  # noqa: SLF001
        told.append(load.load_programme(override))
    assert told[0] == told[1]
    (first, _), (second, _) = told
    assert first is not second
    assert list(first.indicators) == list(second.indicators)
    assert second.phase in second.phases


@pytest.mark.usefixtures("cache", "anew")
@pytest.mark.parametrize("text", ["grace_days: 3\n", "grace_days: x\n", "a: [\n"])
def test_a_programme_is_read_once_also_where_it_is_at_fault(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    override = tmp_path / "programme.yaml"
    override.write_text(text, encoding="utf-8")
    first = load.load_programme(override)
    load._changed.cache_clear()  # noqa: SLF001
    monkeypatch.setattr(layers, "changed_programme", lambda *_: pytest.fail("read again"))
    assert load.load_programme(override) == first


@pytest.mark.usefixtures("anew")
def test_the_provinces_that_were_kept_are_the_provinces() -> None:
    first = provinces.load_provinces()
    provinces.load_provinces.cache_clear()
    second = provinces.load_provinces()
    assert first is not second
    assert (dict(first.by_era), dict(first.country)) == (dict(second.by_era), dict(second.country))
    assert list(first) == list(second)


def test_what_a_process_made_another_takes_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> object:
        raise AssertionError

    kept_value(Exact([]), ("z", "a"), lambda: [1])
    values = dict(made())
    monkeypatch.setattr(value, "_handed_over", {})
    take_over(values)
    assert kept_value(Exact([]), ("z", "a"), never) == [1]
    with pytest.raises(AssertionError):  # made of something else
        kept_value(Exact([]), ("z", "b"), never)
