"""The school review: the whole team takes part; coach, head and whoever is in the chair lead."""

import datetime as dt
from typing import Any

from gezien.schoolreviews.actions import planning, seats, session
from gezien.schoolreviews.models import ReviewDocument, SchoolReview
from gezien.schools.models import Subject, User
from gezien.schools.rules import member_of
from tests.permissions import STAFF, Row, everyone

LEADS = ("sanne", "karim", "marleen")  # marleen is in the chair
OTHERS = dict.fromkeys(("emmy", "tom", "fleur", "petra"), 403)
ELSEWHERE = ("hendrik", "joris", "lies", "nobody")
SEATED = ("emmy", "sanne")
DOOR = dict.fromkeys(("tom", "fleur", "karim", "marleen", "petra", *ELSEWHERE), 302)


def review(world: Any, title: str = "Rechten") -> SchoolReview:
    """A review to come, with Marleen in the chair."""
    found = SchoolReview.objects.filter(school=world.school, title=title).first()
    return found or planning.plan_review(
        by=member(world, "ib"),
        title=title,
        starts_at=dt.datetime(2027, 3, 3, 13, tzinfo=dt.UTC),
        place="",
        chair=User.objects.get(username="coordinator"),
        together=world.arithmetic,
        parallel=list(Subject.objects.exclude(pk=world.arithmetic.pk)[:3]),
    )


def member(world: Any, username: str) -> Any:
    return member_of(User.objects.get(username=username), world.school.slug)


def live(world: Any) -> SchoolReview:
    """One that is going on, Sanne and Emmy in."""
    found = review(world, "Bezig")
    if not found.is_live:
        session.open_review(by=member(world, "ib"), review=found)
        seats.take_seat(by=member(world, "leerkracht"), review=found)
    return found


def pk(world: Any) -> dict:
    return {"pk": review(world).pk}


def live_pk(world: Any) -> dict:
    return {"pk": live(world).pk}


def code(world: Any) -> dict:
    return {"code": live(world).code}


def part(world: Any) -> dict:
    return pk(world) | {"name": "texts"}


def minutes(world: Any) -> dict:
    return live_pk(world) | {"step": live(world).steps.first().pk}


def board(world: Any) -> dict:
    return {"pk": live(world).boards.get(kind="together").pk}


def coded_board(world: Any) -> dict:
    return code(world) | board(world)


def card(world: Any) -> dict:
    on = live(world).boards.get(kind="together")
    found = on.cards.first() or on.cards.create(school=world.school, column="seen", text="Goed.")
    return code(world) | {"pk": found.pk}


def document(world: Any) -> dict:
    found, _new = ReviewDocument.objects.get_or_create(school=world.school, review=review(world), title="Beleid")
    return pk(world) | {"document": found.pk}


def seated(status: int) -> dict:
    return dict.fromkeys(SEATED, status) | DOOR


ROWS = [
    Row("schoolreviews:list", everyone(*STAFF)),
    Row("schoolreviews:plan", everyone("sanne", "karim") | OTHERS | {"marleen": 403}),
    Row("schoolreviews:format", everyone("sanne", "karim", "marleen") | OTHERS),
    Row("schoolreviews:review", everyone(*STAFF), pk),
    Row("schoolreviews:cancel", everyone(*LEADS) | OTHERS, pk),
    Row("schoolreviews:reading", everyone(*STAFF, status=302), document, method="post"),
    Row("schoolreviews:prepare", everyone(*LEADS) | OTHERS, pk),
    Row("schoolreviews:part", everyone(*LEADS, status=422) | OTHERS, part, method="post"),
    Row("schoolreviews:desk", everyone(*LEADS) | OTHERS, live_pk),
    Row(
        "schoolreviews:step",
        everyone(*LEADS, status=302) | OTHERS,
        live_pk,
        method="post",
        data=lambda world: {"do": "pause"},
    ),
    Row("schoolreviews:signal", everyone(*LEADS, status=302) | OTHERS, live_pk, method="post"),
    Row("schoolreviews:minutes", everyone(*LEADS, status=422) | OTHERS, minutes, method="post"),
    Row("schoolreviews:screen", everyone(*STAFF), live_pk),
    Row("schoolreviews:ticket", everyone(*STAFF), live_pk),
    Row("schoolreviews:board", everyone(*STAFF), board),
    Row("schoolreviews:board", everyone(*LEADS, status=422) | OTHERS, board, method="post"),
    Row("joining:find", everyone(*STAFF, *ELSEWHERE)),
    Row("joining:door", everyone(*STAFF, *ELSEWHERE) | dict.fromkeys(SEATED, 302), code),
    Row(
        "joining:door",
        everyone(*STAFF, status=302) | dict.fromkeys(ELSEWHERE, 403),
        lambda world: {"code": fresh(world).code},
        method="post",
    ),
    Row("joining:room", seated(200), code),
    Row("joining:ticket", seated(200), code),
    Row("joining:vote", seated(403), code, method="post"),
    Row("joining:ready", seated(403), code, method="post"),
    Row("joining:group", seated(404), code, method="post"),
    Row("joining:board", seated(200), coded_board),
    Row("joining:figures", seated(200), coded_board),
    Row("joining:add", seated(403), coded_board, method="post"),
    Row("joining:dot", seated(404), coded_board, method="post"),
    Row("joining:card", seated(200), card),
]


def fresh(world: Any) -> SchoolReview:
    """One that is going on, in which nobody but Sanne sits yet."""
    found = review(world, "Vers")
    if not found.is_live:
        session.open_review(by=member(world, "ib"), review=found)
    return found
