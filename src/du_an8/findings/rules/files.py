"""Rules about files that can't be read, and what of them isn't."""

from du_an8.findings.rule import ERROR, INFO, LIST, NAME, NUMBER, TEXT, WARNING, Rule, Text, Variant

_ASK_FILE_AGAIN = Text("Xin tỉnh gửi lại tệp.", "Ask the province to send the file again.")
_PLEASE_SEND_AGAIN = Text("Đề nghị gửi lại tệp báo cáo.", "Please send the report again.")
_SAVE_AS_XLSX = Text("Mở bằng Excel rồi lưu lại dạng .xlsx.", "Open it in Excel and save it as .xlsx.")
_PLEASE_SEND_XLSX = Text(
    "Đề nghị mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại.",
    "Please open the file in Excel, save it as .xlsx and send it again.",
)
_PLEASE_SEND_ORIGINAL = Text(
    "Đề nghị gửi tệp gốc dạng .docx hoặc .xlsx.",
    "Please send the original file as .docx or .xlsx.",
)
_NO_SHEETS = Text("Không tìm thấy trang tính nào trong tệp.", "No sheet was found in the file.")
_PLEASE_SEND_STRIPPED = Text(
    "Đề nghị xoá các trang, định dạng thừa rồi gửi lại tệp.",
    "Please remove unneeded sheets and formats and send the file again.",
)

