"""What a number is by the title over its column and the one beside its row."""

from msgspec.structs import replace

from du_an8.reports.labels.label_times import narrowed_by
from du_an8.reports.labels.roles import Role
from du_an8.reports.labels.titles import Title, role_of_plan, role_of_result
from du_an8.reports.vocabulary.vocabulary import Says
from du_an8.vietnamese.dates import TimePhrase


def without_percentage(percentage: Title) -> Title:
    """The same title over numbers that are no percentages, `36/88`; the year of `TH/KH năm` is the plan's alone."""
    time = None if percentage.time and percentage.time.is_bare else percentage.time
    return Title(role_of_result(Says.RESULT, time), time)


def joined(over: Title, beside: Title | None) -> Title | None:
    """What a number is by its column and its row; None where the two contradict each other."""
    if beside is None:
        return over
    if beside.neutral:
        return with_time(over, beside.time) if beside.time else over
    if over.is_result:
        return _of_result(over, beside)
    if over.role in {Role.EARLIER, Role.OTHER}:
        return over
    if beside.is_result:  # a plan below the heading `Kết quả năm 2023`
        return with_time(over, beside.time) if beside.time else over
    return over if _says_again(over, beside) else None


def _says_again(over: Title, beside: Title) -> bool:
    """Whether a row says no more than its column: `- Kế hoạch` below `Kế hoạch năm 2023`."""
    is_the_same = beside.role is over.role or (over.is_plan and beside.role is Role.PLAN)
    return is_the_same and beside.time is None


def _of_result(over: Title, beside: Title) -> Title | None:
    """What a number is below a title of results, or of a time alone, in a row that says more."""
    leaves_open = over.role is Role.RESULT or over.neutral
    if _contradicts(over, beside):
        return None
    if leaves_open and over.time is None:
        return beside
    if not beside.is_result:  # `- Kế hoạch`, `- Tỷ lệ` below `Năm 2023`
        return _of_row(beside, over)
    if not leaves_open:
        return None if beside.time else over
    return with_time(beside, over.time) if beside.time and over.time else replace(over, neutral=False)


def _contradicts(over: Title, beside: Title) -> bool:
    """Plans by a heading over the rows, results by the title over the column."""
    return beside.of_heading and beside.is_plan and not over.neutral


def _of_row(beside: Title, over: Title) -> Title | None:
    """What a row says that its numbers are, of the time over their columns."""
    if beside.is_plan and beside.time is None:
        return Title(role_of_plan(over.time) if over.time else Role.PLAN_PERIOD, over.time)
    if beside.is_plan:
        return with_time(beside, over.time) if over.time else beside
    return replace(beside, time=beside.time or over.time)


def with_time(title: Title, time: TimePhrase) -> Title | None:
    """A title narrowed by a time that stands on the other axis; None where it has another one."""
    if title.time is None:
        role = role_of_result(Says.RESULT, time) if title.role is Role.RESULT else title.role
        if title.is_plan:
            role = role_of_plan(time)
        return replace(title, role=role, time=time)
    if title.running or title.role in {Role.CUMULATIVE, Role.PLAN_PHASE, Role.PERCENTAGE}:
        return title if title.role is not Role.CUMULATIVE else replace(title, time=time)
    both = narrowed_by([time, title.time])
    if len(both) == 1:
        return replace(title, time=both[0])
    return title if title.time == time or title.time.is_generic else None
