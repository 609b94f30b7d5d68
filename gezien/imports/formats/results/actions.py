"""Writes of a results import: keep the mapping, deliver, undo."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import Actor, record
from gezien.imports.formats.results.mapping import Mapping
from gezien.imports.formats.results.reading import Reading
from gezien.imports.models import MappingProfile
from gezien.imports.problems import ImportProblem
from gezien.results.actions import Tally, deliver_results
from gezien.results.models import Delivery
from gezien.schools.models import School


@transaction.atomic
def save_profile(
    *, by: Actor, school: School, name: str, mapping: Mapping
) -> MappingProfile:
    """Keep a mapping under a name; the same name again replaces what it was."""
    profile, _made = MappingProfile.objects.update_or_create(
        school=school,
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


def deliver_reading(
    *, by: Actor, school: School, source: str, reading: Reading, without_refused: bool
) -> tuple[Delivery | None, Tally]:
    """Deliver what was read. Refused rows stop everything unless it was said to go on without them."""
    if reading.refused and not without_refused:
        raise ImportProblem(
            _(
                "%(count)s rows are refused; nothing has been stored. Mend the file, or go on without those rows."
            )
            % {"count": len({refusal.line for refusal in reading.refused})},
            line=reading.refused[0].line,
            column=reading.refused[0].column,
        )
    if not reading.results:
        raise ImportProblem(_("There is no result in this file that can be stored."))
    return deliver_results(by=by, school=school, source=source, results=reading.results)


def find_profile(profiles: Iterable[MappingProfile], name: str) -> MappingProfile:
    """The profile of this name. Raises `ImportProblem` naming those that exist."""
    known = {profile.name: profile for profile in profiles}
    if name not in known:
        raise ImportProblem(
            _("There is no profile “%(name)s”. Known: %(known)s.")
            % {"name": name, "known": ", ".join(sorted(known)) or "–"}
        )
    return known[name]
