"""What the team needs: two of an evaluation that wait, one with an agreement, one that is there."""

import datetime as dt

from django.utils import timezone

from gezien.agreements.models import Agreement
from gezien.demo import cast
from gezien.demo.world import World
from gezien.plans.models import GroupPlan
from gezien.schools.models import User
from gezien.team.models import TeamNeed

MADE = timezone.make_aware(dt.datetime(2027, 1, 29, 15, 40))
LEND = "Uitzoeken of de rekenkoffer van de andere vestiging twee keer per week geleend kan worden."
HELP = "Onderwijsassistent op dinsdag- en donderdagochtend bij 5b inroosteren."


def add_team_needs(world: World) -> None:
    """Fill the demo school's team needs."""
    if world.school.name != cast.SCHOOL or world.coach is None:
        return
    emmy, tom, *_others = world.teachers[2026, "5b"]
    fleur = world.teachers[2026, "6"][0]
    plan = GroupPlan.objects.filter(group=world.groups[2026, "5b"], subject__code="rekenen").earliest("pk")
    of_plan = {"group": plan.group, "origin": TeamNeed.Origin.PLAN, "origin_key": plan.pk}
    needs = [
        _need(world, "Materiaal om breuken mee te leggen, voor een hele instructiegroep.", "material", emmy, **of_plan),
        _need(world, "Iemand die twee keer meekijkt bij de verlengde instructie.", "looking_along", tom, **of_plan),
        _need(world, "Twee ochtenden extra handen, zodat de kleine kring doorgaat.", "hands", emmy, **of_plan),
        _need(world, "Weten hoe je denkstappen van leerlingen hardop maakt.", "knowledge", fleur),
    ]
    needs[0].agreement = _agreement(world, world.coach, LEND, dt.date(2027, 2, 19))
    needs[2].agreement = _agreement(world, world.coach, HELP, dt.date(2027, 2, 5), done=True)
    needs[3].outcome, needs[3].closed_by, needs[3].closed_at = "met", world.coach, MADE - dt.timedelta(days=3)
    needs[3].closing_note = "Studiemiddag gehad; filmpjes staan in de teammap."
    TeamNeed.objects.bulk_create(needs)
    TeamNeed.objects.filter(school=world.school).update(created_at=MADE)
    TeamNeed.objects.filter(pk=needs[3].pk).update(created_at=MADE - dt.timedelta(days=17))


def _need(world: World, text: str, kind: str, by, **where) -> TeamNeed:
    return TeamNeed(school=world.school, text=text, kind=kind, said_by=by, **where)


def _agreement(world: World, coach: User, what: str, due_on: dt.date, *, done: bool = False) -> Agreement:
    closing = {
        "outcome": Agreement.Outcome.DONE,
        "closed_by": coach,
        "closed_at": MADE + dt.timedelta(hours=1),
        "closing_note": "Geregeld tot de meivakantie.",
    }
    return Agreement.objects.create(
        school=world.school,
        what=what,
        owner=coach,
        made_by=coach,
        due_on=due_on,
        **(closing if done else {}),
    )
