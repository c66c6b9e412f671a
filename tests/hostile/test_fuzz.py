"""The mutation fuzzer over folders that are the same each time; longer and other ones are tried by `.ci/run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from hostile.fuzz import broken

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.processes


@pytest.mark.parametrize("first", range(0, 60, 10))
def test_no_mutated_folder_breaks_the_tool(tmp_path: Path, first: int) -> None:
    found = {seed: faults for seed in range(first, first + 10) if (faults := broken(seed, tmp_path / "data"))}
    assert found == {}
