"""What is kept is used where it is whole, and absent in all other cases."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from du_an8.kept.shelf import OFF, VARIABLE, Shelf, digest, shelf

KEY, OTHER = digest("one"), digest("other")


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_was_put_is_got_also_by_another_process(tmp_path: Path) -> None:
    Shelf(tmp_path).put(KEY, b"x")
    assert Shelf(tmp_path).get(KEY) == b"x"
    assert Shelf(tmp_path).get(OTHER) is None


def test_the_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    Shelf(tmp_path / "new").put(KEY, b"x")
    folders = [path for path in (tmp_path / "new").rglob("*") if path.is_dir()]
    assert folders
    assert all(path.stat().st_mode & 0o777 == 0o700 for path in folders)


@pytest.mark.parametrize("spoil", [0o755, 0o770, "link"])
def test_a_folder_that_others_may_write_to_is_left_alone(tmp_path: Path, spoil: int | str) -> None:
    Shelf(tmp_path).put(KEY, b"x")
    (folder,) = tmp_path.iterdir()
    if isinstance(spoil, int):
        folder.chmod(spoil)
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    spoilt = Shelf(tmp_path)
    assert spoilt.get(KEY) is None
    spoilt.put(OTHER, b"y")
    assert len(entries(tmp_path)) == 1


@pytest.mark.parametrize("cut", [0, 1, 20, 46, 50])
def test_an_entry_cut_short_is_absent(tmp_path: Path, cut: int) -> None:
    Shelf(tmp_path).put(KEY, b"some facts")
    (path,) = entries(tmp_path)
    path.write_bytes(path.read_bytes()[:cut])
    assert Shelf(tmp_path).get(KEY) is None


def test_no_changed_byte_goes_unseen(tmp_path: Path) -> None:
    Shelf(tmp_path).put(KEY, b"some facts")
    (path,) = entries(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert Shelf(tmp_path).get(KEY) is None


def test_an_entry_under_another_name_is_absent(tmp_path: Path) -> None:
    Shelf(tmp_path).put(KEY, b"x")
    (path,) = entries(tmp_path)
    moved = path.parents[1] / OTHER[:2] / OTHER[2:]
    moved.parent.mkdir(exist_ok=True)
    path.rename(moved)
    assert Shelf(tmp_path).get(OTHER) is None


def test_what_was_not_used_for_longest_is_dropped(tmp_path: Path) -> None:
    keys = [digest(number) for number in range(40)]
    Shelf(tmp_path).put(keys[0], bytes(1000))
    for age, path in enumerate(entries(tmp_path)):
        os.utime(path, (age, age))
    for key in keys[1:]:
        Shelf(tmp_path, most_bytes=20_000).put(key, bytes(1000))
    assert sum(path.stat().st_size for path in entries(tmp_path)) < 22_000
    assert Shelf(tmp_path).get(keys[0]) is None
    assert Shelf(tmp_path).get(keys[-1]) is not None


def test_what_is_used_stays(tmp_path: Path) -> None:
    keys = [digest(number) for number in range(15)]
    for key in keys:
        Shelf(tmp_path).put(key, bytes(1000))
    for path in entries(tmp_path):
        os.utime(path, (1, 1))
    Shelf(tmp_path).get(keys[3])
    Shelf(tmp_path, most_bytes=5_000).put(OTHER, bytes(1000))
    assert Shelf(tmp_path).get(keys[3]) is not None
    assert sum(Shelf(tmp_path).get(key) is not None for key in keys) <= 4


def test_few_of_the_commands_that_keep_little_look_through_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[Path] = []

    def look(folder: Path) -> list[tuple[float, int, Path]]:
        looked.append(folder)
        return []

    monkeypatch.setattr("du_an8.kept.shelf._entries", look)
    for number in range(400):  # each a process of its own, with a hundredth of what one look is worth
        Shelf(tmp_path, most_bytes=20 * 100_000).put(digest(number), bytes(1000))
    assert 0 < len(looked) < 15


def test_a_full_disk_is_silent_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = Shelf(tmp_path)
    full.put(KEY, b"x")

    def no_room(self: Path, content: bytes) -> None:
        with self.open("wb") as file:
            file.write(content[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", no_room)
    full.put(OTHER, b"y")
    full.put(OTHER, b"z")
    assert len(entries(tmp_path)) == 1
    assert full.get(KEY) == b"x"
    assert full.get(OTHER) is None


def test_an_interrupted_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_self: Path, _target: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        Shelf(tmp_path).put(KEY, b"x")
    assert entries(tmp_path) == []


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    nowhere = Shelf(tmp_path / "file" / "folder")
    nowhere.put(KEY, b"x")
    assert nowhere.get(KEY) is None


_FILL = """
import sys
from pathlib import Path
from du_an8.kept.shelf import Shelf, digest
for number in range(200):
    Shelf(Path(sys.argv[1]), most_bytes=4000).put(digest(number % 7), f"{number % 7}".encode() * 200)
"""


@pytest.mark.processes
def test_processes_side_by_side_do_not_disturb_each_other(tmp_path: Path) -> None:
    others = [subprocess.Popen([sys.executable, "-c", _FILL, str(tmp_path)]) for _ in range(2)]
    while any(other.poll() is None for other in others):
        for number in range(7):
            assert Shelf(tmp_path).get(digest(number)) in {None, f"{number}".encode() * 200}
    assert [other.returncode for other in others] == [0, 0]
    assert not list(tmp_path.rglob("*.tmp"))


def test_the_environment_names_the_folder_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, OFF)
    assert not shelf()
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    shelf().put(KEY, b"x")
    assert len(entries(tmp_path)) == 1
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    shelf().put(KEY, b"x")
    assert len(entries(tmp_path / "home" / "du-an8")) == 1
