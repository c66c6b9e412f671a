"""What a returned report asks of those who sent it, in the register of official papers.

Every key of the catalogue stands in one of the two: it has a request, or it isn't sent. The point itself is told in the
words of the catalogue's message, unless these speak to our own office: then in those of `CONTENTS`.
"""

NOT_SENT = frozenset({
    # our own files, and how they are kept
    "yaml-syntax", "duplicate-key", "unknown-key", "invalid-value", "duplicate-target", "plan-conflict",
    "plan-exceeds-target", "plan-short", "link-not-followed", "decision-unmatched", "national-sum-mismatch",
    "target-sum-mismatch", "assumed-phase", "catalogue-carried-over",
    "ambiguous-number", "ambiguous-number.target", "ambiguous-number.rate-target", "rate-out-of-range.target",
    "unknown-indicator", "unknown-province.folder", "duplicate-area.expected",
    "unreadable-workbook.access", "unreadable-workbook.missing", "unreadable-workbook.no-file", "unreadable-workbook.git-lfs",
    "unreadable-workbook.no-report",
    "identity-mismatch.file-name", "identity-mismatch.folder", "identity-mismatch.era-folder",
    # nothing in them for the province to answer
    "superseded-report", "late-report", "sheet-set-aside.earlier", "explanation-unmatched",
})  # fmt: skip
"""Rules, with all variants that have no request of their own, and single variants."""

_RIGHT_NUMBER = "Đề nghị ghi lại số đúng; nếu điều chỉnh, nêu lý do ở cột Ghi chú."
_WHICH_IS_RIGHT = "Đề nghị xác nhận số đúng và sửa lại số ghi sai."
_PARTS = "Đề nghị rà soát số chung và số từng phần, sửa lại số chưa đúng."
_PLACES = "Đề nghị rà soát nơi còn thiếu, ghi trùng hoặc ghi sai, rồi sửa lại."
_UNIT = "Đề nghị ghi đúng đơn vị tính của mẫu báo cáo, hoặc sửa lại số liệu."
_OWN_FIGURES = "Đề nghị ghi số riêng của từng kỳ; nếu các số đúng là như nhau thì giải trình."
_GROWTH = "Đề nghị xác nhận số liệu; nếu đúng, nêu lý do tăng (làm thêm, đếm lại)."
_SLIP = "Đề nghị cho biết số đúng có phải là {guess}; nếu không, nêu lý do tăng."
_FORM = "Đề nghị báo cáo theo mẫu: một dòng tiêu đề có cột Chỉ tiêu và cột Luỹ kế hoặc cột Thực hiện trong kỳ."
_FORMULA = "Đề nghị mở tệp bằng Excel, kiểm tra công thức rồi lưu lại; hoặc ghi thẳng số vào ô."
_FROM_WORD = "Đề nghị gửi tệp gốc dạng .docx hoặc .xlsx."
_AS_XLSX = "Đề nghị mở tệp bằng Excel, lưu lại dạng .xlsx rồi gửi lại."
_AGAIN = "Đề nghị gửi lại tệp báo cáo."
_WHY_HIDDEN = "Đề nghị cho biết lý do ẩn; nếu không cần ẩn thì cho hiện lại."
_BASIS = "Đề nghị ghi rõ ở tiêu đề cột: Thực hiện trong kỳ hoặc Luỹ kế từ đầu giai đoạn."
_RATE_PARTS = "Đề nghị ghi tử số và mẫu số của từng nơi."
_DECISION = "Đề nghị gửi quyết định điều chỉnh và giải trình căn cứ."
_TARGET = "Đề nghị cho biết chỉ tiêu được giao và gửi văn bản giao."
_PERIOD_IN_HEAD = "Đề nghị ghi rõ kỳ báo cáo hoặc ngày số liệu ở đầu báo cáo."
_DAY = "Đề nghị ghi theo ngày/tháng/năm, ví dụ 31/12/2023."
_BOTH_HEADS = "Đề nghị sửa lại chỗ ghi sai cho hai nơi ghi như nhau."

