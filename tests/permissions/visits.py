"""Class visits: coach and head plan; of what was seen the teacher is the first reader."""

import datetime as dt
from typing import Any

from gezien.schools.models import User
from gezien.visits.actions import points_of
from gezien.visits.models import ClassVisit, ViewingGuide
from tests.permissions import Row, everyone

KNOWS = ("emmy", "tom", "fleur", "sanne", "karim")
VISITS = ("sanne", "karim")


def group(world: Any) -> dict:
    return {"group": world.group_5b.pk}


def planned(world: Any) -> dict:
    """Sanne's visit to Emmy, of which something good was written."""
    sanne, emmy = (User.objects.get(username=name) for name in ("ib", "leerkracht"))
    visit, _new = ClassVisit.objects.get_or_create(
        school=world.school,
        visitor=sanne,
        teacher=emmy,
        group=world.group_5b,
        planned_on=dt.date(2027, 2, 10),
        defaults={"points": points_of(guide(world)), "strengths": "Rust.", "state": "written"},
    )
    return {"pk": visit.pk}


def shared(world: Any) -> dict:
    found = planned(world)
    ClassVisit.objects.filter(**found).update(state="shared", shared_at=dt.datetime(2027, 2, 10, tzinfo=dt.UTC))
    return found


def agreed(world: Any) -> dict:
    return {"pk": ClassVisit.objects.get(state="agreed").pk}


def guide(world: Any) -> ViewingGuide:
    return ViewingGuide.objects.get(school=world.school)


def guide_pk(world: Any) -> dict:
    return {"pk": guide(world).pk}


def version(pk) -> int:
    return ClassVisit.objects.get(pk=pk).version


def texts(world: Any) -> dict:
    return {"version": version(planned(world)["pk"]), "strengths": "Rust.", "ideas": ""}


ROWS = [
    Row("visits:list", everyone(*KNOWS)),
    Row("visits:plan", everyone(*VISITS), group),
    Row("visits:plan", everyone(*VISITS, status=422), group, method="post"),
    Row("visits:visit", everyone("emmy", *VISITS), planned),
    Row("visits:write", {"sanne": 302}, planned, method="post", data=texts),
    Row(
        "visits:response",
        {"emmy": 302},
        shared,
        method="post",
        data=lambda world: {"version": version(shared(world)["pk"])},
    ),
    Row("visits:move", {"sanne": 422}, planned, method="post"),
    Row("visits:step", everyone("emmy", "sanne", "karim", status=404), planned, method="post"),
    Row("visits:agreement", everyone("emmy", "sanne"), agreed),
    Row("visits:guides", everyone(*KNOWS)),
    Row("visits:guide_add", everyone(*VISITS)),
    Row("visits:guide", everyone(*VISITS), guide_pk),
]
