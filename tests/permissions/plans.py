"""Group plans: the group's teachers and the internal coach write, the head reads, nobody else knows of them."""

from typing import Any
from uuid import uuid4

from gezien.common import clock
from gezien.needs.models import Cluster, Signal, SignalRule
from gezien.plans.actions.handover import ask, choose_receiver, hand_over, start_handover
from gezien.plans.forms import page_values
from gezien.plans.models import Goal, GroupPlan, Handover, HandoverQuestion, PlanRow, PlanVersion, Session
from gezien.quality.actions.education_plans import start_education_plan
from gezien.quality.models import EducationPlanVersion
from gezien.quality.queries.education_plans import said_now
from gezien.schools.models import StaffMember, User
from gezien.schools.rules import CommandLine, member_of
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

WRITES_5B = (*OWN_TEACHERS, "sanne")
ONLY_WRITERS = everyone(*WRITES_5B, status=302, karim=403)


def draft(world: Any) -> GroupPlan:
    """The draft of 5b in the demo school."""
    return GroupPlan.objects.get(group=world.group_5b, period=world.period, status=GroupPlan.Status.DRAFT)


def plan(world: Any) -> dict:
    return {"pk": draft(world).pk}


def subject(world: Any) -> dict:
    return {"group": world.group_5b.pk, "subject": world.arithmetic.pk}


def row(world: Any) -> PlanRow:
    return PlanRow.objects.filter(plan=draft(world)).order_by("pk")[0]


def general(world: Any) -> dict:
    """As the page sends it, unchanged."""
    return {"version": draft(world).version, "general": draft(world).general}


def texts(world: Any) -> dict:
    """As the page sends it, unchanged."""
    names = ("content", "approach", "organisation", "evaluation", "minutes_a_week", "times_a_week", "version")
    return {name: getattr(row(world), name) for name in names}


def goal(world: Any) -> dict:
    return {"pk": Goal.objects.filter(row=row(world)).order_by("pk")[0].pk}


def goal_texts(world: Any) -> dict:
    """As the page sends it, unchanged."""
    found = Goal.objects.get(**goal(world))
    return {"version": found.version, **page_values(found)}


def cluster(world: Any) -> dict:
    return {**plan(world), "cluster": Cluster.objects.filter(plan_rows=row(world)).get().pk}


def running_row(world: Any) -> PlanRow:
    """A row of 5b that is carried out, with times a week."""
    rows = PlanRow.objects.filter(plan__group=world.group_5b, plan__status=GroupPlan.Status.RUNNING)
    return rows.exclude(times_a_week=0).order_by("pk")[0]


def running_plan(world: Any) -> dict:
    return {"pk": running_row(world).plan_id}


def version(world: Any) -> dict:
    """The first version of a plan of 5b that is carried out."""
    found = {"school": world.school, "plan_id": running_row(world).plan_id, "number": 1}
    kept = {"contents": {"general": "", "rows": []}, "made_at": clock.now(), "sealed_at": clock.now()}
    PlanVersion.objects.get_or_create(**found, defaults={"occasion": "agreed", **kept})
    return {"pk": found["plan_id"], "number": 1}


def day(world: Any) -> dict:
    """A day on which nothing was said of the row yet."""
    return {"pk": running_row(world).pk, "day": "2027-01-30"}


def line(world: Any) -> dict:
    """A line about the first pupil of the cluster; the session is there already."""
    pupil = running_row(world).cluster.placements.order_by("pk")[0].pupil_id
    return {"pupil": pupil, "text": "Legt de stap uit aan een ander.", "form": str(uuid4())}


def said_day(world: Any) -> dict:
    row = running_row(world)
    Session.objects.get_or_create(school=world.school, row=row, day="2027-01-30", state="given", minutes=20)
    return day(world)


def handover(world: Any) -> Handover:
    """That of 5b, as Emmy has begun it."""
    emmy = member_of(User.objects.get(username="leerkracht"), world.school.slug)
    return start_handover(by=emmy, group=world.group_5b)