REQUESTS: dict[str, str] = {
    # single numbers
    "ambiguous-number.comma": "Đề nghị ghi lại số theo cách viết Việt Nam: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ.",
    "ambiguous-number.fraction": "Đề nghị ghi lại số nguyên.",
    "ambiguous-number.merged": "Đề nghị tách ô gộp, ghi số của từng dòng.",
    "ambiguous-number.count": "Đề nghị ghi lại số đúng; số điện thoại, mã số đưa ra ngoài bảng số liệu.",
    "ambiguous-number.money": "Đề nghị ghi rõ đơn vị tính ở trên bảng hoặc ở cột Đơn vị tính.",
    "ambiguous-number.percent": "Đề nghị ghi kèm dấu %, ví dụ 80%.",
    "rate-out-of-range": "Đề nghị kiểm tra cách tính, ghi lại tỷ lệ từ 0% đến 100%.",
    "negative-figure": _RIGHT_NUMBER,
    "not-a-number": "Đề nghị chỉ ghi số trong ô này; lời giải thích ghi ở cột Ghi chú.",
    "not-a-number.date": "Đề nghị ghi lại số (Excel có thể đã tự đổi số thành ngày).",
    "not-a-number.half-fraction": "Đề nghị ghi đủ cả tử số và mẫu số.",
    "not-a-number.zero-denominator": "Đề nghị ghi lại mẫu số, hoặc để trống cả tử số và mẫu số.",
    "withdrawn-number": "Đề nghị xoá số nếu đã rút; nếu số vẫn đúng thì bỏ gạch ngang.",
    "shown-differently": "Đề nghị xác nhận số đúng và đổi định dạng ô về dạng số thông thường.",
    "shown-differently.hidden": "Đề nghị cho hiện số trong ô nếu là số liệu; nếu không thì xoá.",
    "shown-differently.zeros": "Đề nghị cho hiện số 0 nếu đúng là 0; nếu chưa có số liệu thì để ô trống.",
    "uncomputed-zero": "Đề nghị điền các ô mà công thức dẫn tới rồi lưu lại; nếu đúng là 0 thì ghi thẳng số 0.",
    "error-cell": _FORMULA,
    "error-cell.outside": _FORMULA,
    "formula-without-value": _FORMULA,
    "formula-without-value.outside": _FORMULA,
    "note-on-number": "Đề nghị xem lại ghi chú; nếu ghi chú sửa số liệu thì ghi số đúng vào ô.",
    "note-on-number.more": "Đề nghị xem lại các ghi chú; nếu ghi chú sửa số liệu thì ghi số đúng vào ô.",
    "unit-mismatch": _UNIT,
    "unit-mismatch.column": _UNIT,
    "unit-mismatch.in-cell": _UNIT,
    "unit-mismatch.percent": "Đề nghị ghi tỷ lệ phần trăm ở cột Tỷ lệ %, ghi số lượng ở ô này.",
    # rows, columns, sheets
    "unknown-indicator.code": "Đề nghị ghi đúng mã chỉ tiêu như trong mẫu báo cáo, hoặc bỏ mã và ghi tên chỉ tiêu.",
    "identity-mismatch.indicator": "Đề nghị sửa lại mã hoặc tên chỉ tiêu cho khớp nhau.",
    "unmatched-row": "Đề nghị ghi tên chỉ tiêu như trong mẫu báo cáo; nếu là chỉ tiêu khác, nêu rõ nội dung.",
    "unmatched-row.place": "Đề nghị ghi rõ tên huyện, xã (hoặc toàn tỉnh) ở tiêu đề mục hay ở cột địa bàn.",
    "unmatched-row.to-come": "Đề nghị đặt số này ở mục kết quả nếu đã thực hiện; nếu là kế hoạch thì giữ nguyên.",
    "unmatched-number": "Đề nghị xem lại các ô này; nếu là số liệu thì đưa vào đúng dòng, đúng cột của bảng.",
    "unmatched-number.column": "Đề nghị đặt tiêu đề cột theo mẫu báo cáo, ghi rõ cột nói về gì.",
    "unmatched-number.comparison": "Đề nghị ghi cả số được so sánh vào bảng.",
    "unmatched-number.unplaced": "Đề nghị ghi rõ tỉnh và kỳ báo cáo ở đầu báo cáo.",
    "unknown-layout": _FORM,
    "unknown-layout.doubled": "Đề nghị đặt tiêu đề khác nhau cho các cột theo mẫu báo cáo, bỏ cột thừa.",
    "unknown-layout.no-table": "Đề nghị đưa số liệu vào bảng theo mẫu báo cáo rồi gửi lại.",
    "unknown-layout.empty": _AGAIN,
    "hidden-content": _WHY_HIDDEN,
    "hidden-content.part": _WHY_HIDDEN,
    "sheet-set-aside": "Đề nghị chuyển số liệu (nếu có) vào bảng theo mẫu báo cáo.",
    "sheet-set-aside.table-to-come": "Đề nghị ghi “Kết quả” và thời gian ở dòng trên bảng nếu đây là kết quả.",
    "sheet-set-aside.table-compared": "Đề nghị ghi “Kết quả” và thời gian ở dòng trên bảng nếu đây là kết quả.",
    "sheet-set-aside.other-programme": "Đề nghị ghi tên chương trình ở tên bảng nếu đây là số liệu của chương trình.",
    "sheet-set-aside.to-come": "Đề nghị ghi “Kết quả thực hiện” ở tiêu đề bảng nếu đây là kết quả.",
    "sheet-set-aside.estimates": "Đề nghị ghi “Kết quả” hoặc “Thực hiện” ở tiêu đề cột nếu đã thực hiện.",
    "text-not-read": "Đề nghị đưa vào bảng những số liệu mà bảng chưa có.",
    "text-not-read.nested": "Đề nghị tách bảng con ra ngoài bảng lớn.",
    "assumed-basis.file-name": _PERIOD_IN_HEAD,
    "assumed-basis.cumulative": _BASIS,
    "assumed-basis.in-period": _BASIS,
    "assumed-basis.parts": "Đề nghị ghi số chung vào dòng của chỉ tiêu.",
    "assumed-basis.open-start": "Đề nghị ghi rõ kỳ báo cáo, hoặc ghi số ở cột Luỹ kế.",
    "assumed-basis.percentage": "Đề nghị ghi tỷ lệ vào cột Luỹ kế, hoặc ghi tử số và mẫu số.",
    # files
    "unreadable-workbook.empty": _AGAIN,
    "unreadable-workbook.not-a-workbook": _AS_XLSX,
    "unreadable-workbook.old-format": _AS_XLSX,
    "unreadable-workbook.format": _AS_XLSX,
    "unreadable-workbook.not-a-paper": _FROM_WORD,
    "unreadable-workbook.doc": "Đề nghị mở tệp bằng Word, lưu lại dạng .docx rồi gửi lại; hoặc chép bảng sang Excel.",
    "unreadable-workbook.pdf": _FROM_WORD,
    "unreadable-workbook.encrypted": "Đề nghị gửi lại tệp không đặt mật khẩu.",
    "unreadable-workbook.open-quote": "Đề nghị thêm dấu đóng hoặc xoá dấu ngoặc kép thừa; hoặc gửi dạng .xlsx.",
    "unreadable-workbook.damaged": _AGAIN,
    "unreadable-workbook.no-sheets": _AS_XLSX,
    "unreadable-workbook.other": _AS_XLSX,
    "unsafe-workbook": "Đề nghị xoá các trang, định dạng thừa rồi gửi lại tệp.",
    "unsafe-workbook.costly": "Đề nghị xoá các trang, định dạng thừa rồi gửi lại tệp.",
    "evidence-missing": "Đề nghị gửi tệp hồ sơ đã nêu; chỉ có bản giấy thì ghi số và ngày của văn bản.",
    "file-set-aside": "Đề nghị gửi số liệu (nếu có) dạng .xlsx.",
    "file-set-aside.pdf": _FROM_WORD,
    "file-set-aside.no-table": "Đề nghị gửi thêm phụ lục có bảng số liệu (nếu có).",
    # whose report it is, and of when
    "unknown-province": "Đề nghị ghi đúng tên tỉnh ở đầu báo cáo.",
    "unknown-province.missing": "Đề nghị ghi tên tỉnh ở đầu báo cáo.",
    "unknown-period": "Đề nghị ghi kỳ báo cáo theo mẫu, ví dụ: Quý III/2023, 9 tháng đầu năm 2023, Năm 2023.",
    "unknown-period.date-cell": "Đề nghị ghi lại kỳ báo cáo bằng chữ, ví dụ: Tháng 6/2023.",
    "unknown-period.missing": _PERIOD_IN_HEAD,
    "unknown-period.bad-date": _DAY,
    "unknown-period.bad-report-date": _DAY,
    "unknown-period.before-start": "Đề nghị sửa lại kỳ báo cáo hoặc ngày số liệu.",
    "unknown-period.in-period": _PERIOD_IN_HEAD,
    "identity-mismatch.period": "Đề nghị cho biết kỳ báo cáo đúng; sửa lại kỳ ghi ở đầu báo cáo hoặc tên tệp.",
    "identity-mismatch.place": _BOTH_HEADS,
    "identity-mismatch.place-unread": "Đề nghị ghi rõ tên huyện, xã; nếu là số của cả tỉnh thì sửa lại tiêu đề.",
    "identity-mismatch.title": _BOTH_HEADS,
    "identity-mismatch.era": "Đề nghị ghi tên tỉnh mới nếu là số liệu của tỉnh mới.",
    "identity-mismatch.column": "Đề nghị sửa tiêu đề cột hoặc phần đầu báo cáo; mỗi kỳ lập một báo cáo.",
    "identity-mismatch.date-after-period": "Đề nghị sửa lại kỳ báo cáo hoặc ngày số liệu.",
    "identity-mismatch.sent-before": "Đề nghị sửa lại ngày báo cáo hoặc ngày số liệu.",
    "spans-phases": "Đề nghị ghi số của riêng {phase}.",
    "outside-phase": "Đề nghị xem lại kỳ báo cáo.",
    "outside-phase.indicator": "Đề nghị xem lại kỳ báo cáo và tên chỉ tiêu.",
    "outside-phase.future": "Đề nghị xem lại kỳ báo cáo, ngày số liệu; nếu là kế hoạch hoặc ước tính thì ghi rõ.",
    "outside-phase.sent-later": "Đề nghị ghi lại ngày báo cáo.",
    "after-phase": "Đề nghị xác nhận đây là kết quả cuối của giai đoạn.",
    "opening-unknown": "Đề nghị bổ sung số hiện có vào cuối giai đoạn trước.",
    # reports among themselves
    "conflicting-reports": "Đề nghị xác nhận số chính thức, giải trình chênh lệch và ghi ngày báo cáo ở đầu báo cáo.",
    "cumulative-decreased": "Đề nghị ghi lại số luỹ kế đúng; nếu điều chỉnh, nêu lý do ở cột Ghi chú.",
    "stock-decreased": "Đề nghị nêu lý do giảm (giải thể, sáp nhập, đếm lại).",
    "period-sum-mismatch": "Đề nghị xác nhận số luỹ kế và số từng kỳ, sửa lại số chưa đúng.",
    "period-sum-mismatch.one": "Đề nghị xác nhận số luỹ kế và số từng kỳ, sửa lại số chưa đúng.",
    "period-gap": "Đề nghị báo cáo bổ sung, hoặc ghi số luỹ kế từ đầu giai đoạn đến nay.",
    "period-gap.between": "Đề nghị gửi báo cáo bổ sung.",
    "claim-mismatch": "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào.",
    "claim-mismatch.row": "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào.",
    "total-mismatch": _PLACES,
    "total-mismatch.missing": "Đề nghị bổ sung số của những nơi không có trong bảng, hoặc sửa lại số tổng.",
    "total-mismatch.by-sums": "Đề nghị ghi chữ Huyện, Xã trước tên; hoặc đánh số I, II cho huyện và 1, 2 cho xã.",
    "total-mismatch.levels": "Đề nghị ghi chữ Huyện, Xã trước tên; hoặc đánh số I, II cho huyện và 1, 2 cho xã.",
    "detail-mismatch": _PLACES,
    "detail-mismatch.missing": "Đề nghị bổ sung số của những nơi còn thiếu.",
    "detail-mismatch.total": _WHICH_IS_RIGHT,
    "duplicate-area": "Đề nghị bỏ dòng ghi trùng; nếu là hai nơi khác nhau thì ghi tên cho phân biệt.",
    "duplicate-area.different": "Đề nghị xác nhận số đúng; nếu là hai nơi khác nhau thì ghi tên cho phân biệt.",
    "duplicate-area.indicator": "Đề nghị bỏ dòng ghi trùng; nếu là hai số thì ghi rõ của nơi nào, kỳ nào.",
    "coverage-gap": "Đề nghị gửi số của những nơi còn thiếu, hoặc số chung của tỉnh.",
    "coverage-gap.unknown": "Đề nghị cho biết những nơi phải báo cáo và gửi số còn thiếu, hoặc số chung của tỉnh.",
    "coverage-gap.rates": "Đề nghị ghi tỷ lệ chung của tỉnh, hoặc tử số và mẫu số của từng nơi.",
    "coverage-gap.parts": "Đề nghị ghi số chung của chỉ tiêu này.",
    "coverage-gap.unplaced": "Đề nghị ghi rõ xã này thuộc huyện nào.",
    "rolled-up": "Đề nghị ghi số chung của tỉnh vào báo cáo để đối chiếu (nếu có).",
    "parts-mismatch": _PARTS,
    "parts-mismatch.one-alone": "Đề nghị cho biết số chung gồm những phần nào, sửa lại nếu còn thiếu.",
    "parts-mismatch.larger": _PARTS,
    "parts-mismatch.indicators": _PARTS,
    "parts-mismatch.indicators-above": _PARTS,
    # against targets and plans
    "plan-mismatch": "Đề nghị xác nhận chỉ tiêu; nếu đã điều chỉnh, gửi kèm văn bản.",
    "plan-mismatch.year": "Đề nghị xác nhận kế hoạch năm đang có hiệu lực, gửi kèm văn bản.",
    "target-lowered-to-result": _DECISION,
    "target-lowered-to-result.eased": _DECISION,
    "plan-from-result": "Đề nghị gửi kế hoạch năm đã được duyệt từ đầu giai đoạn.",
    "result-without-target": _TARGET,
    "result-without-target.no-figure": _TARGET,
    "result-without-target.plan-stated": _TARGET,
    "not-applicable-reported": "Đề nghị cho biết có được giao chỉ tiêu này không, theo văn bản nào; nếu không, số này là của việc gì.",
    "not-applicable-reported.plan": "Đề nghị cho biết có được giao chỉ tiêu này không, theo văn bản nào.",
    "merge-incomplete": "Đề nghị gửi văn bản giao chỉ tiêu của các địa bàn đó, hoặc của tỉnh mới.",
    "merge-incomplete.levels": "Đề nghị gửi văn bản giao mức của tỉnh mới.",
    "merge-incomplete.before": "Đề nghị ghi số luỹ kế từ đầu giai đoạn của cả địa bàn tỉnh mới.",
    "merge-mismatch.target": "Đề nghị cho biết chỉ tiêu đã được giao lại hay còn thiếu, theo quyết định nào.",
    "merge-mismatch.figure": "Đề nghị cho biết địa bàn nào chưa được tính, hoặc lý do giảm.",
    "stale-report": "Đề nghị báo cáo số liệu mới nhất.",
    # figures that can hardly be
    "repeated-figure": _OWN_FIGURES,
    "repeated-figure.column": _OWN_FIGURES,
    "repeated-figure.place": "Đề nghị kiểm tra lại, ghi số riêng của tỉnh.",
    "sudden-jump": _GROWTH,
    "sudden-jump.history": _GROWTH,
    "sudden-jump.history-slip": _SLIP,
    "sudden-jump.period": _GROWTH,
    "sudden-jump.period-slip": _SLIP,
    "sudden-jump.running-total": "Đề nghị cho biết đây là số riêng của kỳ hay số luỹ kế; ghi lại cho đúng cột.",
    "sudden-jump.year": _RIGHT_NUMBER,
    "sudden-jump.year-first": _RIGHT_NUMBER,
    "sudden-jump.rate": "Đề nghị ghi tử số và mẫu số của hai lần báo cáo.",
    "members-per-team": "Đề nghị xác nhận số tổ và số thành viên, gửi kèm danh sách thành viên.",
    "participants-below-events": "Đề nghị kiểm tra lại dòng, cột đã ghi; xác nhận số người tham gia.",
    "uniform-rate": _RATE_PARTS,
}  # fmt: skip

