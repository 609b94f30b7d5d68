"""What is known of the demo schools' pupils, part by part; each part draws its own luck and is the same each time."""

from gezien.demo import cast
from gezien.demo.analyses import add_analyses
from gezien.demo.cards import add_cards
from gezien.demo.cases import add_cases
from gezien.demo.connections import add_connections
from gezien.demo.education import add_education_plans
from gezien.demo.evaluations import add_evaluations
from gezien.demo.factors import add_factors
from gezien.demo.guests import add_guests
from gezien.demo.handovers import add_handovers
from gezien.demo.held_sitting import add_held_sitting
from gezien.demo.individual import add_individual_plans
from gezien.demo.lines import add_lines
from gezien.demo.mastery import add_mastery
from gezien.demo.needs import add_needs
from gezien.demo.notes import add_notes
from gezien.demo.plan_versions import add_versions
from gezien.demo.plans import add_plans
from gezien.demo.pupils import FIRST_YEARS, add_earlier_groups, add_pupils
from gezien.demo.questionnaires import add_questionnaire_rounds
from gezien.demo.remarks import add_remarks
from gezien.demo.reports import add_reports
from gezien.demo.results import add_results
from gezien.demo.reviews import add_reviews
from gezien.demo.school_review_past import add_past_review
from gezien.demo.school_reviews import add_school_reviews
from gezien.demo.sessions import add_sessions
from gezien.demo.sittings import add_sitting
from gezien.demo.staff import add_earlier_teaching
from gezien.demo.talks import add_talks
from gezien.demo.team import add_team_needs
from gezien.demo.visits import add_visits
from gezien.demo.weeks import add_weeks
from gezien.demo.world import World
from gezien.pupils.models import Group, Teaching
from gezien.results.actions.windows import plan_windows
from gezien.results.models import Instrument
from gezien.schools.actions import ensure_year
from gezien.schools.models import Membership, Period, School, Subject, User
from gezien.schools.roles import Role
from gezien.schools.rules import CommandLine


def fill(school: School, users: dict[str, User]) -> None:
    """Fill one school whose staff and groups of this year are there; runs in the school's scope."""
    world = _begin(school)
    add_pupils(world)
    add_results(world)
    add_lines(world)
    add_mastery(world)
    add_analyses(world)
    plan_windows(by=CommandLine(school), year=world.years[cast.FIRST_YEAR])
    add_questionnaire_rounds(world)
    add_factors(world)
    add_notes(world)
    add_talks(world)
    add_needs(world)
    add_plans(world)
    add_sessions(world)
    add_evaluations(world)
    add_handovers(world)
    add_weeks(world)
    add_versions(world)
    add_reviews(world, users)
    add_remarks(world)
    add_reports(world)
    add_individual_plans(world)
    add_cases(world)
    add_held_sitting(world)
    add_sitting(world)
    add_guests(world)
    add_visits(world)
    add_team_needs(world)
    add_education_plans(school, users)
    add_cards(school, users)
    add_past_review(school, users)
    add_school_reviews(school, users)
    add_connections(world)


def _begin(school: School) -> World:
    """The school's lists by code, with the groups and teachers of three years."""
    years = {first: ensure_year(school=school, first=first) for first in FIRST_YEARS}
    add_earlier_teaching(school, add_earlier_groups(school, years))
    first_of = {year.pk: first for first, year in years.items()}
    teachers: dict[tuple[int, str], list[User]] = {}
    for row in Teaching.objects.filter(school=school).order_by("pk").select_related("group", "staff_member__user"):
        known = teachers.setdefault((first_of[row.group.year_id], row.group.name), [])
        if row.staff_member.user is not None:
            known.append(row.staff_member.user)
    return World(
        school=school,
        years=years,
        periods={(first_of[row.year_id], row.number): row for row in Period.objects.filter(school=school)},
        groups={(first_of[row.year_id], row.name): row for row in Group.objects.filter(school=school).order_by("pk")},
        teachers=teachers,
        coach=_holder(school, Role.COACH),
        administrator=_holder(school, Role.ADMINISTRATOR),
        subjects={row.code: row for row in Subject.objects.filter(school=school)},
        instruments={row.code: row for row in Instrument.objects.filter(school=school).select_related("subject")},
    )


def _holder(school: School, role: str) -> User | None:
    row = Membership.objects.filter(school=school, role=role).order_by("pk").select_related("user").first()
    return row.user if row else None
