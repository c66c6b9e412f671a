"""Answers that stand beside no finding are told, and of very many how many more there are."""

from du_an8.findings import Finding, Location
from du_an8.reports.explaining import explained, unmatched
from du_an8.reports.file_account import Explanation

PATH = "data/reports/dien-bien/2023.xlsx"
H7 = Location(PATH, sheet="Báo cáo", cell="H7")
FINDING = Finding("negative-figure", H7, {"name": "CLB", "value": -5})


def answer(row: int, asked: Location | None = H7, *, path: str = PATH) -> Explanation:
    place = Location(path, sheet="Cần làm rõ", cell=f"E{row}")
    return Explanation(asked, FINDING.content, str(FINDING.request), f"trả lời {row}", place, files=(path,))


def test_two_answers_to_one_point_are_both_shown() -> None:
    (told,) = explained([FINDING], [answer(7), answer(8)])
    assert told.explanation
    assert told.explanation.text == "trả lời 7\ntrả lời 8"
    assert unmatched([told], [answer(7), answer(8)]) == []


def test_an_answer_in_a_report_of_another_time_answers_nothing() -> None:
    (told,) = explained([FINDING], [answer(7, path="data/reports/dien-bien/2022.xlsx")])
    assert told.explanation is None


def test_each_of_a_few_is_told_and_the_rest_is_counted() -> None:
    told = unmatched([], [answer(row, None) for row in range(1, 26)])
    assert [finding.key for finding in told] == ["explanation-unmatched.alone"] * 20 + ["explanation-unmatched.more"]
    assert told[0].message.startswith("Tỉnh viết thêm vào trang “Cần làm rõ”, không ở dòng của điểm nào")
    assert told[-1].message == "Trang “Cần làm rõ” còn 5 ô nữa tỉnh viết, về những điểm hiện không nêu."
    assert told[-1].location == Location(PATH, sheet="Cần làm rõ")
