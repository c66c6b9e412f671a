"""The commands that write the paper for a visit, and the site."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from du_an8.cli.app import AsOfOption, DataOption, PhaseOption, app, complete_province, guarded
from du_an8.cli.asking import question
from du_an8.cli.data_folder import CannotRunError, keep_data_files
from du_an8.cli.progress import progress, tracked
from du_an8.disk.trouble import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from du_an8.programme.provinces import Provinces
    from du_an8.reconcile.assessment import Assessment

_MANY_PROVINCES = 12
"""From which number on writing their papers is worth several processes."""
_FORMS = (".docx", ".xlsx", ".html", ".md")


@app.command()
@guarded
def report(
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TỈNH", autocompletion=complete_province, help="Tên tỉnh; bỏ trống: tất cả."),
    ] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp cần ghi: .docx, .xlsx, .html hoặc .md.")
    ],
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
) -> None:
    """Tài liệu mang theo khi đi kiểm tra: số liệu, chỉ tiêu chậm, câu hỏi cần làm rõ, nguồn."""
    from du_an8.disk.writing import write_atomically

    if output.suffix.lower() not in _FORMS:
        raise CannotRunError(f"Không ghi được dạng “{output.suffix}”; dùng một trong: {', '.join(_FORMS)}.")
    keep_data_files(output)
    assessment = question(data, names, as_of, phase).assess()
    with progress("Đang ghi"):
        content = _written(assessment, output.suffix.lower())
    try:
        write_atomically(output, lambda stream: stream.buffer.write(content))
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{output}”: {reason(error)}.") from error
    print(f"Đã ghi {output}")


@app.command()
@guarded
def site(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục cần ghi các trang.")],
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
) -> None:
    """Các trang tĩnh: cả nước trên một trang, mỗi tỉnh một trang, mỗi chỉ tiêu một trang; mở ngay từ thư mục."""
    from du_an8.disk.writing import NotOursError, replace_folder

    put = question(data, None, as_of, phase)
    assessment = replace(put, asked=replace(put.asked, earlier=True)).assess(national=True)
    try:
        count = replace_folder(output, _site_files(assessment, put.provinces))
    except NotOursError as error:
        raise CannotRunError(f"“{output}” có tệp khác (“{error}”); chọn một thư mục trống hoặc chưa có.") from error
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{output}”: {reason(error)}.") from error
    print(f"Đã ghi {count} tệp; mở {output / 'index.html'}")


def _site_files(assessment: "Assessment", provinces: "Provinces") -> "Iterator[tuple[str, bytes]]":
    from du_an8.cli.side_by_side import each_side_by_side
    from du_an8.outputs.site.pages import province_files, site_files
    from du_an8.outputs.site.province_pages import province_pages

    pages = list(province_pages(assessment, provinces))
    made = each_side_by_side(province_files, pages, worthwhile=len(pages) >= _MANY_PROVINCES)
    return site_files(assessment, provinces, pages, tracked(made, "Đang ghi các trang", len(pages)))


def _written(assessment: "Assessment", form: str) -> bytes:
    from du_an8.outputs.paper import content

    match form:
        case ".docx":
            from du_an8.outputs.paper import docx

            return docx.to_bytes(content.papers(assessment))
        case ".xlsx":
            from du_an8.outputs.paper import workbook

            return workbook.build(assessment)
        case ".html":
            from du_an8.outputs.paper import html

            return html.render(content.papers(assessment)).encode()
        case _:
            from du_an8.outputs.paper import markdown

            return markdown.render(content.papers(assessment)).encode()
