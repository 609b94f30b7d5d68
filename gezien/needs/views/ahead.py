"""Looking ahead: which crucial goals come up for a group, and who is likely to need extra to reach them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import number_in, posted_number
from gezien.common.numbers import number_of
from gezien.needs.queries.ahead import NEXT, NOW, Ahead, Term, look_ahead
from gezien.needs.rules import may_edit_overview, require_editable_group
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.quality.models import LearningGoal
from gezien.results.actions import CannotUndo
from gezien.results.actions.mastery import Noted, mark_goals, undo_marks
from gezien.results.models import Mastery
from gezien.results.queries.mastery import marks_of
from gezien.schools.models import Subject
from gezien.schools.rules import may_keep_agreed


@require_http_methods(["GET", "HEAD", "POST"])
def ahead(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what comes up, with who needs extra and why. POST: a pupil masters a goal already, or take that back."""
    group = get_object_or_404(visible_groups(request.member).select_related("year", "school"), pk=pk)
    if request.method == "POST":
        require_editable_group(request.member, group)
        return _undo(request, group) if "undo" in request.POST else _mastered(request, group)
    reason = why_group_visible(request.member, group) or ""
    record(request.member, "group.read", group, group=group, reason=reason, screen="ahead")
    subject = request.GET.get("subject", "")
    found = look_ahead(request.member, group, term=request.GET.get("term", ""), subject=subject)
    context = {
        "group": group,
        "title": group_in_words(group),
        "found": found,
        "reason": reason,
        "current_tab": "ahead",
        "can_edit": may_edit_overview(request.member),
        "may_keep": may_keep_agreed(request.member),
        "shown": [section for section in found.subjects if section["is_shown"]],
        "marked": request.GET.get("marked", ""),
        **_choices(found, subject),
    }
    return render(request, "needs/ahead.html", context)


def _choices(found: Ahead, subject: str) -> dict:
    """The other period and the other subjects, one click away."""
    key = found.term.key if found.term else NOW
    return {
        "term_words": _term(found.term) if found.term else "",
        "terms": [
            {"url": _query(one.key, subject), "name": _term(one), "is_current": one == found.term}
            for one in found.terms
        ],
        "subjects": [
            {"url": _query(key, ""), "name": _("Every subject"), "is_current": not subject},
            *(
                {"url": _query(key, one["pk"]), "name": one["name"], "is_current": subject == str(one["pk"])}
                for one in found.subjects
            ),
        ],
        "here": _query(key, subject),
    }


def _query(term: str, subject) -> str:
    return f"?term={term}" + (f"&subject={subject}" if subject else "")


def _term(term: Term) -> str:
    """ "This period: 2 (February – July)"."""
    if term.key == NEXT and term.shift:
        words = _("Next school year: period %(number)s")
    else:
        words = _("Next period: %(number)s") if term.key == NEXT else _("This period: %(number)s")
    text = words % {"number": term.number}
    if term.period is None:
        return text
    days = (date_format(day, "F") for day in (term.period.starts_on, term.period.ends_on))
    return f"{text} ({' – '.join(days)})"


def _mastered(request: HttpRequest, group: Group) -> HttpResponse:
    """Note that a pupil masters a goal, as seen in class today."""
    member = request.member
    pupil, _dash, pk = request.POST.get("mastered", "").partition("-")
    if not (number_of(pupil) and number_of(pk)):
        return HttpResponseBadRequest()
    goal = get_object_or_404(LearningGoal.objects.filter(school=member.school).select_related("line"), pk=number_of(pk))
    cell = (number_of(pupil), goal.pk)
    stored = marks_of(member.school, [cell[0]], [cell[1]])
    noted = Noted(*cell, stored[cell].state if cell in stored else "", Mastery.State.MASTERED.value)
    mark_goals(by=member, noted=[noted], source=Mastery.Source.OBSERVED, shown_on=clock.today())
    messages.success(request, _("Noted: masters “%(goal)s”.") % {"goal": goal.text.rstrip(".")})
    return redirect(f"{_page(request, group)}&marked={goal.line.subject_id}#goal-{goal.pk}")


def _undo(request: HttpRequest, group: Group) -> HttpResponse:
    subjects = Subject.objects.filter(school=request.member.school)
    subject = get_object_or_404(subjects, pk=posted_number(request, "undo"))
    try:
        undo_marks(by=request.member, group=group, subject=subject)
        messages.info(request, _("Taken back."))
    except CannotUndo as problem:
        messages.error(request, str(problem))
    return redirect(_page(request, group))


def _page(request: HttpRequest, group: Group) -> str:
    term = request.GET.get("term", "")
    page = reverse("needs:ahead", args=[request.member.school.slug, group.pk])
    return page + _query(term if term in (NOW, NEXT) else "", number_in(request.GET, "subject"))
