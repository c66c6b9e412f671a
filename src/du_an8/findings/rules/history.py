"""Rules about reports of one indicator, held against each other."""

from du_an8.findings.rule import DATE, ERROR, INFO, LIST, NAME, NUMBER, PERIOD, PLACE, WARNING, Rule, Text, Variant

_NOTHING_IF_REPLACED = Text("Không cần làm gì nếu đúng là bản thay thế.", "Nothing to do if this is a replacement.")
_ASK_WHICH = Text("Hỏi lại tỉnh số nào đúng.", "Ask the province which number is right.")
_PLEASE_CHECK_PERIODS = Text(
    "Đề nghị xác nhận số luỹ kế và số từng kỳ, sửa lại số chưa đúng.",
    "Please confirm the cumulative number and those of the periods, and correct what is wrong.",
)

RULES = (
    Rule("conflicting-reports", ERROR, (
        Variant(
            "conflicting-reports", {"name": NAME, "day": DATE, "values": LIST},
            message=Text("{name}: các báo cáo cho {day} ghi khác nhau ({values}), không rõ bản nào sau; chưa dùng số nào.",
                         "{name}: the reports for {day} state different numbers ({values}), and it is not clear which came later; none is used."),
            hint=Text("Ghi `Ngày báo cáo` để biết bản nào thay bản nào, hoặc bỏ bản sai.",
                      "Fill in the cell `Ngày báo cáo` (date of report), so that it is known which replaces which, or remove the wrong one."),
            request=Text("Đề nghị xác nhận số chính thức, giải trình chênh lệch và ghi ngày báo cáo ở đầu báo cáo.",
                         "Please confirm the official number, explain the difference and state the date of the report at its head."),
            question=Text("{name}: các báo cáo cho ngày {day} ghi khác nhau ({values}). Số nào là số chính thức, vì sao có số kia?",
                          "{name}: the reports for {day} state different numbers ({values}). Which one is official, and why is there the other?"),
        ),
    )),
    Rule("superseded-report", INFO, (
        Variant(
            "superseded-report", {"name": NAME, "day": DATE, "value": NUMBER, "other": NUMBER, "where": PLACE},
            message=Text("{name}: số liệu {day}: {value} thay cho {other} của báo cáo gửi trước ({where}).",
                         "{name}: figure as of {day}: {value} replaces {other} of an earlier report ({where})."),
            hint=_NOTHING_IF_REPLACED,
            request=None,
        ),
        Variant(
            "superseded-report.places", {"name": NAME, "day": DATE, "count": NUMBER, "changes": LIST},
            message=Text("{name}: số liệu {day} của {count} nơi theo báo cáo gửi sau: {changes}.",
                         "{name}: figures as of {day} of {count:place|places} from the later report: {changes:figures}."),
            hint=_NOTHING_IF_REPLACED,
            request=None,
        ),
    )),
    Rule("cumulative-decreased", ERROR, (
        Variant(
            "cumulative-decreased", {"name": NAME, "other": NUMBER, "other_day": DATE, "value": NUMBER, "day": DATE},
            message=Text("{name}: số luỹ kế giảm: {other} ({other_day}) xuống {value} ({day}).",
                         "{name}: the cumulative figure falls: from {other} ({other_day}) to {value} ({day})."),
            hint=Text("Số phát sinh đã cộng dồn không thể giảm: hỏi lại tỉnh số nào đúng.",
                      "What has happened and been added up cannot fall: ask the province which number is right."),
            request=Text("Đề nghị ghi lại số luỹ kế đúng; nếu điều chỉnh, nêu lý do ở cột Ghi chú.",
                         "Please enter the right cumulative number; if it was adjusted, say why in the column of remarks."),
            question=Text("{name}: luỹ kế đến {other_day} là {other}, đến {day} chỉ còn {value}. Số nào đúng?",
                          "{name}: cumulatively {other} by {other_day}, but only {value} by {day}. Which number is right?"),
        ),
    )),
    Rule("stock-decreased", WARNING, (
        Variant(
            "stock-decreased", {"name": NAME, "other": NUMBER, "other_day": DATE, "value": NUMBER, "day": DATE},
            message=Text("{name}: số hiện có giảm: {other} ({other_day}) xuống {value} ({day}).",
                         "{name}: the existing number falls: from {other} ({other_day}) to {value} ({day})."),
            hint=Text("Hỏi tỉnh vì sao giảm: giải thể, sáp nhập, hay đếm lại?",
                      "Ask the province why: dissolved, merged, or counted anew?"),
            request=Text("Đề nghị nêu lý do giảm (giải thể, sáp nhập, đếm lại).",
                         "Please give the reason for the fall (dissolved, merged, counted anew)."),
            question=Text("{name}: từ {other} ({other_day}) xuống {value} ({day}). Vì sao giảm: giải thể, sáp nhập hay đếm lại?",
                          "{name}: from {other} ({other_day}) to {value} ({day}). Why the fall: dissolved, merged or counted anew?"),
        ),
        Variant(
            "stock-decreased.phase", {"name": NAME, "other": NUMBER, "other_day": DATE, "value": NUMBER, "day": DATE},
            message=Text("{name}: số hiện có giảm so với cuối giai đoạn trước: {other} ({other_day}) xuống {value} ({day}); có thể chỉ ghi số mới có từ đầu giai đoạn.",
                         "{name}: the existing number falls since the phase before: from {other} ({other_day}) to {value} ({day}); perhaps only the new ones of this phase are given."),
            hint=Text("Hỏi tỉnh đến nay còn duy trì tất cả bao nhiêu, kể cả số của giai đoạn trước; nếu giảm thật thì vì sao.",
                      "Ask the province how many exist now, those of the phase before included; if they are fewer, why."),
            request=Text("Đề nghị ghi tổng số đang duy trì, kể cả số của giai đoạn trước; nếu giảm thì nêu lý do.",
                         "Please give the whole number that exists, those of the phase before included; if it fell, say why."),
            question=Text("{name}: từ {other} ({other_day}) xuống {value} ({day}). Đến nay còn duy trì tất cả bao nhiêu, kể cả số của giai đoạn trước?",
                          "{name}: from {other} ({other_day}) to {value} ({day}). How many exist now, those of the phase before included?"),
        ),
    )),
    Rule("period-sum-mismatch", WARNING, (
        Variant(
            "period-sum-mismatch", {"name": NAME, "day": DATE, "whole": NUMBER, "parts": LIST, "sum": NUMBER},
            message=Text("{name}: số đến {day} là {whole}, nhưng cộng các số đã báo ({parts:+}) được {sum}.",
                         "{name}: the figure as of {day} is {whole}, but what was reported ({parts:+}) adds up to {sum}."),
            hint=_ASK_WHICH,
            request=_PLEASE_CHECK_PERIODS,
            question=Text("{name}: số đến {day} là {whole}, cộng {parts:+} được {sum}. Số nào đúng?",
                          "{name}: the figure as of {day} is {whole}, {parts:+} add up to {sum}. Which number is right?"),
        ),
        Variant(
            "period-sum-mismatch.one", {"name": NAME, "day": DATE, "whole": NUMBER, "sum": NUMBER},
            message=Text("{name}: số đến {day} là {whole}, không khớp với số trong kỳ là {sum}.",
                         "{name}: the figure as of {day} is {whole}, which does not agree with {sum} in the period."),
            hint=_ASK_WHICH,
            request=_PLEASE_CHECK_PERIODS,
            question=Text("{name}: số đến {day} là {whole}, số trong kỳ là {sum}. Số nào đúng?",
                          "{name}: the figure as of {day} is {whole}, that of the period {sum}. Which number is right?"),
        ),
    )),
    Rule("period-gap", WARNING, (
        Variant(
            "period-gap", {"name": NAME, "spans": LIST, "value": NUMBER},
            message=Text("{name}: chưa có báo cáo cho {spans}; {value} chỉ là số tối thiểu.",
                         "{name}: there is no report for {spans:period}; {value} is a minimum only."),
            hint=Text("Xin tỉnh báo cáo bổ sung, hoặc số luỹ kế đến nay.",
                      "Ask the province for the missing report, or for the cumulative figure to date."),
            request=Text("Đề nghị báo cáo bổ sung, hoặc ghi số luỹ kế từ đầu giai đoạn đến nay.",
                         "Please send the missing report, or give the cumulative number since the start of the phase."),
            question=Text("{name}: chưa có báo cáo cho {spans}. Trong thời gian đó đã làm được bao nhiêu?",
                          "{name}: there is no report for {spans:period}. What was achieved in that time?"),
        ),
        Variant(
            "period-gap.between", {"span": PERIOD, "before": PERIOD, "after": PERIOD},
            message=Text("Chưa có báo cáo {span}, giữa {before} và {after}.",
                         "There is no report for {span:period}, between {before:period} and {after:period}."),
            hint=Text("Xin tỉnh báo cáo bổ sung.", "Ask the province for the missing report."),
            request=Text("Đề nghị gửi báo cáo bổ sung.", "Please send the missing report."),
            question=Text("Vì sao không có báo cáo {span}?",
                          "Why is there no report for {span:period}?"),
        ),
    )),
    Rule("late-report", INFO, (
        Variant(
            "late-report", {"day": DATE, "sent": DATE, "late": NUMBER, "grace": NUMBER},
            message=Text("Báo cáo số liệu đến {day} gửi ngày {sent}, sau {late} ngày (hạn {grace} ngày).",
                         "The report of figures as of {day} was sent on {sent}, after {late:day|days} (due within {grace:day|days})."),
            hint=Text("Không cần làm gì; biết để nhắc tỉnh gửi sớm hơn.",
                      "Nothing to do; for information, to remind the province to send earlier."),
            request=None,
        ),
    )),
    Rule("stale-report", WARNING, (
        Variant(
            "stale-report", {"day": DATE, "age": NUMBER},
            message=Text("Số liệu mới nhất về các chỉ tiêu là của ngày {day}, đã {age} ngày.",
                         "The latest figures about the indicators are of {day}, {age:day|days} ago."),
            hint=Text("Xin tỉnh báo cáo số liệu mới.", "Ask the province for new figures."),
            request=Text("Đề nghị báo cáo số liệu mới nhất.", "Please report the latest figures."),
            question=Text("Số liệu mới nhất về các chỉ tiêu là của ngày {day}. Đến nay đã làm được bao nhiêu?",
                          "The latest figures about the indicators are of {day}. What has been achieved to date?"),
        ),
    )),
    Rule("target-below-opening", WARNING, (
        Variant(
            "target-below-opening",
            {"name": NAME, "target": NUMBER, "opening": NUMBER, "day": DATE, "sum": NUMBER},
            message=Text("{name}: chỉ tiêu {target} chưa bằng nửa mức đầu giai đoạn {opening} ({day}); có thể chỉ là số phải thành lập thêm.",
                         "{name}: the target of {target} is less than half of what there was when the phase began, {opening} ({day}); perhaps it is only what is to be set up anew."),
            hint=Text("Là số thêm thì ghi `target` bằng cả hai cộng lại: {sum}; đúng là chỉ phải duy trì {target} thì ghi nhận bằng `du-an8 decide`.",
                      "If it is what is to be added, write the two together as `target`: {sum}; if no more than {target} is to be kept up, say so with `du-an8 decide`."),
            request=None,
            question=Text("{name}: được giao {target}, đầu giai đoạn đã có {opening}. {target} là tổng số phải duy trì hay là số thành lập thêm?",
                          "{name}: the target is {target}, and there were {opening} when the phase began. Is {target} all that is to be kept up, or what is to be set up anew?"),
        ),
    )),
    Rule("opening-unknown", INFO, (
        Variant(
            "opening-unknown", {"name": NAME, "phase": NAME},
            message=Text("{name}: chưa biết mức khi bắt đầu {phase}; kế hoạch được tính từ 0.",
                         "{name}: the level at the start of {phase} is not known; the plan is counted from 0."),
            hint=Text("Bổ sung báo cáo số hiện có cuối giai đoạn trước, hoặc ghi `baseline` ở chỉ tiêu này.",
                      "Add the report of the number existing at the end of the phase before, or write `baseline` at this target."),
            request=Text("Đề nghị bổ sung số hiện có vào cuối giai đoạn trước.",
                         "Please add the number existing at the end of the phase before."),
        ),
    )),
)  # fmt: skip