def handed(world: Any) -> dict:
    """That of 5b, given, and chosen for Fleur."""
    found = handover(world)
    if not found.is_handed:
        emmy = member_of(User.objects.get(username="leerkracht"), world.school.slug)
        sanne = member_of(User.objects.get(username="ib"), world.school.slug)
        hand_over(by=emmy, handover=found)
        fleur = StaffMember.objects.get(user__username="leerkracht2")
        choose_receiver(by=sanne, handover=found, staff_member=fleur)
    return {"pk": found.pk}


def question(world: Any) -> dict:
    """Fleur asked something about the group."""
    pk = handed(world)["pk"]
    fleur = member_of(User.objects.get(username="leerkracht2"), world.school.slug)
    return {"pk": ask(by=fleur, handover=Handover.objects.get(pk=pk), pupil=None, text="Wat helpt?").pk}


def begun(world: Any) -> dict:
    return {"pk": handover(world).pk}


def handover_line(world: Any) -> dict:
    return {"pk": handover(world).lines.order_by("pk")[0].pk}


def receiver(world: Any) -> dict:
    return {"staff_member": StaffMember.objects.get(user__username="leerkracht2").pk}


def running_goal(world: Any) -> Goal:
    """A goal of the row of 5b that is carried out."""
    return Goal.objects.filter(row=running_row(world)).order_by("pk")[0]


def judged(world: Any) -> dict:
    pupil = running_row(world).cluster.placements.order_by("pk")[0].pupil_id
    return {"goal": running_goal(world).pk, "pupil": pupil}


def running(world: Any) -> dict:
    return {"pk": running_row(world).plan_id}


def plan_signal(world: Any) -> dict:
    """A signal of a pupil in a plan of 5b."""
    pupil = running_row(world).cluster.placements.order_by("pk")[0].pupil_id
    rule = SignalRule.objects.order_by("pk")[0]
    days = {"since": "2027-01-19", "first_seen_on": "2027-01-19"}
    found, _is_new = Signal.objects.get_or_create(
        school=world.school, pupil_id=pupil, rule=rule, key="x", defaults={**days, "subject": world.arithmetic}
    )
    return {**running(world), "signal": found.pk}


RECEIVES_5B = (*SEES_5B, "fleur")


def plan_by_education(world: Any) -> dict:
    """The plan, working by an education plan."""
    made = start_education_plan(by=CommandLine(world.school), subject=draft(world).subject)
    kept = {"why": "Afgesproken", "said": said_now(made)}
    version, _is_new = EducationPlanVersion.objects.get_or_create(
        school=world.school, plan=made, number=1, defaults=kept
    )
    GroupPlan.objects.filter(**plan(world)).update(education=version)
    return plan(world)


