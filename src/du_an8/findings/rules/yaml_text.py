"""Rules about how YAML files are written."""

from du_an8.findings.rule import ERROR, LIST, NAME, NUMBER, TEXT, Rule, Text, Variant

_WRITE_AT_LEAST = Text(
    "Tệp chỉ tiêu ghi tối thiểu: `province: Tên tỉnh` và `targets: []`; tệp khác không dùng thì xoá.",
    "A target file has at least: `province: Tên tỉnh` and `targets: []`; any other that isn't used can be deleted.",
)
_REMOVE_TAG = Text(
    "Bỏ thẻ; nếu là nội dung, đặt trong dấu nháy.",
    "Remove the tag; if it is text, put it in quotation marks.",
)

RULES = (
    Rule("yaml-syntax", ERROR, (
        Variant(
            "yaml-syntax.unreadable", {"reason": TEXT},
            message=Text("Không đọc được tệp: {reason}.", "The file cannot be read: {reason}."),
            hint=Text("Kiểm tra quyền đọc và ổ đĩa.", "Check the read permission and the disk."),
            request=None,
        ),
        Variant(
            "yaml-syntax.folder", {},
            message=Text("Đây là thư mục, hoặc không phải tệp thường.",
                         "This is a folder, or not an ordinary file."),
            hint=Text("Đổi tên thư mục, hoặc thay bằng tệp YAML cùng tên.",
                      "Rename the folder, or put a YAML file of that name in its place."),
            request=None,
        ),
        Variant(
            "yaml-syntax.too-large", {"limit": NUMBER},
            message=Text("Tệp lớn hơn {limit} MB nên không đọc.",
                         "The file is larger than {limit} MB, so it was not read."),
            hint=Text("Tệp chỉ tiêu của một tỉnh chỉ vài chục dòng.",
                      "The target file of a province has a few dozen lines."),
            request=None,
        ),
        Variant(
            "yaml-syntax.not-utf8", {},
            message=Text("Tệp không phải UTF-8 (sai từ ký tự này).",
                         "The file is not UTF-8 (wrong from this character on)."),
            hint=Text("Lưu lại tệp với bảng mã UTF-8.", "Save it with the encoding UTF-8."),
            request=None,
        ),
        Variant(
            "yaml-syntax.control-character", {},
            message=Text("Có ký tự điều khiển không được phép.",
                         "There is a control character that is not allowed."),
            hint=Text("Xoá ký tự lạ ở chỗ này.", "Delete the odd character here."),
            request=None,
        ),
        Variant(
            "yaml-syntax.empty", {},
            message=Text("Tệp trống.", "The file is empty."),
            hint=_WRITE_AT_LEAST,
            request=None,
        ),
        Variant(
            "yaml-syntax.not-mapping", {},
            message=Text("Tệp phải gồm các dòng `khoá: giá trị`.",
                         "The file must consist of lines `key: value`."),
            hint=_WRITE_AT_LEAST,
            request=None,
        ),
        Variant(
            "yaml-syntax.tab", {},
            message=Text("Thụt dòng bằng phím Tab; YAML không cho phép.",
                         "The line is indented with a tab, which YAML does not allow."),
            hint=Text("Thay Tab bằng dấu cách.", "Use blanks instead of the tab."),
            request=None,
        ),
        Variant(
            "yaml-syntax.odd-character", {},
            message=Text("Ký tự này không được đứng đầu một giá trị.",
                         "A value cannot begin with this character."),
            hint=Text('Đặt giá trị trong dấu nháy: "...".',
                      'Put the value in quotation marks: "...".'),
            request=None,
        ),
        Variant(
            "yaml-syntax.colon", {},
            message=Text("Dấu hai chấm không đúng chỗ.", "The colon is in the wrong place."),
            hint=Text('Nếu nội dung có dấu hai chấm, đặt cả nội dung trong dấu nháy: "...".',
                      'If the text contains a colon, put all of it in quotation marks: "...".'),
            request=None,
        ),
        Variant(
            "yaml-syntax.indentation", {},
            message=Text("Thụt dòng không đúng.", "The indentation is wrong."),
            hint=Text("Các khoá cùng cấp phải thẳng cột với nhau.",
                      "Keys of the same level must begin in the same column."),
            request=None,
        ),
        Variant(
            "yaml-syntax.missing-colon", {},
            message=Text("Thiếu dấu hai chấm sau tên khoá.", "The colon after the key is missing."),
            hint=Text("Viết `khoá: giá trị`.", "Write `key: value`."),
            request=None,
        ),
        Variant(
            "yaml-syntax.bracket", {},
            message=Text("Dấu ngoặc vuông hoặc ngoặc nhọn không khép đúng.",
                         "A square or curly bracket is not closed correctly."),
            hint=Text("Khép lại dấu ngoặc đã mở.", "Close the bracket that was opened."),
            request=None,
        ),
        Variant(
            "yaml-syntax.quote", {},
            message=Text("Dấu nháy hoặc dấu ngoặc mở ra mà không đóng.",
                         "A quotation mark or bracket is opened and not closed."),
            hint=Text("Đóng lại trước khi hết tệp.", "Close it before the end of the file."),
            request=None,
        ),
        Variant(
            "yaml-syntax.tag-handle", {},
            message=Text("Không được dùng thẻ YAML (!).", "YAML tags (!) are not allowed."),
            hint=_REMOVE_TAG,
            request=None,
        ),
        Variant(
            "yaml-syntax.other", {},
            message=Text("Không đúng cú pháp YAML.", "This is not valid YAML."),
            hint=Text("Xem lại dòng này và dòng ngay trước nó.",
                      "Look at this line and at the one just before it."),
            request=None,
        ),
        Variant(
            "yaml-syntax.alias", {"text": TEXT},
            message=Text("Không được dùng tham chiếu của YAML (`{text}`).",
                         "YAML references are not allowed (`{text}`)."),
            hint=Text("Ghi lại đầy đủ giá trị; nếu là nội dung, đặt trong dấu nháy.",
                      "Write the value out; if it is text, put it in quotation marks."),
            request=None,
        ),
        Variant(
            "yaml-syntax.tag", {"text": TEXT},
            message=Text("Không được dùng thẻ YAML (`{text}`).",
                         "YAML tags are not allowed (`{text}`)."),
            hint=_REMOVE_TAG,
            request=None,
        ),
        Variant(
            "yaml-syntax.second-document", {},
            message=Text("Tệp có hơn một tài liệu (dấu `---`).",
                         "The file holds more than one document (the sign `---`)."),
            hint=Text("Mỗi tệp chỉ một tỉnh: tách ra thành tệp riêng.",
                      "One file for one province: split it into separate files."),
            request=None,
        ),
        Variant(
            "yaml-syntax.too-deep", {"limit": NUMBER},
            message=Text("Lồng nhau quá {limit} lớp; phần sau không đọc nữa.",
                         "More than {limit} levels of nesting; what follows is not read."),
            hint=Text("Xem lại các dấu ngoặc trong tệp.", "Look at the brackets in the file."),
            request=None,
        ),
    )),
    Rule("duplicate-key", ERROR, (
        Variant(
            "duplicate-key", {"name": NAME, "line": TEXT},
            message=Text("Khoá `{name}` đã có ở dòng {line}.",
                         "The key `{name}` already stands in line {line}."),
            hint=Text("Giữ lại một; nếu không sẽ mất một giá trị.",
                      "Keep one of them; otherwise a value is lost."),
            request=None,
        ),
    )),
    Rule("unknown-key", ERROR, (
        Variant(
            "unknown-key", {"name": NAME, "nearest": LIST},
            message=Text("Không có khoá `{name}`.", "There is no key `{name}`."),
            hint=Text("Có phải ý là: {nearest}?", "Did you mean: {nearest}?"),
            request=None,
        ),
    )),
)  # fmt: skip
