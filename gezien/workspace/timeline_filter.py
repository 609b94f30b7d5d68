"""What the reader of a time line asks for, from the address of the page."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from gezien.common.forms import number_in
from gezien.pupils.models import Pupil
from gezien.schools.models import SchoolYear, Subject
from gezien.schools.rules import Member
from gezien.workspace.queries.timeline import Asked
from gezien.workspace.queries.timeline_words import kinds


class Filter:
    """The choices with what is chosen; what does not exist counts as not asked. Two statements."""

    def __init__(self, member: Member, pupil: Pupil, query: QueryDict):
        years = SchoolYear.objects.filter(school=member.school, groups__enrolments__pupil=pupil).distinct()
        known = {str(year.pk): year for year in years.order_by("-starts_on")}
        subjects = {
            str(pk): name
            for pk, name in Subject.objects.filter(school=member.school)
            .order_by("position", "name", "pk")
            .values_list("pk", "name")
        }
        names = dict(kinds())
        kind = query.get("kind", "") if query.get("kind", "") in names else ""
        year, subject = known.get(query.get("year", "")), query.get("subject", "")
        self.asked = Asked(
            kinds=frozenset({kind} - {""}),
            starts_on=year.starts_on if year else None,
            ends_on=year.ends_on if year else None,
            subject=int(subject) if subject in subjects else None,
            skip=min(number_in(query, "skip"), 100_000),
        )
        self.is_narrowed = bool(kind or year or subject in subjects)
        self.fields = [
            _field("kind", _("What"), _("Everything"), names, kind),
            _field(
                "year",
                _("School year"),
                _("All years"),
                {pk: row.name for pk, row in known.items()},
                str(year.pk) if year else None,
            ),
            _field("subject", _("Subject"), _("All subjects"), subjects, subject),
        ]
        self._query = query

    def further(self, read: int) -> str:
        """The query of the next page."""
        query = self._query.copy()
        query["skip"] = str(self.asked.skip + read)
        return f"?{query.urlencode()}"


def _field(name: str, label: str, every: str, choices: dict[str, str], chosen: str | None) -> dict[str, Any]:
    options = [{"value": value, "name": text, "is_chosen": value == chosen} for value, text in choices.items()]
    return {"name": name, "label": label, "options": [{"value": "", "name": every, "is_chosen": False}, *options]}