ROWS = [
    Row("plans:effects", everyone("sanne", "karim")),
    Row("plans:signals", everyone(*SEES_5B), running),
    Row("plans:signal", ONLY_WRITERS, plan_signal, method="post", data=lambda _: {"leave": "1"}),
    Row("plans:evaluation", everyone(*SEES_5B), running),
    Row("plans:outcome", ONLY_WRITERS, judged, method="post", data=lambda _: {"version": 0, "outcome": "reached"}),
    Row("plans:outcome_words", ONLY_WRITERS, judged, method="post", data=lambda _: {"version": 0, "words": "Ja."}),
    Row(
        "plans:outcomes",
        ONLY_WRITERS,
        lambda world: {"goal": running_goal(world).pk},
        "post",
        lambda _: {"reached": "1"},
    ),
    Row("plans:evaluation_proposals", ONLY_WRITERS, running, method="post"),
    Row("plans:evaluation_undo", ONLY_WRITERS, running, method="post"),
    Row("plans:reflection", ONLY_WRITERS, running, method="post", data=lambda _: {"version": 0, "time": "Te kort."}),
    Row(
        "plans:row_reflection",
        ONLY_WRITERS,
        lambda world: {"pk": running_row(world).pk},
        "post",
        lambda _: {"version": 0},
    ),
    Row("plans:evaluation_closure", ONLY_WRITERS, running, "post", lambda _: {"was": "running"}),
    Row("plans:handovers", everyone(*OWN_TEACHERS, "fleur", "sanne", "karim")),
    Row("plans:handover_of_group", everyone(*SEES_5B, status=302), lambda world: {"group": handover(world).group_id}),
    Row("plans:handover_of_group", ONLY_WRITERS, lambda world: {"group": world.group_5b.pk}, method="post"),
    Row("plans:handover", everyone(*SEES_5B), begun),
    Row("plans:handover", everyone(*RECEIVES_5B), handed),
    Row(
        "plans:handover_general",
        ONLY_WRITERS,
        begun,
        method="post",
        data=lambda world: {"version": handover(world).version, "general": "Rust."},
    ),
    Row(
        "plans:handover_line",
        ONLY_WRITERS,
        handover_line,
        method="post",
        data=lambda world: {"version": handover(world).lines.order_by("pk")[0].version, "text": "Ja."},
    ),
    Row("plans:handover_giving", ONLY_WRITERS, begun, method="post"),
    Row("plans:handover_receivers", everyone("sanne", "karim", status=302, emmy=403, tom=403), begun, "post", receiver),
    Row("plans:handover_reading", everyone(*SEES_5B, status=403, fleur=302), handed, method="post"),
    Row(
        "plans:handover_questions",
        everyone("fleur", "sanne", "karim", status=302, emmy=403, tom=403),
        handed,
        "post",
        lambda _: {"text": "Wat helpt?"},
    ),
    Row(
        "plans:handover_answer",
        everyone(*WRITES_5B, status=302, karim=403, fleur=403),
        question,
        "post",
        lambda _: {"version": HandoverQuestion.objects.latest("pk").version, "answer": "Rust."},
    ),
    Row("plans:today", everyone(*OWN_TEACHERS, "fleur", "sanne", "karim")),
    Row("plans:given", everyone(*SEES_5B), lambda world: {"group": world.group_5b.pk}),
    Row("plans:session", ONLY_WRITERS, day, method="post", data=lambda _world: {"state": "given", "version": 0}),
    Row("plans:pupil_line", ONLY_WRITERS, said_day, method="post", data=line),
    Row("plans:group", everyone(*SEES_5B), lambda world: {"group": world.group_5b.pk}),
    Row("plans:group", everyone("fleur", "sanne", "karim"), lambda world: {"group": world.group_6.pk}),
    Row("plans:start", everyone(*WRITES_5B, karim=403), subject),
    Row("plans:start", ONLY_WRITERS, subject, method="post"),
    Row("plans:detail", everyone(*SEES_5B), plan),
    Row("plans:pdf", everyone(*SEES_5B), plan),
    Row("plans:docx", everyone(*SEES_5B), plan),
    Row("plans:discard", everyone(*WRITES_5B, karim=403), plan),
    Row("plans:discard", ONLY_WRITERS, plan, method="post", data=lambda world: {"state": "0"}),
    Row("plans:general", ONLY_WRITERS, plan, method="post", data=general),
    Row("plans:row", ONLY_WRITERS, lambda world: {"pk": row(world).pk}, method="post", data=texts),
    Row("plans:goal_add", ONLY_WRITERS, lambda world: {"pk": row(world).pk}, method="post"),
    Row("plans:goal", ONLY_WRITERS, goal, method="post", data=goal_texts),
    Row("plans:goal_place", ONLY_WRITERS, goal, method="post", data=lambda _world: {"to": "up"}),
    Row("plans:goal_removal", ONLY_WRITERS, goal, method="post"),
    Row("plans:goal_restoration", ONLY_WRITERS, goal, method="post"),
    Row("plans:removed_goals", everyone("emmy", "tom", "sanne"), plan),
    Row("plans:versions", everyone(*SEES_5B), plan),
    Row("plans:version", everyone(*SEES_5B), version),
    Row("plans:version_difference", everyone(*SEES_5B), lambda world: {"pk": version(world)["pk"]}),
    Row("plans:adjustment", everyone(*WRITES_5B, karim=403), running_plan),
    Row("plans:adjustment", ONLY_WRITERS, running_plan, method="post", data=lambda _world: {"why": "Anders."}),
    Row("plans:adjustment_end", ONLY_WRITERS, running_plan, method="post"),
    Row("plans:add_row", ONLY_WRITERS, cluster, method="post"),
    Row("plans:education", ONLY_WRITERS, plan_by_education, method="post"),
    Row("plans:status", ONLY_WRITERS, plan, method="post", data=lambda world: {"was": "draft", "status": "agreed"}),
]
