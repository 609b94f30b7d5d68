"""That a colleague read something beforehand: said by themselves, and taken back by themselves."""

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.quality.actions.readings import say_read
from gezien.quality.queries.readings import holding_versions
from gezien.schoolreviews.models import DocumentRead, ReviewDocument
from gezien.schoolreviews.rules import visible_reviews
from gezien.schools.rules import Member, NotAllowed


@transaction.atomic
def tell_read(*, by: Member, document: ReviewDocument, is_read: bool) -> None:
    """Tell that one read a document, or take that back.

    Of an education plan it is the receipt of the version that holds, the same one as with the plan itself.
    """
    review = visible_reviews(by).filter(pk=document.review_id).first()
    if review is None:
        raise NotAllowed("document of another school")
    plan = document.education_plan_id
    version = holding_versions([plan], review.closed_at).get(plan) if plan else None
    if version is not None:
        say_read(by=by, version=version, is_read=is_read)
        return
    if is_read:
        DocumentRead.objects.get_or_create(
            school=by.school, document=document, user=by.user, defaults={"read_at": clock.now()}
        )
    else:
        DocumentRead.objects.filter(school=by.school, document=document, user=by.user).delete()
    record(by, "school_document.read" if is_read else "school_document.unread", document)
