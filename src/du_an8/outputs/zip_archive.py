"""The same content as the same bytes, also in a zip archive."""

import io
import zipfile

SEAL = b"du-an8"
"""Our remark on an archive: whoever saves the workbook or the paper in it leaves it out."""

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)


def without_times(archive: io.BytesIO) -> bytes:
    """A zip archive (.docx, .xlsx) without the time of writing that zip puts into each part."""
    repacked = io.BytesIO()
    with zipfile.ZipFile(archive) as parts, zipfile.ZipFile(repacked, "w") as packed:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, parts.read(name))
        packed.comment = SEAL
    return repacked.getvalue()
