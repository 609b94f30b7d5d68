"""The school review of March, which is being prepared; what came of the one before is in `school_review_past`."""

import datetime as dt

from django.utils import timezone

from gezien.demo import cast
from gezien.quality.card_starter import SCHOOL_REVIEW
from gezien.quality.models import EducationPlan, QualityCard
from gezien.schoolreviews.actions import planning
from gezien.schoolreviews.actions.reading import tell_read
from gezien.schoolreviews.models import (
    ReviewRole,
    SchoolReview,
    SubjectBoard,
)
from gezien.schools.models import School, Subject, User
from gezien.schools.rules import Member, member_of

COMING = timezone.make_aware(dt.datetime(2027, 3, 3, 13, 0))
TOGETHER, PARALLEL = "rekenen", ("technisch-lezen", "begrijpend-lezen", "spelling")
GOALS = "Weten waar we als school staan met rekenen en lezen, en kiezen wat we dit halfjaar samen sterker maken."


def add_school_reviews(school: School, users: dict[str, User]) -> None:
    """The preparation of the review of March."""
    by = member_of(users["ib"], school.slug) if school.name == cast.SCHOOL else None
    if by is None:
        return
    _coming(by, users)


def _planned(by: Member, title: str, starts_at: dt.datetime, chair: User, code: str) -> SchoolReview:
    subjects = {one.code: one for one in Subject.objects.filter(school=by.school)}
    review = planning.plan_review(
        by=by,
        title=title,
        starts_at=starts_at,
        place="Aula",
        chair=chair,
        together=subjects[TOGETHER],
        parallel=[subjects[code] for code in PARALLEL if code in subjects],
    )
    review.code, review.goals = code, GOALS
    review.outcomes = "Per vakgebied een bord met wat goed gaat, verklaringen en waar we invloed op hebben."
    review.expectations = "Iedereen heeft de onderwijsplannen gelezen en de resultaten van de eigen groep bij de hand."
    review.save()
    return review


def _coming(by: Member, users: dict[str, User]) -> None:
    review = _planned(by, "Schoolbespreking maart", COMING, by.user, "BWZ6HK")
    review.prior_information = "Sinds januari heeft groep 4 een tweede leerkracht op maandag en dinsdag."
    review.save()
    SubjectBoard.objects.filter(review=review, subject__code=TOGETHER).update(lead=users["coordinator"])
    roles = [("minutes", users["leerkracht2"]), ("signals", users["duo"]), ("time", users["directie"])]
    ReviewRole.objects.bulk_create(
        ReviewRole(school=by.school, review=review, kind=kind, user=user) for kind, user in roles
    )
    plans = list(EducationPlan.objects.filter(school=by.school))
    cards = QualityCard.objects.filter(school=by.school, title=SCHOOL_REVIEW["title"])
    planning.set_documents(by=by, review=review, version=review.version, plans=plans, links=[], cards=cards)
    for reader in filter(None, (member_of(users[name], by.school.slug) for name in ("leerkracht2", "coordinator"))):
        for document in review.documents.all():
            tell_read(by=reader, document=document, is_read=True)
