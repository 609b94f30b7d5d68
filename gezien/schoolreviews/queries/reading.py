"""What is read before a review, and by whom.

An education plan counts as read by the receipts of the version that holds (that held, for a review that is over): the
same ones as with the plan itself. A version settled later is to be read again. Of everything else, and of a plan that
was never settled, the review keeps it.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.quality.models import EducationPlanReading
from gezien.quality.queries.readings import holding_versions
from gezien.schoolreviews.models import DocumentRead, ReviewDocument, SchoolReview
from gezien.schoolreviews.rules import colleagues
from gezien.schools.rules import Member


@dataclass(frozen=True)
class Reading:
    """The documents of a review, in order, and who read each: (document, user)."""

    documents: list[ReviewDocument]
    said: set[tuple[int, int]]


def reading_of(review: SchoolReview) -> Reading:
    """Who read what: four statements."""
    found = list(review.documents.select_related("education_plan__subject", "quality_card"))
    held = holding_versions([one.education_plan_id for one in found if one.education_plan_id], review.closed_at)
    document_of = {held[one.education_plan_id].pk: one.pk for one in found if one.education_plan_id in held}
    receipts = EducationPlanReading.objects.filter(version__in=document_of).values_list("version", "reader")
    own = DocumentRead.objects.filter(document__in=found).exclude(document__in=document_of.values())
    said = {(document_of[version], user) for version, user in receipts}
    return Reading(found, said | set(own.values_list("document", "user")))


def documents(member: Member, reading: Reading) -> list[dict[str, Any]]:
    """What to read, whether the member did, and how many of the team; no statement."""
    readers = Counter(document for document, _user in reading.said)
    return [
        {
            "pk": row.pk,
            "title": _title(row),
            "url": _address(member, row),
            "is_elsewhere": bool(row.link),
            "readers": readers[row.pk],
            "is_read": (row.pk, member.user.pk) in reading.said,
        }
        for row in reading.documents
    ]


def _title(row: ReviewDocument) -> str:
    if row.quality_card:
        return _("Quality card %(title)s") % {"title": row.quality_card}
    return row.title or _("Education plan %(subject)s") % {"subject": row.education_plan}


def _address(member: Member, row: ReviewDocument) -> str:
    slug = member.school.slug
    if row.quality_card_id:
        return reverse("quality:card", args=[slug, row.quality_card_id])
    return row.link or reverse("quality:education_plan", args=[slug, row.education_plan_id])


def readers(member: Member, reading: Reading) -> list[dict[str, Any]]:
    """Each colleague with how many of the documents they read, who has most to do first; for who leads."""
    read, total = Counter(user for _document, user in reading.said), len(reading.documents)
    rows = [{"name": user.name, "read": read[user.pk], "total": total} for user in colleagues(member)]
    return sorted(rows, key=lambda row: (row["read"], row["name"]))
