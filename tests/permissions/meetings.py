"""Reviews: led by the coach or by whom the head puts in the chair, prepared by the group's teachers, read by coach and
head, unknown to everybody else.
"""

import datetime as dt
from typing import Any

from django.utils import timezone

from gezien.cases.actions import register_case
from gezien.cases.models import Case
from gezien.meetings.actions.preparations import prepare_case
from gezien.meetings.actions.recorded import add_attention
from gezien.meetings.actions.sittings import add_case
from gezien.meetings.models import Answer, FormTemplate, Meeting
from gezien.schools.models import User
from gezien.schools.rules import member_of
from tests.factories.meetings import held, item_of, opened, planned
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

LEADS = everyone("sanne", emmy=403, tom=403, karim=403)
LED = everyone("sanne", status=302, emmy=403, tom=403, karim=403)
FILLED = everyone(*OWN_TEACHERS, status=302, sanne=403, karim=403)
WRITTEN = everyone(*OWN_TEACHERS, "sanne", status=302, karim=403)
CASE = everyone(*OWN_TEACHERS, "sanne", status=302, karim=403)
WORKS_WITH_PUPILS = ("emmy", "tom", "fleur", "sanne", "karim")
COACH_ONLY = everyone("sanne", emmy=403, tom=403, fleur=403, karim=403, marleen=403, petra=403)


def coach(world: Any):
    return member_of(User.objects.get(username="ib"), world.school.slug)


def of_planned(world: Any) -> dict:
    return {"pk": planned(coach(world), world.group_5b).pk}


def of_live(world: Any) -> dict:
    return {"pk": opened(coach(world), world.group_5b).pk}


def newest() -> Meeting:
    return Meeting.objects.latest("pk")


def of_answer(world: Any) -> dict:
    pk = of_planned(world)
    return {**pk, "answer": newest().preparation.answers.first().pk}


def of_item(world: Any) -> dict:
    pk = of_live(world)
    return {**pk, "item": item_of(newest(), "group").pk}


def of_plan_item(world: Any) -> dict:
    pk = of_live(world)
    return {**pk, "item": item_of(newest(), "plan").pk}


def naming(world: Any) -> dict:
    plan = newest().group.plans.filter(period=newest().period).first()
    return {"form": f"plan-{plan.pk}-general"}


def answering(world: Any) -> dict:
    return {"text": "Rustig.", "version": 0}


def noting(world: Any) -> dict:
    return {"minutes": "Rustig.", "version": item_of(newest(), "group").version}


def changing(world: Any) -> dict:
    """Nothing: of another day it might say first what speaks against it."""
    meeting = newest()
    start = timezone.localtime(meeting.starts_at)
    return {
        "date": f"{start:%Y-%m-%d}",
        "time": f"{start:%H:%M}",
        "chair": meeting.chair_id,
        "participants": [seat.user_id for seat in meeting.participants.all()],
        "version": meeting.version,
    }


def agreeing(world: Any) -> dict:
    owner = User.objects.get(username="leerkracht").pk
    return {"about": f"group-{world.group_5b.pk}", "what": "Oefent.", "owner": owner, "due_on": "2027-03-01"}


def of_case(world: Any) -> dict:
    case, _new = Case.objects.get_or_create(
        school=world.school, pupil=world.pupil, closed_on=None, defaults={"registered_on": dt.date(2027, 1, 20)}
    )
    return {"case": case.pk}


def of_begun(world: Any) -> dict:
    case = Case.objects.get(pk=of_case(world)["case"])
    prepare_case(by=coach(world), case=case)
    return {"case": case.pk}


def case_answer(world: Any) -> dict:
    kwargs = of_begun(world)
    return {**kwargs, "answer": Answer.objects.filter(preparation__case=kwargs["case"]).order_by("pk")[0].pk}


def form(world: Any) -> dict:
    return {"pk": FormTemplate.objects.order_by("pk")[0].pk}


def version_of(recorded: str) -> int:
    """That of what the person before wrote; 0 when nobody did."""
    return getattr(newest(), recorded).values_list("version", flat=True).first() or 0


def of_plan(world: Any) -> dict:
    pk = of_live(world)
    plan = world.group_5b.plans.filter(period=world.period).order_by("pk").first().pk
    return {**pk, "plan": plan, "of": "plan"}


def of_attention(world: Any) -> dict:
    pk = of_live(world)
    return {**pk, "point": add_attention(by=coach(world), meeting=newest(), text="Starten.").pk}


def of_closed(world: Any) -> dict:
    return {"pk": held(coach(world), world.group_5b, days=0).pk}


def of_case_point(world: Any) -> dict:
    """A point about a pupil, on the agenda of a group review that is planned."""
    pk = of_planned(world)
    case = Case.objects.filter(pupil=world.pupil, closed_on=None).first()
    case = case or register_case(by=coach(world), pupil=world.pupil, grounds=["outlook"])
    return {**pk, "item": add_case(by=coach(world), meeting=newest(), case=case).pk}


