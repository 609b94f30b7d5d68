"""Partners and guests: the directory is read by who works with pupils, kept by the coach; only the coach invites."""

from typing import Any
from uuid import uuid4

from gezien.cases.models import GuestContribution
from gezien.common import clock
from gezien.schools.models import User
from gezien.schools.rules import member_of
from tests.factories.guests import make_case, make_consent, make_invitation, make_partner
from tests.permissions import OWN_TEACHERS, SEES_5B, Row, everyone

READS = ("emmy", "tom", "fleur", "sanne", "karim")
KEEPER = {"sanne": 200, "emmy": 403, "tom": 403, "fleur": 403, "karim": 403}
INVITES = {"sanne": 200, "emmy": 403, "tom": 403, "karim": 403}
WRITERS = (*OWN_TEACHERS, "sanne")


def sanne(world: Any) -> Any:
    return member_of(User.objects.get(username="ib"), world.school.slug)


def partner(world: Any) -> dict:
    return {"pk": make_partner(world.school).pk}


def case(world: Any) -> dict:
    return {"pk": _case(world).pk}


def consent(world: Any) -> dict:
    return {"pk": make_consent(sanne(world), _case(world)).pk}


def guest(world: Any) -> dict:
    return {"pk": make_invitation(sanne(world), _case(world)).guest.pk}


def contribution(world: Any) -> dict:
    made = make_invitation(sanne(world), _case(world)).guest
    return {"pk": GuestContribution.objects.create(school=world.school, guest=made, text="x", sent_at=clock.now()).pk}


def _case(world: Any) -> Any:
    users = {name: User.objects.get(username=username) for name, username in (("t", "leerkracht"), ("c", "ib"))}
    return make_case(world.pupil, teacher=users["t"], coach=users["c"])


def ended(world: Any) -> dict:
    """An invitation that is over gets no new code, also from who may give one."""
    made = make_invitation(sanne(world), _case(world)).guest
    made.ended_at = clock.now()
    made.save()
    return {"pk": made.pk}


def nobodys(_world: Any) -> dict:
    return {"token": uuid4().hex}


ROWS = [
    Row("cases:partners", everyone(*READS)),
    Row("cases:partner_add", KEEPER),
    Row("cases:partner_add", {**KEEPER, "sanne": 422}, method="post", data=lambda _world: {"name": ""}),
    Row("cases:partner_kinds", KEEPER),
    Row("cases:partner", KEEPER, partner),
    Row("cases:partner_archive", {**KEEPER, "sanne": 302}, partner, "post"),
    Row("cases:guests", everyone(*SEES_5B), case),
    Row("cases:consent", INVITES, case),
    Row("cases:consent_withdraw", everyone(*WRITERS, status=302, karim=403), consent, "post"),
    Row("cases:invite", INVITES, consent),
    Row("cases:invite", {**INVITES, "sanne": 422}, consent, "post", lambda _world: {"name": ""}),
    Row("cases:guest_end", everyone(*WRITERS, status=302, karim=403), guest, "post"),
    Row("cases:guest_code", {**INVITES, "sanne": 403}, ended, "post"),
    Row("cases:contribution_read", everyone(*WRITERS, status=302, karim=403), contribution, "post"),
    Row("cases:story", everyone("emmy", "sanne"), case),
    Row("cases:story_remove", {}, case, "post"),
    Row("cases:story_carry", {}, case, "post"),
    Row("cases:story_share", {}, case, "post"),
    Row("guest:case", {"nobody": 404}, nobodys),
    Row("guest:mail", {"nobody": 404}, nobodys, "post"),
    Row("guest:words", {"nobody": 404}, nobodys, "post"),
    Row("guest:shared", {"nobody": 404}, nobodys),
    Row("guest:ticket", {"nobody": 404}, nobodys),
    Row("guest:leave", {"nobody": 404}, nobodys, "post"),
]
