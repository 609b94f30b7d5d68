"""One educational need: a page of its own, and an editor inside the overview by htmx."""

import json
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gezien.audit.log import record
from gezien.common.clock import in_school_time
from gezien.common.forms import autosave_reply, wants_json
from gezien.common.models import StaleVersion
from gezien.needs.actions import remove_need
from gezien.needs.forms import NeedForm
from gezien.needs.models import EducationalNeed
from gezien.needs.rules import visible_needs
from gezien.needs.views.coach import answered, asks_coach, offered, turned
from gezien.needs.views.parts import is_part
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_groups, visible_pupils, why_visible
from gezien.schools.models import Period, Subject
from gezien.schools.queries import current_period

# Tells the overview around the editor that a need was saved or removed.
SAVED = json.dumps({"need:saved": {}})


def need(request: HttpRequest, pupil: int, subject: int) -> HttpResponse:
    """GET: the need of a pupil for a subject in a period, with its form. POST: save it; autosave.js gets JSON."""
    target = _target(request, pupil, subject)
    require_editable(request.member, target["pupil"])
    kept = visible_needs(request.member).filter(**target).select_related("author").first()
    if request.method != "POST":
        reason = why_visible(request.member, target["pupil"])
        record(request.member, "pupil.read", kept, pupil=target["pupil"], reason=reason or "", screen="need")
        return _show(request, target, NeedForm(by=request.member, need=kept, **target), kept)
    form = NeedForm(_posted(request, target), by=request.member, need=kept, **target)
    if asks_coach(request):
        turned(request)
        return _show(request, target, form, kept, coach=answered(request, form.data.get("goal", "")))
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return _show(request, target, form, kept, status=409 if form.conflict else 422)
    if is_part(request):
        response = _show(request, target, NeedForm(by=request.member, need=saved, **target), saved)
        response.headers["HX-Trigger"] = SAVED
        return response
    return redirect(request.get_full_path() if "copy" in request.POST else _back(request, target["pupil"]))


def _posted(request: HttpRequest, target: dict[str, Any]) -> QueryDict:
    """What was typed; "start from this" fills what is still empty from the period before."""
    before = _before(request, target) if "copy" in request.POST else None
    if before is None:
        return request.POST
    data = request.POST.copy()
    data["goal"] = data.get("goal") or before.goal
    data["support"] = data.get("support") or before.support
    return data


@require_POST
def removal(request: HttpRequest, pupil: int, subject: int) -> HttpResponse:
    """Take a need away. The reply holds its texts once more, so that it can be put back."""
    target = _target(request, pupil, subject)
    require_editable(request.member, target["pupil"])
    kept = get_object_or_404(visible_needs(request.member), **target)
    version = request.POST.get("version", "")
    if kept.author_id == request.member.user.pk:  # one's own later words are not somebody else's
        version = str(kept.version)
    try:
        remove_need(by=request.member, need=kept, expected=int(version) if version.isdigit() else 0)
    except StaleVersion:
        kept.refresh_from_db()
        form = NeedForm(by=request.member, need=kept, **target)
        return _show(request, target, form, kept, status=409, changed_meanwhile=True)
    response = _show(request, target, NeedForm(by=request.member, **target), None, removed=kept)
    response.headers["HX-Trigger"] = SAVED
    return response


def _target(request: HttpRequest, pupil: int, subject: int) -> dict[str, Any]:
    """Which need: pupil, subject and period; what the member may not see does not exist."""
    member, period = request.member, request.GET.get("period", "")
    periods = Period.objects.filter(school=member.school)
    return {
        "pupil": get_object_or_404(visible_pupils(member), pk=pupil),
        "subject": get_object_or_404(Subject.objects.filter(school=member.school), pk=subject),
        "period": get_object_or_404(periods, pk=period) if period.isdigit() else current_period(member.school),
    }


def _show(
    request: HttpRequest,
    target: dict[str, Any],
    form: NeedForm,
    kept: EducationalNeed | None,
    *,
    status: int = 200,
    **state: Any,
) -> HttpResponse:
    """Page or part, whichever is asked."""
    context = target | {
        "form": form,
        "need": kept,
        "saved_at": kept and in_school_time(kept.updated_at),
        "before": _before(request, target),
        "subjects": _subjects(request, target),
        "back": _back(request, target["pupil"]),
        "query": request.GET.urlencode(),
        "coach": offered(request, target["pupil"], target["subject"]),
        **state,
    }
    template = "needs/need.html#editor" if is_part(request) else "needs/need.html"
    return render(request, template, context, status=status)


def _subjects(request: HttpRequest, target: dict[str, Any]) -> QuerySet[Subject]:
    """The school's subjects, with whether this pupil has a need there in this period."""
    needs = visible_needs(request.member).filter(pupil=target["pupil"], period=target["period"], subject=OuterRef("pk"))
    return Subject.objects.filter(school=request.member.school).annotate(has_need=Exists(needs))


def _before(request: HttpRequest, target: dict[str, Any]) -> EducationalNeed | None:
    """The pupil's last need for this subject in an earlier period: something to start from."""
    earlier = visible_needs(request.member).filter(
        pupil=target["pupil"], subject=target["subject"], period__starts_on__lt=target["period"].starts_on
    )
    return earlier.select_related("period").order_by("-period__starts_on").first()


def _back(request: HttpRequest, pupil: Pupil) -> str:
    """The pupil's row in the overview one came from, else in the pupil's group of today, else the groups."""
    slug, asked = request.member.school.slug, request.GET.get("group", "")
    groups = visible_groups(request.member).filter(enrolments__pupil=pupil).order_by("-year__starts_on", "pk")
    group = (groups.filter(pk=asked).first() if asked.isdigit() else None) or groups.first()
    if group is None:
        return reverse("needs:groups", args=[slug])
    period = request.GET.get("period", "")
    query = f"?period={period}" if period.isdigit() else ""
    return f"{reverse('needs:overview', args=[slug, group.pk])}{query}#p{pupil.pk}"
