"""Writes recognised layouts as a layout file, for a person to correct and put beside the workbook."""

from collections.abc import Mapping, Sequence

from du_an8.findings import Location
from du_an8.outputs.terminal.reach_page import describe_row
from du_an8.programme.catalogue import Programme
from du_an8.reports.labels.roles import Role
from du_an8.reports.meaning.reach import TableRead, reaches
from du_an8.reports.report_file import ReportFile
from du_an8.reports.tables.table import Table, Unrecognised
from du_an8.reports.tables.taught import describe
from du_an8.reports.workbook.cells import Sheet, column_letters
from du_an8.strict_yaml.writer import write_yaml

_FEWEST_TITLES = 3
_LATEST_HEADER = 60
_MOST_ROWS = 60


def render(report: ReportFile, sheets: Sequence[Sheet], name: str, programme: Programme) -> str:
    """The layout file of a workbook; a sheet that wasn't recognised gives a form to fill in.

    Remarks tell what each row of a table was read as.
    """
    roles = ", ".join(role.value for role in Role)
    lines = [
        f"# Bố cục của {name}, như du-an8 hiểu. Sửa lại rồi lưu thành {name}.layout.yaml cạnh tệp này,",
        "# hoặc vào thư mục data/layouts/ để dùng cho mọi tệp cùng tiêu đề.",
        f"# role là một trong: {roles}.",
        "sheets:",
    ]
    by_name = {sheet.name: sheet for sheet in sheets}
    for sheet_name, recognised in report.layouts.items():
        sheet = by_name[sheet_name]
        if isinstance(recognised, Unrecognised):
            lines += _unrecognised(recognised, sheet)
            continue
        for layout in recognised:
            lines += _table(layout, sheet_name)
            found_at = sheet_name, layout.first_row, layout.first_column
            read = next((each for each in report.tables if each.at == found_at), None)
            lines += _rows(read, sheet, name, programme) if read else []
    return "\n".join(line.replace("\n", " ") for line in lines) + "\n"


def _unrecognised(unrecognised: Unrecognised, sheet: Sheet) -> list[str]:
    seen, missing = ", ".join(dict.fromkeys(unrecognised.seen)) or "không cột nào", ", ".join(unrecognised.missing)
    return [f"  # Trang {sheet.name!r} chưa nhận ra: thấy {seen}; thiếu {missing}.", *_form(sheet)]


def _table(layout: Table, sheet_name: str) -> list[str]:
    doubts = [column for column in layout.columns if column.by_content]
    return [
        *_entry(describe(sheet_name, layout)),
        *(f"    # Cột {column_letters(column.number)} suy ra từ nội dung hoặc cột bên." for column in doubts),
        *(f"    # Chưa rõ cột {column_letters(number)}: {words}" for number, words in layout.unknown.items()),
    ]


def _entry(entry: Mapping[str, object]) -> list[str]:
    return [f"  {line}" for line in write_yaml([entry]).splitlines()]


def _rows(read: TableRead, sheet: Sheet, name: str, programme: Programme) -> list[str]:
    """What each row was read as, in remarks."""
    place = Location(name, sheet=sheet.name)
    described = [words for each in reaches(read, sheet, programme) if (words := describe_row(each, place))]
    more = (
        [f"… và {len(described) - _MOST_ROWS} dòng nữa; xem từng ô bằng --cell."] if len(described) > _MOST_ROWS else []
    )
    return [f"    # {words}" for words in (*described[:_MOST_ROWS], *more)]


def _form(sheet: Sheet) -> list[str]:
    """A commented form with the first row that looks like titles."""
    for number in sorted(sheet.rows)[:_LATEST_HEADER]:
        cells = [cell for cell in sheet.rows[number].values() if cell.text]
        if len(cells) >= _FEWEST_TITLES:
            columns = {column_letters(c.column): {"role": "?", "title": " ".join(c.text.split())} for c in cells}
            entry = {"sheet": sheet.name.strip(), "header": f"{number}-{number}", "columns": columns}
            return [f"  #{line[1:]}" for line in _entry(entry)]
    return []
