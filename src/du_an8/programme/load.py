"""The programme of a data folder; YAML that was found valid the last time isn't read again."""

from functools import cache, lru_cache
from pathlib import Path

from du_an8.disk.digest import sha256
from du_an8.disk.trouble import reason
from du_an8.findings import Finding, Verbatim, finding, locations
from du_an8.kept.exact import Exact, records_of
from du_an8.kept.value import kept_value
from du_an8.programme import catalogue, phases
from du_an8.programme.catalogue import Programme


def load_programme(override: Path | None, shown_path: str = "data/programme.yaml") -> tuple[Programme, list[Finding]]:
    """The packaged programme, changed and added to by the override where there is one, or replaced by it.

    An override at fault is set aside whole, for judging by half of it would surprise; but a name that two indicators
    claim is only taken from the second, and of another programme (`replace: true`) what is sound stands: nothing of
    the packaged one may show in its place. As long as a file stays the same, the programme is the same object, with all
    that was read in its words.
    """
    if override is None or not override.exists():
        return _packaged(), []
    try:  # a pipe is waited for by nobody
        content = sha256(override) if override.is_file() else ""
    except OSError as error:
        content = reason(error)
    programme, faults = _changed(override, shown_path, content)
    return programme, list(faults)


@cache
def _packaged() -> Programme:
    def read() -> Programme:
        from du_an8.programme.layers import packaged_programme

        return packaged_programme()

    return kept_value(_form(), ("programme",), read)


@lru_cache(maxsize=4)
def _changed(override: Path, shown_path: str, content: str) -> tuple[Programme, tuple[Finding, ...]]:
    """With the content's digest; a file that can't be read has none, and may be read another time."""

    def read() -> tuple[Programme, tuple[Finding, ...]]:
        from du_an8.programme.layers import changed_programme

        return changed_programme(override, shown_path)

    return kept_value(_form(), ("programme", shown_path, content), read) if _is_digest(content) else read()


def _is_digest(content: str) -> bool:
    return len(content) == 64 and content.isalnum()  # noqa: PLR2004  # of SHA-256


@cache
def _form() -> Exact:
    return Exact([Verbatim, *records_of(finding, locations, catalogue, phases)])
