"""The command that prints the schema of a YAML file, or of a record of `facts`."""

from enum import StrEnum
from typing import Annotated

import typer

from du_an8.cli.app import (
    app,
    guarded,
    write_result,
)


class SchemaOf(StrEnum):
    """What a schema describes: a YAML file, a record of `facts`."""

    TARGETS = "targets"
    PROGRAMME = "programme"
    LAYOUT = "layout"
    DECISIONS = "decisions"
    FACTS = "facts"


@app.command()
@guarded
def schema(
    *,
    of: Annotated[
        SchemaOf, typer.Argument(metavar="targets|programme|layout|decisions|facts", help="Lược đồ của tệp nào.")
    ] = SchemaOf.TARGETS,
) -> None:
    """Lược đồ JSON Schema của các tệp YAML, để trình soạn thảo gợi ý và báo lỗi; facts: của một dòng số liệu."""
    from du_an8.outputs.machine.schemas import schema_text

    text = schema_text(of.value)
    write_result(None, lambda stream: stream.write(text))
