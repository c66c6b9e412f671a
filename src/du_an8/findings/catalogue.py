"""The catalogue of rules: how severe each is, and what it says in Vietnamese.

A key is `rule` or `rule.variant`; each has a message (what is wrong) and a hint (what to do). Numbers and dates among
the parameters are written the Vietnamese way when the text is filled in.
"""

SEVERITIES = {
    "yaml-syntax": "error",
    "duplicate-key": "error",
    "unknown-key": "error",
    "invalid-value": "error",
    "ambiguous-number": "error",
    "unknown-province": "error",
    "unknown-indicator": "error",
    "duplicate-target": "error",
    "plan-conflict": "error",
    "plan-exceeds-target": "error",
    "unreadable-workbook": "error",
    "unsafe-workbook": "error",
    "link-not-followed": "error",
    "unknown-layout": "error",
    "unknown-period": "error",
    "identity-mismatch": "error",
    "error-cell": "error",
    "formula-without-value": "error",
    "outside-phase": "error",
    "duplicate-area": "error",
    "conflicting-reports": "error",
    "cumulative-decreased": "error",
    "unit-mismatch": "error",
    "rate-out-of-range": "error",
    "negative-figure": "error",
    "not-a-number": "warning",
    "withdrawn-number": "warning",
    "shown-differently": "warning",
    "uncomputed-zero": "warning",
    "unmatched-row": "warning",
    "unmatched-number": "warning",
    "claim-mismatch": "warning",
    "plan-mismatch": "warning",
    "plan-short": "warning",
    "period-sum-mismatch": "warning",
    "total-mismatch": "warning",
    "detail-mismatch": "warning",
    "coverage-gap": "warning",
    "parts-mismatch": "warning",
    "period-gap": "warning",
    "stock-decreased": "warning",
    "result-without-target": "warning",
    "not-applicable-reported": "warning",
    "stale-report": "warning",
    "target-lowered-to-result": "warning",
    "decision-unmatched": "warning",
    "merge-incomplete": "warning",
    "merge-mismatch": "warning",
    "national-sum-mismatch": "warning",
    "target-sum-mismatch": "warning",
    "repeated-figure": "warning",
    "sudden-jump": "warning",
    "spans-phases": "warning",
    "members-per-team": "warning",
    "participants-below-events": "warning",
    "uniform-rate": "warning",
    "rolled-up": "info",
    "superseded-report": "info",
    "evidence-missing": "warning",
    "late-report": "info",
    "plan-from-result": "info",
    "assumed-basis": "info",
    "assumed-phase": "info",
    "catalogue-carried-over": "info",
    "opening-unknown": "info",
    "after-phase": "info",
    "hidden-content": "info",
    "note-on-number": "info",
    "sheet-set-aside": "info",
    "file-set-aside": "info",
    "text-not-read": "info",
    "explanation-unmatched": "info",
}

