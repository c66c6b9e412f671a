"""What a facts set says of itself: what made it, whether it is complete, which parts it has."""

import hashlib
from pathlib import Path

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from du_an8.kept.origin import source
from du_an8.kept.shelf import shelf
from du_an8.reports.facts_set.parts import DamagedError
from du_an8.reports.kept_facts import surroundings
from du_an8.reports.report_file import Context
from du_an8.vietnamese.names import readable

NAME = "_du-an8.json"
_SCHEMA, _VERSION = "du-an8/facts-set", 1


class MadeBy(Struct, frozen=True):
    """What all facts of a set depend on, beside the reports; they serve whoever has the same.

    Attributes:
        program: the digest of our own source.
        within: see `surroundings`.
        folder: the name of the data folder, with which every shown path begins.
    """

    program: str
    within: str
    folder: str


class PartEntry(Struct, frozen=True):
    """What is known of a part without opening it.

    Attributes:
        place: see Part.
        reports: how many.
        size: of its file, in bytes.
        sha256: of its file.
    """

    place: str | None
    reports: int
    size: int
    sha256: str


class Manifest(Struct, frozen=True, kw_only=True):
    """The first file of a facts set.

    Attributes:
        complete: nothing was interrupted; else some parts are missing, or older than others.
        parts: by their names.
        set_aside: the document of what isn't read.
        seal: the digest of all the rest.
    """

    schema: str = _SCHEMA
    version: int = _VERSION
    complete: bool
    made_by: MadeBy
    parts: dict[str, PartEntry] = field(default_factory=dict)
    set_aside: bytes = b""
    seal: str = ""


def made_by(context: Context, root: Path) -> MadeBy:
    """What would make the facts of a data folder now."""
    return MadeBy(source(shelf()), surroundings(context), readable(root.name))


def text_of(manifest: Manifest) -> bytes:
    """The file, readable for people."""
    return msgspec.json.format(msgspec.json.encode(_sealed(manifest)), indent=1) + b"\n"


def _sealed(manifest: Manifest) -> Manifest:
    rest = msgspec.json.encode(replace(manifest, seal=""))
    return replace(manifest, seal=hashlib.sha256(rest).hexdigest())


def read_manifest(folder: Path) -> Manifest | None:
    """What a facts set says of itself; None where a folder is none.

    Raises:
        DamagedError: it can't be understood.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        content = path.read_bytes()
        manifest = msgspec.json.decode(content, type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise DamagedError(NAME) from error
    if content != text_of(manifest) or (manifest.schema, manifest.version) != (_SCHEMA, _VERSION):
        raise DamagedError(NAME)
    return manifest
