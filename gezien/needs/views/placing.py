"""The cluster of one pupil for one subject: a page of its own, and an editor inside the overview by htmx."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.common.forms import number_in
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.needs.actions import place_pupil, start_clustering
from gezien.needs.models import Cluster, Clustering, Placement
from gezien.needs.queries.agreed import LEARNING
from gezien.needs.queries.groups import choose_period, periods_of
from gezien.needs.rules import require_editable_group, visible_clusterings
from gezien.needs.views.parts import is_part
from gezien.pupils.rules import visible_groups, visible_pupils, why_visible
from gezien.schools.models import Subject

# Tells the overview around the editor that a pupil has another place.
SAVED = json.dumps({"need:saved": {}})


def placing(request: HttpRequest, pupil: int, subject: int) -> HttpResponse:
    """GET: in which cluster a pupil is, and why. POST: another cluster (`cluster`), or another reason."""
    target = _target(request, pupil, subject)
    require_editable_group(request.member, target["group"])
    if request.method != "POST":
        reason = why_visible(request.member, target["pupil"]) or ""
        record(request.member, "pupil.read", target["pupil"], pupil=target["pupil"], reason=reason, screen="clusters")
        return _show(request, target)
    problem, status = _place(request, target)
    if problem or is_part(request):
        response = _show(request, target, problem=problem, done=not problem, status=status)
        if not problem:
            response.headers["HX-Trigger"] = SAVED
        return response
    return redirect(_back(target))


def _target(request: HttpRequest, pupil: int, subject: int) -> dict[str, Any]:
    """Whose place, where and when (now, unless the address says otherwise); what one may not see does not exist."""
    member, asked = request.member, number_in(request.GET, "group")
    groups = visible_groups(member).filter(enrolments__pupil=pupil).select_related("year").distinct()
    group = groups.filter(**({"pk": asked} if asked else {})).order_by("-year__starts_on", "pk").first()
    period = choose_period(periods_of(group), request.GET.get("period")) if group else None
    if group is None or period is None:
        raise Http404
    return {
        "pupil": get_object_or_404(visible_pupils(member), pk=pupil),
        "subject": get_object_or_404(Subject.objects.filter(school=member.school, domain__in=LEARNING), pk=subject),
        "group": group,
        "period": period,
    }


def _clustering(request: HttpRequest, target: dict[str, Any]) -> Clustering | None:
    where = {name: target[name] for name in ("group", "subject", "period")}
    return visible_clusterings(request.member).filter(**where).select_related("group", "school").first()


def _place(request: HttpRequest, target: dict[str, Any]) -> tuple[str, int]:
    """Do it; gives what is wrong, in words, and the status that goes with it."""
    where = {name: target[name] for name in ("group", "subject", "period")}
    clustering = start_clustering(by=request.member, **where)
    own = Placement.objects.filter(clustering=clustering, pupil=target["pupil"]).select_related("cluster").first()
    cluster = own.cluster if own else None
    if (asked := request.POST.get("cluster", "")) != "":
        cluster = get_object_or_404(Cluster.objects.filter(clustering=clustering), pk=number_of(asked))
    if cluster is None:
        return _("Choose a cluster first."), 422
    version = request.POST.get("version", "")
    reason = request.POST.get("reason", "").strip()[:200]
    try:
        place_pupil(
            by=request.member,
            clustering=clustering,
            pupil=target["pupil"],
            cluster=cluster,
            reason=reason,
            expected=number_of(version) or clustering.version,
        )
    except StaleVersion:
        return _("Somebody else moved pupils meanwhile. This is how it stands now; choose again if it still fits."), 409
    return "", 200


def _show(
    request: HttpRequest, target: dict[str, Any], *, problem: str = "", done: bool = False, status: int = 200
) -> HttpResponse:
    """Page or part, whichever is asked."""
    clustering = _clustering(request, target)
    own = Placement.objects.filter(clustering=clustering, pupil=target["pupil"]).first() if clustering else None
    context = target | {
        "clusters": list(Cluster.objects.filter(clustering=clustering)) if clustering else [],
        "own": own,
        "reason": request.POST.get("reason", "") if problem else own.reason if own else "",
        "version": clustering.version if clustering else "",
        "problem": problem,
        "done": done,
        "back": _back(target),
        "query": request.GET.urlencode(),
    }
    template = "needs/placing.html#editor" if is_part(request) else "needs/placing.html"
    return render(request, template, context, status=status)


def _back(target: dict[str, Any]) -> str:
    """The pupil's row in the overview of the group."""
    page = reverse("needs:overview", args=[target["group"].school.slug, target["group"].pk])
    return f"{page}?period={target['period'].pk}&subject={target['subject'].pk}#p{target['pupil'].pk}"
