"""Reads of ambitions and periods."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.quality.models import Ambition
from gezien.quality.rules import visible_ambitions, visible_years
from gezien.schools.models import Period, School, SchoolYear, Subject
from gezien.schools.rules import Member

YEAR_GROUPS: dict[str, str] = {School.Country.NETHERLANDS: "12345678", School.Country.FLANDERS: "345678"}
# The three years of the Flemish *kleuterschool*.
PRE_SCHOOL = "012"


@dataclass(frozen=True)
class SubjectAmbitions:
    """A subject with its ambitions: the one for every year group first, then those that outrank it."""

    subject: Subject
    ambitions: list[Ambition]


def ambitions_by_subject(member: Member) -> list[SubjectAmbitions]:
    """Every subject in the school's order, also one without an ambition: two statements."""
    found = defaultdict(list)
    for ambition in visible_ambitions(member).order_by("year_group", "pk"):
        found[ambition.subject_id].append(ambition)
    subjects = Subject.objects.filter(school=member.school).order_by("position", "name", "pk")
    return [SubjectAmbitions(subject, found[subject.pk]) for subject in subjects]


def periods_by_year(member: Member) -> list[tuple[SchoolYear, list[Period]]]:
    """This school year and those to come, each with its periods: two statements."""
    years = list(visible_years(member).order_by("starts_on", "pk"))
    found = defaultdict(list)
    for period in Period.objects.filter(school=member.school, year__in=years).order_by("number", "pk"):
        found[period.year_id].append(period)
    return [(year, found[year.pk]) for year in years]


def year_group_name(code: str, country: str) -> str:
    """ "group 5" for the code "5", "year 3" in Flanders; "" is every year group."""
    if not code:
        return _("every year group")
    if country == School.Country.FLANDERS and code in YEAR_GROUPS[country]:
        return _("year %(number)s") % {"number": int(code) - 2}
    if country == School.Country.FLANDERS and code in PRE_SCHOOL:
        return _("pre-school year %(number)s") % {"number": int(code) + 1}
    return _("group %(name)s") % {"name": code}


def period_in_words(period: Period) -> str:
    """The first and last day: "1 augustus 2026 – 31 januari 2027"."""
    return f"{date_format(period.starts_on, 'j F Y')} \N{EN DASH} {date_format(period.ends_on, 'j F Y')}"