CONTENTS: dict[str, str] = {
    "evidence-missing": "{name}: chưa nhận được tệp hồ sơ “{file}”.",
    "unknown-layout": "Trang này không có bảng số liệu theo mẫu; {count} số chưa được sử dụng.",
    "unknown-layout.doubled": "Các cột {columns} cùng mang một nghĩa; {count} số chưa được sử dụng.",
    "unreadable-workbook.empty": "Tệp rỗng, không có nội dung.",
    "unreadable-workbook.old-format": "Tệp ở định dạng Excel cũ, chưa đọc được.",
    "unreadable-workbook.other": "Không đọc được tệp.",
    "unreadable-workbook.no-sheets": "Không tìm thấy trang tính nào trong tệp.",
    "identity-mismatch.period": "Báo cáo ghi kỳ “{text}” nhưng tệp mang tên “{name}”.",
    "claim-mismatch": "{name}: báo cáo ghi {claim}%, tính lại được {recomputed}% ({value}/{base}).",
    "plan-mismatch": "{name}: báo cáo ghi kế hoạch giai đoạn {stated}, chỉ tiêu được giao là {on_file}.",
    "plan-mismatch.year": "{name}: báo cáo ghi kế hoạch năm {year} là {stated}, kế hoạch đã gửi trước đây là {on_file}.",
    "result-without-target": "{name}: có kết quả ({value} {unit}) nhưng chưa có văn bản giao chỉ tiêu.",
    "result-without-target.no-figure": "{name}: có báo cáo, chưa rõ kết quả, và chưa có văn bản giao chỉ tiêu.",
    "result-without-target.plan-stated": "{name}: có kết quả ({value} {unit}), báo cáo ghi kế hoạch {stated}, nhưng chưa có văn bản giao chỉ tiêu.",
    "plan-from-result": "{name}: kế hoạch {amount} đến {day} chỉ là phần còn lại của chỉ tiêu {target}, bằng đúng số đã làm.",
    "not-applicable-reported": "{name}: đã ghi là không áp dụng ({reason}), nhưng báo cáo có số {value} {unit}.",
    "not-applicable-reported.plan": "{name}: đã ghi là không áp dụng ({reason}), nhưng báo cáo ghi kế hoạch {value} {unit}.",
    "merge-incomplete": "{name}: số {value} là của cả tỉnh mới, nhưng chưa có chỉ tiêu giao của {places}.",
}  # fmt: skip
"""Points whose message speaks to our office: of its files, its columns' names, its work."""
