"""Class visits: the list, planning one, and the visit itself as its visitor, its teacher or a reader sees it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.agreements.forms import USUAL_TERM
from gezien.agreements.models import Agreement
from gezien.audit.log import record
from gezien.common import clock
from gezien.common.forms import autosave_reply, posted_number, wants_json
from gezien.common.models import StaleVersion
from gezien.plans.words import enumerated, group_title
from gezien.pupils.words import by_year_group
from gezien.visits import actions
from gezien.visits.forms import MoveVisitForm, PlanVisitForm, RespondForm, VisitAgreementForm, WriteVisitForm
from gezien.visits.models import ClassVisit
from gezien.visits.queries import colleagues_in_lesson, pupils_named, visit_list, visit_row
from gezien.visits.rules import (
    may_know_visits,
    may_visit,
    own_visits,
    readable_visits,
    received_visits,
    visible_visits,
    visitable_groups,
    why_readable,
)

State = ClassVisit.State


@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """One's own visits, made and received; for coach and head also when others go where."""
    member = request.member
    if not may_know_visits(member):
        raise Http404
    groups = visitable_groups(member).filter(year__starts_on__lte=clock.today(), year__ends_on__gte=clock.today())
    context = {**visit_list(member), "may_visit": may_visit(member), "groups": sorted(groups, key=by_year_group)}
    return render(request, "visits/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: HttpRequest, group: int) -> HttpResponse:
    """Plan a visit to a teacher of this group."""
    found = get_object_or_404(visitable_groups(request.member).select_related("school", "year"), pk=group)
    typed = request.POST if request.method == "POST" else None
    form = PlanVisitForm(typed, by=request.member, group=found, plan=request.GET.get("plan", ""))
    if request.method == "POST" and form.is_valid():
        planned = form.save()
        names = enumerated([one.teacher.name for one in planned])
        messages.success(request, _("Planned, and on the home page of %(name)s.") % {"name": names})
        return _to(planned[0])
    context = {"form": form, "group": found, "title": group_title(found), "teachers": form.fields["teacher"].queryset}
    return render(request, "visits/plan.html", context, status=422 if form.errors else 200)


@require_safe
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """A visit, as far as the member may read it."""
    member, found = request.member, _visible(request, pk)
    if reason := why_readable(member, found):
        record(member, "visit.read", found, group=found.group, reason=reason)
    return _page(request, found)


def _page(request: HttpRequest, found: ClassVisit, *, form=None, status: int = 200, moved=None) -> HttpResponse:
    member = request.member
    may_read = why_readable(member, found) is not None
    is_visitor, is_teacher = found.visitor_id == member.user.pk, found.teacher_id == member.user.pk
    writes = is_visitor and found.state in (State.PLANNED, State.WRITTEN)
    responds = is_teacher and found.state == State.SHARED
    if form is None:
        form = (
            WriteVisitForm(by=member, visit=found)
            if writes
            else RespondForm(by=member, visit=found)
            if responds
            else None
        )
    context: dict[str, Any] = {
        "visit": found,
        "row": visit_row(member, found),
        "may_read": may_read,
        "is_visitor": is_visitor,
        "is_teacher": is_teacher,
        "writes": writes,
        "responds": responds,
        "form": form,
        "same_lesson": colleagues_in_lesson(member, found),
        "move": moved or (MoveVisitForm(by=member, visit=found) if writes else None),
        "plan_rows": _plan_rows(found),
        "names": enumerated(pupils_named(found)) if writes else "",
        "told": _told(found) if may_read else None,
        "agreements": _agreements(found) if may_read else [],
        "agreed": _agreed(found) if is_visitor or is_teacher else "",
        "may_agree": _may_agree(found, is_visitor=is_visitor, is_teacher=is_teacher),
    }
    return render(request, "visits/visit.html", context, status=status)


@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what the visitor writes."""
    found = _own(request, pk)
    form = WriteVisitForm(request.POST, by=request.member, visit=found)
    return _saved(request, found, form)


@require_POST
def response(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the teacher's own words."""
    found = get_object_or_404(
        received_visits(request.member).select_related("group__school", "visitor", "teacher"), pk=pk
    )
    return _saved(request, found, RespondForm(request.POST, by=request.member, visit=found))


def _saved(request: HttpRequest, found: ClassVisit, form) -> HttpResponse:
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved:
        return _to(found)
    return _page(request, _visible(request, found.pk), form=form, status=409 if form.conflict else 422)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Another day or hour."""
    found = _own(request, pk)
    form = MoveVisitForm(request.POST, by=request.member, visit=found)
    if form.try_save():
        return _to(found)
    return _page(request, _own(request, pk), moved=form, status=409 if form.conflict else 422)


STEPS = {
    "share": actions.share_visit,
    "take_back": actions.take_back,
    "agree": actions.agree,
    "cancel": actions.cancel_visit,
}


@require_POST
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Share, take back, agree or cancel; what stands typed in the form around the button is kept first."""
    found, action = _visible(request, pk), STEPS.get(request.POST.get("step", ""))
    version = posted_number(request, "version")
    if action is None or not version:
        raise Http404
    form = _typed(request, found)
    if form is not None:
        saved = form.try_save()
        if saved is None:
            return _page(request, _visible(request, pk), form=form, status=409 if form.conflict else 422)
        found, version = saved, saved.version
    if action is actions.share_visit and not found.strengths.strip():
        messages.warning(request, _("Write first what goes well: feedback begins there."))
        return _to(found)
    try:
        action(by=request.member, visit=found, version=version)
    except StaleVersion:
        messages.warning(request, _("Something changed meanwhile. Look again before you decide."))
    return _to(found)


def _typed(request: HttpRequest, found: ClassVisit) -> WriteVisitForm | RespondForm | None:
    """The texts that came along with a step."""
    if "strengths" in request.POST:
        return WriteVisitForm(request.POST, by=request.member, visit=found)
    if "response" in request.POST:
        return RespondForm(request.POST, by=request.member, visit=found)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an agreement after a visit that both agreed on."""
    member = request.member
    found = get_object_or_404(readable_visits(member).select_related("group", "teacher", "visitor"), pk=pk)
    if found.state != State.AGREED or member.user.pk not in (found.visitor_id, found.teacher_id):
        raise Http404
    initial = {"due_on": clock.today() + USUAL_TERM, "owner": found.teacher_id}
    form = VisitAgreementForm(
        request.POST if request.method == "POST" else None, by=member, visit=found, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        return _to(found)
    context = {"form": form, "visit": found, "row": visit_row(member, found)}
    return render(request, "visits/agreement.html", context, status=422 if form.errors else 200)


def _visible(request: HttpRequest, pk: int) -> ClassVisit:
    found = visible_visits(request.member).select_related("group__school", "group__year", "visitor", "teacher")
    return get_object_or_404(found, pk=pk)


def _own(request: HttpRequest, pk: int) -> ClassVisit:
    found = own_visits(request.member).select_related("group__school", "group__year", "visitor", "teacher")
    return get_object_or_404(found, pk=pk)


def _to(found: ClassVisit) -> HttpResponse:
    return redirect("visits:visit", school=found.group.school.slug, pk=found.pk)


def _plan_rows(found: ClassVisit) -> list[dict[str, Any]]:
    rows = found.rows.select_related("plan__subject", "cluster").order_by("plan__subject__position", "pk")
    return [
        {"plan": row.plan_id, "name": f"{row.plan.subject.name}: {row.cluster.name}", "approach": row.approach}
        for row in rows
    ]


def _told(found: ClassVisit) -> dict[str, Any]:
    """What was seen, strengths first; questions without an answer are left out."""
    themes: dict[str, list[dict[str, str]]] = {}
    for point in found.points:
        if point["seen"].strip():
            themes.setdefault(point["theme"], []).append(point)
    return {
        "strengths": found.strengths,
        "themes": list(themes.items()),
        "ideas": found.ideas,
        "response": found.response,
    }


def _agreements(found: ClassVisit) -> list[dict[str, str]]:
    made = Agreement.objects.filter(pk__in=found.agreements.values("agreement")).select_related("owner")
    return [{"what": one.what, "owner": one.owner.name, "due": date_format(one.due_on, "j F")} for one in made]


def _agreed(found: ClassVisit) -> str:
    """Who has agreed so far."""
    if found.state != State.SHARED:
        return ""
    who = [
        user.name
        for user, moment in ((found.teacher, found.teacher_agreed_at), (found.visitor, found.visitor_agreed_at))
        if moment
    ]
    return _("%(name)s has agreed.") % {"name": who[0]} if who else ""


def _may_agree(found: ClassVisit, *, is_visitor: bool, is_teacher: bool) -> bool:
    if found.state != State.SHARED:
        return False
    return (is_teacher and not found.teacher_agreed_at) or (is_visitor and not found.visitor_agreed_at)
