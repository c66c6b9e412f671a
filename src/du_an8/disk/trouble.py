"""Why the system refused, in Vietnamese: its own words are English, or whatever the locale says."""

import errno

_REASONS = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "đĩa đã đầy",
    errno.EFBIG: "tệp lớn quá mức cho phép",
    errno.EIO: "đĩa có lỗi",
    errno.ENOENT: "không có thư mục hoặc tệp này",
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
    return _REASONS.get(error.errno or 0) or error.strerror or str(error)
