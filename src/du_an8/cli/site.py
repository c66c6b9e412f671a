"""The command that writes the site."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from du_an8.cli.app import AsOfOption, DataOption, LanguageOption, PhaseOption, app, guarded, write_folder
from du_an8.cli.data_folder import keep_files
from du_an8.cli.received import received_of
from du_an8.cli.work.asking import Question, question
from du_an8.cli.work.progress import tracked
from du_an8.language.spoken import Language, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from du_an8.outputs.site.pages import ProvinceFiles
    from du_an8.outputs.site.province_pages import ProvincePage
    from du_an8.reconcile.assessment import Assessment

_MANY_PROVINCES = 12
"""From which number on writing their papers is worth several processes."""


@app.command()
@guarded
def site(
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="THƯ_MỤC", help="Thư mục cần ghi các trang.")],
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    lang: LanguageOption = Language.VIETNAMESE,
) -> None:
    """Các trang tĩnh: cả nước trên một trang, mỗi tỉnh một trang, mỗi chỉ tiêu một trang; mở ngay từ thư mục."""
    keep_files(output)
    put = question(data, None, as_of, phase)
    assessment = replace(put, asked=replace(put.asked, earlier=True)).assess(national=True)
    from du_an8.language.texts import tr

    with speaking(lang, assessment.programme.english):
        count = write_folder(output, _site_files(assessment, put, lang))
        print(tr("Đã ghi {count} tệp; mở {path}", count=count, path=output / "index.html"))


def _site_files(assessment: "Assessment", put: Question, lang: Language) -> "Iterator[tuple[str, bytes]]":
    from du_an8.cli.work.side_by_side import each_side_by_side
    from du_an8.outputs.site.pages import site_files
    from du_an8.outputs.site.province_pages import province_pages
    from du_an8.outputs.site.received_page import received_file

    pages = list(province_pages(assessment, put.provinces))
    made = each_side_by_side(partial(_province_files, lang), pages, worthwhile=len(pages) >= _MANY_PROVINCES)
    yield from site_files(assessment, put.provinces, pages, tracked(made, "Đang ghi các trang", len(pages)))
    if answer := received_of(assessment, put.folder, put.provinces):
        yield received_file(answer, assessment)


def _province_files(lang: Language, page: "ProvincePage") -> "ProvinceFiles":
    """Perhaps in a process of its own, which doesn't know yet what is spoken."""
    from du_an8.outputs.site.pages import province_files

    with speaking(lang, page.alone.programme.english):
        return province_files(page)
