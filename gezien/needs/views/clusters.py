"""Dividing a group into clusters: a board to move cards on, by drag, by keyboard, and by plain forms."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.agreements.queries import group_in_words
from gezien.audit.log import record
from gezien.common.forms import posted_number
from gezien.common.going_back import next_page
from gezien.needs import actions
from gezien.needs.cluster_forms import ClusterShapeForm, LimitsForm
from gezien.needs.forms import ClusterNameForm
from gezien.needs.models import Cluster, Clustering
from gezien.needs.queries.clusters import clustered_subjects
from gezien.needs.queries.groups import choose_period, periods_of, teacher_names, with_teachers
from gezien.needs.rules import require_editable_group, visible_clusterings
from gezien.needs.views.board import address, clustering_of, context, do, reply
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups, why_group_visible
from gezien.schools.models import Subject


def subjects(request: HttpRequest, pk: int) -> HttpResponse:
    """The subjects one clusters for, and how far each is."""
    group = _group(request, pk)
    period = choose_period(periods_of(group), request.GET.get("period"))
    found = clustered_subjects(group, period) if period else []
    shown = {
        "group": group,
        "title": group_in_words(group),
        "period": period,
        "subjects": found,
        "current_tab": "clusters",
        "teachers": teacher_names(group),
    }
    return render(request, "needs/cluster_subjects.html", shown)


def board(request: HttpRequest, pk: int, subject: int) -> HttpResponse:
    """GET: the clusters of a group for a subject. POST: begin, empty or with the clusters of the period before."""
    group = _group(request, pk)
    chosen: Subject = get_object_or_404(Subject.objects.filter(school=request.member.school), pk=subject)
    period = choose_period(periods_of(group), request.GET.get("period"))
    if period is None:
        return redirect("needs:overview", school=request.member.school.slug, pk=group.pk)
    if request.method == "POST":
        require_editable_group(request.member, group)
        earlier = visible_clusterings(request.member).filter(group=group, subject=chosen)
        copied = get_object_or_404(earlier, pk=posted_number(request, "copy")) if request.POST.get("copy") else None
        clustering = actions.start_clustering(
            by=request.member,
            group=group,
            subject=chosen,
            period=period,
            copy_from=copied,
            by_year_group=bool(request.POST.get("by_year_group")),
        )
        return redirect(next_page(request) or address(clustering))
    reason = why_group_visible(request.member, group) or ""
    record(request.member, "group.read", group, group=group, reason=reason, screen="clusters")
    return render(request, "needs/clusters.html", context(request, group, chosen, period))


@require_POST
def column_new(request: HttpRequest, clustering: int) -> HttpResponse:
    """One cluster more."""
    chosen = clustering_of(request, clustering)
    return _called(
        request,
        chosen,
        lambda name, version: actions.add_cluster(by=request.member, clustering=chosen, name=name, expected=version),
        _("Cluster %(name)s added."),
    )


@require_POST
def column(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """Another name for a cluster."""
    chosen = clustering_of(request, clustering)
    cluster = _cluster(chosen, pk)
    return _called(
        request,
        chosen,
        lambda name, version: actions.rename_cluster(by=request.member, cluster=cluster, name=name, expected=version),
        _("The cluster is called %(name)s now."),
    )


def _called(request: HttpRequest, chosen: Clustering, act: Callable[[str, int], object], done: str) -> HttpResponse:
    """Do something with the name that was sent; without one nothing happens."""
    form = ClusterNameForm(request.POST)
    if not form.is_valid():
        return reply(request, chosen, warning=_("Give the cluster a name."), status=422)
    name = form.cleaned_data["name"]
    return do(request, chosen, lambda version: act(name, version), done % {"name": name})


@require_POST
def column_shape(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """For whom a cluster is, how many it takes and what it gets."""
    chosen, form = clustering_of(request, clustering), ClusterShapeForm(request.POST)
    cluster = _cluster(chosen, pk)
    if not form.is_valid():
        return reply(request, chosen, warning=_first(form), status=422)
    shape = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    return do(
        request,
        chosen,
        lambda version: actions.shape_cluster(by=request.member, cluster=cluster, expected=version, **shape),
        _("Saved: %(name)s.") % {"name": cluster.name},
    )


@require_POST
def column_removal(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """Take an empty cluster away."""
    chosen = clustering_of(request, clustering)
    cluster = _cluster(chosen, pk)
    return do(
        request,
        chosen,
        lambda version: actions.remove_cluster(by=request.member, cluster=cluster, expected=version),
        _("Cluster %(name)s removed.") % {"name": cluster.name},
    )


@require_POST
def limits(request: HttpRequest, clustering: int) -> HttpResponse:
    """How many groups, lessons and minutes there are."""
    chosen, form = clustering_of(request, clustering), LimitsForm(request.POST)
    if not form.is_valid():
        return reply(request, chosen, warning=_first(form), status=422)
    return do(
        request,
        chosen,
        lambda version: actions.limit_clustering(
            by=request.member, clustering=chosen, expected=version, **form.cleaned_data
        ),
        _("Saved."),
    )


def _first(form: ClusterShapeForm | LimitsForm) -> str:
    """What is wrong, with the name of its field."""
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])


def _cluster(clustering: Clustering, pk: int) -> Cluster:
    """A cluster of this clustering, knowing the clustering already fetched."""
    cluster = get_object_or_404(clustering.clusters, pk=pk)
    cluster.clustering = clustering
    return cluster


def _group(request: HttpRequest, pk: int) -> Group:
    group = get_object_or_404(with_teachers(visible_groups(request.member)).select_related("year"), pk=pk)
    group.school = request.member.school
    return group
