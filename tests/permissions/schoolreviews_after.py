"""What follows a school review: read by everyone, worked out by who leads and who keeps what is agreed."""

from typing import Any

from gezien.common import clock
from gezien.schoolreviews.actions.after import plan_consultation
from gezien.schoolreviews.actions.newsletter import begin_newsletter
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.models import Consultation, SchoolReview
from tests.permissions import STAFF, Row, everyone
from tests.permissions.schoolreviews import member, review

WORKS = ("sanne", "karim", "marleen")
READS = dict.fromkeys(("emmy", "tom", "fleur", "petra"), 403)


def closed(world: Any) -> SchoolReview:
    """One that is over."""
    found = review(world, "Voorbij")
    SchoolReview.objects.filter(pk=found.pk, closed_at=None).update(opened_at=clock.now(), closed_at=clock.now())
    return SchoolReview.objects.get(pk=found.pk)


def pk(world: Any) -> dict:
    return {"pk": closed(world).pk}


def board(world: Any) -> dict:
    return {"pk": closed(world).boards.get(kind="together").pk}


def point(world: Any) -> dict:
    """An action point of Sanne."""
    found = closed(world)
    made = found.action_points.first() or make_point(
        by=member(world, "ib"),
        review=found,
        what="Elke dag lezen",
        owner=member(world, "ib").user,
        due_on=clock.today(),
        sign_of_success="82 %",
    )
    return {"pk": made.pk}


def consultation(world: Any) -> dict:
    found = Consultation.objects.filter(review=closed(world)).first()
    made = found or plan_consultation(by=member(world, "ib"), review=closed(world), starts_at=clock.now(), place="")
    return {"pk": made.pk}


def written(world: Any) -> dict:
    begin_newsletter(by=member(world, "ib"), review=closed(world))
    return pk(world)


ROWS = [
    Row("schoolreviews:after", everyone(*STAFF), pk),
    Row("schoolreviews:point_add", everyone(*WORKS, status=422) | READS, pk, "post"),
    Row("schoolreviews:consultation_add", everyone(*WORKS, status=422) | READS, pk, "post"),
    Row("schoolreviews:consultation", everyone(*STAFF), consultation),
    Row("schoolreviews:consultation", everyone(*WORKS, status=422) | READS, consultation, "post"),
    Row("schoolreviews:elaboration", everyone(*STAFF), board),
    Row(
        "schoolreviews:elaboration",
        everyone(*WORKS, status=302) | READS,
        board,
        "post",
        lambda world: {"begin": "1"},
    ),
    Row("schoolreviews:elaboration_plan", everyone(*WORKS, status=302) | READS, board, "post"),
    Row("schoolreviews:elaboration_done", everyone(*WORKS, status=302) | READS, board, "post"),
    Row(
        "schoolreviews:progress",
        everyone(*WORKS, status=302) | READS,
        point,
        "post",
        lambda world: {"kind": "result", "text": "Gemeten."},
    ),
    Row("schoolreviews:newsletter", everyone(*STAFF), written),
    Row("schoolreviews:newsletter", everyone(*WORKS) | READS, written, "post"),
    Row("schoolreviews:newsletter_draft", everyone(*WORKS, status=302) | READS, pk, "post"),
    Row("schoolreviews:newsletter_readiness", everyone(*WORKS, status=302) | READS, pk, "post"),
]
