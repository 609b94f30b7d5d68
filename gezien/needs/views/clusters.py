"""Dividing a group into clusters: a board to move cards on, by drag, by keyboard, and by plain forms."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.forms import ClusterNameForm
from gezien.needs.models import Cluster, Clustering
from gezien.needs.queries.clusters import cluster_board, clustered_subjects
from gezien.needs.queries.groups import choose_period, periods_of, teacher_names, with_teachers
from gezien.needs.rules import may_edit_overview, require_editable_group, visible_clusterings
from gezien.needs.views.parts import is_part
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, visible_pupils, why_group_visible
from gezien.schools.models import Period, Subject


def subjects(request: HttpRequest, pk: int) -> HttpResponse:
    """The subjects one clusters for, and how far each is."""
    group = _group(request, pk)
    period = choose_period(periods_of(group), request.GET.get("period"))
    found = clustered_subjects(group, period) if period else []
    context = {
        "group": group,
        "title": group_in_words(group),
        "period": period,
        "subjects": found,
        "current_tab": "clusters",
        "teachers": teacher_names(group),
    }
    return render(request, "needs/cluster_subjects.html", context)


def board(request: HttpRequest, pk: int, subject: int) -> HttpResponse:
    """GET: the clusters of a group for a subject. POST: begin, empty or with the clusters of the period before."""
    group = _group(request, pk)
    chosen: Subject = get_object_or_404(Subject.objects.filter(school=request.member.school), pk=subject)
    periods = periods_of(group)
    period = choose_period(periods, request.GET.get("period"))
    if period is None:
        return redirect("needs:overview", school=request.member.school.slug, pk=group.pk)
    if request.method == "POST":
        require_editable_group(request.member, group)
        earlier = visible_clusterings(request.member).filter(group=group, subject=chosen)
        copied = get_object_or_404(earlier, pk=request.POST["copy"]) if request.POST.get("copy") else None
        clustering = actions.start_clustering(
            by=request.member, group=group, subject=chosen, period=period, copy_from=copied
        )
        return redirect(_address(clustering))
    reason = why_group_visible(request.member, group) or ""
    record(request.member, "group.read", group, group=group, reason=reason, screen="clusters")
    return render(request, "needs/clusters.html", _context(request, group, chosen, period))


@require_POST
def placement(request: HttpRequest, clustering: int, pupil: int) -> HttpResponse:
    """Put a pupil in a cluster; an empty `cluster` takes them out."""
    chosen = _clustering(request, clustering)
    pupils = visible_pupils(request.member).filter(enrolments__group=chosen.group).distinct()
    moved = get_object_or_404(pupils, pk=pupil)
    asked = request.POST.get("cluster", "")
    cluster = get_object_or_404(chosen.clusters, pk=asked) if asked.isdigit() else None
    reason = request.POST.get("reason")
    return _do(
        request,
        chosen,
        lambda version: actions.place_pupil(
            by=request.member,
            clustering=chosen,
            pupil=moved,
            cluster=cluster,
            expected=version,
            reason=None if reason is None else reason.strip()[:200],
        ),
        _("%(pupil)s: %(cluster)s") % {"pupil": moved.name, "cluster": cluster or _("not placed yet")},
    )


@require_POST
def column_new(request: HttpRequest, clustering: int) -> HttpResponse:
    """One cluster more."""
    chosen, form = _clustering(request, clustering), ClusterNameForm(request.POST)
    if not form.is_valid():
        return _reply(request, chosen, warning=_("Give the cluster a name."), status=422)
    name = form.cleaned_data["name"]
    return _do(
        request,
        chosen,
        lambda version: actions.add_cluster(by=request.member, clustering=chosen, name=name, expected=version),
        _("Cluster %(name)s added.") % {"name": name},
    )


@require_POST
def column(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """Another name for a cluster."""
    chosen, form = _clustering(request, clustering), ClusterNameForm(request.POST)
    cluster = get_object_or_404(chosen.clusters, pk=pk)
    if not form.is_valid():
        return _reply(request, chosen, warning=_("Give the cluster a name."), status=422)
    name = form.cleaned_data["name"]
    return _do(
        request,
        chosen,
        lambda version: actions.rename_cluster(
            by=request.member, cluster=_of(cluster, chosen), name=name, expected=version
        ),
        _("The cluster is called %(name)s now.") % {"name": name},
    )


@require_POST
def column_removal(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """Take an empty cluster away."""
    chosen = _clustering(request, clustering)
    cluster = get_object_or_404(chosen.clusters, pk=pk)
    return _do(
        request,
        chosen,
        lambda version: actions.remove_cluster(by=request.member, cluster=_of(cluster, chosen), expected=version),
        _("Cluster %(name)s removed.") % {"name": cluster.name},
    )


def _of(cluster: Cluster, clustering: Clustering) -> Cluster:
    """The cluster, knowing the clustering already fetched."""
    cluster.clustering = clustering
    return cluster


def _group(request: HttpRequest, pk: int) -> Group:
    group = get_object_or_404(with_teachers(visible_groups(request.member)).select_related("year"), pk=pk)
    group.school = request.member.school
    return group


def _clustering(request: HttpRequest, pk: int) -> Clustering:
    """The clustering, 404 when unseen, 403 when only seen."""
    found = visible_clusterings(request.member).select_related("group__year", "subject", "period", "school")
    clustering = get_object_or_404(found, pk=pk)
    require_editable_group(request.member, clustering.group)
    return clustering


def _do(request: HttpRequest, clustering: Clustering, act: Callable[[int], Any], done: str) -> HttpResponse:
    """Run an action with the version the page was read in; say what happened, or why it did not."""
    version = request.POST.get("version", "")
    try:
        act(int(version) if version.isdigit() else 0)
    except StaleVersion:
        warning = _(
            "Somebody else moved pupils meanwhile. This is how it stands now; do your move again if it still fits."
        )
        return _reply(request, clustering, warning=warning, status=409)
    except actions.NameTaken as error:
        return _reply(
            request, clustering, warning=_("There is a cluster %(name)s already.") % {"name": error}, status=422
        )
    except actions.ClusterNotEmpty as error:
        warning = _("Cluster %(name)s is still in use: move its pupils first, or remove it from the plan.") % {
            "name": error
        }
        return _reply(request, clustering, warning=warning, status=422)
    return _reply(request, clustering, done=done)


def _reply(
    request: HttpRequest, clustering: Clustering, *, done: str = "", warning: str = "", status: int = 200
) -> HttpResponse:
    """The board again for htmx, else back to its page."""
    if not is_part(request):
        if warning:
            messages.warning(request, warning)
        return redirect(_address(clustering))
    context = _context(request, clustering.group, clustering.subject, clustering.period)
    return render(request, "needs/clusters.html#board", context | {"done": done, "warning": warning}, status=status)


def _address(clustering: Clustering) -> str:
    """The board's page."""
    page = reverse("needs:clusters", args=[clustering.school.slug, clustering.group_id, clustering.subject_id])
    return f"{page}?period={clustering.period_id}"


def _context(request: HttpRequest, group: Group, subject: Subject, period: Period) -> dict[str, Any]:
    return {
        "group": group,
        "title": group_in_words(group),
        "period": period,
        "subject": subject,
        "board": cluster_board(group, subject, period, member=request.member),
        "subjects": clustered_subjects(group, period),
        "can_edit": may_edit_overview(request.member),
        "current_tab": "clusters",
    }
