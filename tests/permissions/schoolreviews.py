"""The school review: the whole team takes part; coach, head and whoever is in the chair lead."""

import datetime as dt
from typing import Any

from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.models import ReviewDocument, SchoolReview
from gezien.schools.models import Subject, User
from gezien.schools.rules import member_of
from tests.permissions import STAFF, Row, everyone

LEADS = ("sanne", "karim", "marleen")  # marleen is in the chair
OTHERS = dict.fromkeys(("emmy", "tom", "fleur", "petra"), 403)


def review(world: Any) -> SchoolReview:
    """A review to come, with Marleen in the chair."""
    found = SchoolReview.objects.filter(school=world.school, title="Rechten").first()
    return found or planning.plan_review(
        by=member_of(User.objects.get(username="ib"), world.school.slug),
        title="Rechten",
        starts_at=dt.datetime(2027, 3, 3, 13, tzinfo=dt.UTC),
        place="",
        chair=User.objects.get(username="coordinator"),
        together=world.arithmetic,
        parallel=list(Subject.objects.exclude(pk=world.arithmetic.pk)[:3]),
    )


def pk(world: Any) -> dict:
    return {"pk": review(world).pk}


def part(world: Any) -> dict:
    return pk(world) | {"name": "texts"}


def document(world: Any) -> dict:
    found, _new = ReviewDocument.objects.get_or_create(school=world.school, review=review(world), title="Beleid")
    return pk(world) | {"document": found.pk}


ROWS = [
    Row("schoolreviews:list", everyone(*STAFF)),
    Row("schoolreviews:plan", everyone("sanne", "karim") | OTHERS | {"marleen": 403}),
    Row("schoolreviews:format", everyone("sanne", "karim", "marleen") | OTHERS),
    Row("schoolreviews:review", everyone(*STAFF), pk),
    Row("schoolreviews:cancel", everyone(*LEADS) | OTHERS, pk),
    Row("schoolreviews:reading", everyone(*STAFF, status=302), document, method="post"),
    Row("schoolreviews:prepare", everyone(*LEADS) | OTHERS, pk),
    Row("schoolreviews:part", everyone(*LEADS, status=422) | OTHERS, part, method="post"),
]
