"""The form of `programme.yaml`. Built only where such a file is read."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from du_an8.strict_yaml.validation import Amount, Day, StrictModel, Text, Year


class SourceEntry(StrictModel):
    """Nguồn của một số liệu."""

    title: Text = Field(description="Tên tài liệu, bài viết.")
    publisher: Text | None = Field(None, description="Nơi ban hành, nơi đăng.")
    url: Text | None = Field(None, description="Địa chỉ trên mạng.")
    date: Day | None = Field(None, description="Ngày ban hành, ngày đăng (2023-04-25).")
    note: Text | None = Field(None, description="Ghi chú.")


class ThresholdsEntry(StrictModel):
    """Ngưỡng của tiến độ (1 là đúng kế hoạch)."""

    near: Amount = Field(Decimal("0.9"), description="Từ ngưỡng này là cơ bản đúng tiến độ.")
    slow: Amount = Field(Decimal("0.6"), description="Dưới ngưỡng này là rất chậm.")


Days = Annotated[int, Field(ge=0, le=366)]
Age = Annotated[int, Field(ge=1, le=3660)]


class ReportingEntry(StrictModel):
    """Kỳ báo cáo của các tỉnh."""

    every: Literal["month", "quarter", "half", "year"] = Field(
        description="Bao lâu báo cáo một lần: month (tháng), quarter (quý), half (6 tháng), year (năm)."
    )
    due_days: Days | None = Field(
        None, description="Hạn gửi, tính bằng ngày sau ngày cuối kỳ; bỏ trống: `grace_days` của giai đoạn."
    )


class PhaseEntry(StrictModel):
    """Một giai đoạn của chương trình; mã đã có thì chỉ ghi những gì thay đổi."""

    id: Text | None = Field(None, description="Mã giai đoạn (I, II); bỏ trống: lấy từ tên, từ năm.")
    name: Text | None = Field(None, description="Tên giai đoạn.")
    start: Day | None = Field(None, description="Ngày đầu giai đoạn.")
    end: Day | None = Field(None, description="Ngày cuối giai đoạn.")
    active_years: list[Year] | None = Field(
        None, min_length=1, description="Những năm có việc phải làm; bỏ trống: mọi năm của giai đoạn."
    )
    thresholds: ThresholdsEntry | None = Field(None, description="Ngưỡng riêng của giai đoạn.")
    grace_days: Days | None = Field(None, description="Số ngày chờ riêng của giai đoạn.")
    stale_after_days: Age | None = Field(None, description="Tuổi số liệu bị nhắc, riêng của giai đoạn.")
    carried_over: bool | None = Field(
        None, description="true: chưa có danh mục riêng, dùng tạm chỉ tiêu của giai đoạn trước."
    )


class NationalTargetEntry(StrictModel):
    """Chỉ tiêu của cả nước."""

    target: Amount = Field(description="Chỉ tiêu cả nước đến hết giai đoạn.")
    source: Text = Field(description="Mã nguồn, có trong `sources`.")
    phase: Text | None = Field(None, description="Mã giai đoạn; bỏ trống: giai đoạn đầu.")


def _as_list(value: object) -> object:
    """One target may stand alone, without a list around it."""
    return [value] if isinstance(value, dict) else value


class OneOrMore:
    """In the JSON Schema, too, one stands without a list around it."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        more = handler(core)
        return {"anyOf": [more["items"], more]}


NationalTargets = Annotated[list[NationalTargetEntry], BeforeValidator(_as_list), Field(min_length=1), OneOrMore()]


class PeopleEachEntry(StrictModel):
    """Bình quân số người của mỗi đơn vị; ngoài khoảng này thì bị nhắc."""

    low: Amount = Field(description="Ít nhất.")
    high: Amount = Field(description="Nhiều nhất.")
    source: Text = Field(description="Mã nguồn, có trong `sources`.")


class IndicatorEntry(StrictModel):
    """Một chỉ tiêu; mã đã có thì chỉ ghi những gì thay đổi."""

    id: Text = Field(description="Mã chỉ tiêu.")
    name: Text | None = Field(None, description="Tên đầy đủ.")
    short_name: Text | None = Field(None, description="Tên ngắn để in trong bảng.")
    unit: Text | None = Field(None, description="Đơn vị tính.")
    unit_aliases: list[Text] | None = Field(
        None, description="Cách ghi khác của đơn vị tính; thêm vào những cách có sẵn."
    )
    kind: Literal["stock", "flow", "rate"] | None = Field(
        None, description="stock: số hiện có; flow: số phát sinh, cộng dồn; rate: tỷ lệ %."
    )
    content: Annotated[int, Field(ge=1, le=99)] | None = Field(None, description="Thuộc nội dung số mấy.")
    core: bool | None = Field(None, description="false: số liệu bổ trợ, không tính vào tỷ lệ hoàn thành.")
    whole: bool | None = Field(None, description="false: số đo có phần lẻ (như triệu đồng).")
    direction: Literal["increase", "decrease"] | None = Field(None, description="decrease: càng giảm càng tốt.")
    aliases: list[Text] | None = Field(
        None, description="Tên gọi khác thường gặp trong báo cáo; thêm vào những tên có sẵn."
    )
    national_target: NationalTargets | None = Field(
        None, description="Chỉ tiêu cả nước, nếu biết; nhiều giai đoạn thì ghi thành danh sách."
    )
    phases: list[Text] | None = Field(
        None, min_length=1, description="Mã các giai đoạn có chỉ tiêu này; bỏ trống: mọi giai đoạn."
    )
    parts: list[Text] | None = Field(None, description="Mã các chỉ tiêu cộng lại thành chỉ tiêu này (nam, nữ).")
    people_of: Text | None = Field(None, description="Số người của chỉ tiêu nào (thành viên tổ, người dự cuộc).")
    people_each: PeopleEachEntry | None = Field(None, description="Mỗi tổ, mỗi cuộc thường có bao nhiêu người.")
    share_of: Text | None = Field(None, description="Tỷ lệ % tính trên chỉ tiêu nào (giải ngân trên vốn).")


