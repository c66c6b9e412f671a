"""Rules about results, held against targets, plans and claims."""

from du_an8.findings.rule import DATE, INFO, NAME, NUMBER, PLACE, TEXT, WARNING, Rule, Text, Variant

_ASK_BASIS = Text("Hỏi tỉnh tính trên cơ sở nào.", "Ask the province how it was calculated.")
_PLEASE_STATE_BASIS = Text(
    "Đề nghị kiểm tra lại tỷ lệ, nêu rõ tính trên cơ sở nào.",
    "Please check the percentage and state on what basis it was calculated.",
)
_ASK_DECISION = Text(
    "Hỏi quyết định điều chỉnh: ai duyệt, căn cứ nào, vì sao bằng đúng kết quả.",
    "Ask for the decision: who approved it, on what grounds, and why it equals the result.",
)
_PLEASE_SEND_DECISION = Text(
    "Đề nghị gửi quyết định điều chỉnh và giải trình căn cứ.",
    "Please send the decision on the revision and explain its grounds.",
)
_ADD_TARGET = Text(
    "Tìm kế hoạch của tỉnh, rồi thêm chỉ tiêu vào tệp trong targets/.",
    "Find the province's plan, then add the target to the file in targets/.",
)
_PLEASE_STATE_TARGET = Text(
    "Đề nghị cho biết chỉ tiêu được giao và gửi văn bản giao.",
    "Please state the target and send the document that assigned it.",
)

