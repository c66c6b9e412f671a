"""The form of `data/decisions.yaml`. Built only where such a file is read."""

from typing import Any, Literal

from pydantic import Field

from du_an8.strict_yaml.validation import Day, StrictModel, Text


class DecisionEntry(StrictModel):
    """Một lời nhắc đã xem xét; nêu tệp, hoặc tỉnh, mà nó nói tới."""

    rule: Text = Field(description="Tên quy tắc, trong ngoặc vuông cuối lời nhắc.")
    file: Text | None = Field(None, description="Tệp, tính từ thư mục dữ liệu: reports/thai-nguyen/2023.xlsx.")
    sheet: Text | None = Field(None, description="Trang tính.")
    cell: Text | None = Field(None, description="Ô.")
    province: Text | None = Field(None, description="Tên tỉnh.")
    indicator: Text | None = Field(None, description="Mã chỉ tiêu.")
    period: Text | None = Field(None, description="Kỳ: 2023, 2023-Q4, quý IV/2023.")
    decision: Literal["accept", "use"] = Field(
        description="accept: đã biết, để vậy; use: dùng số của báo cáo ghi ở `report`."
    )
    report: Text | None = Field(None, description="Báo cáo được dùng, khi decision là use.")
    reason: Text = Field(description="Lý do, căn cứ.")
    by: Text = Field(description="Người quyết định.")
    until: Day | None = Field(None, description="Hiệu lực đến hết ngày.")
    figures: Text | None = Field(None, description="Các con số của lời nhắc khi quyết định; đổi thì lời nhắc trở lại.")


class DecisionFile(StrictModel):
    """Những lời nhắc đã được xem xét."""

    decisions: list[DecisionEntry] = Field(description="Các quyết định; chưa có thì ghi [].")


class DecisionFileFrame(StrictModel):
    """A decision file whose entries are checked one by one, so that a fault in one leaves the others standing."""

    decisions: list[Any]