class SplitPartEntry(StrictModel):
    """Một phần của một cách chia."""

    name: Text = Field(description="Tên phần (Nữ).")
    spellings: list[Text] = Field(default_factory=list, description="Cách ghi khác trong báo cáo (nữ giới, phụ nữ).")


class SplitEntry(StrictModel):
    """Một cách chia số liệu: nam/nữ, dân tộc, cấp; mã đã có thì chỉ ghi những gì thay đổi."""

    id: Text = Field(description="Mã cách chia.")
    name: Text | None = Field(None, description="Tên cách chia, in trên bảng.")
    parts: list[SplitPartEntry] | None = Field(None, min_length=2, description="Các phần; thay mọi phần có sẵn.")
    wholes: list[list[Text]] | None = Field(
        None, description="Những phần nào (theo tên) cộng lại là cả; bỏ trống: mọi phần; []: không bao giờ."
    )
    of_people: bool | None = Field(
        None, description="true: chia người; ở chỉ tiêu đếm tổ, cuộc thì không so với số chung."
    )
    indicators: list[Text] | None = Field(
        None, min_length=1, description="Mã các chỉ tiêu được chia như vậy; bỏ trống: mọi chỉ tiêu."
    )


class EnglishEntry(StrictModel):
    """Tên tiếng Anh của một chỉ tiêu, đơn vị tính, cách chia."""

    name: Text = Field(description="Tên tiếng Anh; của đơn vị tính: khi đếm một.")
    many: Text | None = Field(None, description="Đơn vị tính khi đếm nhiều (teams).")
    source: Text | None = Field(None, description="Mã nguồn, có trong `sources`; bỏ trống: tự dịch.")


class ProgrammeFile(StrictModel):
    """Danh mục chương trình: thay đổi, bổ sung danh mục có sẵn trong du-an8, hoặc thay hẳn bằng chương trình khác."""

    replace: bool | None = Field(
        None, description="true: đây là chương trình khác, không dùng gì của danh mục có sẵn, trừ `splits`."
    )
    name: Text | None = Field(None, description="Tên chương trình.")
    short_name: Text | None = Field(None, description="Tên ngắn, in ở tiêu đề; bỏ trống: tên chương trình.")
    organisation: Text | None = Field(
        None, description="Cơ quan thực hiện ở các tỉnh, in ở công văn (Hội Liên hiệp Phụ nữ); bỏ trống: chỗ để điền."
    )
    contents: dict[Annotated[int, Field(ge=1, le=99)], Text] | None = Field(
        None, description="Tên các nội dung, theo số thứ tự."
    )
    phases: list[PhaseEntry] | None = Field(None, min_length=1, description="Các giai đoạn, theo thứ tự thời gian.")
    phase: PhaseEntry | None = Field(None, description="Giai đoạn, nếu chỉ có một.")
    thresholds: ThresholdsEntry | None = Field(None, description="Ngưỡng xếp loại tiến độ.")
    grace_days: Days | None = Field(None, description="Số ngày chờ số liệu sau mỗi mốc.")
    stale_after_days: Age | None = Field(None, description="Số liệu cũ hơn chừng này ngày thì bị nhắc.")
    reporting: ReportingEntry | None = Field(None, description="Kỳ báo cáo của các tỉnh: lệnh `received` theo đó.")
    sources: dict[Text, SourceEntry] | None = Field(None, description="Các nguồn, theo mã.")
    indicators: list[IndicatorEntry] | None = Field(None, description="Các chỉ tiêu.")
    neutral_words: list[Text] | None = Field(
        None, description="Từ ngữ không làm đổi nghĩa tên chỉ tiêu (thành lập, tại cơ sở); thêm vào những từ có sẵn."
    )
    abbreviations: dict[Text, Text] | None = Field(
        None, description="Chữ viết tắt và chữ đầy đủ; thêm vào những chữ có sẵn."
    )
    part_words: list[Annotated[list[Text], Field(min_length=1)]] | None = Field(
        None,
        description="Từ ngữ chỉ một phần của chỉ tiêu; mỗi mục là các phần gộp lại thành cả; | ngăn các cách viết.",
    )
    splits: list[SplitEntry] | None = Field(
        None, description="Các cách chia số liệu (nam/nữ, dân tộc, cấp): được đọc, so với số chung, và in ra."
    )
    english: dict[Text, EnglishEntry] | None = Field(
        None, description="Tên tiếng Anh theo tên tiếng Việt, cho `--lang en`; thêm vào những tên có sẵn."
    )