RULES = (
    Rule("claim-mismatch", WARNING, (
        Variant(
            "claim-mismatch", {"name": NAME, "claim": NUMBER, "recomputed": NUMBER, "value": NUMBER, "base": NUMBER},
            message=Text("{name}: tỉnh ghi {claim}%, tính lại được {recomputed}% ({value}/{base}).",
                         "{name}: the province states {claim}%, recomputed it is {recomputed}% ({value}/{base})."),
            hint=_ASK_BASIS,
            request=_PLEASE_STATE_BASIS,
            content=Text("{name}: báo cáo ghi {claim}%, tính lại được {recomputed}% ({value}/{base}).",
                         "{name}: the report states {claim}%, recomputed it is {recomputed}% ({value}/{base})."),
            question=Text("{name}: tỉnh ghi {claim}%, chúng tôi tính lại được {recomputed}%. Tỉnh tính trên cơ sở nào?",
                          "{name}: the province states {claim}%, we recompute {recomputed}%. On what basis was it calculated?"),
        ),
        Variant(
            "claim-mismatch.row",
            {"name": NAME, "claim": NUMBER, "recomputed": NUMBER, "value": NUMBER, "base": NUMBER},
            message=Text("{name}: bảng ghi {claim}%, tính lại từ chính dòng này được {recomputed}% ({value}/{base}).",
                         "{name}: the table states {claim}%, recomputed from the same row it is {recomputed}% ({value}/{base})."),
            hint=_ASK_BASIS,
            request=_PLEASE_STATE_BASIS,
        ),
    )),
    Rule("plan-mismatch", WARNING, (
        Variant(
            "plan-mismatch", {"name": NAME, "stated": NUMBER, "on_file": NUMBER, "where": PLACE},
            message=Text("{name}: báo cáo ghi kế hoạch giai đoạn {stated}, chỉ tiêu giao là {on_file} ({where}).",
                         "{name}: the report states a plan for the phase of {stated}, the target on file is {on_file} ({where})."),
            hint=Text("Hỏi tỉnh: chỉ tiêu đã điều chỉnh? Nếu có quyết định thì ghi vào `revisions`.",
                      "Ask the province: was the target revised? If there is a decision, write it under `revisions`."),
            request=Text("Đề nghị xác nhận chỉ tiêu; nếu đã điều chỉnh, gửi kèm văn bản.",
                         "Please confirm the target; if it was revised, enclose the document."),
            content=Text("{name}: báo cáo ghi kế hoạch giai đoạn {stated}, chỉ tiêu được giao là {on_file}.",
                         "{name}: the report states a plan for the phase of {stated}, the target is {on_file}."),
            question=Text("{name}: báo cáo ghi kế hoạch {stated}, quyết định giao {on_file}. Chỉ tiêu đã được điều chỉnh chưa, theo văn bản nào?",
                          "{name}: the report states a plan of {stated}, the decision {on_file}. Was the target revised, and by which document?"),
        ),
        Variant(
            "plan-mismatch.year", {"name": NAME, "year": TEXT, "stated": NUMBER, "on_file": NUMBER, "where": PLACE},
            message=Text("{name}: báo cáo ghi kế hoạch năm {year} là {stated}, trên hồ sơ là {on_file} ({where}).",
                         "{name}: the report states a plan for {year} of {stated}, on file it is {on_file} ({where})."),
            hint=Text("Hỏi tỉnh kế hoạch nào đang có hiệu lực.",
                      "Ask the province which plan is in force."),
            request=Text("Đề nghị xác nhận kế hoạch năm đang có hiệu lực, gửi kèm văn bản.",
                         "Please confirm the annual plan in force and enclose the document."),
            content=Text("{name}: báo cáo ghi kế hoạch năm {year} là {stated}, kế hoạch đã gửi trước đây là {on_file}.",
                         "{name}: the report states a plan for {year} of {stated}, the one sent before is {on_file}."),
            question=Text("{name}: kế hoạch năm {year} là {stated} hay {on_file}?",
                          "{name}: is the plan for {year} {stated} or {on_file}?"),
        ),
    )),
    Rule("target-lowered-to-result", WARNING, (
        Variant(
            "target-lowered-to-result",
            {"name": NAME, "day": DATE, "before": NUMBER, "after": NUMBER, "observed": DATE},
            message=Text("{name}: từ {day} chỉ tiêu giảm từ {before} xuống {after}, bằng đúng số đã làm được (đến {observed}).",
                         "{name}: from {day} the target was lowered from {before} to {after}, exactly what had been achieved (by {observed})."),
            hint=_ASK_DECISION,
            request=_PLEASE_SEND_DECISION,
            question=Text("{name}: ai quyết định hạ chỉ tiêu từ {before} xuống {after}, vì sao bằng đúng số đã làm?",
                          "{name}: who decided to lower the target from {before} to {after}, and why exactly to what had been done?"),
        ),
        Variant(
            "target-lowered-to-result.eased",
            {"name": NAME, "day": DATE, "before": NUMBER, "after": NUMBER, "observed": DATE},
            message=Text("{name}: từ {day} chỉ tiêu phải giảm đến được nới từ {before} lên {after}, bằng đúng số đang có (đến {observed}).",
                         "{name}: from {day} the level to be brought down to was eased from {before} to {after}, exactly what stood then (by {observed})."),
            hint=_ASK_DECISION,
            request=_PLEASE_SEND_DECISION,
        ),
    )),
    Rule("plan-from-result", INFO, (
        Variant(
            "plan-from-result", {"name": NAME, "amount": NUMBER, "day": DATE, "target": NUMBER},
            message=Text("{name}: kế hoạch {amount} đến {day} chỉ là phần còn lại của chỉ tiêu {target}, bằng đúng số đã làm, nên không chứng minh được tỉnh đúng tiến độ.",
                         "{name}: the plan of {amount} by {day} is only what remains of the target of {target} and equals exactly what was done, so it does not prove that the province is on track."),
            hint=Text("Tìm kế hoạch năm đã được duyệt từ đầu.",
                      "Find the annual plan as it was first approved."),
            request=Text("Đề nghị gửi kế hoạch năm đã được duyệt từ đầu giai đoạn.",
                         "Please send the annual plan as approved at the start of the phase."),
            content=Text("{name}: kế hoạch {amount} đến {day} chỉ là phần còn lại của chỉ tiêu {target}, bằng đúng số đã làm.",
                         "{name}: the plan of {amount} by {day} is only what remains of the target of {target}, exactly what was done."),
            question=Text("{name}: kế hoạch năm được duyệt từ đầu là bao nhiêu? Số {amount} chỉ là phần còn lại của {target}.",
                          "{name}: what was the annual plan as first approved? {amount} is only what remains of {target}."),
        ),
    )),
    Rule("result-without-target", WARNING, (
        Variant(
            "result-without-target", {"name": NAME, "value": NUMBER, "unit": NAME},
            message=Text("{name}: có kết quả ({value} {unit}) nhưng chưa nhập chỉ tiêu giao.",
                         "{name}: there is a result ({value} {unit:of value}), but no target on file."),
            hint=_ADD_TARGET,
            request=_PLEASE_STATE_TARGET,
            content=Text("{name}: có kết quả ({value} {unit}) nhưng chưa có văn bản giao chỉ tiêu.",
                         "{name}: there is a result ({value} {unit:of value}), but no document that assigns a target."),
            question=Text("{name}: đã làm được {value} {unit}. Tỉnh được giao bao nhiêu, theo văn bản nào?",
                          "{name}: {value} {unit:of value} achieved. What is the province's target, and under which document?"),
        ),
        Variant(
            "result-without-target.no-figure", {"name": NAME},
            message=Text("{name}: có báo cáo, chưa rõ kết quả, và chưa nhập chỉ tiêu giao.",
                         "{name}: there is a report, the result is not clear, and there is no target on file."),
            hint=_ADD_TARGET,
            request=_PLEASE_STATE_TARGET,
            content=Text("{name}: có báo cáo, chưa rõ kết quả, và chưa có văn bản giao chỉ tiêu.",
                         "{name}: there is a report, the result is not clear, and there is no document that assigns a target."),
            question=Text("{name}: tỉnh được giao bao nhiêu, theo văn bản nào?",
                          "{name}: what is the province's target, and under which document?"),
        ),
        Variant(
            "result-without-target.plan-stated", {"name": NAME, "value": NUMBER, "unit": NAME, "stated": NUMBER},
            message=Text("{name}: có kết quả ({value} {unit}) nhưng chưa nhập chỉ tiêu giao; báo cáo ghi kế hoạch {stated}.",
                         "{name}: there is a result ({value} {unit:of value}), but no target on file; the report states a plan of {stated}."),
            hint=Text("Đối chiếu với kế hoạch của tỉnh, rồi thêm chỉ tiêu vào tệp trong targets/.",
                      "Compare with the province's plan, then add the target to the file in targets/."),
            request=_PLEASE_STATE_TARGET,
            content=Text("{name}: có kết quả ({value} {unit}), báo cáo ghi kế hoạch {stated}, nhưng chưa có văn bản giao chỉ tiêu.",
                         "{name}: there is a result ({value} {unit:of value}), the report states a plan of {stated}, but there is no document that assigns a target."),
            question=Text("{name}: báo cáo ghi kế hoạch {stated}. Văn bản giao là văn bản nào?",
                          "{name}: the report states a plan of {stated}. Which document assigned it?"),
        ),
    )),
    Rule("not-applicable-reported", WARNING, (
        Variant(
            "not-applicable-reported", {"name": NAME, "reason": TEXT, "value": NUMBER, "unit": NAME},
            message=Text("{name}: hồ sơ ghi là không áp dụng ({reason}), nhưng báo cáo có số {value} {unit}; không đánh giá số này.",
                         "{name}: declared not applicable (“{reason}”), but a report has {value} {unit:of value}; this number is not assessed."),
            hint=Text("Hỏi tỉnh: có làm thì bỏ mục trong `not_applicable` và nhập chỉ tiêu giao; không thì đó là số của việc gì?",
                      "Ask the province: if it is done, remove the entry in `not_applicable` and enter the target; if not, what is this number?"),
            request=Text("Đề nghị cho biết có được giao chỉ tiêu này không, theo văn bản nào; nếu không, số này là của việc gì.",
                         "Please say whether the province has this target, and under which document; if not, what this number is."),
            content=Text("{name}: đã ghi là không áp dụng ({reason}), nhưng báo cáo có số {value} {unit}.",
                         "{name}: declared not applicable (“{reason}”), but a report has {value} {unit:of value}."),
            question=Text("{name}: đã báo {value} {unit}, dù hồ sơ ghi là không áp dụng ({reason}). Tỉnh có được giao không, theo văn bản nào?",
                          "{name}: {value} {unit:of value} reported, although declared not applicable (“{reason}”). Does the province have this target, and under which document?"),
        ),
        Variant(
            "not-applicable-reported.plan", {"name": NAME, "reason": TEXT, "value": NUMBER, "unit": NAME},
            message=Text("{name}: hồ sơ ghi là không áp dụng ({reason}), nhưng báo cáo ghi kế hoạch {value} {unit}.",
                         "{name}: declared not applicable (“{reason}”), but a report states a plan of {value} {unit:of value}."),
            hint=Text("Hỏi tỉnh: được giao thì bỏ mục trong `not_applicable` và nhập chỉ tiêu giao.",
                      "Ask the province: if it has a target, remove the entry in `not_applicable` and enter the target."),
            request=Text("Đề nghị cho biết có được giao chỉ tiêu này không, theo văn bản nào.",
                         "Please say whether the province has this target, and under which document."),
            content=Text("{name}: đã ghi là không áp dụng ({reason}), nhưng báo cáo ghi kế hoạch {value} {unit}.",
                         "{name}: declared not applicable (“{reason}”), but a report states a plan of {value} {unit:of value}."),
            question=Text("{name}: báo cáo ghi kế hoạch {value} {unit}, dù hồ sơ ghi là không áp dụng ({reason}). Tỉnh có được giao không, theo văn bản nào?",
                          "{name}: the report states a plan of {value} {unit:of value}, although declared not applicable (“{reason}”). Does the province have this target, and under which document?"),
        ),
    )),
)  # fmt: skip
