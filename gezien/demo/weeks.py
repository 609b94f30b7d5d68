"""The timetable of the small groups at De Zwaluw, who is before 5b on which day, and what a substitute reads there."""

import datetime as dt

from gezien.demo import cast
from gezien.demo.world import World
from gezien.needs.models import EducationalNeed
from gezien.notes.models import Factor
from gezien.plans.models import PlanRow, SchoolDay, SchoolWeek, Slot, SubstituteSheet, SubstituteTip
from gezien.plans.queries.substitute import fit_words
from gezien.pupils.models import Teaching
from gezien.schools.models import StaffMember

# cluster, subject → when it comes
TIMES = {
    ("Intensief", "begrijpend-lezen"): dt.time(9, 0),
    ("Intensief", "rekenen"): dt.time(10, 45),
    ("Verdiept", "begrijpend-lezen"): dt.time(9, 30),
    ("Verdiept", "rekenen"): dt.time(11, 20),
}
DAYS = {1: (4,), 2: (1, 4), 3: (1, 2, 4), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
ASSISTANT = "Bea (assistent)"
EMMY_DAYS = {1, 2, 3}
HABITS = (
    "Om 8:30 lezen alle kinderen een kwartier stil; het boek ligt in hun la.\n"
    "Na de uitleg hangt het blokje op groen, oranje of rood: bij rood wordt er niet gevraagd.\n"
    "Buiten spelen in twee rijen; de eerste rij haalt de ballen."
)
ASK = "Anouk Dekker (groep 5a, hiernaast); intern begeleider Sanne Visser is er op donderdag."
TIPS = 4


def add_weeks(world: World) -> None:
    """Slots of every plan with times a week; hours, habits and marks of 5b."""
    if world.school.name != cast.SCHOOL:
        return
    rows = PlanRow.objects.filter(school=world.school).exclude(times_a_week=0)
    rows = rows.select_related("plan__group", "plan__subject", "cluster").order_by("pk")
    Slot.objects.bulk_create(slot for row in rows for slot in _slots(row))
    _duo(world)
    _for_a_substitute(world)


def _slots(row: PlanRow) -> list[Slot]:
    """As often as the plan says; of a plan that is still a draft one time is left to be placed."""
    key = (row.cluster.name, row.plan.subject.code)
    if key not in TIMES:
        return []
    days = DAYS[min(row.times_a_week, 5)]
    with_assistant = key == ("Intensief", "rekenen")
    is_begun = row.plan.status == "draft"
    return [
        Slot(
            school_id=row.school_id,
            row=row,
            weekday=day,
            starts_at=TIMES[key],
            minutes=row.minutes_a_week // row.times_a_week,
            room="leerplein" if row.cluster.name == "Verdiept" and row.plan.group.name == "5b" else "",
            by_words=ASSISTANT if with_assistant and row.plan.group.name == "5b" and day != 2 else "",
        )
        for day in (days[:-1] if is_begun else days)
    ]


def _duo(world: World) -> None:
    """Emmy from Monday to Wednesday, Tom on Thursday and Friday."""
    group = world.groups[cast.FIRST_YEAR, "5b"]
    teaching = Teaching.objects.filter(group=group).select_related("staff_member")
    people: dict[str, StaffMember] = {row.staff_member.call_name: row.staff_member for row in teaching}
    week = SchoolWeek.objects.create(school=world.school, group=group)
    SchoolDay.objects.bulk_create(
        SchoolDay(
            school=world.school,
            week=week,
            weekday=day,
            starts_at=dt.time(8, 30),
            ends_at=dt.time(12, 30) if day == 3 else dt.time(15),
            breaks="10:15-10:30" if day == 3 else "10:15-10:30, 12:00-12:30",
            teacher=people["Emmy" if day in EMMY_DAYS else "Tom"],
        )
        for day in range(1, 6)
    )


def _for_a_substitute(world: World) -> None:
    """How a day goes in 5b, and of four pupils what helps."""
    group = world.groups[cast.FIRST_YEAR, "5b"]
    SubstituteSheet.objects.create(school=world.school, group=group, habits=HABITS, ask=ASK)
    pupils = [child.pupil for child in world.in_group("5b") if child.story][:TIPS]
    factors = Factor.objects.filter(pupil__in=pupils, direction=Factor.Direction.STIMULATING, ended_on=None)
    needs = EducationalNeed.objects.filter(
        pupil__in=pupils, period=world.periods[cast.FIRST_YEAR, 2], sentences__kind__in=("instruction", "teacher")
    )
    fit = fit_words([need.pk for need in needs])
    writer = world.writer(cast.FIRST_YEAR, "5b")
    SubstituteTip.objects.bulk_create(
        [
            *(
                SubstituteTip(school=world.school, factor=one, words=[one.text], marked_by=writer)
                for one in {factor.pupil_id: factor for factor in factors.order_by("-pk")}.values()
            ),
            *(
                SubstituteTip(school=world.school, need=one, words=fit.get(one.pk, []), marked_by=writer)
                for one in needs.distinct().order_by("pk")
            ),
        ]
    )
