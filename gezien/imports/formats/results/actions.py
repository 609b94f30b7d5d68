"""Writes of a results import: keep the mapping, deliver, undo."""

from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import Actor, record
from gezien.imports import uploads
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import Reading
from gezien.imports.formats.results.ways import Ways, as_dict
from gezien.imports.models import ImportRun, MappingProfile
from gezien.imports.problems import ImportProblem
from gezien.imports.waiting import locked
from gezien.results.actions import CannotUndo, Tally, deliver_results, undo_delivery
from gezien.results.models import Delivery
from gezien.schools.models import School
from gezien.schools.rules import Member, require_import


@transaction.atomic
def save_profile(
    *, by: Actor, school: School, name: str, mapping: Mapping, kind: str = MappingProfile.Kind.RESULTS
) -> MappingProfile:
    """Keep a mapping under a name; the same name again replaces what it was."""
    profile, _made = MappingProfile.objects.update_or_create(
        school=school,
        kind=kind,
        name=name,
        defaults={"columns": mapping.columns, "constants": mapping.constants},
    )
    record(
        by,
        "profile.saved",
        profile,
        columns=mapping.columns,
        constants=mapping.constants,
    )
    return profile


@transaction.atomic
def deliver_reading(
    *, by: Actor, school: School, source: str, reading: Reading, without_refused: bool
) -> tuple[Delivery | None, Tally]:
    """Deliver what is read, while it is read. Refused rows stop everything unless it was said to go on without them."""
    delivery, tally = deliver_results(by=by, school=school, source=source, results=reading)
    if reading.refused and not without_refused:
        raise ImportProblem(
            _("%(count)s rows are refused; nothing has been stored. Mend the file, or go on without those rows.")
            % {"count": reading.refused_rows},
            line=reading.refused[0].line,
            column=reading.refused[0].column,
        )
    if not (tally.added or tally.changed or tally.same):
        raise ImportProblem(_("There is no result in this file that can be stored."))
    return delivery, tally


def find_profile(profiles: Iterable[MappingProfile], name: str) -> MappingProfile:
    """The profile of this name. Raises `ImportProblem` naming those that exist."""
    known = {profile.name: profile for profile in profiles}
    if name not in known:
        raise ImportProblem(
            _("There is no profile “%(name)s”. Known: %(known)s.")
            % {"name": name, "known": ", ".join(sorted(known)) or "–"}
        )
    return known[name]


@transaction.atomic
def keep_mapping(*, by: Member, run: ImportRun, mapping: Mapping, profile_name: str = "") -> ImportRun:
    """Let an uploaded file be read by this mapping from now on, and keep the mapping when it was given a name."""
    require_import(by)
    locked(run)
    run.profile = None
    if profile_name:
        run.profile = save_profile(by=by, school=run.school, name=profile_name, mapping=mapping, kind=run.kind)
    kept = {name: run.summary[name] for name in ("rows", "ways") if name in run.summary}
    run.summary = {**kept, "mapping": asdict(mapping)}
    run.state = ImportRun.State.UPLOADED
    run.save(update_fields=["summary", "state", "profile"])
    return run


@transaction.atomic
def keep_ways(*, by: Member, run: ImportRun, ways: Ways) -> None:
    """Let a table be read in these ways; its columns are asked again, because they may have other names.

    Raises `ImportProblem` when there is no table to be read in these ways.
    """
    require_import(by)
    locked(run)
    ways.read(uploads.existing(run.stored_as), run.file_name)
    run.summary = {"ways": as_dict(ways), **({"rows": run.summary["rows"]} if "rows" in run.summary else {})}
    run.state = ImportRun.State.UPLOADED
    run.save(update_fields=["summary", "state"])


@transaction.atomic
def undo_run(*, by: Member, run: ImportRun, busy: str = "") -> Tally:
    """Take back what an applied run did to results. Raises `CannotUndo` when that would lose what came later."""
    require_import(by)
    run = locked(run, busy, [ImportRun.State.APPLIED])
    if run.delivery is None:
        raise CannotUndo(_("There is nothing to undo."))
    tally = undo_delivery(by=by, delivery=run.delivery)
    run.state = ImportRun.State.UNDONE
    run.save(update_fields=["state"])
    record(by, "import.undone", run, kind=run.kind)
    return tally
