"""What came of the evaluated plans of the first period: each goal by pupil, and what the teachers say about it."""

import datetime as dt

from django.utils import timezone

from gezien.demo import cast, plan_texts
from gezien.demo.world import Child, World
from gezien.plans.models import Goal, GoalOutcome, GroupPlan, PlanReflection, PlanRow, RowReflection

JUDGED_AT = dt.datetime(2027, 1, 28, 15, 40)
OUTCOME = GoalOutcome.Outcome
HELPED = RowReflection.Helped
# What the teachers wrote about the whole plan: instruction, content, processing, time, what goes along for everyone.
REFLECTIONS = {
    "begrijpend-lezen": (
        "Hardop voordoen hoe je denkt werkte bij iedereen; we deden het nog niet elke les.",
        "De teksten over dieren en techniek sloegen aan. De langste teksten waren voor Intensief te veel.",
        "Navertellen in tweetallen leverde meer op dan het werkblad.",
        "De kleine groep ging op donderdag drie keer niet door.",
        "Elke les begint met hardop denken, en de kleine groep verhuist naar dinsdag.",
    ),
    "rekenen": (
        "Eerst tekenen, dan rekenen hielp bij verhaalsommen.",
        "Het automatiseren liep achter op de methode.",
        "Vijf minuten flitsen aan het begin werkt beter dan een blad achteraf.",
        "De tijd was genoeg, behalve in de weken van de toetsen.",
        "Elke dag vijf minuten automatiseren, voor de hele groep.",
    ),
}
PUPIL_WORDS = (
    "Ik vind het fijn als ik het eerst mag tekenen.",
    "Het gaat beter als het stil is.",
    "Ik durf nu iets te vragen.",
    "De lange teksten vind ik nog moeilijk.",
)


def add_evaluations(world: World) -> None:
    """Outcomes and reflections of the evaluated plans of De Zwaluw."""
    if world.school.name != cast.SCHOOL:
        return
    done = GroupPlan.Status.EVALUATED
    plans = list(GroupPlan.objects.filter(school=world.school, status=done).select_related("subject", "group"))
    rows = list(PlanRow.objects.filter(plan__in=plans).select_related("cluster", "plan__subject", "plan__group"))
    children = {child.pupil.pk: child for child in world.children}
    PlanReflection.objects.bulk_create(_reflection(world, plan) for plan in plans)
    outcomes = _outcomes(world, rows, children)
    GoalOutcome.objects.bulk_create(outcomes)
    reached: dict[int, list[bool]] = {row.pk: [] for row in rows}
    row_of = dict(Goal.objects.filter(row__in=rows).values_list("pk", "row_id"))
    for one in outcomes:
        reached[row_of[one.goal_id]].append(one.outcome == OUTCOME.REACHED)
    RowReflection.objects.bulk_create(_row_reflection(world, row, reached[row.pk]) for row in rows)


def _reflection(world: World, plan: GroupPlan) -> PlanReflection:
    names = ("instruction", "content", "processing", "time", "adjustments")
    texts = dict(zip(names, REFLECTIONS[plan.subject.code], strict=True))
    return PlanReflection(
        school=world.school, plan=plan, written_by=world.writer(2026, plan.group.name), version=1, **texts
    )


def _outcomes(world: World, rows: list[PlanRow], children: dict[int, Child]) -> list[GoalOutcome]:
    by_row: dict[int, list[Goal]] = {}
    for goal in Goal.objects.filter(row__in=rows).select_related("instrument").order_by("row", "position"):
        by_row.setdefault(goal.row_id or 0, []).append(goal)
    placed = PlanRow.objects.filter(pk__in=[row.pk for row in rows]).values_list("pk", "cluster__placements__pupil")
    row_of = {row.pk: row for row in rows}
    return [
        _outcome(world, row_of[pk], goal, children[pupil])
        for pk, pupil in placed.order_by("pk", "cluster__placements")
        if pupil in children and children[pupil].pupil.left_on is None
        for goal in by_row.get(pk, ())
    ]


def _outcome(world: World, row: PlanRow, goal: Goal, child: Child) -> GoalOutcome:
    """By the figure where the goal has one; else by luck that leans on how the pupil does."""
    chance = child.chance(f"outcome {row.plan.subject.code} {goal.position}")
    course = child.course.get(goal.instrument.code, []) if goal.instrument else []
    now = next((one for one in reversed(course) if one[1].year == 2027), None)
    made = GoalOutcome(
        school=world.school,
        goal=goal,
        pupil=child.pupil,
        decided_by=world.writer(2026, row.plan.group.name),
        decided_at=timezone.make_aware(JUDGED_AT),
    )
    if now and goal.target is not None:
        before = next((one[2] for one in reversed(course) if one[1].year < 2027), None)
        grew = before is not None and now[2] > before
        made.outcome = OUTCOME.REACHED if now[2] >= goal.target else OUTCOME.PARTLY if grew else OUTCOME.NOT_REACHED
        made.proposed, made.figure, made.level, made.taken_on = made.outcome, now[2], now[3], now[1]
    else:
        made.outcome = chance.choices(OUTCOME.values, weights=(70, 20, 10))[0]
    if chance.random() < 0.06:
        made.pupil_words = chance.choice(PUPIL_WORDS)
    return made


def _row_reflection(world: World, row: PlanRow, reached: list[bool]) -> RowReflection:
    place = plan_texts.CLUSTERS.index(row.cluster.name)
    share = sum(reached) / len(reached) if reached else 0
    helped = HELPED.YES if share >= 0.6 else HELPED.PARTLY if share >= 0.35 else HELPED.NO
    texts = plan_texts.HELPED if helped == HELPED.YES else plan_texts.CHANGES
    return RowReflection(
        school=world.school,
        row=row,
        helped=helped,
        adjustments=texts[row.plan.subject.code][place],
        written_by=world.writer(2026, row.plan.group.name),
        version=1,
    )