ROWS = [
    Row("meetings:suggestions", everyone("emmy", "tom", "fleur", "sanne", "karim")),
    Row("meetings:list", everyone(*WORKS_WITH_PUPILS, marleen=403, petra=403)),
    Row("meetings:plan", COACH_ONLY),
    Row("meetings:group", everyone(*SEES_5B), lambda world: {"pk": world.group_5b.pk}),
    Row("meetings:forms", COACH_ONLY),
    Row("meetings:form", COACH_ONLY, form),
    Row("meetings:room", everyone(*SEES_5B), of_planned),
    Row("meetings:room", everyone(*SEES_5B), of_live),
    Row("meetings:edit", LEADS, of_planned),
    Row("meetings:edit", LED, of_planned, "post", changing),
    Row("meetings:cancel", LEADS, of_planned),
    Row("meetings:cancel", LED, of_planned, "post", lambda world: {"version": "1"}),
    Row("meetings:preparation", everyone(*SEES_5B), of_planned),
    Row("meetings:answer", FILLED, of_answer, "post", answering),
    Row("meetings:submission", FILLED, of_planned, "post"),
    Row("meetings:form_versions", COACH_ONLY, form),
    Row("meetings:rhythm", everyone(*WORKS_WITH_PUPILS, marleen=403, petra=403)),
    Row("meetings:rhythm_settings", COACH_ONLY),
    Row("meetings:propose", COACH_ONLY),
    Row("meetings:calendar", everyone(*WORKS_WITH_PUPILS, marleen=403, petra=403)),
    Row("meetings:calendar", everyone(*WORKS_WITH_PUPILS, marleen=403, petra=403), method="post"),
    Row("meetings:ics", everyone(*SEES_5B), of_planned),
    Row("calendar", {"nobody": 404}, lambda _world: {"token": "a-guess"}),
    Row("meetings:case_preparation", everyone(*SEES_5B), of_case),
    Row("meetings:case_preparation", CASE, of_case, "post"),
    Row(
        "meetings:case_answer", everyone(*OWN_TEACHERS, "sanne", status=302, karim=403), case_answer, "post", answering
    ),
    Row("meetings:case_submission", CASE, of_begun, "post"),
    Row("meetings:opening", LED, of_planned, "post"),
    Row("meetings:closure", LED, of_live, "post"),
    Row("meetings:state", everyone(*SEES_5B), of_live),
    Row("meetings:minutes", WRITTEN, of_item, "post", noting),
    Row("meetings:discussion", WRITTEN, of_item, "post"),
    Row("meetings:agreement", WRITTEN, of_live, "post", agreeing),
    Row(
        "meetings:remark",
        WRITTEN,
        lambda world: {**of_live(world), "part": "theme", "key": "atmosphere"},
        "post",
        lambda world: {"text": "Fijn.", "version": version_of("remarks")},
    ),
    Row(
        "meetings:judgement",
        WRITTEN,
        of_plan,
        "post",
        lambda world: {"feasible": "yes", "version": version_of("judgements")},
    ),
    Row("meetings:attention", WRITTEN, of_live, "post", lambda world: {"text": "Starten."}),
    Row(
        "meetings:attention_point",
        WRITTEN,
        of_attention,
        "post",
        lambda world: {"text": "Start.", "version": version_of("attention")},
    ),
    Row("meetings:ticket", everyone(*SEES_5B), of_live),
    Row("meetings:presence", everyone(*SEES_5B, status=204), of_live, "post"),
    Row("meetings:outsiders", everyone(*SEES_5B), of_live),
    Row("meetings:matter", everyone(*SEES_5B), of_item),
    Row("meetings:part", everyone(*SEES_5B), of_plan_item, data=naming),
    Row("meetings:place", LED, of_item, "post"),
    Row("meetings:time", LED, of_item, "post", lambda world: {"more": "5"}),
    Row("meetings:chair", LED, of_live, "post", lambda world: {"to": User.objects.get(username="ib").pk}),
    # The coach leads by role, and gives the lead in the room.
    Row(
        "meetings:appointment",
        everyone("karim", status=302, emmy=403, tom=403, sanne=403),
        of_planned,
        "post",
        lambda world: {"to": User.objects.get(username="directie").pk},
    ),
    Row("meetings:room", everyone(*SEES_5B), of_closed),
    Row("meetings:approval", LED, of_closed, "post"),
    Row("meetings:attendance", LED, of_closed, "post"),
    Row("meetings:plan_sitting", COACH_ONLY),
    Row("meetings:cases", everyone(*SEES_5B, status=302), of_planned, "post"),
    # Sanne takes the point away, so that Karim, asked after her, no longer finds it.
    Row("meetings:case_removal", everyone("sanne", status=302, emmy=403, tom=403, karim=404), of_case_point, "post"),
    # Nobody chosen: the form again.
    Row("meetings:registration", everyone(*SEES_5B, status=422), of_live, "post"),
]
