"""Findings that people settle: shown with their reason, counted no more, back when the date or the figures change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from conftest import DataDir

Json = dict[str, Any]
CUMULATIVE, CLUBS = "Luỹ kế từ đầu giai đoạn", "clb-thu-linh"
FIRST, SECOND = "reports/cao-bang/2023.xlsx", "reports/cao-bang/2023_lan-2.xlsx"
PLACE = {"province": "Cao Bằng", "indicator": CLUBS}
SAID = {"reason": "đã đối chiếu sổ sách", "by": "Lò Thị A"}


@pytest.fixture
def conflict(data: DataDir) -> DataDir:
    """37 and 27 for the end of 2023, and nobody knows which was sent later."""
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 85})
    for name, value in (("2023", 37), ("2023_lan-2", 27)):
        data.report(f"cao-bang/{name}", {"Mã": CLUBS, CUMULATIVE: value}, head={"Kỳ báo cáo": "Năm 2023"})
    return data


def settle(data: DataDir, *entries: Json) -> None:
    text = yaml.safe_dump({"decisions": list(entries)}, allow_unicode=True, sort_keys=False)
    (data.root / "decisions.yaml").write_text(text, encoding="utf-8")


def check(data: DataDir, as_of: str = "2024-12-31") -> Json:
    return data.check("Cao Bằng", "--as-of", as_of)


def of_rule(document: Json, rule: str) -> list[Json]:
    return [finding for finding in document["findings"] if finding["rule"] == rule]


@pytest.mark.parametrize(
    "place",
    [PLACE, {"file": SECOND}, {"file": f"data/{SECOND}"}, {"file": SECOND, "cell": "H5"}, {**PLACE, "period": "2023"}],
)
def test_an_accepted_finding_is_settled_and_counts_no_more(conflict: DataDir, place: Json) -> None:
    assert conflict.run("check", "Cao Bằng", "--as-of", "2024-12-31").exit_code == 1
    settle(conflict, {"rule": "conflicting-reports", **place, "decision": "accept", **SAID})
    document = check(conflict)
    (finding,) = of_rule(document, "conflicting-reports")
    assert (finding["settled"]["reason"], finding["settled"]["by"]) == (SAID["reason"], SAID["by"])
    assert finding["settled"]["location"]["path"] == "data/decisions.yaml"
    assert (document["summary"]["errors"], document["summary"]["settled"]) == (0, 1)
    result = conflict.run("check", "Cao Bằng", "--sources", "--as-of", "2024-12-31")
    assert result.exit_code == 0
    assert SAID["reason"] in result.stdout.partition("Đã xem xét")[2]


def test_the_report_that_was_chosen_counts(conflict: DataDir) -> None:
    settle(conflict, {"rule": "conflicting-reports", **PLACE, "decision": "use", "report": FIRST, **SAID})
    document = check(conflict)
    (row,) = document["provinces"][0]["indicators"]
    assert (row["actual"], row["completion"]) == (37, pytest.approx(37 / 85, abs=1e-6))
    (finding,) = of_rule(document, "conflicting-reports")
    assert finding["settled"]["decision"] == "use"
    assert (
        "đã quyết định dùng báo cáo khác" in conflict.run("explain", "Cao Bằng", CLUBS, "--as-of", "2024-12-31").stdout
    )


def test_a_report_that_had_been_replaced_before_is_no_part_of_what_was_decided(data: DataDir) -> None:
    """40 was replaced by 37; of 37 and an undated 27 somebody chose: the choice holds, and nothing is asked again."""
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 85})
    for name, value, day in (("2023", 40, "05/01/2024"), ("2023_lan-2", 37, "10/01/2024"), ("2023_lan-3", 27, None)):
        head = {"Kỳ báo cáo": "Năm 2023", **({"Ngày báo cáo": day} if day else {})}
        data.report(f"cao-bang/{name}", {"Mã": CLUBS, CUMULATIVE: value}, head=head)
    (before,) = of_rule(check(data), "conflicting-reports")
    use = ("--use", "2023_lan-3.xlsx", "--reason", "sổ gốc", "--by", "A")
    assert data.run("decide", "Cao Bằng", "1", *use, "--as-of", "2024-12-31").exit_code == 0
    document = check(data)
    (finding,) = of_rule(document, "conflicting-reports")
    assert (finding["message"], finding["settled"]["decision"]) == (before["message"], "use")
    assert (document["provinces"][0]["indicators"][0]["actual"], document["summary"]["errors"]) == (27, 0)


def test_who_chooses_one_figure_of_a_report_has_not_chosen_its_others(data: DataDir) -> None:
    """The new ones of the year are decided; how many there are is not, and no figure of it is used."""
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 85})
    for name, new, all_of_them in (("2023", 5, 37), ("2023_lan-2", 6, 27)):
        row = {"Mã": CLUBS, "Thực hiện trong kỳ": new, CUMULATIVE: all_of_them}
        data.report(f"cao-bang/{name}", row, head={"Kỳ báo cáo": "Năm 2023"})
    new_ones = next(f for f in of_rule(check(data), "conflicting-reports") if "37" not in f["message"])
    where = new_ones["location"]
    place = {"file": where["path"].removeprefix("data/"), "cell": where["cell"], "report": FIRST}
    settle(data, {"rule": "conflicting-reports", **place, "decision": "use", **SAID})
    document = check(data)
    settled = {f["message"]: f["settled"] is not None for f in of_rule(document, "conflicting-reports")}
    assert sorted(settled.values()) == [False, True]
    assert settled[new_ones["message"]]
    assert document["provinces"][0]["indicators"][0]["actual"] is None


@pytest.mark.parametrize(("as_of", "open_again"), [("2024-06-30", False), ("2024-07-01", True)])
@pytest.mark.parametrize("ruling", [{"decision": "accept"}, {"decision": "use", "report": FIRST}])
def test_a_decision_runs_out(conflict: DataDir, as_of: str, ruling: Json, *, open_again: bool) -> None:
    settle(conflict, {"rule": "conflicting-reports", **PLACE, **ruling, **SAID, "until": "2024-06-30"})
    document = check(conflict, as_of)
    (finding,) = of_rule(document, "conflicting-reports")
    assert (finding["settled"] is None) is open_again
    assert bool(of_rule(document, "decision-unmatched")) is open_again
    (row,) = document["provinces"][0]["indicators"]
    assert (row["actual"] is None) is (open_again or ruling["decision"] == "accept")


@pytest.mark.parametrize(("figures", "open_again"), [("27; 37", False), ("27; 36", True)])
def test_a_decision_ends_when_the_figures_change(conflict: DataDir, figures: str, *, open_again: bool) -> None:
    entry = {"rule": "conflicting-reports", **PLACE, "decision": "use", "report": FIRST, **SAID}
    settle(conflict, {**entry, "figures": figures})
    (finding,) = of_rule(check(conflict), "conflicting-reports")
    assert (finding["settled"] is None) is open_again


def test_a_decision_that_matches_nothing_is_told(conflict: DataDir) -> None:
    settle(conflict, {"rule": "stock-decreased", **PLACE, "decision": "accept", **SAID})
    (finding,) = of_rule(check(conflict), "decision-unmatched")
    assert finding["severity"] == "warning"
    assert finding["location"]["line"] == 2


def test_decisions_about_other_provinces_are_left_alone(conflict: DataDir) -> None:
    settle(conflict, {"rule": "stock-decreased", "province": "Lào Cai", "decision": "accept", **SAID})
    assert of_rule(check(conflict), "decision-unmatched") == []


@pytest.mark.parametrize(
    ("entry", "rule"),
    [
        ({"rule": "conflicting-report", **PLACE, "decision": "accept", **SAID}, "invalid-value"),
        ({"rule": "conflicting-reports", "decision": "accept", **SAID}, "invalid-value"),
        ({"rule": "conflicting-reports", **PLACE, "decision": "use", **SAID}, "invalid-value"),
        ({"rule": "stock-decreased", **PLACE, "decision": "use", "report": FIRST, **SAID}, "invalid-value"),
        ({"rule": "conflicting-reports", **PLACE, "decision": "accept", "by": "A"}, "invalid-value"),
        (
            {"rule": "conflicting-reports", "province": "Cao Lăng", "decision": "accept", **SAID},
            "unknown-province",
        ),
        ({"rule": "conflicting-reports", **PLACE, "decision": "accept", **SAID, "ghi_chu": "x"}, "unknown-key"),
        (
            {"rule": "conflicting-reports", **PLACE, "indicator": "to", "decision": "accept", **SAID},
            "unknown-indicator",
        ),
        ({"rule": "conflicting-reports", **PLACE, "period": "2023-Q5", "decision": "accept", **SAID}, "unknown-period"),
    ],
)
def test_an_entry_at_fault_settles_nothing(conflict: DataDir, entry: Json, rule: str) -> None:
    settle(conflict, entry)
    document = check(conflict)
    (finding,) = of_rule(document, rule)
    assert finding["location"]["path"] == "data/decisions.yaml"
    assert of_rule(document, "conflicting-reports")[0]["settled"] is None


# The command.


def decide(data: DataDir, *arguments: str) -> tuple[int, str]:
    result = data.run("decide", "Cao Bằng", "--as-of", "2024-12-31", *arguments)
    return result.exit_code, result.output


def number_of(data: DataDir, rule: str) -> str:
    lines = decide(data)[1].replace("\n   ", " ").splitlines()
    return next(line.partition(".")[0] for line in lines if f"[{rule}]" in line)


def test_decide_lists_and_writes(conflict: DataDir) -> None:
    number = number_of(conflict, "conflicting-reports")
    code, said = decide(conflict, number, "--reason", SAID["reason"], "--by", SAID["by"], "--use", "2023_lan-2.xlsx")
    assert code == 0
    assert SECOND in said
    (row,) = check(conflict)["provinces"][0]["indicators"]
    assert row["actual"] == 27
    assert "[conflicting-reports]" not in decide(conflict)[1]


def test_decide_leaves_the_rest_of_the_file_alone(conflict: DataDir) -> None:
    entry = "{rule: stale-report, province: Lào Cai, decision: accept, reason: x, by: An}"
    before = f"# ghi chú của văn phòng\ndecisions:\n  - {entry}  # giữ\n"
    path = conflict.root / "decisions.yaml"
    path.write_text(before, encoding="utf-8")
    number = number_of(conflict, "conflicting-reports")
    assert decide(conflict, number, "--reason", 'lý do "trong ngoặc": #1', "--by", "A", "--until", "2025-12-31")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith(before)
    (finding,) = of_rule(check(conflict), "conflicting-reports")
    assert (finding["settled"]["reason"], finding["settled"]["until"]) == ('lý do "trong ngoặc": #1', "2025-12-31")


@pytest.mark.parametrize("before", ["decisions: []\n", "decisions:\n", ""])
def test_decide_starts_a_list(conflict: DataDir, before: str) -> None:
    (conflict.root / "decisions.yaml").write_text(before, encoding="utf-8")
    assert decide(conflict, number_of(conflict, "conflicting-reports"), "--reason", "x", "--by", "y")[0] == 0
    assert of_rule(check(conflict), "conflicting-reports")[0]["settled"]["by"] == "y"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("99", "--reason", "x", "--by", "y"), "Chỉ có"),
        (("1", "--by", "y"), "--reason"),
        (("1", "--reason", " ", "--by", "y"), "--reason"),
    ],
)
def test_decide_says_what_it_needs(conflict: DataDir, arguments: tuple[str, ...], said: str) -> None:
    code, output = decide(conflict, *arguments)
    assert code == 2
    assert said in output
    assert not (conflict.root / "decisions.yaml").exists()


def test_decide_takes_only_a_report_that_contradicts(conflict: DataDir) -> None:
    number = number_of(conflict, "conflicting-reports")
    code, output = decide(conflict, number, "--reason", "x", "--by", "y", "--use", "2022.xlsx")
    assert (code, "2023_lan-2.xlsx" in output) == (2, True)


def test_decide_refuses_a_file_that_it_cannot_add_to(conflict: DataDir) -> None:
    path = conflict.root / "decisions.yaml"
    path.write_text("decisions: [{rule: x}]\n", encoding="utf-8")
    code, output = decide(conflict, number_of(conflict, "conflicting-reports"), "--reason", "x", "--by", "y")
    assert (code, "bằng tay" in output) == (2, True)
    assert path.read_text(encoding="utf-8") == "decisions: [{rule: x}]\n"


def test_validate_settles_too(data: DataDir) -> None:
    data.report("cao-bang/x", {"Mã": "khong-co", CUMULATIVE: 3}, head={"Kỳ báo cáo": "Năm 2023"})
    assert data.run("validate").exit_code == 1
    settle(data, {"rule": "unknown-indicator", "file": "reports/cao-bang/x.xlsx", "decision": "accept", **SAID})
    assert data.run("validate").exit_code == 0


def test_an_end_in_the_past_is_refused(conflict: DataDir) -> None:
    said = ("--reason", "x", "--by", "y", "--until")
    code, output = decide(conflict, "1", *said, "2024-12-30")
    assert (code, "--until 30/12/2024 đã qua" in output) == (2, True)
    assert not (conflict.root / "decisions.yaml").exists()
    assert decide(conflict, "1", *said, "2024-12-31")[0] == 0


@pytest.mark.parametrize(
    "before",
    [
        "decisions: []\r\n",
        "decisions: []  # chưa có\r\n",
        "\ufeffdecisions: []\r\n",
        "# ghi chú\r\ndecisions:\r\n  - {rule: stale-report, province: Lào Cai, decision: accept, reason: x, by: An}",
    ],
)
def test_a_file_with_the_line_ends_of_windows_keeps_them(conflict: DataDir, before: str) -> None:
    path = conflict.root / "decisions.yaml"
    path.write_bytes(before.encode())
    assert decide(conflict, number_of(conflict, "conflicting-reports"), "--reason", "x", "--by", "y")[0] == 0
    text = path.read_bytes().decode()
    assert text.startswith(before.removesuffix("\r\n").replace(" []", ""))
    assert text.count("\n") == text.count("\r\n")
    assert of_rule(check(conflict), "conflicting-reports")[0]["settled"]["by"] == "y"


# The name of a finding.


@pytest.fixture
def falls(data: DataDir) -> DataDir:
    """40, 30, 5 at the end of three years: two falls, and a third finding beside them."""
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 85}, phase="I")
    for year, value in ((2022, 40), (2023, 30), (2024, 5)):
        data.report(f"cao-bang/{year}", {"Mã": CLUBS, CUMULATIVE: value}, head={"Kỳ báo cáo": f"Năm {year}"})
    data.report("cao-bang/x", {"Mã": "khong-co", CUMULATIVE: 3}, head={"Kỳ báo cáo": "Năm 2024"})
    return data


def settled_days(data: DataDir) -> list[str]:
    found = of_rule(check(data), "stock-decreased")
    return [finding["location"]["path"] for finding in found if finding["settled"]]


def test_a_decision_without_figures_settles_no_later_fall(falls: DataDir) -> None:
    settle(falls, {"rule": "stock-decreased", "province": "Cao Bằng", "decision": "accept", **SAID})
    assert settled_days(falls) == ["data/reports/cao-bang/2023.xlsx"]
    assert of_rule(check(falls), "decision-unmatched") == []


def numbers(data: DataDir) -> list[tuple[str, str]]:
    """Number and code of each open finding, as the list shows them."""
    return re.findall(r"^(\d+)\. .*?\(mã\s+([a-z]+)\)", decide(data)[1], re.MULTILINE | re.DOTALL)


def test_a_decision_in_between_moves_no_number(falls: DataDir) -> None:
    before = numbers(falls)
    (first, code), *others = before
    assert decide(falls, first, "--reason", "x", "--by", "An")[0] == 0
    assert numbers(falls) == others
    for name in (first, code):
        refused, output = decide(falls, name, "--reason", "x", "--by", "y")
        assert (refused, "đã được ghi nhận: x (An)" in output) == (2, True)


def test_a_choice_between_reports_moves_no_number(falls: DataDir) -> None:
    falls.report("cao-bang/2024-2", {"Mã": CLUBS, CUMULATIVE: 7}, head={"Kỳ báo cáo": "Năm 2024"})
    before = dict(numbers(falls))
    number = number_of(falls, "conflicting-reports")
    assert decide(falls, number, "--reason", "x", "--by", "y", "--use", "2024.xlsx")[0] == 0
    after = dict(numbers(falls))
    assert {known: code for known, code in after.items() if known in before}.items() <= before.items()
    new = after.keys() - before.keys()  # the fall to 5 is known only now that this figure counts
    assert new
    assert min(map(int, new)) > max(map(int, before))
    for gone in before.keys() - after.keys():
        code, output = decide(falls, gone, "--reason", "x", "--by", "y")
        assert (code, "không còn nữa" in output or "đã được ghi nhận" in output) == (2, True)


def test_a_code_names_the_same_finding_after_new_data(falls: DataDir) -> None:
    (number, code) = next(pair for pair in numbers(falls) if pair[0] == number_of(falls, "stock-decreased"))
    falls.report("cao-bang/y", {"Mã": "cung-khong-co", CUMULATIVE: 3}, head={"Kỳ báo cáo": "Năm 2024"})
    assert (number, code) not in numbers(falls)
    assert decide(falls, code.upper(), "--reason", "x", "--by", "y")[0] == 0
    assert settled_days(falls) == ["data/reports/cao-bang/2023.xlsx"]
    refused, output = decide(falls, "bcdfg", "--reason", "x", "--by", "y")
    assert (refused, "không có lời nhắc nào là “bcdfg”" in output) == (2, True)


def test_an_old_report_stays_settled_until_a_newer_one_comes(data: DataDir) -> None:
    data.targets("Cao Bằng", {"indicator": CLUBS, "target": 85}, phase="I")
    data.report("cao-bang/b", {"Mã": CLUBS, CUMULATIVE: 10}, head={"Kỳ báo cáo": "Năm 2022"})
    assert decide(data, number_of(data, "stale-report"), "--reason", "x", "--by", "y")[0] == 0
    for day in ("2024-12-31", "2025-06-30"):
        (old,) = of_rule(check(data, day), "stale-report")
        assert old["settled"]["by"] == "y"
    data.report("cao-bang/b", {"Mã": CLUBS, CUMULATIVE: 12}, head={"Kỳ báo cáo": "Năm 2023"})  # the same cell
    (old,) = of_rule(check(data, "2025-06-30"), "stale-report")
    assert old["settled"] is None
