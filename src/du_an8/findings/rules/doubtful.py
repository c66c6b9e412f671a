"""Rules about figures that can hardly be."""

from du_an8.findings.rule import DATE, LIST, NAME, NUMBER, PLACE, WARNING, Rule, Text, Variant

_PLEASE_GIVE_EACH_PERIOD = Text(
    "Đề nghị ghi số riêng của từng kỳ; nếu các số đúng là như nhau thì giải trình.",
    "Please give the numbers of each period alone; if they are really the same, explain why.",
)
_PLEASE_SAY_WHY_IT_GREW = Text(
    "Đề nghị xác nhận số liệu; nếu đúng, nêu lý do tăng (làm thêm, đếm lại).",
    "Please confirm the number; if it is right, give the reason for the increase (further work, counted anew).",
)
_DONE_OR_SLIP = Text(
    "Hỏi tỉnh đã làm thêm thật hay ghi nhầm số, nhầm cột.",
    "Ask the province whether this was really done, or whether a number or a column was mistaken.",
)
_ASK_WHETHER_GUESS = Text(
    "Hỏi tỉnh số đúng, có phải là {guess} không.",
    "Ask the province for the right number, and whether it is {guess}.",
)
_PLEASE_SAY_WHETHER_GUESS = Text(
    "Đề nghị cho biết số đúng có phải là {guess}; nếu không, nêu lý do tăng.",
    "Please say whether the right number is {guess}; if not, give the reason for the increase.",
)
_ASK_NUMBER = Text("Hỏi tỉnh số đúng.", "Ask the province for the right number.")
_PLEASE_ENTER_NUMBER = Text(
    "Đề nghị ghi lại số đúng; nếu điều chỉnh, nêu lý do ở cột Ghi chú.",
    "Please enter the right number; if it was adjusted, say why in the column of remarks.",
)

