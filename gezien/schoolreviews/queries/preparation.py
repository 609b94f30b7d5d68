"""What the team sees of a review beforehand: what it is about, how the time goes, who does what, what to read."""

import datetime as dt
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from gezien.common import clock
from gezien.schoolreviews.models import ReviewStep, SchoolReview, SubjectBoard
from gezien.schoolreviews.rules import visible_reviews
from gezien.schools.rules import Member

HOME_AHEAD = dt.timedelta(days=28)


def review_rows(member: Member) -> dict[str, list[dict[str, Any]]]:
    """All reviews that were not called off: those to come or going on, and those that are over. One statement."""
    rows = [review_row(one) for one in visible_reviews(member).filter(cancelled_at=None).select_related("chair")]
    return {
        "coming": [row for row in reversed(rows) if not row["is_over"]],
        "past": [row for row in rows if row["is_over"]],
    }


def home_reviews(member: Member) -> list[dict[str, Any]]:
    """The review that is going on, or comes within four weeks, for the home page. One statement."""
    until = clock.now() + HOME_AHEAD
    found = visible_reviews(member).filter(cancelled_at=None, closed_at=None, starts_at__lte=until)
    return [
        {
            "text": one.title,
            "when": date_format(localtime(one.starts_at), "l j F, H:i"),
            "url": reverse("joining:door", args=[one.code])
            if one.is_live
            else reverse("schoolreviews:review", args=[member.school.slug, one.pk]),
            "is_live": one.is_live,
        }
        for one in found.order_by("starts_at")[:2]
    ]


def review_row(review: SchoolReview) -> dict[str, Any]:
    """A review as lists and heads of pages show it."""
    return {
        "pk": review.pk,
        "title": review.title,
        "when": date_format(localtime(review.starts_at), "l j F Y, H:i"),
        "place": review.place,
        "chair": review.chair.name,
        "is_live": review.is_live,
        "is_over": review.closed_at is not None,
    }


def filled_button(review: SchoolReview, *, leads: bool, may_desk: bool) -> str:
    """The one thing to do now on its page: "prepare" before the day, "desk" from then on for who leads, or "join"."""
    if review.closed_at or review.cancelled_at:
        return ""
    is_day = review.is_live or localtime(review.starts_at).date() <= clock.today()
    if leads:
        return "desk" if is_day else "prepare"
    if review.is_live:
        return "join"
    return "desk" if may_desk and is_day else ""


def agenda(review: SchoolReview) -> list[dict[str, Any]]:
    """The steps with their clock times; steps without minutes come afterwards and have none."""
    moment, rows = localtime(review.starts_at), []
    for step in review.steps.all():
        rows.append(
            {
                "pk": step.pk,
                "kind": step.kind,
                "title": step.title,
                "guidance": step.guidance,
                "minutes": step.minutes,
                "at": date_format(moment, "H:i") if step.minutes else "",
                "rounds": _rounds(review) if step.kind == ReviewStep.Kind.PARALLEL else "",
                "is_current": review.is_live and step.pk == review.current_step_id,
                "record": step.record,
            }
        )
        moment += dt.timedelta(minutes=step.minutes)
    return rows


def _rounds(review: SchoolReview) -> str:
    rounds = " + ".join(str(minutes) for minutes in review.rounds)
    return _("rounds of %(rounds)s minutes, %(presenting)d minutes to present") % {
        "rounds": rounds,
        "presenting": review.presenting_minutes,
    }


def people(review: SchoolReview) -> list[dict[str, str]]:
    """Who does what: the chair first, then the roles, then who leads which subject."""
    rows = [{"name": review.chair.name, "does": _("is in the chair")}]
    rows += [
        {"name": role.user.name, "does": role.task or role.get_kind_display()}
        for role in review.roles.select_related("user")
    ]
    rows += [
        {"name": board.lead.name, "does": _("leads %(subject)s") % {"subject": board.title}}
        for board in review.boards.select_related("lead")
        if board.lead
    ]
    return rows


def boards(review: SchoolReview) -> list[dict[str, Any]]:
    """The subjects of the review and how many cards each has; one statement."""
    found = review.boards.exclude(kind=SubjectBoard.Kind.LOOK_BACK).annotate(
        number=Count("cards", filter=Q(cards__removed_at=None, cards__merged_into=None))
    )
    return [
        {
            "pk": row.pk,
            "title": row.title,
            "how": row.get_kind_display(),
            "cards": row.number,
            "is_done": row.analysed_at,
        }
        for row in found
    ]
