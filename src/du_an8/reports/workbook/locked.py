"""Workbooks that Excel locks with a password of its own: a person who opens them is asked for none.

Whoever protects the structure of an old workbook, or saves a new one "read-only", gets it encrypted with this password
([MS-OFFCRYPTO]); Excel tries it before it asks.
"""

import shutil
import tempfile
from pathlib import Path

from du_an8.reports.workbook.cells import LockedError, Sheet
from du_an8.reports.workbook.contained import read_contained
from du_an8.reports.workbook.file_kinds import kind_of
from du_an8.reports.workbook.readers import KINDS, read_as

_EXCELS_OWN = "VelvetSweatshop"


def read_locked(path: Path) -> list[Sheet]:
    """The sheets of a file with a password, where it is Excel's own; a process apart computes the key, however long.

    Raises:
        LockedError: it has another password.
        UnsafeError: it takes too long.
        DamagedError: what was locked is no workbook.
    """
    with tempfile.TemporaryDirectory(prefix="du-an8-") as folder:
        copy = Path(folder, "locked")
        shutil.copyfile(path, copy)
        return read_contained(copy, f"{__name__}:read_unlocked")


def read_unlocked(path: Path) -> list[Sheet]:
    """As `read_locked`, in this process; the open workbook is written beside the locked one.

    Raises:
        Exception: as `read_locked`.
    """
    opened = path.with_name("opened")
    _unlock(path, opened)
    kind = kind_of(opened)
    if kind not in KINDS:
        raise LockedError
    return read_as(opened, kind)


def _unlock(path: Path, opened: Path) -> None:
    from msoffcrypto import OfficeFile

    try:
        with path.open("rb") as file, opened.open("wb") as out:
            office = OfficeFile(file)
            office.load_key(password=_EXCELS_OWN)
            office.decrypt(out)
    except Exception as error:  # another password, an unknown cipher, a damaged header: locked in any case
        raise LockedError from error
