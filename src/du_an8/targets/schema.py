"""The form of `data/targets/<tỉnh>.yaml`. Built only where such a file is read."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from du_an8.programme.schema import OneOrMore, SourceEntry
from du_an8.strict_yaml.validation import Amount, Day, StrictModel, Text, Year

_ANNUAL = "Số phải làm TRONG từng năm: {2023: 346}. Số cộng dồn thì ghi ở `milestones`."
_MILESTONES = "Số luỹ kế phải đạt ĐẾN từng ngày: {2023-12-31: 346}."
_EVIDENCE = "Hồ sơ kèm theo: tên tệp trong data/evidence/, hoặc địa chỉ http(s); nhiều thì ghi thành danh sách."


def _as_list(value: object) -> object:
    """One paper may stand alone, without a list around it."""
    return [value] if isinstance(value, str) else value


AnnualPlan = Annotated[dict[Year, Amount], Field(json_schema_extra={"propertyNames": {"pattern": r"^\d{4}$"}})]
Papers = Annotated[list[Text], BeforeValidator(_as_list), Field(min_length=1), OneOrMore()]
Milestones = Annotated[dict[Day, Amount], Field(json_schema_extra={"propertyNames": {"format": "date"}})]


class RevisionEntry(StrictModel):
    """Một lần điều chỉnh; ghi lại toàn bộ chỉ tiêu, kế hoạch không ghi lại thì hết hiệu lực."""

    effective: Day = Field(description="Ngày hiệu lực.")
    target: Amount = Field(description="Chỉ tiêu mới, đến hết giai đoạn.")
    annual_plan: AnnualPlan | None = Field(None, description=_ANNUAL)
    milestones: Milestones | None = Field(None, description=_MILESTONES)
    source: Text | None = Field(None, description="Mã nguồn, có trong `sources`.")
    reason: Text | None = Field(None, description="Lý do, căn cứ điều chỉnh.")
    quote: Text | None = Field(None, description="Nguyên văn của nguồn.")
    evidence: Papers | None = Field(None, description=_EVIDENCE)


class TargetEntry(StrictModel):
    """Chỉ tiêu giao cho tỉnh."""

    indicator: Text = Field(description="Mã chỉ tiêu; xem `du-an8 indicators`.")
    target: Amount | None = Field(
        None,
        description="Số giao đến hết giai đoạn; chỉ được bỏ khi không biết số giao ban đầu và có `revisions`.",
    )
    active_years: list[Year] | None = Field(
        None, description="Những năm có việc phải làm; mặc định theo chương trình.", min_length=1
    )
    baseline: Amount | None = Field(None, description="Số đã có trước khi bắt đầu; mặc định 0.")
    annual_plan: AnnualPlan | None = Field(None, description=_ANNUAL)
    milestones: Milestones | None = Field(None, description=_MILESTONES)
    source: Text | None = Field(None, description="Mã nguồn, có trong `sources`.")
    quote: Text | None = Field(None, description="Nguyên văn của nguồn.")
    evidence: Papers | None = Field(None, description=_EVIDENCE)
    revisions: list[RevisionEntry] | None = Field(None, description="Các lần điều chỉnh.")


class NotApplicableEntry(StrictModel):
    """Một chỉ tiêu không áp dụng cho tỉnh."""

    indicator: Text = Field(description="Mã chỉ tiêu; xem `du-an8 indicators`.")
    reason: Text = Field(description="Vì sao không áp dụng.")
    source: Text = Field(description="Mã nguồn, có trong `sources`.")


class DifficultyEntry(StrictModel):
    """Khó khăn, vướng mắc mà tỉnh nêu."""

    text: Text = Field(description="Nội dung.")
    source: Text | None = Field(None, description="Mã nguồn, có trong `sources`.")


class AreaEntry(StrictModel):
    """Một huyện, xã phải báo cáo; của cả nước thì là một tỉnh."""

    name: Text = Field(description="Tên huyện, xã.")
    district: Text | None = Field(None, description="Huyện của xã này, nếu còn cấp huyện.")
    formerly: list[Text] | None = Field(None, description="Tên các xã cũ đã nhập vào xã này.")
    targets: dict[Text, Amount] | None = Field(
        None, description="Số giao cho nơi này đến hết giai đoạn, theo mã chỉ tiêu."
    )


class TargetFile(StrictModel):
    """Chỉ tiêu giao cho một tỉnh trong một giai đoạn."""

    province: Text = Field(description="Tên tỉnh.")
    phase: Text | None = Field(None, description="Mã giai đoạn (I, II); bỏ trống: giai đoạn đầu.")
    sources: dict[Text, SourceEntry] | None = Field(None, description="Các nguồn, theo mã.")
    targets: list[TargetEntry] = Field(description="Các chỉ tiêu; chưa biết chỉ tiêu nào thì ghi [].")
    not_applicable: list[NotApplicableEntry] | None = Field(
        None, description="Các chỉ tiêu không áp dụng cho tỉnh; không tính là thiếu."
    )
    areas: list[AreaEntry] | None = Field(None, description="Các huyện, xã phải báo cáo.")
    difficulties: list[DifficultyEntry] | None = Field(None, description="Khó khăn, vướng mắc tỉnh nêu.")


class TargetFileFrame(StrictModel):
    """A target file whose parts are checked one by one, so that a fault in one leaves the others standing."""

    province: Text
    phase: Text | None = None
    sources: dict[Text, Any] | None = None
    targets: list[Any]
    not_applicable: list[Any] | None = None
    areas: list[Any] | None = None
    difficulties: list[Any] | None = None
