"""Writes of the summary for parents. Any text is kept; it is ready only when the guard has nothing against it."""

from collections.abc import Sequence

from django.db import transaction

from gezien.audit.log import record
from gezien.common import clock
from gezien.schoolreviews.guard import Objection, objections
from gezien.schoolreviews.models import Newsletter, SchoolReview
from gezien.schoolreviews.queries.names import known_of
from gezien.schoolreviews.queries.newsletter import draft_of
from gezien.schoolreviews.rules import workable_reviews
from gezien.schools.rules import Member, NotAllowed


class Refused(Exception):
    """Something in the text is about a pupil or about few; `objections` says what and where."""

    def __init__(self, found: Sequence[Objection]) -> None:
        super().__init__("about a pupil, or about few")
        self.objections = list(found)


@transaction.atomic
def begin_newsletter(*, by: Member, review: SchoolReview) -> tuple[Newsletter, int]:
    """A draft from what the team agreed, and how many sentences stayed out; the text that is there if there is one."""
    _require_working(by, review)
    made, _is_new = Newsletter.objects.get_or_create(school=by.school, review=review)
    if made.text.strip():
        return made, 0
    made.text, left_out = draft_of(review, known_of(by.school))
    made.save_if_unchanged(expected=made.version, fields=["text"])
    record(by, "newsletter.drafted", made, left_out=left_out)
    return made, left_out


@transaction.atomic
def save_newsletter(*, by: Member, newsletter: Newsletter, version: int, text: str) -> Newsletter:
    """Keep the text, whatever stands in it; a text that changed is not ready any more. Raises `StaleVersion`."""
    _require_working(by, newsletter.review)
    if newsletter.text != text:
        newsletter.ready_at = newsletter.ready_by = None
    newsletter.text = text
    newsletter.save_if_unchanged(expected=version, fields=["text", "ready_at", "ready_by"])
    record(by, "newsletter.saved", newsletter)
    return newsletter


@transaction.atomic
def make_ready(*, by: Member, newsletter: Newsletter) -> Newsletter:
    """The text may go to parents. Raises `Refused` when it is about a pupil or about few, or empty."""
    _require_working(by, newsletter.review)
    newsletter = Newsletter.objects.select_for_update(of=("self",)).get(pk=newsletter.pk)
    found = objections(newsletter.text, known_of(by.school))
    if found or not newsletter.text.strip():
        raise Refused(found)
    newsletter.ready_at, newsletter.ready_by = clock.now(), by.user
    newsletter.save_if_unchanged(expected=newsletter.version, fields=["ready_at", "ready_by"])
    record(by, "newsletter.made_ready", newsletter)
    return newsletter


def _require_working(by: Member, review: SchoolReview) -> None:
    if not workable_reviews(by).filter(pk=review.pk).exists():
        raise NotAllowed("school review")
