"""The files of a new data folder."""

from importlib.resources import files

from du_an8.outputs.schemas import SCHEMAS, schema_text

EXAMPLE = "dien-bien"
"""The province of the example: one whose area is the same in both eras."""

_FILES = {
    "HUONG-DAN.md": "guide.md",
    f"data/targets/{EXAMPLE}.yaml": "targets.yaml",
    "data/programme.yaml": "programme.yaml",
    "data/reports/README.md": "reports.md",
    ".github/workflows/check-data.yml": "github.yml",
    ".gitlab-ci.yml": "gitlab.yml",
    ".vscode/settings.json": "vscode.json",
}
_NO_VERSION = "du-an8==0.0.0"


def starter_files(package: str) -> dict[str, str]:
    """Path within the folder -> text.

    Args:
        package: what the checks install.
    """
    folder = files("du_an8.outputs.starter").joinpath("files")
    texts = {path: folder.joinpath(name).read_text(encoding="utf-8") for path, name in _FILES.items()}
    schemas = {f"schema/{name}.json": schema_text(name) for name in SCHEMAS}
    return {path: text.replace(_NO_VERSION, package) for path, text in texts.items()} | schemas
