"""Rules about targets, plans and decisions on file."""

from du_an8.findings.rule import DATE, ERROR, INFO, LIST, NAME, NUMBER, PLACE, TEXT, WARNING, Rule, Text, Variant

_NEAREST_INDICATOR = Text(
    "Có phải ý là: {nearest}? Xem `du-an8 indicators`.",
    "Did you mean: {nearest}? See `du-an8 indicators`.",
)
_CORRECT_MILESTONE = Text("Sửa lại mốc hoặc chỉ tiêu.", "Correct the milestone or the target.")

RULES = (
    Rule("unknown-indicator", ERROR, (
        Variant(
            "unknown-indicator", {"text": TEXT, "nearest": LIST},
            message=Text("Không có chỉ tiêu `{text}`.", "There is no indicator `{text}`."),
            hint=_NEAREST_INDICATOR,
            request=None,
        ),
        Variant(
            "unknown-indicator.code", {"text": TEXT, "count": NUMBER, "nearest": LIST},
            message=Text("Mã chỉ tiêu “{text}” không có; {count} số ở dòng này chưa được dùng.",
                         "There is no indicator with the code “{text}”; {count:number|numbers} in this row {count:|is|are} not used."),
            hint=_NEAREST_INDICATOR,
            request=Text("Đề nghị ghi đúng mã chỉ tiêu như trong mẫu báo cáo, hoặc bỏ mã và ghi tên chỉ tiêu.",
                         "Please enter the code of the report form, or leave it out and give the name of the indicator."),
        ),
    )),
    Rule("duplicate-target", ERROR, (
        Variant(
            "duplicate-target", {"text": TEXT, "where": PLACE},
            message=Text("Chỉ tiêu `{text}` đã ghi ở {where}.",
                         "The indicator `{text}` already stands in {where}."),
            hint=Text("Giữ một; nếu là điều chỉnh thì ghi vào `revisions`.",
                      "Keep one; if this is a revision, write it under `revisions`."),
            request=None,
        ),
        Variant(
            "duplicate-target.files", {"text": TEXT, "where": PLACE},
            message=Text("Chỉ tiêu `{text}` đã ghi ở {where}, hai tệp ghi khác nhau; chưa dùng số nào.",
                         "The indicator `{text}` already stands in {where}, and the two files differ; neither number is used."),
            hint=Text("Giữ một tệp, hoặc gộp hai tệp làm một; nếu là điều chỉnh thì ghi vào `revisions`.",
                      "Keep one file, or merge the two; if this is a revision, write it under `revisions`."),
            request=None,
        ),
        Variant(
            "duplicate-target.not-applicable", {"text": TEXT},
            message=Text("Chỉ tiêu `{text}` vừa được giao vừa ghi là không áp dụng; đã tính là được giao.",
                         "The indicator `{text}` has a target and is also declared not applicable; it is taken as having a target."),
            hint=Text("Bỏ một trong hai: mục trong `targets`, hoặc mục trong `not_applicable`.",
                      "Remove one of the two: the entry in `targets`, or the one in `not_applicable`."),
            request=None,
        ),
        Variant(
            "duplicate-target.copy", {"originals": LIST},
            message=Text("Tệp là bản sao của {originals}, nội dung như nhau; chỉ tính {originals}.",
                         "The file is a copy of {originals} with the same content; only {originals} counts."),
            hint=Text("Xoá bản sao.", "Delete the copy."),
            request=None,
        ),
        Variant(
            "duplicate-target.copy-differs", {"originals": LIST, "differing": LIST},
            message=Text("Tệp mang tên bản sao của {originals} nhưng ghi khác ({differing}); chỉ tính {originals}.",
                         "The file is named as a copy of {originals} but differs ({differing}); only {originals} counts."),
            hint=Text("Xem bản nào đúng, ghi vào {originals} rồi xoá bản sao.",
                      "See which one is right, write it into {originals} and delete the copy."),
            request=None,
        ),
    )),
    Rule("plan-conflict", ERROR, (
        Variant(
            "plan-conflict", {},
            message=Text("Vừa có `annual_plan` vừa có `milestones`; cả hai kế hoạch chưa được dùng.",
                         "There are both `annual_plan` and `milestones`; neither plan is used."),
            hint=Text("Giữ một: số trong từng năm (`annual_plan`) hoặc số luỹ kế đến ngày (`milestones`).",
                      "Keep one: the amounts of single years (`annual_plan`) or the cumulative amounts by date (`milestones`)."),
            request=None,
        ),
    )),
    Rule("plan-exceeds-target", ERROR, (
        Variant(
            "plan-exceeds-target", {"planned": NUMBER, "target": NUMBER},
            message=Text("Tổng kế hoạch các năm là {planned}, vượt chỉ tiêu {target}.",
                         "The annual plans add up to {planned}, which exceeds the target of {target}."),
            hint=Text("`annual_plan` là số làm TRONG từng năm; nếu là số luỹ kế thì ghi vào `milestones`.",
                      "`annual_plan` is what is due WITHIN each year; cumulative amounts belong in `milestones`."),
            request=None,
        ),
        Variant(
            "plan-exceeds-target.milestone", {"planned": NUMBER, "target": NUMBER},
            message=Text("Mốc {planned} vượt chỉ tiêu {target}.",
                         "The milestone {planned} exceeds the target of {target}."),
            hint=_CORRECT_MILESTONE,
            request=None,
        ),
    )),
    Rule("plan-short", WARNING, (
        Variant(
            "plan-short", {"planned": NUMBER, "target": NUMBER},
            message=Text("Kế hoạch đủ các năm nhưng chỉ cộng được {planned}, chưa đến chỉ tiêu {target}.",
                         "All years have a plan, but together they come to {planned} only, short of the target of {target}."),
            hint=Text("Bổ sung phần còn thiếu vào kế hoạch năm.",
                      "Add what is missing to the annual plans."),
            request=None,
        ),
        Variant(
            "plan-short.milestone", {"planned": NUMBER, "target": NUMBER},
            message=Text("Mốc cuối giai đoạn {planned} chưa đến chỉ tiêu {target}; đã tính theo chỉ tiêu.",
                         "The milestone at the end of the phase, {planned}, is short of the target of {target}; the target was used."),
            hint=_CORRECT_MILESTONE,
            request=None,
        ),
    )),
    Rule("assumed-phase", INFO, (
        Variant(
            "assumed-phase", {"phase": NAME, "id": NAME},
            message=Text("Tệp chỉ tiêu không ghi giai đoạn; được hiểu là của {phase}.",
                         "The target file states no phase; it was taken as {phase}."),
            hint=Text("Thêm dòng này ở đầu tệp: `phase: {id}`",
                      "Add this line at the top of the file: `phase: {id}`"),
            request=None,
        ),
    )),
    Rule("catalogue-carried-over", INFO, (
        Variant(
            "catalogue-carried-over", {"phase": NAME, "other": NAME, "id": NAME},
            message=Text("Chưa có danh mục chỉ tiêu riêng cho {phase}; đang dùng tạm danh mục của {other}.",
                         "There is no list of indicators for {phase} yet; that of {other} is used for the time being."),
            hint=Text("Khi có danh mục mới, ghi vào `data/programme.yaml`: mục `phases` có `id: {id}`, và `phases: [{id}]` ở chỉ tiêu mới.",
                      "When there is a new one, write it in `data/programme.yaml`: the item `phases` with `id: {id}`, and `phases: [{id}]` at the new indicators."),
            request=None,
        ),
    )),
    Rule("target-sum-mismatch", WARNING, (
        Variant(
            "target-sum-mismatch", {"name": NAME, "value": NUMBER, "count": NUMBER, "sum": NUMBER},
            message=Text("{name}: chỉ tiêu của tỉnh là {value}, cộng chỉ tiêu của {count} huyện, xã được {sum}.",
                         "{name}: the target of the province is {value}, the sum of the targets of {count:district or commune|districts and communes} is {sum}."),
            hint=Text("Đối chiếu quyết định giao chỉ tiêu; sửa số của tỉnh hoặc của huyện, xã trong `areas`.",
                      "Compare with the decision that assigned the targets; correct the number of the province or of its districts and communes in `areas`."),
            request=None,
        ),
        Variant(
            "target-sum-mismatch.place",
            {"name": NAME, "place": PLACE, "value": NUMBER, "count": NUMBER, "sum": NUMBER},
            message=Text("{name}: chỉ tiêu của {place} là {value}, cộng chỉ tiêu của {count} xã trong đó được {sum}.",
                         "{name}: the target of {place} is {value}, the sum of the targets of {count:commune|communes} in it is {sum}."),
            hint=Text("Đối chiếu quyết định giao chỉ tiêu; sửa số của huyện hoặc của xã trong `areas`.",
                      "Compare with the decision that assigned the targets; correct the number of the district or of its communes in `areas`."),
            request=None,
        ),
    )),
    Rule("national-sum-mismatch", WARNING, (
        Variant(
            "national-sum-mismatch", {"name": NAME, "value": NUMBER, "count": NUMBER, "sum": NUMBER},
            message=Text("{name}: chỉ tiêu cả nước là {value}, cộng chỉ tiêu của {count} tỉnh được {sum}.",
                         "{name}: the national target is {value}, the sum of the targets of {count:province|provinces} is {sum}."),
            hint=Text("Đối chiếu quyết định giao chỉ tiêu cho các tỉnh; tỉnh nào chưa nhập thì nhập.",
                      "Compare with the decision that assigned the targets to the provinces; enter those that are missing."),
            request=None,
        ),
        Variant(
            "national-sum-mismatch.result",
            {"name": NAME, "value": NUMBER, "day": DATE, "count": NUMBER, "sum": NUMBER},
            message=Text("{name}: TW báo cả nước {value} đến {day}, cộng số của {count} tỉnh đã có {sum}; đã dùng số của TW.",
                         "{name}: the central level reports {value} nationwide as of {day}, the sum of the figures of {count:province|provinces} is already {sum}; the central figure was used."),
            hint=Text("Hỏi cơ quan trung ương đã báo số đó gồm những tỉnh nào, tính đến ngày nào.",
                      "Ask the central agency which provinces its figure includes, and up to which day."),
            request=None,
        ),
    )),
    Rule("decision-unmatched", WARNING, (
        Variant(
            "decision-unmatched", {"rule": NAME},
            message=Text("Quyết định về `{rule}` không còn khớp lời nhắc nào.",
                         "The decision about `{rule}` no longer matches any finding."),
            hint=Text("Xem lại tệp, ô, tỉnh, chỉ tiêu ghi trong quyết định; nếu lời nhắc đã hết thì xoá quyết định.",
                      "Check the file, cell, province or indicator named in it; if the finding is gone, delete the decision."),
            request=None,
        ),
        Variant(
            "decision-unmatched.expired", {"rule": NAME, "until": DATE},
            message=Text("Quyết định về `{rule}` hết hiệu lực ngày {until}: lời nhắc trở lại.",
                         "The decision about `{rule}` expired on {until}: the finding is back."),
            hint=Text("Xem lại; nếu vẫn như vậy thì gia hạn `until` hoặc quyết định lại.",
                      "Look again; if nothing has changed, extend `until` or decide anew."),
            request=None,
        ),
        Variant(
            "decision-unmatched.changed", {"rule": NAME, "before": TEXT, "now": TEXT},
            message=Text("Quyết định về `{rule}` dựa trên các số {before}, nay là {now}: lời nhắc trở lại.",
                         "The decision about `{rule}` rested on the numbers {before:figures}, which are now {now:figures}: the finding is back."),
            hint=Text("Xem lại với số mới, rồi quyết định lại bằng `du-an8 decide`.",
                      "Look again at the new numbers, then decide anew with `du-an8 decide`."),
            request=None,
        ),
    )),
)  # fmt: skip
