"""What a facts set is to hold: every report of a data folder, in its part, under the digest of what it depends on."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from du_an8.cli.data_folder import DataFolder
from du_an8.cli.facts_set.facts_of_files import Batch
from du_an8.findings import Finding
from du_an8.kept.origin import program
from du_an8.kept.shelf import shelf
from du_an8.programme.provinces import Provinces, load_provinces
from du_an8.reports.facts_set.division import ReportOnFile, divided
from du_an8.reports.facts_set.known import Known
from du_an8.reports.facts_set.manifest import Manifest, made_by
from du_an8.reports.facts_set.parts import Part, ReportAt, packed
from du_an8.reports.kept_facts import FactsKeys, facts_form, facts_keys
from du_an8.reports.load import reports_about
from du_an8.reports.set_aside import set_aside


class Plan(Struct, frozen=True):
    """What a facts set is to hold.

    Attributes:
        by: tells the digest that the facts of a report stand under.
        keys: those digests, by the reports' own spelling of their paths; empty where it can't be told.
        parts: the reports of each part, by its name.
        manifest: what the set says of itself as long as it isn't complete.
        aside: what there is to say of what isn't read.
    """

    root: Path
    by: FactsKeys
    keys: Mapping[bytes, str]
    parts: Mapping[str, list[ReportOnFile]]
    manifest: Manifest
    aside: tuple[Finding, ...]

    def reports(self, name: str) -> tuple[ReportAt, ...]:
        """The reports of a part."""
        return tuple(ReportAt(each.at, self.keys[each.at]) for each in self.parts.get(name, ()))

    def is_current(self, name: str, part: Part) -> bool:
        """Whether a part says what its reports say now."""
        return part.reports == self.reports(name) and all(each.key for each in part.reports)

    def batch(self, name: str, known: Known) -> Batch:
        """The work on a part, with what is known of it."""
        reports = self.reports(name)
        keys = tuple(each.key for each in reports)
        documents = packed(known.documents(reports))
        return Batch(self.root, self.manifest.made_by, self.by, name, tuple(self.parts[name]), keys, documents)


def plan_for(folder: DataFolder) -> Plan:
    """What the facts set of a data folder is to hold now."""
    provinces = load_provinces()
    context, _ = folder.context(provinces)
    made = made_by(context, folder.root)
    by = facts_keys(program(shelf()), made.within)
    reports = list(_reports(folder, provinces))
    keys = {each.at: by.of(each.path, each.shown, each.place) or "" for each in reports}
    aside = tuple(set_aside(folder.root / "reports", folder.shown, provinces))
    manifest = Manifest(complete=False, made_by=made, set_aside=facts_form().encode(aside))
    return Plan(folder.root, by, keys, divided(reports), manifest, tuple(each.finding for each in aside))


def _reports(folder: DataFolder, provinces: Provinces) -> Iterator[ReportOnFile]:
    reports = folder.root / "reports"
    for path, place in reports_about(reports, None, provinces).items():
        size = 0
        with suppress(OSError):  # whoever reads it says why it can't be read
            size = path.stat().st_size
        yield ReportOnFile(path, folder.shown(path), os.fsencode(path.relative_to(reports)), place, size)
