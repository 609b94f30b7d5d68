"""Preparations: which form, how far, what is due for whom."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.agreements.queries import group_in_words
from gezien.agreements.words import day_in_words, due_in_words
from gezien.meetings.models import Answer, FormTemplate, Preparation
from gezien.meetings.rules import own_preparations
from gezien.pupils.models import Enrolment, Group
from gezien.schools.models import School
from gezien.schools.rules import Member, current


def form_for(group: Group) -> FormTemplate | None:
    """The school's form for most of the group's pupils, by their own year groups; the group's own when it is empty.

    A combination group 1-2 so gets the form for 1–2 although its own code is "C".
    """
    pupils = Enrolment.objects.filter(current(), school=group.school_id, group=group)
    years = Counter(pupils.values_list("pupil__year_group", flat=True)) or Counter([group.year_group])
    forms = list(FormTemplate.objects.filter(school=group.school_id, kind=FormTemplate.Kind.GROUP))
    fitting = [(sum(years[code] for code in codes_of(form)), form) for form in forms]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def codes_of(form: FormTemplate) -> list[str]:
    """The EDEXML year groups a form is for."""
    return [code.strip() for code in form.year_groups.split(",") if code.strip()]


def form_for_cases(school: School) -> FormTemplate | None:
    """The school's form for pupils in a review."""
    return FormTemplate.objects.filter(school=school, kind=FormTemplate.Kind.PUPIL).first()


def days_asked(preparation: Preparation, review: dt.date) -> int:
    """How long before a review its form asks this; of a form that is gone, as long as before the review on that day."""
    return preparation.template.days_before if preparation.template else (review - preparation.due_on).days


def waiting(preparations: QuerySet[Preparation]) -> QuerySet[Preparation]:
    """Those not handed in of what is still to come: the review was not opened or called off, the case is not closed."""
    of_meeting = Q(meeting__isnull=False, meeting__opened_at=None, meeting__cancelled_at=None)
    of_case = Q(case__isnull=False, case__closed_on=None) & (
        Q(discussed_in=None) | Q(discussed_in__opened_at=None, discussed_in__cancelled_at=None)
    )
    return preparations.filter(of_meeting | of_case, submitted_at=None)


def preparations_due(member: Member) -> QuerySet[Preparation]:
    """What the member still has to fill in for reviews to come, the most urgent first."""
    return (
        waiting(own_preparations(member))
        .select_related("meeting__group", "meeting__chair", "case__pupil")
        .annotate(questions=Count("answers"), answered=Count("answers", filter=~Q(answers__text="")))
        .order_by("due_on", "pk")
    )


def due_rows(member: Member, today: dt.date) -> list[dict[str, Any]]:
    """`preparations_due` as a page shows them: meeting (a key, None for a case), url, about, state (see `state_of`)."""
    due: Iterable[Any] = preparations_due(member)
    return [
        {
            "meeting": preparation.meeting_id,
            "url": url_of(preparation, member.school),
            "about": about_in_words(preparation),
            "state": state_of(preparation, preparation.questions, preparation.answered, today),
        }
        for preparation in due
    ]


def url_of(preparation: Preparation, school: School) -> str:
    """The page at which a preparation is filled in."""
    if preparation.case_id:
        return reverse("meetings:case_preparation", args=[school.slug, preparation.case_id])
    return reverse("meetings:preparation", args=[school.slug, preparation.meeting_id])


def about_in_words(preparation: Preparation) -> str:
    """The group or the pupil it is about."""
    return preparation.case.pupil.name if preparation.case else group_in_words(preparation.about_group)


def answers_last_time(preparation: Preparation) -> dict[str, str]:
    """By the question's key what the previous preparation of this group or case said; nobody has to look it up."""
    if preparation.case_id:
        earlier = Answer.objects.filter(preparation__case=preparation.case_id, preparation__lt=preparation.pk)
        return dict(earlier.exclude(text="").order_by("preparation", "pk").values_list("key", "text"))
    meeting = preparation.review
    answers = Answer.objects.filter(
        preparation__meeting__group=meeting.group_id,
        preparation__meeting__starts_at__lt=meeting.starts_at,
        preparation__meeting__cancelled_at=None,
    ).exclude(text="")
    return dict(answers.order_by("preparation__meeting__starts_at", "pk").values_list("key", "text"))


def state_of(preparation: Preparation, questions: int, answered: int, today: dt.date) -> dict[str, Any]:
    """How far a preparation is: `state` ("done", "busy", "not_started"), `is_late`, and both in words.

    `words` says how far ("4 of 7 questions"), `due` when it has to be ready as seen from today, `due_day` on which day;
    both "" once it is.
    """
    if preparation.submitted_at:
        day = day_in_words(timezone.localtime(preparation.submitted_at).date(), today)
        return {
            "state": "done",
            "is_late": False,
            "words": _("ready on %(day)s") % {"day": day},
            "due": "",
            "due_day": "",
        }
    words = ngettext("%(answered)d of %(questions)d question", "%(answered)d of %(questions)d questions", questions)
    return {
        "state": "busy" if answered else "not_started",
        "is_late": preparation.due_on < today,
        "words": words % {"answered": answered, "questions": questions} if answered else _("not begun"),
        "due": due_in_words(preparation.due_on, today),
        "due_day": day_in_words(preparation.due_on, today),
    }
