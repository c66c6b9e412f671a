"""The rules of docs/cach-tinh.md as worked cases, from files to JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import DataDir

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
COLUMNS = {
    "in_period": "Thực hiện trong kỳ",
    "cumulative": "Luỹ kế từ đầu giai đoạn",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "percentage": "Tỷ lệ %",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_worked_case(data: DataDir, case: Mapping[str, Any]) -> None:
    target = case.get("target")
    indicator = target["indicator"] if target else case["indicator"]
    data.targets("Cao Bằng", *([target] if target else []))
    for number, row in enumerate(case.get("rows", ())):
        head = {"Tỉnh": "Cao Bằng", "Kỳ báo cáo": row["period"]}
        head |= {"Số liệu đến ngày": row["date"]} if "date" in row else {}
        head |= {"Ngày báo cáo": row["reported_on"]} if "reported_on" in row else {}
        figures = {COLUMNS[key]: value for key, value in row.items() if key in COLUMNS}
        data.report(f"cao-bang/{number}", {"Mã": indicator, **figures}, head=head)

    answer = data.check("--as-of", str(case["as_of"]))

    (province,) = answer["provinces"]
    (found,) = [row for row in province["indicators"] if row["id"] == indicator]
    wanted = {key: _as_json(value) for key, value in case["expect"].items()}
    assert {key: found[key] for key in wanted} == wanted
    rules = {finding["rule"] for finding in answer["findings"]}
    assert "finding" not in case or case["finding"] in rules
    assert case.get("without") not in rules


def _as_json(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
