"""The command that writes the paper for a visit."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from du_an8.cli.app import AsOfOption, DataOption, LanguageOption, PhaseOption, ProvincesArgument, app, guarded
from du_an8.cli.cannot_run import CannotRunError
from du_an8.cli.data_folder import keep_files
from du_an8.cli.work.asking import question
from du_an8.cli.work.progress import progress
from du_an8.disk.trouble import reason
from du_an8.language.spoken import Language, speaking

if TYPE_CHECKING:
    from du_an8.outputs.papers.visit.answers import Answers
    from du_an8.reconcile.assessment import Assessment

_FORMS = (".docx", ".xlsx", ".html", ".md")
_FILLED_IN = (".docx", ".xlsx")
"""The forms in which people note what they were told."""


@app.command()
@guarded
def report(  # noqa: PLR0913  # each is an option of the command
    *,
    names: ProvincesArgument = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="TỆP", help="Tệp cần ghi: .docx, .xlsx, .html hoặc .md.")
    ],
    after: Annotated[
        list[Path] | None,
        typer.Option("--after", metavar="TỆP", help="Giấy lần trước đã ghi “Tỉnh trả lời”; nhiều tệp thì lặp lại."),
    ] = None,
    data: DataOption = None,
    as_of: AsOfOption = None,
    phase: PhaseOption = None,
    lang: LanguageOption = Language.VIETNAMESE,
) -> None:
    """Tài liệu mang theo khi đi kiểm tra: số liệu, chỉ tiêu chậm, câu hỏi cần làm rõ, nguồn."""
    from du_an8.disk.writing import write_whole
    from du_an8.language.texts import tr

    if output.suffix.lower() not in _FORMS:
        raise CannotRunError(f"Không ghi được dạng “{output.suffix}”; dùng một trong: {', '.join(_FORMS)}.")
    _keep_answers(output, after or [])
    keep_files(output)
    answers = _answers(after or [])
    assessment = question(data, names, as_of, phase).assess()
    with progress("Đang ghi"), speaking(lang, assessment.programme.english):
        content = _written(assessment, output.suffix.lower(), answers)
    try:
        write_whole(output, content)
    except OSError as error:
        raise CannotRunError(f"Không ghi được “{output}”: {reason(error)}.") from error
    with speaking(lang, assessment.programme.english):
        print(tr("Đã ghi {path}", path=output))
        if after:
            print(_account(assessment, answers))


def _keep_answers(output: Path, after: list[Path]) -> None:
    """What people noted in a paper isn't written over, neither by its own successor nor by the same command again.

    Raises:
        CannotRunError: it would be.
    """
    if any(path.exists() and output.exists() and path.samefile(output) for path in after):
        raise CannotRunError(f"“{output}” là giấy đã ghi trả lời; ghi giấy mới sang tệp khác.")
    if not output.is_file() or output.suffix.lower() not in _FILLED_IN:
        return
    from du_an8.outputs.papers.visit.answers import read_answers

    answers, _ = read_answers(output)
    if answers and answers.listed:
        raise CannotRunError(
            f"“{output}” đã ghi {len(answers.listed)} câu tỉnh trả lời, không ghi đè."
            f' Ghi sang tệp khác; thêm --after "{output}" để đưa các câu trả lời đó vào giấy mới.'
        )


def _answers(papers: list[Path]) -> "Answers":
    """What is noted in the papers of earlier visits.

    Raises:
        CannotRunError: one can't be read, or is no such paper.
    """
    from du_an8.outputs.papers.visit.answers import ANSWER_TITLE, CODE_TITLE, Answer, Answers, read_answers

    listed: list[Answer] = []
    for path in papers:
        if path.suffix.lower() not in _FILLED_IN:
            raise CannotRunError(f"--after đọc được .docx và .xlsx; mở “{path}” rồi lưu lại ở dạng đó.")
        if not path.is_file():
            raise CannotRunError(f"--after: không có tệp “{path}”.")
        answers, findings = read_answers(path)
        if answers is None and findings:
            raise CannotRunError(f"--after “{path}”: {findings[0].message}")
        if answers is None:
            raise CannotRunError(
                f"--after “{path}” không phải giấy do du-an8 report ghi:"
                f" không bảng nào có cột “{CODE_TITLE}” và cột “{ANSWER_TITLE}”."
            )
        listed += answers.listed
    return Answers(tuple(listed))


def _account(assessment: "Assessment", answers: "Answers") -> str:
    """How many answers stand beside their questions, how many have none any more, how many are of other provinces."""
    from du_an8.language.texts import tr
    from du_an8.outputs.papers.visit.content import visits
    from du_an8.outputs.papers.visit.questions import sort_answers

    if not answers.listed:
        return tr("Giấy lần trước chưa ghi câu trả lời nào.")
    by_place = sort_answers(answers, visits(assessment))
    told = [tr("{count} đứng cạnh câu hỏi", count=len(by_place.kept))]
    if by_place.over:
        told.append(tr("{count} nay không còn câu hỏi (có mục riêng)", count=len(by_place.over)))
    if by_place.elsewhere:
        told.append(tr("{count} của tỉnh khác, không đưa vào", count=len(by_place.elsewhere)))
    return tr("Câu trả lời lần trước: {count}; {told}.", count=len(answers.listed), told=", ".join(told))


def _written(assessment: "Assessment", form: str, answers: "Answers") -> bytes:
    from du_an8.outputs.earlier_output import sealed
    from du_an8.outputs.papers.visit import content

    match form:
        case ".docx":
            from du_an8.outputs.papers.visit import docx

            return docx.to_bytes(content.papers(assessment, answers))
        case ".xlsx":
            from du_an8.outputs.papers.visit import workbook

            return workbook.build(assessment, answers)
        case ".html":
            from du_an8.outputs.papers.visit import html

            return sealed(html.render(content.papers(assessment, answers))).encode()
        case _:
            from du_an8.outputs.papers.visit import markdown

            return sealed(markdown.render(content.papers(assessment, answers))).encode()
