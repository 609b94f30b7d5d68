"""What the school agreed and asks for: plans to read, cards to evaluate."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.quality.queries.cards import due_evaluations
from gezien.quality.queries.readings import to_read
from gezien.schools.rules import Member, may_keep_agreed

SHOWN = 4


def agreed_rows(member: Member) -> list[dict[str, Any]]:
    """Settled education plans one did not say to have read, and for who keeps them the cards that are due."""
    slug = member.school.slug
    rows = [
        {
            "icon": "book-open-check",
            "text": _("Read: education plan %(subject)s, version %(number)s")
            % {"subject": one.plan.subject.name, "number": one.number},
            "url": reverse("quality:education_version", args=[slug, one.plan_id, one.number]),
            "meta": one.why,
            "is_late": False,
        }
        for one in to_read(member)[:SHOWN]
    ]
    if may_keep_agreed(member):
        rows += [
            {
                "icon": "calendar",
                "text": _("Evaluate: quality card %(title)s") % {"title": one.card.title},
                "url": reverse("quality:card_evaluation", args=[slug, one.pk]),
                "meta": date_format(one.due_on, "j F Y"),
                "is_late": one.due_on < clock.today(),
            }
            for one in due_evaluations(member.school)[:SHOWN]
        ]
    return rows
