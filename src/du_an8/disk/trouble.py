"""Why the system refused, in Vietnamese: its own words are English, or whatever the locale says."""

import errno
import os
from pathlib import Path

_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EIO: "đĩa có lỗi",
    errno.EEXIST: "đã có tệp mang tên này",
    errno.ENOTDIR: "không phải thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.ENOTEMPTY: "thư mục không trống",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết đi vòng quanh",
    errno.EMFILE: "mở quá nhiều tệp",
    errno.EBUSY: "tệp đang được dùng",
}


def reason(error: OSError) -> str:
    """The cause of a failure, for people."""
    if error.errno == errno.ENOENT:
        return _missing(error.filename)
    return _REASONS.get(error.errno or 0) or f"hệ thống báo lỗi số {error.errno}"


def _missing(name: object) -> str:
    """Which of the two isn't there: the file, or the folder that it should be in."""
    folder = Path(os.fsdecode(name)).parent if isinstance(name, str | bytes) else None
    return f"không có thư mục “{folder}”" if folder and not folder.is_dir() else "không có tệp này"
