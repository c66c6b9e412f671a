"""Reads an earlier answer of `check --format json`; what isn't one is refused, never half understood."""

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from du_an8.disk.trouble import reason
from du_an8.programme.catalogue import Programme
from du_an8.programme.provinces import Provinces
from du_an8.reconcile.judging.verdict import Status
from du_an8.reconcile.since import Earlier, Previous

_LARGEST = 256 * 1024 * 1024


class NotAnAnswerError(Exception):
    """The file is no answer of `check --format json`; the text says why, for people."""


def read_previous(path: Path, provinces: Provinces, programme: Programme) -> Previous:
    """Read the file; an answer from before there were phases is of the first.

    Raises:
        NotAnAnswerError: it can't be read as what it should be.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise NotAnAnswerError("tệp quá lớn")
        document = json.loads(path.read_bytes(), parse_float=Decimal)  # in whatever Unicode form a shell redirected it
        if not isinstance(document, dict) or document.get("schema") != "du-an8/check" or document.get("version") != 1:
            raise NotAnAnswerError("không phải kết quả của `check --format json`")
        return _previous(document, provinces, programme)
    except OSError as error:
        raise NotAnAnswerError(reason(error)) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAnAnswerError("nội dung không đúng dạng") from error


def _previous(document: dict[str, Any], provinces: Provinces, programme: Programme) -> Previous:
    earlier: dict[tuple[str, str, str], Earlier] = {}
    for province in document["provinces"]:
        phase = province["phase"]["id"] if "phase" in province else programme.phases[0].id
        area = _area(province["era"], province["id"], provinces)
        earlier |= {(phase, area, row["id"]): _earlier(row) for row in province["indicators"]}
    files = {str(file["path"]): str(file["sha256"]) for file in document["files"] if file.get("sha256")}
    return Previous(date.fromisoformat(document["as_of"]), earlier, files)


def _earlier(row: dict[str, Any]) -> Earlier:
    status = Status(row["status"]) if row["status"] else None
    return Earlier(status, _amount(row["target"]), _amount(row["actual"]))


def _area(era: str, name: str, provinces: Provinces) -> str:
    return provinces.by_era[era][name].area


def _amount(value: object) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(value)
    return Fraction(value)