RULES = (
    Rule("unreadable-workbook", ERROR, (
        Variant(
            "unreadable-workbook.access", {"reason": TEXT},
            message=Text("Không mở được tệp: {reason}.", "The file cannot be opened: {reason}."),
            hint=Text("Kiểm tra quyền đọc; đóng tệp nếu đang mở.",
                      "Check the read permission; close the file if it is open."),
            request=None,
        ),
        Variant(
            "unreadable-workbook.missing", {},
            message=Text("Không có tệp này.", "There is no such file."),
            hint=Text("Xem lại tên tệp và thư mục chứa tệp.",
                      "Check the name of the file and of its folder."),
            request=None,
        ),
        Variant(
            "unreadable-workbook.no-file", {},
            message=Text("Đây là thư mục, hoặc không phải tệp thường.",
                         "This is a folder, or not an ordinary file."),
            hint=Text("Thay bằng tệp bảng tính.", "Put a workbook in its place."),
            request=None,
        ),
        Variant(
            "unreadable-workbook.empty", {},
            message=Text("Tệp rỗng, không có byte nào.",
                         "The file is empty, it has no bytes at all."),
            hint=_ASK_FILE_AGAIN,
            request=_PLEASE_SEND_AGAIN,
            content=Text("Tệp rỗng, không có nội dung.", "The file is empty, without content."),
        ),
        Variant(
            "unreadable-workbook.not-a-workbook", {},
            message=Text("Tệp không phải bảng tính Excel dù mang đuôi như vậy.",
                         "The file is not an Excel workbook, although its name says so."),
            hint=_SAVE_AS_XLSX,
            request=_PLEASE_SEND_XLSX,
        ),
        Variant(
            "unreadable-workbook.no-report", {},
            message=Text("Trong tệp nén hoặc thư không có báo cáo nào (.xlsx, .xls, .ods, .csv, .docx).",
                         "There is no report in the archive or message (.xlsx, .xls, .ods, .csv, .docx)."),
            hint=Text("Mở ra xem; xin tỉnh gửi lại nếu thiếu.",
                      "Open it and look; ask the province to send what is missing."),
            request=None,
        ),
        Variant(
            "unreadable-workbook.not-a-paper", {},
            message=Text("Tệp không phải văn bản Word dù mang đuôi như vậy.",
                         "The file is not a Word document, although its name says so."),
            hint=Text("Mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx; hoặc gửi bảng tính .xlsx.",
                      "Open it in Word and choose Save As, type .docx; or send a workbook, .xlsx."),
            request=_PLEASE_SEND_ORIGINAL,
        ),
        Variant(
            "unreadable-workbook.doc", {},
            message=Text("Tệp Word kiểu cũ (.doc, .rtf), chưa đọc được; các số trong đó chưa được dùng.",
                         "An old Word file (.doc, .rtf) cannot be read; the numbers in it are not used."),
            hint=Text("Mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx, rồi nhập lại; hoặc chép bảng sang Excel, lưu .xlsx.",
                      "Open it in Word, choose Save As, type .docx, and import it again; or copy the table to Excel and save it as .xlsx."),
            request=Text("Đề nghị mở tệp bằng Word, lưu lại dạng .docx rồi gửi lại; hoặc chép bảng sang Excel.",
                         "Please open the file in Word, save it as .docx and send it again; or copy the table to Excel."),
        ),
        Variant(
            "unreadable-workbook.pdf", {},
            message=Text("Tệp PDF, không đọc được; các số trong đó chưa được dùng.",
                         "A PDF file cannot be read; the numbers in it are not used."),
            hint=Text("Xin tỉnh gửi tệp gốc .docx hoặc .xlsx; không có thì mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx, rồi soát lại từng số (bản chụp, bản quét thì phải gõ lại).",
                      "Ask the province for the original .docx or .xlsx; failing that, open it in Word, choose Save As, type .docx, and check every number (a scan has to be typed again)."),
            request=_PLEASE_SEND_ORIGINAL,
        ),
        Variant(
            "unreadable-workbook.encrypted", {},
            message=Text("Tệp có mật khẩu.", "The file has a password."),
            hint=Text("Xin tỉnh gửi bản không đặt mật khẩu, không bật bảo vệ khi lưu.",
                      "Ask the province for a copy without password or protection."),
            request=Text("Đề nghị gửi lại tệp không đặt mật khẩu.",
                         "Please send the file again without a password."),
        ),
        Variant(
            "unreadable-workbook.git-lfs", {},
            message=Text("Đây chỉ là con trỏ của Git LFS; bản thân tệp chưa được tải về.",
                         "This is only a pointer of Git LFS; the file itself was not downloaded."),
            hint=Text("Chạy `git lfs pull` trong kho dữ liệu rồi chạy lại.",
                      "Run `git lfs pull` in the data repository, then run this again."),
            request=None,
        ),
        Variant(
            "unreadable-workbook.open-quote", {},
            message=Text("Dấu ngoặc kép mở ở dòng này không có dấu đóng; phần sau dấu ấy trong dòng chưa đọc được, các dòng sau vẫn được đọc.",
                         "A quotation mark opened in this line is not closed; the rest of the line was not read, the lines after it were."),
            hint=Text("Thêm dấu đóng hoặc xoá dấu ngoặc kép thừa; hoặc gửi dạng .xlsx.",
                      "Close it or delete it; or send an .xlsx file."),
            request=Text("Đề nghị thêm dấu đóng hoặc xoá dấu ngoặc kép thừa; hoặc gửi dạng .xlsx.",
                         "Please close or delete the quotation mark; or send an .xlsx file."),
        ),
        Variant(
            "unreadable-workbook.damaged", {},
            message=Text("Tệp hỏng hoặc bị cắt cụt.", "The file is damaged or cut off."),
            hint=_ASK_FILE_AGAIN,
            request=_PLEASE_SEND_AGAIN,
        ),
        Variant(
            "unreadable-workbook.no-sheets", {},
            message=_NO_SHEETS,
            hint=Text("Mở bằng Excel rồi lưu lại dạng .xlsx thông thường (không phải Strict Open XML).",
                      "Open it in Excel and save it as an ordinary .xlsx (not Strict Open XML)."),
            request=_PLEASE_SEND_XLSX,
            content=_NO_SHEETS,
        ),
        Variant(
            "unreadable-workbook.other", {"reason": TEXT},
            message=Text("Không đọc được tệp ({reason}).", "The file cannot be read ({reason})."),
            hint=_SAVE_AS_XLSX,
            request=_PLEASE_SEND_XLSX,
            content=Text("Không đọc được tệp.", "The file cannot be read."),
        ),
    )),
    Rule("unsafe-workbook", ERROR, (
        Variant(
            "unsafe-workbook", {"reason": TEXT},
            message=Text("Tệp bung ra lớn bất thường nên không đọc ({reason}).",
                         "The file unpacks to an unusual size, so it was not read ({reason})."),
            hint=Text("Xin tỉnh gửi lại; nếu là tệp thật thì xoá bớt trang, định dạng thừa.",
                      "Ask the province to send it again; if it is genuine, remove unneeded sheets and formats."),
            request=_PLEASE_SEND_STRIPPED,
        ),
        Variant(
            "unsafe-workbook.costly", {"bound": TEXT, "variable": TEXT},
            message=Text("Đọc tệp tốn quá {bound} nên đã dừng, chưa đọc được gì.",
                         "Reading the file took more than {bound}, so it was stopped; nothing of it was read."),
            hint=Text("Xin tỉnh gửi lại; nếu là tệp thật thì xoá bớt trang, định dạng thừa, hoặc nới mức ấy bằng biến {variable}.",
                      "Ask the province to send it again; if it is genuine, remove unneeded sheets and formats, or raise the limit with the variable {variable}."),
            request=_PLEASE_SEND_STRIPPED,
        ),
    )),
    Rule("link-not-followed", ERROR, (
        Variant(
            "link-not-followed", {"target": TEXT},
            message=Text("Đây là liên kết dẫn ra ngoài thư mục dữ liệu ({target}) nên không đọc.",
                         "This is a link out of the data folder ({target}), so it was not read."),
            hint=Text("Chép tệp thật vào đây thay cho liên kết.",
                      "Copy the real file here in place of the link."),
            request=None,
        ),
        Variant(
            "link-not-followed.folder", {"target": TEXT},
            message=Text("Đây là liên kết tới một thư mục ({target}) nên các tệp ở đó không được đọc qua liên kết này.",
                         "This is a link to a folder ({target}); the files there are not read through it."),
            hint=Text("Chép các tệp thật vào đây thay cho liên kết.",
                      "Copy the real files here in place of the link."),
            request=None,
        ),
    )),
    Rule("file-set-aside", INFO, (
        Variant(
            "file-set-aside", {},
            message=Text("Tệp không phải bảng tính nên không đọc.",
                         "The file is not a workbook, so it was not read."),
            hint=Text("Nếu có số liệu thì gửi dạng .xlsx.",
                      "If it holds figures, ask for them as .xlsx."),
            request=Text("Đề nghị gửi số liệu (nếu có) dạng .xlsx.",
                         "Please send figures (if there are any) as .xlsx."),
        ),
        Variant(
            "file-set-aside.pdf", {},
            message=Text("Tệp PDF nên không đọc.", "A PDF file, so it was not read."),
            hint=Text("Nếu có số liệu thì xin tệp gốc .docx hoặc .xlsx; không có thì mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx, rồi soát lại từng số.",
                      "If it holds figures, ask for the original .docx or .xlsx; failing that, open it in Word, choose Save As, type .docx, and check every number."),
            request=_PLEASE_SEND_ORIGINAL,
        ),
        Variant(
            "file-set-aside.no-table", {},
            message=Text("Văn bản không có bảng, lời văn không có số liệu nào.",
                         "The document has no table, and no figures in its text."),
            hint=Text("Nếu còn phụ lục có bảng số liệu thì xin tỉnh gửi thêm.",
                      "If it has an annex with tables of figures, ask the province for it."),
            request=Text("Đề nghị gửi thêm phụ lục có bảng số liệu (nếu có).",
                         "Please send the annex with tables of figures (if there is one)."),
        ),
    )),
    Rule("text-not-read", INFO, (
        Variant(
            "text-not-read", {"count": NUMBER, "figures": LIST},
            message=Text("{count} số trong lời văn ngoài bảng không được đọc: {figures}.",
                         "{count:number|numbers} in the text outside the tables {count:|was|were} not read: “{figures}”."),
            hint=Text("Số nào cần lấy mà bảng chưa có thì đưa vào bảng.",
                      "Put in a table whatever is needed and is not in one yet."),
            request=Text("Đề nghị đưa vào bảng những số liệu mà bảng chưa có.",
                         "Please put in the table the figures that are not in it yet."),
        ),
        Variant(
            "text-not-read.embedded", {"count": NUMBER},
            message=Text("Văn bản có chèn {count} bảng tính (hoặc biểu đồ); số trong đó không được đọc.",
                         "{count:spreadsheet (or chart) is|spreadsheets (or charts) are} inserted in the document; the numbers in {count:it|them} were not read."),
            hint=Text("Nhấp đúp vào bảng trong Word, lưu thành tệp .xlsx rồi nhập thêm tệp ấy.",
                      "Double-click the sheet in Word, save it as an .xlsx file and import that file, too."),
            request=Text("Đề nghị gửi bảng tính đã chèn trong văn bản thành tệp .xlsx riêng.",
                         "Please send the spreadsheet inserted in the document as an .xlsx file of its own."),
        ),
        Variant(
            "text-not-read.nested", {"count": NUMBER, "figures": LIST},
            message=Text("Ô này chứa một bảng con; {count} số trong đó không được đọc riêng: {figures}.",
                         "This cell holds a table of its own; {count:number|numbers} in it {count:|was|were} not read separately: “{figures}”."),
            hint=Text("Tách bảng con ra ngoài bảng lớn.",
                      "Move the inner table out of the larger one."),
            request=Text("Đề nghị tách bảng con ra ngoài bảng lớn.",
                         "Please move the inner table out of the larger one."),
        ),
    )),
    Rule("evidence-missing", WARNING, (
        Variant(
            "evidence-missing", {"name": NAME, "file": TEXT, "where": LIST},
            message=Text("{name}: tệp hồ sơ “{file}” không có (đã tìm trong {where}).",
                         "{name}: the evidence file “{file}” is not there (looked for in {where})."),
            hint=Text("Chép tệp vào thư mục ấy, hoặc sửa tên cho đúng. Liên kết dẫn ra ngoài thư mục không được theo; chỉ có bản giấy thì ghi số và ngày của văn bản thay cho tên tệp.",
                      "Copy the file to that folder, or correct its name. Links out of the folder are not followed; where there is paper only, write the number and date of the document instead of a file name."),
            request=Text("Đề nghị gửi tệp hồ sơ đã nêu; chỉ có bản giấy thì ghi số và ngày của văn bản.",
                         "Please send the file named; where there is paper only, give the number and date of the document."),
            content=Text("{name}: chưa nhận được tệp hồ sơ “{file}”.",
                         "{name}: the evidence file “{file}” was not received."),
            question=Text("{name}: xin xem, hoặc gửi bản sao, hồ sơ “{file}”.",
                          "{name}: please show the file “{file}”, or send a copy."),
        ),
    )),
)  # fmt: skip