RULES = (
    Rule("repeated-figure", WARNING, (
        Variant(
            "repeated-figure", {"name": NAME, "count": NUMBER, "value": NUMBER, "first": DATE, "last": DATE},
            message=Text("{name}: {count} kỳ liền nhau cùng một số {value} (từ kỳ đến {first} tới kỳ đến {last}); có thể chép lại kỳ trước.",
                         "{name}: {count} periods in a row with the same number {value} (from the period to {first} until the one to {last}); perhaps copied from the period before."),
            hint=Text("Hỏi tỉnh số riêng của từng kỳ.",
                      "Ask the province for the number of each period alone."),
            request=_PLEASE_GIVE_EACH_PERIOD,
            question=Text("{name}: {count} kỳ liền đều báo {value}. Số riêng của từng kỳ là bao nhiêu?",
                          "{name}: {count} periods in a row report {value}. What is the number of each period alone?"),
        ),
        Variant(
            "repeated-figure.column", {"day": DATE, "count": NUMBER, "other_day": DATE, "figures": LIST},
            message=Text("Kỳ đến {day}: cả {count} số giống hệt kỳ đến {other_day} ({figures}); có thể chép lại cả cột.",
                         "Period to {day}: all {count} numbers are the same as in the period to {other_day} ({figures:figures}); perhaps the whole column was copied."),
            hint=Text("Hỏi tỉnh số riêng của từng kỳ, xem danh sách cuộc, lớp của kỳ sau.",
                      "Ask the province for the numbers of each period alone, and for the list of events of the later one."),
            request=_PLEASE_GIVE_EACH_PERIOD,
            question=Text("Kỳ đến {day} và kỳ đến {other_day} báo {count} số giống hệt nhau. Số riêng của từng kỳ là bao nhiêu?",
                          "The periods to {day} and to {other_day} report {count} numbers that are the same. What is the number of each period alone?"),
        ),
        Variant(
            "repeated-figure.place", {"day": DATE, "count": NUMBER, "place": PLACE, "figures": LIST},
            message=Text("Số liệu đến {day}: cả {count} số giống hệt của {place} ({figures}); có thể chép nhầm báo cáo của nhau.",
                         "Figures as of {day}: all {count} numbers are the same as those of {place} ({figures:figures}); perhaps one report was copied from the other."),
            hint=Text("Hỏi cả hai tỉnh số riêng của mình.",
                      "Ask both provinces for their own numbers."),
            request=Text("Đề nghị kiểm tra lại, ghi số riêng của tỉnh.",
                         "Please check, and give the province's own numbers."),
            question=Text("Báo cáo đến {day} giống hệt của {place} ở cả {count} số. Số riêng của tỉnh là bao nhiêu?",
                          "The report as of {day} is the same as that of {place} in all {count} numbers. What are the province's own?"),
        ),
    )),
    Rule("sudden-jump", WARNING, (
        Variant(
            "sudden-jump",
            {"name": NAME, "before": NUMBER, "other_day": DATE, "after": NUMBER, "day": DATE, "growth": NUMBER, "left": NUMBER, "target": NUMBER},
            message=Text("{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth} trong một lần báo cáo, hơn cả phần còn lại {left} của chỉ tiêu {target}.",
                         "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth} in one report, more than the {left} that remained of the target of {target}."),
            hint=Text("Hỏi tỉnh đã làm thêm thật hay đếm lại, cộng trùng.",
                      "Ask the province whether this was really done, or counted anew, or counted twice."),
            request=_PLEASE_SAY_WHY_IT_GREW,
            question=Text("{name}: tăng {growth} trong một lần báo cáo. Làm thêm thật hay đếm lại, cộng trùng?",
                          "{name}: an increase of {growth} in one report. Was it really done, or counted anew, or counted twice?"),
        ),
        Variant(
            "sudden-jump.history",
            {"name": NAME, "before": NUMBER, "other_day": DATE, "after": NUMBER, "day": DATE, "growth": NUMBER, "most": NUMBER, "most_day": DATE},
            message=Text("{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth}; trước đó lần tăng nhiều nhất là {most} (đến {most_day}), kế hoạch cũng không giải thích được.",
                         "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth}; the largest before was {most} (by {most_day}), and the plan does not explain it."),
            hint=_DONE_OR_SLIP,
            request=_PLEASE_SAY_WHY_IT_GREW,
            question=Text("{name}: từ {before} lên {after} trong một lần báo cáo. Làm thêm thật hay ghi nhầm?",
                          "{name}: from {before} to {after} in one report. Was it really done, or is it a slip?"),
        ),
        Variant(
            "sudden-jump.history-slip",
            {"name": NAME, "before": NUMBER, "other_day": DATE, "after": NUMBER, "day": DATE, "growth": NUMBER, "most": NUMBER, "most_day": DATE, "guess": NUMBER},
            message=Text("{name}: từ {before} ({other_day}) lên {after} ({day}), tăng {growth}; trước đó lần tăng nhiều nhất là {most} (đến {most_day}). Nếu gõ nhầm của {guess} thì hợp với đà trước.",
                         "{name}: from {before} ({other_day}) to {after} ({day}), an increase of {growth}; the largest before was {most} (by {most_day}). Mistyped for {guess}, it would fit the pace before."),
            hint=_ASK_WHETHER_GUESS,
            request=_PLEASE_SAY_WHETHER_GUESS,
            question=Text("{name}: số đến {day} là {after} hay {guess}?",
                          "{name}: is the figure as of {day} {after} or {guess}?"),
        ),
        Variant(
            "sudden-jump.period",
            {"name": NAME, "day": DATE, "after": NUMBER, "other_day": DATE, "before": NUMBER, "most": NUMBER, "most_day": DATE},
            message=Text("{name}: kỳ đến {day} ghi {after}, kỳ trước ({other_day}) ghi {before}; kỳ nhiều nhất trước đó là {most} (đến {most_day}), kế hoạch cũng không giải thích được.",
                         "{name}: the period to {day} states {after}, the one before ({other_day}) {before}; the largest until then was {most} (to {most_day}), and the plan does not explain it."),
            hint=_DONE_OR_SLIP,
            request=_PLEASE_SAY_WHY_IT_GREW,
            question=Text("{name}: kỳ đến {day} là {after}, kỳ trước chỉ {before}. Làm thêm thật hay ghi nhầm?",
                          "{name}: {after} in the period to {day}, only {before} in the one before. Was it really done, or is it a slip?"),
        ),
        Variant(
            "sudden-jump.period-slip",
            {"name": NAME, "day": DATE, "after": NUMBER, "other_day": DATE, "before": NUMBER, "most": NUMBER, "most_day": DATE, "guess": NUMBER},
            message=Text("{name}: kỳ đến {day} ghi {after}, kỳ trước ({other_day}) ghi {before}; kỳ nhiều nhất trước đó là {most} (đến {most_day}). Nếu gõ nhầm của {guess} thì hợp với các kỳ trước.",
                         "{name}: the period to {day} states {after}, the one before ({other_day}) {before}; the largest until then was {most} (to {most_day}). Mistyped for {guess}, it would fit the periods before."),
            hint=_ASK_WHETHER_GUESS,
            request=_PLEASE_SAY_WHETHER_GUESS,
            question=Text("{name}: số của kỳ đến {day} là {after} hay {guess}?",
                          "{name}: is the number of the period to {day} {after} or {guess}?"),
        ),
        Variant(
            "sudden-jump.running-total", {"name": NAME, "day": DATE, "value": NUMBER, "sum": NUMBER},
            message=Text("{name}: kỳ đến {day} ghi {value}, bằng tổng các kỳ trước ({sum}) cộng thêm một kỳ bình thường; có thể là số luỹ kế ghi vào cột trong kỳ.",
                         "{name}: the period to {day} states {value}, the sum of the periods before ({sum}) and an ordinary period; perhaps a cumulative figure in the column of the period."),
            hint=Text("Hỏi tỉnh số riêng của kỳ đó.",
                      "Ask the province for the number of that period alone."),
            request=Text("Đề nghị cho biết đây là số riêng của kỳ hay số luỹ kế; ghi lại cho đúng cột.",
                         "Please say whether this is the number of the period alone or cumulative; enter it in the right column."),
            question=Text("{name}: {value} là số riêng của kỳ đến {day} hay số luỹ kế?",
                          "{name}: is {value} the number of the period to {day} alone, or cumulative?"),
        ),
        Variant(
            "sudden-jump.year", {"name": NAME, "day": DATE, "value": NUMBER, "other_day": DATE, "before": NUMBER},
            message=Text("{name}: số đến {day} là {value}, trùng số năm, trong khi lần trước ({other_day}) là {before}; có thể gõ năm vào ô số liệu.",
                         "{name}: the figure as of {day} is {value}, the same as the year, while the one before ({other_day}) was {before}; perhaps the year was typed in the cell."),
            hint=_ASK_NUMBER,
            request=_PLEASE_ENTER_NUMBER,
            question=Text("{name}: số đến {day} ghi {value}. Số đúng là bao nhiêu?",
                          "{name}: the figure as of {day} is given as {value}. What is the right number?"),
        ),
        Variant(
            "sudden-jump.year-first", {"name": NAME, "day": DATE, "value": NUMBER, "target": NUMBER},
            message=Text("{name}: số đến {day} là {value}, trùng số năm, trong khi chỉ tiêu là {target}; có thể gõ năm vào ô số liệu.",
                         "{name}: the figure as of {day} is {value}, the same as the year, while the target is {target}; perhaps the year was typed in the cell."),
            hint=_ASK_NUMBER,
            request=_PLEASE_ENTER_NUMBER,
            question=Text("{name}: số đến {day} ghi {value}, chỉ tiêu là {target}. Số đúng là bao nhiêu?",
                          "{name}: the figure as of {day} is given as {value}, the target is {target}. What is the right number?"),
        ),
        Variant(
            "sudden-jump.rate", {"name": NAME, "before": NUMBER, "other_day": DATE, "after": NUMBER, "day": DATE},
            message=Text("{name}: từ {before}% ({other_day}) thành {after}% ({day}), trong khi các lần trước gần như nhau.",
                         "{name}: from {before}% ({other_day}) to {after}% ({day}), while the ones before were nearly the same."),
            hint=Text("Xin tử số và mẫu số của hai lần.",
                      "Ask for numerator and denominator of both."),
            request=Text("Đề nghị ghi tử số và mẫu số của hai lần báo cáo.",
                         "Please give numerator and denominator of both reports."),
            question=Text("{name}: vì sao từ {before}% thành {after}%? Xin tử số và mẫu số của hai lần.",
                          "{name}: why from {before}% to {after}%? Please give numerator and denominator of both."),
        ),
    )),
    Rule("members-per-team", WARNING, (
        Variant(
            "members-per-team",
            {"name": NAME, "people": NUMBER, "count": NUMBER, "unit": NAME, "mean": NUMBER, "low": NUMBER, "high": NUMBER},
            message=Text("{name}: {people} người trong {count} {unit}, bình quân {mean}; thường từ {low} đến {high}.",
                         "{name}: {people:person|people} in {count} {unit:of count}, {mean} on average; usually between {low} and {high}."),
            hint=Text("Xin danh sách thành viên, hoặc hỏi tỉnh số nào ghi nhầm.",
                      "Ask for the list of members, or which number is mistaken."),
            request=Text("Đề nghị xác nhận số tổ và số thành viên, gửi kèm danh sách thành viên.",
                         "Please confirm the numbers of groups and of members, and enclose the list of members."),
            question=Text("{name}: bình quân {mean} người mỗi {unit}. Xin xem quyết định thành lập và danh sách thành viên.",
                          "{name}: {mean} people to each of the {unit} on average. Please show the decisions that set them up and the lists of members."),
        ),
    )),
    Rule("participants-below-events", WARNING, (
        Variant(
            "participants-below-events", {"name": NAME, "people": NUMBER, "count": NUMBER, "unit": NAME},
            message=Text("{name}: {people} người, ít hơn {count} {unit}.",
                         "{name}: {people:person|people}, fewer than {count} {unit:of count}."),
            hint=Text("Hỏi tỉnh có ghi nhầm cột, nhầm dòng không.",
                      "Ask the province whether a row or column was mistaken."),
            request=Text("Đề nghị kiểm tra lại dòng, cột đã ghi; xác nhận số người tham gia.",
                         "Please check row and column; confirm the number of participants."),
            question=Text("{name}: {people} người mà có {count} {unit}. Có ghi nhầm dòng hay cột không?",
                          "{name}: {people:person|people}, but {count} {unit:of count}. Was a row or column mistaken?"),
        ),
    )),
    Rule("uniform-rate", WARNING, (
        Variant(
            "uniform-rate", {"name": NAME, "count": NUMBER, "value": NUMBER},
            message=Text("{name}: cả {count} nơi cùng ghi {value}%; có thể chép lại một số.",
                         "{name}: all {count} places state the same {value}%; perhaps one number was copied."),
            hint=Text("Xin tử số và mẫu số của từng nơi.",
                      "Ask for numerator and denominator of each place."),
            request=Text("Đề nghị ghi tử số và mẫu số của từng nơi.",
                         "Please give numerator and denominator of each place."),
            question=Text("{name}: vì sao cả {count} nơi đều là {value}%? Xin tử số và mẫu số của từng nơi.",
                          "{name}: why do all {count} places have {value}%? Please give numerator and denominator of each."),
        ),
    )),
)  # fmt: skip
