"""The form of a layout file. Built only where there is one."""

from pydantic import Field

from du_an8.strict_yaml.validation import StrictModel, Text


class ColumnEntry(StrictModel):
    """Một cột của bảng."""

    role: Text = Field(description="Vai trò của cột, ví dụ: Chỉ tiêu, Luỹ kế từ đầu giai đoạn, Kế hoạch năm, Ghi chú.")
    title: Text | None = Field(None, description="Tiêu đề in trong bảng; trang có cùng tiêu đề thì đọc như nhau.")
    period: Text | int | None = Field(None, description="Kỳ của cột, ví dụ: 2023-Q4, 9 tháng đầu năm 2023.")
    indicator: Text | None = Field(None, description="Chỉ tiêu của cột, nếu mỗi chỉ tiêu là một cột.")
    place: Text | None = Field(None, description="Huyện, xã của cột, nếu mỗi nơi là một cột.")
    unit: Text | None = Field(None, description="Đơn vị tính của cột, ví dụ: nghìn người.")
    base: Text | None = Field(None, description="Cột tỷ lệ tính trên kế hoạch nào: giai đoạn hoặc năm.")
    compares: bool | None = Field(None, description="true: tỷ lệ so với số khác, không phải kế hoạch.")


class SheetEntry(StrictModel):
    """Một bảng."""

    sheet: Text = Field("*", description="Tên trang tính; * thay cho bất kỳ chữ nào.")
    header: Text | int = Field(description="Các dòng tiêu đề, ví dụ: 4-5.")
    until: int | None = Field(None, ge=1, description="Dòng cuối của bảng; bỏ trống: đến hết trang.")
    columns: dict[Text, ColumnEntry] = Field(description="Các cột, theo chữ cái: A, B, C.")


class LayoutFile(StrictModel):
    """Tệp bố cục: chỉ cho du-an8 cách đọc một bảng, một lần cho mọi tệp cùng dạng."""

    sheets: list[SheetEntry] = Field(min_length=1, description="Các bảng.")