TEXTS: dict[str, tuple[str, str]] = {
    # YAML as text
    "yaml-syntax.unreadable": ("Không đọc được tệp: {reason}.", "Kiểm tra quyền đọc và ổ đĩa."),
    "yaml-syntax.folder": ("Đây là thư mục, hoặc không phải tệp thường.", "Đổi tên thư mục, hoặc thay bằng tệp YAML cùng tên."),
    "yaml-syntax.too-large": ("Tệp lớn hơn {limit} MB nên không đọc.", "Tệp chỉ tiêu của một tỉnh chỉ vài chục dòng."),
    "yaml-syntax.not-utf8": ("Tệp không phải UTF-8 (sai từ ký tự này).", "Lưu lại tệp với bảng mã UTF-8."),
    "yaml-syntax.control-character": ("Có ký tự điều khiển không được phép.", "Xoá ký tự lạ ở chỗ này."),
    "yaml-syntax.empty": ("Tệp trống.", "Ghi tối thiểu: `province: Tên tỉnh` và `targets: []`."),
    "yaml-syntax.not-mapping": (
        "Tệp phải gồm các dòng `khoá: giá trị`.",
        "Ghi tối thiểu: `province: Tên tỉnh` và `targets: []`.",
    ),
    "yaml-syntax.tab": ("Thụt dòng bằng phím Tab; YAML không cho phép.", "Thay Tab bằng dấu cách."),
    "yaml-syntax.odd-character": (
        "Ký tự này không được đứng đầu một giá trị.",
        'Đặt giá trị trong dấu nháy: "...".',
    ),
    "yaml-syntax.colon": (
        "Dấu hai chấm không đúng chỗ.",
        'Nếu nội dung có dấu hai chấm, đặt cả nội dung trong dấu nháy: "...".',
    ),
    "yaml-syntax.indentation": ("Thụt dòng không đúng.", "Các khoá cùng cấp phải thẳng cột với nhau."),
    "yaml-syntax.missing-colon": ("Thiếu dấu hai chấm sau tên khoá.", "Viết `khoá: giá trị`."),
    "yaml-syntax.bracket": ("Dấu ngoặc vuông hoặc ngoặc nhọn không khép đúng.", "Khép lại dấu ngoặc đã mở."),
    "yaml-syntax.quote": ("Dấu nháy hoặc dấu ngoặc mở ra mà không đóng.", "Đóng lại trước khi hết tệp."),
    "yaml-syntax.tag-handle": ("Không được dùng thẻ YAML (!).", "Bỏ thẻ; nếu là nội dung, đặt trong dấu nháy."),
    "yaml-syntax.other": ("Không đúng cú pháp YAML.", "Xem lại dòng này và dòng ngay trước nó."),
    "yaml-syntax.alias": (
        "Không được dùng tham chiếu của YAML (`{text}`).",
        "Ghi lại đầy đủ giá trị; nếu là nội dung, đặt trong dấu nháy.",
    ),
    "yaml-syntax.tag": ("Không được dùng thẻ YAML (`{text}`).", "Bỏ thẻ; nếu là nội dung, đặt trong dấu nháy."),
    "yaml-syntax.second-document": ("Tệp có hơn một tài liệu (dấu `---`).", "Mỗi tệp chỉ một tỉnh: tách ra thành tệp riêng."),
    "yaml-syntax.too-deep": ("Lồng nhau quá {limit} lớp; phần sau không đọc nữa.", "Xem lại các dấu ngoặc trong tệp."),
    "duplicate-key": ("Khoá `{name}` đã có ở dòng {line}.", "Giữ lại một; nếu không sẽ mất một giá trị."),
    "unknown-key": ("Không có khoá `{name}`.", "Có phải ý là: {nearest}?"),
    # values
    "invalid-value.missing": ("Thiếu `{name}`.", "Thêm `{name}: …`; xem `du-an8 schema`."),
    "invalid-value.yes-no": (
        "`{text}` để trần: YAML có thể hiểu là đúng/sai.",
        'Viết `true`, `false` hoặc `null`; nếu là chữ thì viết "{text}".',
    ),
    "invalid-value.leading-zero": (
        "`{text}`: số 0 đứng đầu, YAML sẽ đọc thành số khác.",
        'Bỏ số 0 ở đầu; nếu là mã thì viết "{text}".',
    ),
    "invalid-value.clock": (
        "`{text}`: YAML đọc thành số giây.",
        'Nếu là chữ thì viết "{text}"; nếu là số thì bỏ dấu hai chấm.',
    ),
    "invalid-value.decimal-comma": ("`{text}`: trong YAML số lẻ dùng dấu chấm.", "Viết {point}."),
    "invalid-value.percent-sign": ("`{text}`: đơn vị đã là %, không ghi lại dấu %.", "Chỉ ghi số."),
    "invalid-value.odd-number": ("`{text}` không phải cách ghi số được dùng ở đây.", "Viết liền các chữ số, ví dụ 1800."),
    "invalid-value.key-not-text": ("Tên khoá phải là chữ hoặc số năm.", "Viết khoá là chữ thường, ví dụ `target`."),
    "invalid-value.not-number": (
        "`{name}` phải là số, đang là `{text}`.",
        "Chỉ ghi số, không dấu nháy, không kèm đơn vị, ví dụ 1800.",
    ),
    "invalid-value.negative": ("`{name}` không được âm, đang là {text}.", "Ghi số không âm."),
    "invalid-value.not-whole": ("`{name}` phải là số nguyên, đang là `{text}`.", "Viết liền các chữ số, ví dụ 2023."),
    "invalid-value.not-year": ("{text} không hợp lệ cho `{name}`.", "Xem khoảng cho phép bằng `du-an8 schema`."),
    "invalid-value.not-date": ("`{name}` phải là ngày, đang là `{text}`.", "Viết năm-tháng-ngày: 2023-12-31."),
    "invalid-value.no-such-date": ("Không có ngày {text}.", "Xem lại ngày, tháng."),
    "invalid-value.not-text": ("`{name}` phải là chữ, đang là `{text}`.", 'Đặt trong dấu nháy: "{text}".'),
    "invalid-value.empty-text": ("`{name}` đang để trống.", "Ghi nội dung, hoặc bỏ dòng này."),
    "invalid-value.not-bool": ("`{name}` phải là `true` hoặc `false`, đang là `{text}`.", "Viết `true` hoặc `false`."),
    "invalid-value.not-list": ("`{name}` phải là danh sách, đang là `{text}`.", "Mỗi mục một dòng bắt đầu bằng dấu `-`."),
    "invalid-value.not-mapping": ("`{name}` phải gồm các dòng `khoá: giá trị`, đang là `{text}`.", "Xem `du-an8 schema`."),
    "invalid-value.choice": ("`{name}` không nhận giá trị `{text}`.", "Chọn một trong: {expected}."),
    "invalid-value.other": ("Giá trị của `{name}` không hợp lệ: `{text}`.", "Xem `du-an8 schema`."),
    "invalid-value.unknown-source": ("Nguồn `{text}` chưa khai báo trong `sources`.", "Khai báo nguồn trong `sources`, hoặc sửa tên; đã có: {known}."),
    "invalid-value.no-rule": ("Không có quy tắc tên `{text}`.", "Có phải ý là: {nearest}?"),
    "invalid-value.year-outside-phase": ("Năm {text} nằm ngoài giai đoạn.", "Sửa lại năm, hoặc ngày đầu, ngày cuối của giai đoạn."),
    "invalid-value.year-outside-target-phase": (
        "Năm {text} nằm ngoài {phase}.",
        "Sửa lại năm; nếu là chỉ tiêu của giai đoạn khác thì ghi `phase: {other}` ở đầu tệp.",
    ),
    "invalid-value.day-outside-target-phase": (
        "Ngày {text} nằm ngoài {phase}.",
        "Sửa lại ngày; nếu là chỉ tiêu của giai đoạn khác thì ghi `phase: {other}` ở đầu tệp.",
    ),
    "invalid-value.name-taken": (
        "Tên “{text}” của chỉ tiêu `{name}` đã là tên của chỉ tiêu `{other}`; tên này chỉ dùng cho `{other}`.",
        "Đặt tên khác cho một trong hai chỉ tiêu.",
    ),
    "invalid-value.indicator-twice": (
        "Chỉ tiêu `{text}` có hai mục; chỉ mục đầu được dùng.",
        "Gộp thành một mục, hoặc đặt mã khác cho mục này.",
    ),
    "invalid-value.part-taken": (
        "“{text}” đã là cách ghi của phần “{other}”; mỗi cách ghi chỉ của một phần.",
        "Bỏ “{text}” ở một trong hai phần.",
    ),
    "invalid-value.unknown-part": ("Cách chia này không có phần “{text}”.", "Các phần: {known}."),
    "invalid-value.unknown-phase": ("Chương trình không có giai đoạn `{text}`.", "Các giai đoạn: {known}."),
    "invalid-value.not-of-phase": (
        "Chỉ tiêu `{text}` không thuộc {phase}.",
        "Sửa `phase` của tệp này, hoặc `phases` của chỉ tiêu trong `programme.yaml`.",
    ),
    "invalid-value.phases-overlap": (
        "Giai đoạn {text} bắt đầu khi giai đoạn {other} chưa kết thúc.",
        "Sửa lại `start`, `end`: mỗi ngày chỉ thuộc một giai đoạn.",
    ),
    "invalid-value.phase-order": ("Giai đoạn kết thúc trước khi bắt đầu.", "Sửa lại `start` hoặc `end`."),
    "invalid-value.threshold-order": ("Ngưỡng phải theo thứ tự `slow` ≤ `near` ≤ 1.", "Viết ví dụ: `near: 0.9` và `slow: 0.6`."),
    "invalid-value.baseline-of-flow": (
        "{name} là số phát sinh, tính từ đầu giai đoạn, nên không có mức ban đầu.",
        "Bỏ `baseline`; nếu là số đã làm trong giai đoạn thì ghi ở báo cáo.",
    ),
    "invalid-value.revision-order": (
        "Lần điều chỉnh này không sau lần trước.",
        "Xếp các lần điều chỉnh theo ngày hiệu lực tăng dần.",
    ),
    "invalid-value.milestone-falls": (
        "Mốc luỹ kế {text} thấp hơn mốc trước nó.",
        "Số trong `milestones` là luỹ kế, mốc sau không thể kém mốc trước; số của riêng từng năm ghi ở `annual_plan`.",
    ),
    "ambiguous-number": (
        "`{text}` có thể là {digits} hoặc là số lẻ.",
        "Viết {digits} nếu là số nguyên; YAML không dùng dấu chấm, dấu phẩy ngăn nghìn.",
    ),
    "ambiguous-number.comma": (
        "“{text}” có thể là {thousands} hoặc {decimal}; chưa dùng số này.",
        "Ghi lại thành số, hoặc theo cách Việt Nam: dấu chấm ngăn nghìn, dấu phẩy trước số lẻ.",
    ),
    "ambiguous-number.fraction": (
        "{name}: {value} {unit} có phần lẻ; có thể là {thousand} bị máy hiểu nhầm; chưa dùng số này.",
        "Hỏi lại tỉnh, rồi ghi lại số nguyên trong ô.",
    ),
    "ambiguous-number.merged": (
        "Số {value} đứng trong ô gộp qua {count} dòng, không rõ là của dòng nào; chưa dùng số này.",
        "Tách ô, ghi số của từng dòng.",
    ),
    "ambiguous-number.count": (
        "{name}: {value} {unit} nhiều hơn dân số cả nước, có thể là số điện thoại hoặc mã; chưa dùng số này.",
        "Sửa lại số, hoặc đưa số điện thoại, mã ra ngoài bảng số liệu.",
    ),
    "ambiguous-number.money": (
        "{name}: {value} {unit} là quá lớn, có thể là đồng; chưa dùng số này.",
        "Ghi đơn vị tính ở trên bảng hoặc ở cột đơn vị.",
    ),
    "ambiguous-number.target": (
        "{value} {unit} có phần lẻ; có thể là {thousand} bị hiểu nhầm.",
        "Viết liền các chữ số của số nguyên, ví dụ 1800.",
    ),
    "ambiguous-number.rate-target": (
        "{value} có thể là {value}% hoặc {percent}%.",
        "Tỷ lệ ghi theo phần trăm: 80, không phải 0.8.",
    ),
    "ambiguous-number.percent": (
        "{name}: {text} có thể là {text}% hoặc {percent}%; chưa dùng số này.",
        "Định dạng ô là phần trăm, hoặc ghi kèm dấu %.",
    ),
    "unknown-province": ("Không có tỉnh “{text}”.", "Có phải ý là: {nearest}?"),
    "unknown-province.folder": (
        "Thư mục “{text}” không phải tên tỉnh.",
        "Đổi tên thư mục; có phải ý là: {nearest}?",
    ),
    "unknown-province.missing": (
        "Báo cáo không ghi tỉnh nào; các số trong đó chưa được dùng.",
        "Ghi ô `Tỉnh:` ở đầu báo cáo, hoặc đặt tệp vào thư mục của tỉnh.",
    ),
    "unknown-indicator": ("Không có chỉ tiêu `{text}`.", "Có phải ý là: {nearest}? Xem `du-an8 indicators`."),
    "unknown-indicator.code": (
        "Mã chỉ tiêu “{text}” không có; {count} số ở dòng này chưa được dùng.",
        "Có phải ý là: {nearest}? Xem `du-an8 indicators`.",
    ),
    "duplicate-target": ("Chỉ tiêu `{text}` đã ghi ở {where}.", "Giữ một; nếu là điều chỉnh thì ghi vào `revisions`."),
    "duplicate-target.files": (
        "Chỉ tiêu `{text}` đã ghi ở {where}, hai tệp ghi khác nhau; chưa dùng số nào.",
        "Giữ một tệp, hoặc gộp hai tệp làm một; nếu là điều chỉnh thì ghi vào `revisions`.",
    ),
    "duplicate-target.not-applicable": (
        "Chỉ tiêu `{text}` vừa được giao vừa ghi là không áp dụng; đã tính là được giao.",
        "Bỏ một trong hai: mục trong `targets`, hoặc mục trong `not_applicable`.",
    ),
    "duplicate-target.copy": (
        "Tệp là bản sao của {originals}, nội dung như nhau; chỉ tính {originals}.",
        "Xoá bản sao.",
    ),
    "duplicate-target.copy-differs": (
        "Tệp mang tên bản sao của {originals} nhưng ghi khác ({differing}); chỉ tính {originals}.",
        "Xem bản nào đúng, ghi vào {originals} rồi xoá bản sao.",
    ),
    "plan-conflict": (
        "Vừa có `annual_plan` vừa có `milestones`; cả hai kế hoạch chưa được dùng.",
        "Giữ một: số trong từng năm (`annual_plan`) hoặc số luỹ kế đến ngày (`milestones`).",
    ),
    "plan-exceeds-target": (
        "Tổng kế hoạch các năm là {planned}, vượt chỉ tiêu {target}.",
        "`annual_plan` là số làm TRONG từng năm; nếu là số luỹ kế thì ghi vào `milestones`.",
    ),
    "plan-exceeds-target.milestone": ("Mốc {planned} vượt chỉ tiêu {target}.", "Sửa lại mốc hoặc chỉ tiêu."),
    "plan-short": (
        "Kế hoạch đủ các năm nhưng chỉ cộng được {planned}, chưa đến chỉ tiêu {target}.",
        "Bổ sung phần còn thiếu vào kế hoạch năm.",
    ),
    "plan-short.milestone": (
        "Mốc cuối giai đoạn {planned} chưa đến chỉ tiêu {target}; đã tính theo chỉ tiêu.",
        "Sửa lại mốc hoặc chỉ tiêu.",
    ),
    "rate-out-of-range": ("{name}: tỷ lệ {value}% nằm ngoài 0–100%; chưa dùng số này.", "Hỏi lại tỉnh cách tính."),
    "rate-out-of-range.target": ("Tỷ lệ {value}% nằm ngoài 0–100%.", "Sửa lại số."),
    # workbooks
    "unreadable-workbook.access": ("Không mở được tệp: {reason}.", "Kiểm tra quyền đọc; đóng tệp nếu đang mở."),
    "unreadable-workbook.missing": ("Không có tệp này.", "Xem lại tên tệp và thư mục chứa tệp."),
    "unreadable-workbook.no-file": ("Đây là thư mục, hoặc không phải tệp thường.", "Thay bằng tệp bảng tính."),
    "unreadable-workbook.empty": ("Tệp rỗng, không có byte nào.", "Xin tỉnh gửi lại tệp."),
    "unreadable-workbook.not-a-workbook": (
        "Tệp không phải bảng tính Excel dù mang đuôi như vậy.",
        "Mở bằng Excel rồi lưu lại dạng .xlsx.",
    ),
    "unreadable-workbook.no-report": (
        "Trong tệp nén hoặc thư không có báo cáo nào (.xlsx, .xls, .ods, .csv, .docx).",
        "Mở ra xem; xin tỉnh gửi lại nếu thiếu.",
    ),
    "unreadable-workbook.old-format": (
        "Tệp ở định dạng Excel cũ (.xls); bản này chưa đọc được.",
        "Mở bằng Excel rồi lưu lại dạng .xlsx.",
    ),
    "unreadable-workbook.format": (
        "Chưa đọc được tệp dạng {suffix}; các số trong đó chưa được dùng.",
        "Mở bằng Excel rồi lưu lại dạng .xlsx.",
    ),
    "unreadable-workbook.not-a-paper": (
        "Tệp không phải văn bản Word dù mang đuôi như vậy.",
        "Mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx; hoặc gửi bảng tính .xlsx.",
    ),
    "unreadable-workbook.doc": (
        "Tệp Word kiểu cũ (.doc, .rtf), chưa đọc được; các số trong đó chưa được dùng.",
        "Mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx, rồi nhập lại; hoặc chép bảng sang Excel, lưu .xlsx.",
    ),
    "unreadable-workbook.pdf": (
        "Tệp PDF, không đọc được; các số trong đó chưa được dùng.",
        "Xin tỉnh gửi tệp gốc .docx hoặc .xlsx; không có thì mở bằng Word, chọn Lưu thành… (Save As), kiểu .docx, "
        "rồi soát lại từng số (bản chụp, bản quét thì phải gõ lại).",
    ),
    "unreadable-workbook.encrypted": (
        "Tệp có mật khẩu.",
        "Xin tỉnh gửi bản không đặt mật khẩu, không bật bảo vệ khi lưu.",
    ),
    "unreadable-workbook.git-lfs": (
        "Đây chỉ là con trỏ của Git LFS; bản thân tệp chưa được tải về.",
        "Chạy `git lfs pull` trong kho dữ liệu rồi chạy lại.",
    ),
    "unreadable-workbook.open-quote": (
        "Dấu ngoặc kép mở ở dòng này không có dấu đóng; phần sau dấu ấy trong dòng chưa đọc được, các dòng sau vẫn được đọc.",
        "Thêm dấu đóng hoặc xoá dấu ngoặc kép thừa; hoặc gửi dạng .xlsx.",
    ),
    "unreadable-workbook.damaged": ("Tệp hỏng hoặc bị cắt cụt.", "Xin tỉnh gửi lại tệp."),
    "unreadable-workbook.no-sheets": (
        "Không tìm thấy trang tính nào trong tệp.",
        "Mở bằng Excel rồi lưu lại dạng .xlsx thông thường (không phải Strict Open XML).",
    ),
    "unreadable-workbook.other": ("Không đọc được tệp ({reason}).", "Mở bằng Excel rồi lưu lại dạng .xlsx."),
    "unsafe-workbook": (
        "Tệp bung ra lớn bất thường nên không đọc ({reason}).",
        "Xin tỉnh gửi lại; nếu là tệp thật thì xoá bớt trang, định dạng thừa.",
    ),
    "unsafe-workbook.costly": (
        "Đọc tệp tốn quá {bound} nên đã dừng, chưa đọc được gì.",
        "Xin tỉnh gửi lại; nếu là tệp thật thì xoá bớt trang, định dạng thừa, hoặc nới mức ấy bằng biến {variable}.",
    ),
    "link-not-followed": (
        "Đây là liên kết dẫn ra ngoài thư mục dữ liệu ({target}) nên không đọc.",
        "Chép tệp thật vào đây thay cho liên kết.",
    ),
    "link-not-followed.folder": (
        "Đây là liên kết tới một thư mục ({target}) nên các tệp ở đó không được đọc qua liên kết này.",
        "Chép các tệp thật vào đây thay cho liên kết.",
    ),
    "unknown-layout": (
        "Không nhận ra bảng số liệu nào trong tệp; gần nhất là trang này (nhận ra cột: {seen}; thiếu: {missing}); "
        "{count} số chưa được dùng.",
        "Dùng mẫu báo cáo chuẩn: một dòng tiêu đề có “Chỉ tiêu” và “Luỹ kế từ đầu giai đoạn” hoặc “Thực hiện trong kỳ”.",
    ),
    "unknown-layout.doubled": (
        "Các cột {columns} cùng mang nghĩa “{role}”; {count} số chưa được dùng.",
        "Đổi tiêu đề cho các cột khác nhau, bỏ cột thừa, hoặc chỉ dẫn bằng tệp bố cục (`du-an8 import --explain`).",
    ),
    "unknown-layout.no-table": (
        "Văn bản không có bảng nào; {count} số trong lời văn chưa được dùng: {figures}.",
        "Đưa số liệu vào bảng (theo mẫu báo cáo) rồi gửi lại, dạng .docx hoặc .xlsx.",
    ),
    "unknown-layout.empty": ("Bảng tính không có nội dung.", "Xin tỉnh gửi lại tệp."),
    "unknown-period": (
        "Không hiểu kỳ báo cáo “{text}”.",
        "Viết như: Quý III/2023 · 9 tháng đầu năm 2023 · Năm 2023 · Đến hết năm 2023.",
    ),
    "unknown-period.date-cell": (
        "Ô kỳ báo cáo là ngày {text}, không phải kỳ.",
        "Có thể Excel đã tự đổi “6/2023” thành ngày: ghi lại là “Tháng 6/2023”.",
    ),
    "unknown-period.missing": (
        "Báo cáo không ghi rõ một kỳ hoặc ngày số liệu; các số trong đó chưa được dùng.",
        "Ghi ô `Kỳ báo cáo:` hoặc `Số liệu đến ngày:` ở đầu báo cáo.",
    ),
    "unknown-period.bad-date": (
        "Không hiểu ngày số liệu “{text}”; các số trong báo cáo chưa được dùng.",
        "Viết ngày/tháng/năm: 31/12/2023.",
    ),
    "unknown-period.before-start": (
        "Ngày số liệu {day} trước ngày đầu của kỳ báo cáo; các số trong báo cáo chưa được dùng.",
        "Sửa lại kỳ báo cáo hoặc ngày số liệu.",
    ),
    "unknown-period.bad-report-date": ("Không hiểu ngày báo cáo “{text}”.", "Viết ngày/tháng/năm: 10/01/2024."),
    "unknown-period.in-period": (
        "{name}: có số “thực hiện trong kỳ” nhưng báo cáo không ghi kỳ; chưa dùng số này.",
        "Ghi ô `Kỳ báo cáo:` ở đầu báo cáo.",
    ),
    "identity-mismatch.file-name": (
        "Tệp tên “{name}” nhưng ghi tỉnh {text}; đã tính cho {text}.",
        "Đổi tên tệp, hoặc sửa `province`.",
    ),
    "identity-mismatch.folder": (
        "Báo cáo ghi tỉnh {name} nhưng nằm trong thư mục “{folder}”; đã tính cho {name}.",
        "Chuyển tệp về đúng thư mục, hoặc sửa ô `Tỉnh`.",
    ),
    "identity-mismatch.period": (
        "Báo cáo ghi kỳ “{text}” nhưng tệp tên “{name}”; đã tính theo kỳ ghi trong báo cáo.",
        "Đổi tên tệp, hoặc sửa ô `Kỳ báo cáo`.",
    ),
    "identity-mismatch.place": (
        "Trang “{name}” có tiêu đề ghi {text}; đã tính cho {text}.",
        "Đổi tên trang, hoặc sửa tiêu đề.",
    ),
    "identity-mismatch.place-unread": (
        "Tiêu đề ghi “{text}”: không rõ là huyện, xã nào; các số trong bảng chưa được dùng.",
        "Ghi ô `Huyện:` hoặc `Xã:` ở đầu báo cáo; nếu là số của cả tỉnh thì sửa lại tiêu đề.",
    ),
    "identity-mismatch.title": (
        "Tên báo cáo ghi “{title}”, phần đầu ghi “{text}”; đã tính theo phần đầu.",
        "Sửa lại chỗ sai: tên báo cáo hoặc phần đầu.",
    ),
    "identity-mismatch.era": (
        "Số liệu đến {day} của {name}, khi tỉnh này đã hợp nhất thành {into}; đã giữ cho địa bàn cũ.",
        "Nếu là số của tỉnh mới thì sửa ô `Tỉnh`.",
    ),
    "identity-mismatch.column": (
        "Cột “{text}” nói về kỳ khác với phần đầu báo cáo (số liệu đến {day}); các số trong cột chưa được dùng.",
        "Sửa tiêu đề cột hoặc phần đầu báo cáo; mỗi kỳ một báo cáo.",
    ),
    "identity-mismatch.date-after-period": (
        "Số liệu đến {day}, sau ngày cuối của kỳ báo cáo ({last}); đã tính đến {day}.",
        "Sửa lại kỳ báo cáo hoặc ngày số liệu.",
    ),
    "identity-mismatch.sent-before": (
        "Ngày báo cáo {sent} trước ngày số liệu {day}.",
        "Sửa lại một trong hai ngày.",
    ),
    "identity-mismatch.era-folder": (
        "Từ 01/07/2025 không còn tỉnh {text}; chỉ tiêu đã tính cho địa bàn cũ.",
        "Chuyển tệp lên thư mục targets/, hoặc sửa `province`.",
    ),
    "identity-mismatch.indicator": (
        "Mã “{id}” và tên “{name}” là hai chỉ tiêu khác nhau; các số ở dòng này chưa được dùng.",
        "Sửa lại mã hoặc tên chỉ tiêu.",
    ),
    "error-cell": ("{name}: ô báo lỗi {text}, không phải số.", "Sửa công thức trong bảng tính rồi lưu lại."),
    "error-cell.outside": ("Ô báo lỗi {text}.", "Sửa công thức trong bảng tính rồi lưu lại."),
    "formula-without-value": (
        "{name}: công thức {text} chưa được tính nên không có số.",
        "Mở bằng Excel, lưu lại để công thức có kết quả.",
    ),
    "formula-without-value.outside": (
        "Công thức {text} chưa được tính nên không có số.",
        "Mở bằng Excel, lưu lại để công thức có kết quả.",
    ),
    "withdrawn-number": (
        "{name}: số {text} đã bị gạch ngang nên chưa dùng.",
        "Hỏi lại tỉnh: nếu số đã rút thì xoá khỏi ô, nếu vẫn đúng thì bỏ gạch ngang.",
    ),
    "shown-differently": (
        "{name}: ô lưu số {text} nhưng hiện trên trang tính là “{shown}”; chưa dùng số này.",
        "Hỏi lại tỉnh số nào đúng, rồi đổi định dạng số của ô về dạng thường.",
    ),
    "shown-differently.hidden": (
        "{name}: ô lưu số {text} nhưng định dạng của ô làm số không hiện ra; chưa dùng số này.",
        "Hỏi lại tỉnh; nếu là số liệu thì đổi định dạng số của ô về dạng thường.",
    ),
    "shown-differently.zeros": (
        "Trang “{name}” có {count} số 0 không hiện ra trên trang tính; đã đọc như ô trống.",
        "Nếu đúng là 0 thì cho hiện số 0 (định dạng #,##0); nếu chưa có số thì xoá.",
    ),
    "uncomputed-zero": (
        "{name}: số 0 của công thức {text} chưa phải là kết quả (chưa được tính, hoặc chỉ dẫn tới ô trống); chưa dùng số này.",
        "Điền các ô mà công thức dẫn tới, mở bằng Excel rồi lưu lại; nếu đúng là 0 thì ghi thẳng số 0.",
    ),
    "assumed-phase": (
        "Tệp chỉ tiêu không ghi giai đoạn; được hiểu là của {phase}.",
        "Thêm dòng này ở đầu tệp: `phase: {id}`",
    ),
    "catalogue-carried-over": (
        "Chưa có danh mục chỉ tiêu riêng cho {phase}; đang dùng tạm danh mục của {other}.",
        "Khi có danh mục mới, ghi vào `data/programme.yaml`: mục `phases` có `id: {id}`, và `phases: [{id}]` ở chỉ tiêu mới.",
    ),
    "opening-unknown": (
        "{name}: chưa biết mức khi bắt đầu {phase}; kế hoạch được tính từ 0.",
        "Bổ sung báo cáo số hiện có cuối giai đoạn trước, hoặc ghi `baseline` ở chỉ tiêu này.",
    ),
    "spans-phases": (
        "{name}: số cộng dồn từ {start} đến {end} nằm trên hai giai đoạn; chưa dùng số này.",
        "Hỏi lại tỉnh số của riêng {phase}.",
    ),
    "outside-phase.indicator": (
        "{name}: chỉ tiêu này không thuộc {phase}; chưa dùng số này.",
        "Xem lại kỳ báo cáo, hoặc `phases` của chỉ tiêu trong `programme.yaml`.",
    ),
    "outside-phase": (
        "Số liệu bắt đầu từ {day}, trước {phase}; các số trong báo cáo chưa được dùng.",
        "Xem lại kỳ báo cáo.",
    ),
    "outside-phase.future": (
        "Số liệu đến {day}, sau hôm nay ({today}).",
        "Xem lại kỳ báo cáo hoặc ngày số liệu; có thể là kế hoạch hoặc ước tính.",
    ),
    "outside-phase.sent-later": (
        "Ngày báo cáo là {sent}, sau hôm nay ({today}); trước ngày đó báo cáo này chưa được tính.",
        "Xem lại ô Ngày báo cáo; thường là gõ nhầm năm hoặc tháng.",
    ),
    "after-phase": ("Số liệu đến {day}, sau {phase}: được đọc là kết quả cuối giai đoạn.", "Không cần làm gì nếu đúng như vậy."),
    "unit-mismatch": (
        "{name}: báo cáo ghi đơn vị “{found}”, chỉ tiêu tính bằng “{unit}”; các số ở dòng này chưa được dùng.",
        "Hỏi lại tỉnh, rồi sửa đơn vị tính hoặc số liệu.",
    ),
    "unit-mismatch.column": (
        "{name}: báo cáo ghi đơn vị “{found}”, chỉ tiêu tính bằng “{unit}”; các số ở cột này chưa được dùng.",
        "Hỏi lại tỉnh, rồi sửa đơn vị tính hoặc số liệu.",
    ),
    "unit-mismatch.in-cell": (
        "{name}: ô ghi “{text}”, chỉ tiêu tính bằng “{unit}”; chưa dùng số này.",
        "Hỏi lại tỉnh, rồi sửa đơn vị hoặc số liệu.",
    ),
    "unit-mismatch.percent": (
        "{name}: ô ghi {text}, chỉ tiêu tính bằng “{unit}”; chưa dùng số này.",
        "Tỷ lệ phần trăm thì ghi ở cột `Tỷ lệ %`.",
    ),
    "negative-figure": ("{name}: số âm ({value}); chưa dùng số này.", "Hỏi lại tỉnh."),
    "not-a-number": ("{name}: “{text}” không phải là số; không có số liệu nào được lấy từ ô này.", "Ghi số trong ô, ghi chú ở cột Ghi chú."),
    "not-a-number.date": ("{name}: ô này là ngày {text}, không phải số.", "Có thể máy đã tự đổi số thành ngày: ghi lại số."),
    "not-a-number.half-fraction": ("{name}: chỉ có tử số hoặc mẫu số nên không tính được tỷ lệ.", "Ghi đủ cả hai."),
    "not-a-number.zero-denominator": ("{name}: mẫu số bằng 0 nên không có tỷ lệ.", "Ghi lại mẫu số, hoặc để trống cả hai ô."),
    "unmatched-row": (
        "Không nhận ra chỉ tiêu “{text}”; {count} số ở dòng này chưa được dùng.",
        "Ghi mã vào cột `Mã`; hoặc nếu đó là “{nearest}” thì thêm vào mục `indicators` của data/programme.yaml: {entry}",
    ),
    "unmatched-row.place": (
        "{text}: không rõ dòng này là của nơi nào; {count} số ở đó chưa được dùng.",
        "Ghi rõ tên huyện, xã (hoặc toàn tỉnh) ở tiêu đề mục hay ở cột địa bàn.",
    ),
    "unmatched-row.to-come": (
        "“{text}” nằm dưới mục “{section}” nên không phải kết quả; {count} số ở dòng này chưa được dùng.",
        "Nếu là kết quả thì đổi tên mục; kế hoạch thì ghi vào tệp chỉ tiêu.",
    ),
    "unmatched-number": ("Có {count} số không thuộc dòng, cột nào của bảng: {values}.", "Xem lại các ô này; nếu là số liệu thì đưa vào bảng."),
    "unmatched-number.column": (
        "Cột “{text}” không rõ nói về gì; {count} số trong cột chưa được dùng.",
        "Đặt lại tiêu đề cột theo mẫu, hoặc chỉ dẫn bằng tệp bố cục (xem `du-an8 import --explain`).",
    ),
    "unmatched-number.comparison": (
        "Cột “{text}” so sánh với số không có trong bảng; {count} tỷ lệ chưa kiểm tra được.",
        "Nếu cần kiểm tra thì đưa cả số được so sánh vào bảng.",
    ),
    "unmatched-number.unplaced": (
        "{count} số ở trang “{sheet}” chưa được dùng, vì không rõ tỉnh hoặc thời gian.",
        "Sửa phần đầu báo cáo theo các lỗi đã nêu.",
    ),
    "hidden-content": ("Trang “{name}” bị ẩn ({count} số); vẫn được đọc.", "Hỏi tỉnh vì sao ẩn."),
    "hidden-content.part": (
        "Trang “{name}” có dòng hoặc cột bị ẩn (dòng: {rows}; cột: {columns}; {count} số); vẫn được đọc.",
        "Hỏi tỉnh vì sao ẩn.",
    ),
    "note-on-number": (
        "Ô này có ghi chú: “{text}”; số trong ô vẫn được đọc như thường.",
        "Đọc ghi chú; nếu nó sửa số thì xin tỉnh ghi số đúng vào ô.",
    ),
    "note-on-number.more": (
        "Trang “{name}” còn {count} ô số nữa có ghi chú.",
        "Mở tệp, đọc các ghi chú; nếu có chỗ sửa số thì xin tỉnh ghi số đúng vào ô.",
    ),
    "file-set-aside": ("Tệp không phải bảng tính nên không đọc.", "Nếu có số liệu thì gửi dạng .xlsx."),
    "file-set-aside.pdf": (
        "Tệp PDF nên không đọc.",
        "Nếu có số liệu thì xin tệp gốc .docx hoặc .xlsx; không có thì mở bằng Word, chọn Lưu thành… (Save As), "
        "kiểu .docx, rồi soát lại từng số.",
    ),
    "file-set-aside.no-table": (
        "Văn bản không có bảng, lời văn không có số liệu nào.",
        "Nếu còn phụ lục có bảng số liệu thì xin tỉnh gửi thêm.",
    ),
    "text-not-read": (
        "{count} số trong lời văn ngoài bảng không được đọc: {figures}.",
        "Số nào cần lấy mà bảng chưa có thì đưa vào bảng.",
    ),
    "text-not-read.nested": (
        "Ô này chứa một bảng con; {count} số trong đó không được đọc riêng: {figures}.",
        "Tách bảng con ra ngoài bảng lớn.",
    ),
    "explanation-unmatched": (
        "Tỉnh giải trình: “{text}”, cho điểm: “{point}” ({place}); hiện không nêu điểm này.",
        "Đọc để biết; điểm này có thể đã được sửa, hoặc nay được nêu với lời khác.",
    ),
    "explanation-unmatched.more": (
        "Trang “{sheet}” còn {count} ô nữa tỉnh viết, về những điểm hiện không nêu.",
        "Mở tệp để đọc.",
    ),
    "explanation-unmatched.alone": (
        "Tỉnh viết thêm vào trang “{sheet}”, không ở dòng của điểm nào: “{text}”.",
        "Đọc để biết tỉnh trả lời điểm nào.",
    ),
    "sheet-set-aside": (
        "Trang “{name}” không phải bảng chỉ tiêu, đã để riêng ({count} số).",
        "Nếu có số liệu cần lấy thì đưa vào trang “Báo cáo”.",
    ),
    "sheet-set-aside.to-come": (
        "Trang “{name}” là kế hoạch, nhu cầu hay phân bổ, chưa phải kết quả; đã để riêng ({count} số).",
        "Nếu là kết quả thì ghi rõ “Kết quả thực hiện” ở tiêu đề bảng.",
    ),
    "sheet-set-aside.table-to-come": (
        "Bảng dưới dòng “{text}” nói về việc còn ở phía trước, chưa phải kết quả; đã để riêng ({count} số).",
        "Nếu là kết quả thì ghi rõ “Kết quả” và thời gian ở dòng đó.",
    ),
    "sheet-set-aside.table-compared": (
        "Bảng dưới dòng “{text}” là số để so sánh, không phải của kỳ báo cáo; đã để riêng ({count} số).",
        "Nếu là kết quả thì ghi rõ “Kết quả” và thời gian ở dòng đó.",
    ),
    "sheet-set-aside.other-programme": (
        "Bảng dưới dòng “{text}” nói về dự án, chương trình khác; đã để riêng ({count} số).",
        "Nếu là số liệu của chương trình này thì ghi tên chương trình ở tên bảng.",
    ),
    "assumed-basis.file-name": (
        "Báo cáo không ghi kỳ; đã lấy kỳ theo tên tệp “{name}”.",
        "Ghi ô `Kỳ báo cáo:` ở đầu báo cáo.",
    ),
    "sheet-set-aside.estimates": (
        "Cột “{text}” là số ước, dự kiến, chưa phải kết quả; đã để riêng ({count} số).",
        "Nếu đã thực hiện thì ghi “Kết quả” hoặc “Thực hiện” ở tiêu đề bảng và cột.",
    ),
    "sheet-set-aside.earlier": (
        "Cột “{text}” nói về thời gian trước giai đoạn; đã để riêng ({count} số).",
        "Không cần làm gì, nếu cột này chỉ để so sánh.",
    ),
    "assumed-basis.cumulative": (
        "Cột “{text}” không ghi trong kỳ hay luỹ kế; đã đọc là luỹ kế.",
        "Ghi rõ ở tiêu đề cột: “Thực hiện trong kỳ” hoặc “Luỹ kế từ đầu giai đoạn”.",
    ),
    "assumed-basis.in-period": (
        "Cột “{text}” không ghi trong kỳ hay luỹ kế; đã đọc là thực hiện trong kỳ.",
        "Ghi rõ ở tiêu đề cột: “Thực hiện trong kỳ” hoặc “Luỹ kế từ đầu giai đoạn”.",
    ),
    "assumed-basis.parts": (
        "{name}: không ghi số chung; {value} là cộng {count} phần được ghi ({parts}).",
        "Nếu các phần không gộp đủ thì ghi số chung vào dòng của chỉ tiêu.",
    ),
    "assumed-basis.open-start": (
        "{name}: kỳ báo cáo tính từ đầu giai đoạn, nên số “trong kỳ” đã đọc là luỹ kế.",
        "Ghi rõ kỳ báo cáo, hoặc ghi số ở cột Luỹ kế.",
    ),
    "assumed-basis.percentage": (
        "{name}: chỉ có cột Tỷ lệ %, đã đọc là mức đạt được.",
        "Ghi tỷ lệ vào cột Luỹ kế, hoặc ghi tử số và mẫu số.",
    ),
    # reports among themselves and against targets
    "conflicting-reports": (
        "{name}: các báo cáo cho {day} ghi khác nhau ({values}), không rõ bản nào sau; chưa dùng số nào.",
        "Ghi `Ngày báo cáo` để biết bản nào thay bản nào, hoặc bỏ bản sai.",
    ),
    "superseded-report": (
        "{name}: số liệu {day}: {value} thay cho {other} của báo cáo gửi trước ({where}).",
        "Không cần làm gì nếu đúng là bản thay thế.",
    ),
    "superseded-report.places": (
        "{name}: số liệu {day} của {count} nơi theo báo cáo gửi sau: {changes}.",
        "Không cần làm gì nếu đúng là bản thay thế.",
    ),
    "cumulative-decreased": (
        "{name}: số luỹ kế giảm: {other} ({other_day}) xuống {value} ({day}).",
        "Số phát sinh đã cộng dồn không thể giảm: hỏi lại tỉnh số nào đúng.",
    ),
    "stock-decreased": (
        "{name}: số hiện có giảm: {other} ({other_day}) xuống {value} ({day}).",
        "Hỏi tỉnh vì sao giảm: giải thể, sáp nhập, hay đếm lại?",
    ),
    "period-sum-mismatch": (
        "{name}: số đến {day} là {whole}, nhưng cộng các số đã báo ({parts:+}) được {sum}.",
        "Hỏi lại tỉnh số nào đúng.",
    ),
    "period-sum-mismatch.one": (
        "{name}: số đến {day} là {whole}, không khớp với số trong kỳ là {sum}.",
        "Hỏi lại tỉnh số nào đúng.",
    ),
    "period-gap": (
        "{name}: chưa có báo cáo cho {spans}; {value} chỉ là số tối thiểu.",
        "Xin tỉnh báo cáo bổ sung, hoặc số luỹ kế đến nay.",
    ),
    "period-gap.between": (
        "Chưa có báo cáo {span}, giữa {before} và {after}.",
        "Xin tỉnh báo cáo bổ sung.",
    ),
    "evidence-missing": (
        "{name}: tệp hồ sơ “{file}” không có (đã tìm trong {where}).",
        "Chép tệp vào thư mục ấy, hoặc sửa tên cho đúng. Liên kết dẫn ra ngoài thư mục không được theo; "
        "chỉ có bản giấy thì ghi số và ngày của văn bản thay cho tên tệp.",
    ),
    "late-report": (
        "Báo cáo số liệu đến {day} gửi ngày {sent}, sau {late} ngày (hạn {grace} ngày).",
        "Không cần làm gì; biết để nhắc tỉnh gửi sớm hơn.",
    ),
    "claim-mismatch": (
        "{name}: tỉnh ghi {claim}%, tính lại được {recomputed}% ({value}/{base}).",
        "Hỏi tỉnh tính trên cơ sở nào.",
    ),
    "claim-mismatch.row": (
        "{name}: bảng ghi {claim}%, tính lại từ chính dòng này được {recomputed}% ({value}/{base}).",
        "Hỏi tỉnh tính trên cơ sở nào.",
    ),
    "total-mismatch": (
        "{name}: dòng hoặc cột tổng ghi {whole}, cộng {count} nơi trong bảng được {sum}; đã dùng số tổng.",
        "Hỏi tỉnh nơi nào thiếu, trùng hoặc ghi sai.",
    ),
    "total-mismatch.missing": (
        "{name}: dòng hoặc cột tổng ghi {whole}, cộng {count} nơi trong bảng được {sum}, không có: {missing}; đã dùng số tổng.",
        "Hỏi tỉnh số của những nơi không có trong bảng.",
    ),
    "total-mismatch.by-sums": (
        "Dòng “{text}” và các dòng lớn khác đúng bằng tổng các dòng dưới nó; đã coi là huyện với các xã, không cộng hai lần.",
        "Ghi chữ “Xã”, “Huyện” trước tên, hoặc đánh số I, II cho huyện và 1, 2 cho xã.",
    ),
    "total-mismatch.levels": (
        "Không rõ các tên dưới “{text}” là xã của huyện đó hay là huyện khác; đã coi là ngang cấp và cộng cả.",
        "Ghi chữ “Xã”, “Huyện” trước tên, hoặc đánh số I, II cho huyện và 1, 2 cho xã.",
    ),
    "detail-mismatch": (
        "{name}: số chung ghi {whole}, cộng {count} nơi được {sum}; đã dùng số chung.",
        "Hỏi tỉnh nơi nào thiếu, trùng hoặc ghi sai.",
    ),
    "detail-mismatch.missing": (
        "{name}: số chung ghi {whole}, cộng {count} nơi được {sum}, chưa có số của: {missing}; đã dùng số chung.",
        "Xin số của những nơi còn thiếu để đối chiếu.",
    ),
    "detail-mismatch.total": (
        "{name}: biểu tổng hợp ghi {whole}, dòng tổng cộng của biểu chi tiết ghi {sum}; đã dùng biểu tổng hợp.",
        "Hỏi tỉnh số nào đúng.",
    ),
    "duplicate-area": (
        "{name}: “{place}” có hai dòng trong một bảng, cùng ghi {values}; chỉ tính một lần.",
        "Hỏi tỉnh đó là một nơi ghi hai lần hay hai nơi; nếu là hai nơi thì ghi tên cho khác nhau.",
    ),
    "duplicate-area.different": (
        "{name}: “{place}” có hai dòng trong một bảng, ghi khác nhau ({values}); chưa dùng số nào.",
        "Hỏi tỉnh số nào đúng, hoặc đó là hai nơi khác nhau.",
    ),
    "duplicate-area.indicator": (
        "{name} có {count} dòng cùng ghi {value} trong một bảng; chỉ tính một lần.",
        "Hỏi tỉnh đó là một số ghi lại hay của từng nơi, từng kỳ; nếu là hai số thì ghi rõ của nơi nào, kỳ nào.",
    ),
    "duplicate-area.expected": ("“{name}” đã có ở {where}.", "Giữ một."),
    "coverage-gap": (
        "{name}: cộng các nơi được {value} đến {day}, chưa có số của: {missing}; mới là số tối thiểu.",
        "Xin báo cáo của những nơi còn thiếu, hoặc số chung của tỉnh.",
    ),
    "coverage-gap.unknown": (
        "{name}: cộng báo cáo riêng của {count} nơi được {value} đến {day}; chưa rõ còn nơi nào phải báo cáo, nên mới là số tối thiểu.",
        "Ghi danh sách nơi phải báo cáo vào `areas` của tệp chỉ tiêu, hoặc xin số chung của tỉnh.",
    ),
    "coverage-gap.rates": (
        "{name}: có tỷ lệ của {count} nơi nhưng không nơi nào ghi mẫu số, nên chưa biết tỷ lệ chung của tỉnh.",
        "Xin tỉnh gửi tỷ lệ chung, hoặc tử số và mẫu số của từng nơi.",
    ),
    "coverage-gap.unplaced": (
        "{name}: “{place}” ghi {value} nhưng không rõ thuộc huyện nào; chưa cộng vào số của tỉnh.",
        "Ghi rõ huyện của xã này trong báo cáo.",
    ),
    "coverage-gap.parts": (
        "{name}: báo cáo đến {day} chỉ ghi phần {parts}, không ghi số chung; chưa tính vào kết quả.",
        "Xin số chung; nếu phần ấy chính là số chung thì thêm tên dòng vào `aliases` của chỉ tiêu.",
    ),
    "rolled-up": (
        "{name}: báo cáo không có số chung của tỉnh; {value} đến {day} là cộng {count} ô của các nơi.",
        "Nếu tỉnh có số chung thì xin ghi vào báo cáo để đối chiếu.",
    ),
    "parts-mismatch": (
        "{name}: số chung ghi {whole}, cộng các phần được {sum}; đã dùng số chung.",
        "Hỏi lại tỉnh số chung hay số từng phần là đúng.",
    ),
    "parts-mismatch.one-alone": (
        "{name}: số chung {whole} bằng đúng phần “{part}”, hình như chưa tính phần “{other}” ({rest}); đã dùng số chung.",
        "Hỏi tỉnh số chung gồm những phần nào.",
    ),
    "parts-mismatch.larger": (
        "{name}: phần “{part}” ghi {value}, lớn hơn số chung {whole}; đã dùng số chung.",
        "Hỏi lại tỉnh số chung hay số từng phần là đúng.",
    ),
    "plan-mismatch": (
        "{name}: báo cáo ghi kế hoạch giai đoạn {stated}, chỉ tiêu giao là {on_file} ({where}).",
        "Hỏi tỉnh: chỉ tiêu đã điều chỉnh? Nếu có quyết định thì ghi vào `revisions`.",
    ),
    "plan-mismatch.year": (
        "{name}: báo cáo ghi kế hoạch năm {year} là {stated}, trên hồ sơ là {on_file} ({where}).",
        "Hỏi tỉnh kế hoạch nào đang có hiệu lực.",
    ),
    "target-lowered-to-result": (
        "{name}: từ {day} chỉ tiêu giảm từ {before} xuống {after}, bằng đúng số đã làm được (đến {observed}).",
        "Hỏi quyết định điều chỉnh: ai duyệt, căn cứ nào, vì sao bằng đúng kết quả.",
    ),
    "target-lowered-to-result.eased": (
        "{name}: từ {day} chỉ tiêu phải giảm đến được nới từ {before} lên {after}, bằng đúng số đang có (đến {observed}).",
        "Hỏi quyết định điều chỉnh: ai duyệt, căn cứ nào, vì sao bằng đúng kết quả.",
    ),
    "plan-from-result": (
        "{name}: kế hoạch {amount} đến {day} chỉ là phần còn lại của chỉ tiêu {target}, bằng đúng số đã làm, "
        "nên không chứng minh được tỉnh đúng tiến độ.",
        "Tìm kế hoạch năm đã được duyệt từ đầu.",
    ),
    "result-without-target": (
        "{name}: có kết quả ({value} {unit}) nhưng chưa nhập chỉ tiêu giao.",
        "Tìm kế hoạch của tỉnh, rồi thêm chỉ tiêu vào tệp trong targets/.",
    ),
    "result-without-target.no-figure": (
        "{name}: có báo cáo, chưa rõ kết quả, và chưa nhập chỉ tiêu giao.",
        "Tìm kế hoạch của tỉnh, rồi thêm chỉ tiêu vào tệp trong targets/.",
    ),
    "result-without-target.plan-stated": (
        "{name}: có kết quả ({value} {unit}) nhưng chưa nhập chỉ tiêu giao; báo cáo ghi kế hoạch {stated}.",
        "Đối chiếu với kế hoạch của tỉnh, rồi thêm chỉ tiêu vào tệp trong targets/.",
    ),
    "not-applicable-reported": (
        "{name}: hồ sơ ghi là không áp dụng ({reason}), nhưng báo cáo có số {value} {unit}; không đánh giá số này.",
        "Hỏi tỉnh: có làm thì bỏ mục trong `not_applicable` và nhập chỉ tiêu giao; không thì đó là số của việc gì?",
    ),
    "not-applicable-reported.plan": (
        "{name}: hồ sơ ghi là không áp dụng ({reason}), nhưng báo cáo ghi kế hoạch {value} {unit}.",
        "Hỏi tỉnh: được giao thì bỏ mục trong `not_applicable` và nhập chỉ tiêu giao.",
    ),
    "parts-mismatch.indicators": (
        "{name}: ghi {whole}, cộng {parts} được {sum}.",
        "Hỏi lại tỉnh số chung hay số từng phần là đúng.",
    ),
    "parts-mismatch.indicators-above": (
        "{name}: ghi {whole}, ít hơn riêng {parts} ({sum}).",
        "Hỏi lại tỉnh số chung hay số từng phần là đúng.",
    ),
    # figures that can hardly be
    "repeated-figure": (
        "{name}: {count} kỳ liền nhau cùng một số {value} (từ kỳ đến {first} tới kỳ đến {last}); có thể chép lại kỳ trước.",
        "Hỏi tỉnh số riêng của từng kỳ.",
    ),
    "repeated-figure.column": (
        "Kỳ đến {day}: cả {count} số giống hệt kỳ đến {other_day} ({figures}); có thể chép lại cả cột.",
        "Hỏi tỉnh số riêng của từng kỳ, xem danh sách cuộc, lớp của kỳ sau.",
    ),
    "repeated-figure.place": (
        "Số liệu đến {day}: cả {count} số giống hệt của {place} ({figures}); có thể chép nhầm báo cáo của nhau.",
        "Hỏi cả hai tỉnh số riêng của mình.",
    ),
    "sudden-jump": (
        "{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth} trong một lần báo cáo, "
        "hơn cả phần còn lại {left} của chỉ tiêu {target}.",
        "Hỏi tỉnh đã làm thêm thật hay đếm lại, cộng trùng.",
    ),
    "sudden-jump.history": (
        "{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth}; "
        "trước đó lần tăng nhiều nhất là {most} (đến {most_day}), kế hoạch cũng không giải thích được.",
        "Hỏi tỉnh đã làm thêm thật hay ghi nhầm số, nhầm cột.",
    ),
    "sudden-jump.history-slip": (
        "{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth}; "
        "trước đó lần tăng nhiều nhất là {most} (đến {most_day}). Nếu gõ nhầm của {guess} thì hợp với đà trước.",
        "Hỏi tỉnh số đúng, có phải là {guess} không.",
    ),
    "sudden-jump.period": (
        "{name}: kỳ đến {day} ghi {after}, kỳ trước ({other_day}) ghi {before}; "
        "kỳ nhiều nhất trước đó là {most} (đến {most_day}), kế hoạch cũng không giải thích được.",
        "Hỏi tỉnh đã làm thêm thật hay ghi nhầm số, nhầm cột.",
    ),
    "sudden-jump.period-slip": (
        "{name}: kỳ đến {day} ghi {after}, kỳ trước ({other_day}) ghi {before}; "
        "kỳ nhiều nhất trước đó là {most} (đến {most_day}). Nếu gõ nhầm của {guess} thì hợp với các kỳ trước.",
        "Hỏi tỉnh số đúng, có phải là {guess} không.",
    ),
    "sudden-jump.running-total": (
        "{name}: kỳ đến {day} ghi {value}, bằng tổng các kỳ trước ({sum}) cộng thêm một kỳ bình thường; "
        "có thể là số luỹ kế ghi vào cột trong kỳ.",
        "Hỏi tỉnh số riêng của kỳ đó.",
    ),
    "sudden-jump.year": (
        "{name}: số đến {day} là {value}, trùng số năm, trong khi lần trước ({other_day}) là {before}; "
        "có thể gõ năm vào ô số liệu.",
        "Hỏi tỉnh số đúng.",
    ),
    "sudden-jump.year-first": (
        "{name}: số đến {day} là {value}, trùng số năm, trong khi chỉ tiêu là {target}; có thể gõ năm vào ô số liệu.",
        "Hỏi tỉnh số đúng.",
    ),
    "sudden-jump.rate": (
        "{name}: từ {before}% ({other_day}) thành {after}% ({day}), trong khi các lần trước gần như nhau.",
        "Xin tử số và mẫu số của hai lần.",
    ),
    "members-per-team": (
        "{name}: {people} người trong {count} {unit}, bình quân {mean}; thường từ {low} đến {high}.",
        "Xin danh sách thành viên, hoặc hỏi tỉnh số nào ghi nhầm.",
    ),
    "participants-below-events": (
        "{name}: {people} người, ít hơn {count} {unit}.",
        "Hỏi tỉnh có ghi nhầm cột, nhầm dòng không.",
    ),
    "uniform-rate": (
        "{name}: cả {count} nơi cùng ghi {value}%; có thể chép lại một số.",
        "Xin tử số và mẫu số của từng nơi.",
    ),
    # decisions
    "decision-unmatched": (
        "Quyết định về `{rule}` không còn khớp lời nhắc nào.",
        "Xem lại tệp, ô, tỉnh, chỉ tiêu ghi trong quyết định; nếu lời nhắc đã hết thì xoá quyết định.",
    ),
    "decision-unmatched.expired": (
        "Quyết định về `{rule}` hết hiệu lực ngày {until}: lời nhắc trở lại.",
        "Xem lại; nếu vẫn như vậy thì gia hạn `until` hoặc quyết định lại.",
    ),
    "decision-unmatched.changed": (
        "Quyết định về `{rule}` dựa trên các số {before}, nay là {now}: lời nhắc trở lại.",
        "Xem lại với số mới, rồi quyết định lại bằng `du-an8 decide`.",
    ),
    # several provinces together
    "merge-incomplete": (
        "{name}: số {value} là của cả tỉnh mới, nhưng chưa nhập chỉ tiêu giao của {places}; chưa tính được tỷ lệ hoàn thành.",
        "Tìm chỉ tiêu của các địa bàn đó, hoặc chỉ tiêu của tỉnh mới, rồi nhập vào targets/.",
    ),
    "merge-incomplete.levels": (
        "{name}: các tỉnh cũ ({places}) được giao mức khác nhau nên mức {value}% của cả tỉnh mới chưa so được.",
        "Tìm mức giao của tỉnh mới, rồi nhập vào targets/2025/.",
    ),
    "merge-incomplete.before": (
        "{name}: các tỉnh cũ mới biết {value} đến {day} (thiếu báo cáo của tỉnh hoặc của kỳ nào đó); {total} của tỉnh mới chỉ là số tối thiểu.",
        "Xin tỉnh mới số luỹ kế từ đầu giai đoạn của cả địa bàn.",
    ),
    "merge-mismatch.target": (
        "{name}: chỉ tiêu của tỉnh mới là {value}, cộng {count} tỉnh cũ được {sum}; đã dùng chỉ tiêu của tỉnh mới.",
        "Hỏi tỉnh chỉ tiêu đã được giao lại hay còn thiếu, theo quyết định nào.",
    ),
    "merge-mismatch.figure": (
        "{name}: tỉnh mới báo {value} đến {day}, ít hơn tổng {sum} của {count} tỉnh cũ; đã dùng số của tỉnh mới.",
        "Hỏi tỉnh địa bàn nào chưa được tính, hoặc vì sao giảm.",
    ),
    "national-sum-mismatch": (
        "{name}: chỉ tiêu cả nước là {value}, cộng chỉ tiêu của {count} tỉnh được {sum}.",
        "Đối chiếu quyết định giao chỉ tiêu cho các tỉnh; tỉnh nào chưa nhập thì nhập.",
    ),
    "national-sum-mismatch.result": (
        "{name}: TW báo cả nước {value} đến {day}, cộng số của {count} tỉnh đã có {sum}; đã dùng số của TW.",
        "Hỏi cơ quan trung ương đã báo số đó gồm những tỉnh nào, tính đến ngày nào.",
    ),
    "target-sum-mismatch": (
        "{name}: chỉ tiêu của tỉnh là {value}, cộng chỉ tiêu của {count} huyện, xã được {sum}.",
        "Đối chiếu quyết định giao chỉ tiêu; sửa số của tỉnh hoặc của huyện, xã trong `areas`.",
    ),
    "target-sum-mismatch.place": (
        "{name}: chỉ tiêu của {place} là {value}, cộng chỉ tiêu của {count} xã trong đó được {sum}.",
        "Đối chiếu quyết định giao chỉ tiêu; sửa số của huyện hoặc của xã trong `areas`.",
    ),
    "stale-report": ("Số liệu mới nhất về các chỉ tiêu là của ngày {day}, đã {age} ngày.", "Xin tỉnh báo cáo số liệu mới."),
}  # fmt: skip
