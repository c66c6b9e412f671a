"""Where the layouts that people taught lie: beside a workbook, or in a folder of their own."""

import os
from pathlib import Path

SUFFIX = ".layout.yaml"
FOLDER = "layouts"


def layout_beside(path: Path) -> Path | None:
    """The layout file that lies beside a workbook."""
    names = (path.with_name(path.name + SUFFIX), path.with_name(path.stem + SUFFIX))
    return next((name for name in names if os.path.lexists(name)), None)  # also what only bears the name of a file
