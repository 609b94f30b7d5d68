"""Clusters and group plans: those of the first period, and in 5b what Emmy has begun for the second."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from gezien.demo import cast, plan_texts
from gezien.demo.plan_goals import SUBJECTS, add_goals, points
from gezien.demo.world import Child, World
from gezien.needs.models import Cluster, Clustering, ClusterTemplate, Placement
from gezien.needs.models.cluster import SHAPE
from gezien.plans.models import GroupPlan, PlanRow

EVALUATED = {("5b", "begrijpend-lezen"), ("6", "begrijpend-lezen"), ("6", "rekenen"), ("7", "begrijpend-lezen")}
# Of the second period only this one: reading in 5b is being written, arithmetic waits for the user.
BEGUN = ("5b", "begrijpend-lezen")
PLACED_AT = {1: dt.datetime(2026, 9, 10, 16, 5), 2: dt.datetime(2027, 1, 29, 15, 50)}
LARGEST = {"Intensief": 7, "Verdiept": 6}


@dataclass
class Division:
    """One clustering with its clusters and who is in them, before and after it is stored."""

    group: str
    grade: int
    subject: str
    period: int
    clustering: Clustering
    clusters: list[Cluster]
    members: list[list[tuple[Child, str]]]  # for each cluster: child and reason


def add_plans(world: World) -> None:
    """Clusterings, placements, plans and their rows of the groups 3 to 8."""
    if world.school.name != cast.SCHOOL:
        return
    templates = list(ClusterTemplate.objects.filter(school=world.school).order_by("position"))
    divisions = [
        _division(world, templates, group, subject, 1)
        for (first, group) in world.groups
        if first == 2026 and group[0] >= "3"
        for subject in SUBJECTS
    ]
    divisions.append(_division(world, templates, *BEGUN, 2))
    Clustering.objects.bulk_create(division.clustering for division in divisions)
    Cluster.objects.bulk_create(cluster for division in divisions for cluster in division.clusters)
    Placement.objects.bulk_create(placement for division in divisions for placement in _placements(world, division))
    plans = GroupPlan.objects.bulk_create(_plan(world, division) for division in divisions)
    places = [(division, plan, place) for division, plan in zip(divisions, plans, strict=True) for place in range(3)]
    rows = PlanRow.objects.bulk_create(
        _row(world, division, plan, place, templates[place]) for division, plan, place in places
    )
    add_goals(world, [(row, division, place) for row, (division, _plan, place) in zip(rows, places, strict=True)])


def _division(world: World, templates: list[ClusterTemplate], group: str, subject: str, period: int) -> Division:
    """Who needs most and who can go deeper, by the last results at that time; the rest follows the basis."""
    clustering = Clustering(
        school=world.school,
        group=world.groups[2026, group],
        subject=world.subjects[subject],
        period=world.periods[2026, period],
    )
    clusters = [
        Cluster(
            school=world.school,
            clustering=clustering,
            name=template.name,
            position=template.position,
            **{name: getattr(template, name) for name in SHAPE},
        )
        for template in templates
    ]
    members: list[list[tuple[Child, str]]] = [[], [], []]
    children = world.in_group(group)
    known = {child.pupil.key: _known(child, subject, period) for child in children}
    ranked = sorted(children, key=lambda child: (known[child.pupil.key][0], child.pupil.key))
    weakest = {child.pupil.key for child in ranked[: LARGEST["Intensief"]] if known[child.pupil.key][0] < -0.6}
    strongest = {child.pupil.key for child in ranked[-LARGEST["Verdiept"] :] if known[child.pupil.key][0] > 0.9}
    for child in children:
        key = child.pupil.key
        place = 0 if key in weakest else 2 if key in strongest else 1
        if child.story:
            place = plan_texts.CLUSTERS.index(child.story.cluster)
        members[place].append((child, _reason(known[key][1], place)))
    return Division(group, children[0].grade, subject, period, clustering, clusters, members)


def _known(child: Child, subject: str, period: int) -> tuple[float, str]:
    """(z, "IV bij E4") of the last result before the period; the talent when there was no test yet."""
    for moment, taken_on, _figure, level, z in reversed(child.course.get(SUBJECTS[subject], [])):
        if period == 2 or taken_on.year < 2027:
            return z, f"{level} bij {moment}"
    return (0, "nieuw op school") if child.since == 2026 else (child.talent[subject], "observaties in de klas")


def _reason(known: str, place: int) -> str:
    wants = ("voordoen en herhalen helpt", "volgt de basisinstructie", "kan korter uitleg en meer diepte aan")[place]
    return f"{known[0].upper()}{known[1:]}; {wants}"


def _placements(world: World, division: Division) -> list[Placement]:
    return [
        Placement(
            school=world.school,
            clustering=division.clustering,
            cluster=cluster,
            pupil=child.pupil,
            reason=reason,
            placed_by=world.writer(2026, division.group),
            placed_at=timezone.make_aware(PLACED_AT[division.period]),
        )
        for cluster, members in zip(division.clusters, division.members, strict=True)
        for child, reason in members
    ]


def _plan(world: World, division: Division) -> GroupPlan:
    status = GroupPlan.Status.RUNNING
    if division.period == 2:
        status = GroupPlan.Status.DRAFT
    elif (division.group, division.subject) in EVALUATED:
        status = GroupPlan.Status.EVALUATED
    return GroupPlan(
        school=world.school,
        group=division.clustering.group,
        subject=division.clustering.subject,
        period=division.clustering.period,
        status=status,
        general=plan_texts.GENERAL[division.subject],
        drawn_up_by=world.writer(2026, division.group),
    )


def _row(world: World, division: Division, plan: GroupPlan, place: int, template: ClusterTemplate) -> PlanRow:
    """The part of one cluster; in a draft the evaluation is still to be thought of."""
    _skill, content = plan_texts.SKILLS[division.subject][division.grade][place]
    return PlanRow(
        school=world.school,
        plan=plan,
        cluster=division.clusters[place],
        content=content,
        approach=plan_texts.APPROACHES[division.subject][place],
        organisation=plan_texts.ORGANISATION[place].format(lessons=plan_texts.LESSONS[division.subject]),
        evaluation=_evaluation(division, plan, place),
        minutes_a_week=template.minutes_a_week,
        times_a_week=template.times_a_week,
    )


def _evaluation(division: Division, plan: GroupPlan, place: int) -> str:
    """How it will be judged; of an evaluated plan also what came of it, counted from the results."""
    if plan.status == GroupPlan.Status.DRAFT:
        return ""
    moment = f"M{division.grade}"
    text = plan_texts.EVALUATION[place].format(test=f"de {moment}-toets")
    if plan.status == GroupPlan.Status.EVALUATED:
        courses = [child.course.get(SUBJECTS[division.subject], []) for child, _reason in division.members[place]]
        measured = [course for course in courses if len(course) > 1 and course[-1][0] == moment]
        grown = sum(course[-1][2] - course[-2][2] >= points(division.subject, moment, place) for course in measured)
        verb = "haalde" if grown == 1 else "haalden"
        why = plan_texts.HELPED if 2 * grown >= len(measured) else plan_texts.CHANGES
        text += f"\nUitkomst: {grown} van de {len(measured)} {verb} de groei. {why[division.subject][place]}"
    return text
