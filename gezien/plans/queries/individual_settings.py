"""The school's own names and terms of individual plans, with what holds where it said nothing."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from gezien.plans.models import IndividualPlan, IndividualPlanSettings
from gezien.plans.terms import Holiday
from gezien.schools.models import School

# Terms differ by country and change by law: each school may set its own (decision on links and terms).
FIRST_WEEKS = {School.Country.NETHERLANDS: 6, School.Country.FLANDERS: 0}
EVALUATE_MONTHS, LINK_DAYS, MOST_LINK_DAYS = 12, 14, 60
TEMPORARY_WEEKS = 8


@dataclass(frozen=True)
class Terms:
    """What holds in one school. `version` is 0 while it never changed anything."""

    temporary_name: str
    outlook_name: str
    first_weeks: int
    evaluate_months: int
    heard_first: bool
    link_days: int
    holidays: tuple[Holiday, ...]
    version: int = 0

    def name_of(self, kind: str) -> str:
        """How this school calls such a plan."""
        return self.outlook_name if kind == IndividualPlan.Kind.OUTLOOK else self.temporary_name


def default_names(school: School) -> tuple[str, str]:
    """What the temporary and the lasting plan are called in the school's country: its own words, whoever reads."""
    with override(language_of(school)):
        if school.country == School.Country.FLANDERS:
            return _("Individual action plan"), _("Individually adapted curriculum (IAC)")
        return _("Individual action plan"), _("Development perspective (OPP)")


def language_of(school: School) -> str:
    """The language in which a school speaks with parents."""
    return "nl-be" if school.country == School.Country.FLANDERS else "nl"


def terms_of(school: School) -> Terms:
    """The school's own settings, else those of its country: one statement."""
    stored = IndividualPlanSettings.objects.filter(school=school).first()
    temporary, outlook = default_names(school)
    if stored is None:
        weeks = FIRST_WEEKS[School.Country(school.country)]
        return Terms(temporary, outlook, weeks, EVALUATE_MONTHS, heard_first=True, link_days=LINK_DAYS, holidays=())
    return Terms(
        temporary_name=stored.temporary_name or temporary,
        outlook_name=stored.outlook_name or outlook,
        first_weeks=stored.first_weeks,
        evaluate_months=stored.evaluate_months,
        heard_first=stored.heard_first,
        link_days=stored.link_days,
        holidays=tuple((dt.date.fromisoformat(a), dt.date.fromisoformat(b)) for a, b in stored.holidays),
        version=stored.version,
    )
