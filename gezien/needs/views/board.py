"""What the views of the cluster board share: whose it is, doing something to it, and drawing it again."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.common.forms import posted_number
from gezien.common.going_back import next_page
from gezien.common.models import StaleVersion
from gezien.needs import actions
from gezien.needs.models import Clustering
from gezien.needs.queries.clusters import cluster_board, clustered_subjects
from gezien.needs.queries.joint import groups_to_join, year_groups_of
from gezien.needs.queries.proposals import pair_rows, proposal_of
from gezien.needs.rules import may_edit_overview, require_editable_group, visible_clusterings
from gezien.needs.views.parts import is_part
from gezien.pupils.models import Group
from gezien.schools.models import Period, Subject


def clustering_of(request: HttpRequest, pk: int) -> Clustering:
    """The clustering, 404 when unseen, 403 when only seen."""
    found = visible_clusterings(request.member).select_related("group__year", "subject", "period", "school", "lead")
    clustering = get_object_or_404(found, pk=pk)
    require_editable_group(request.member, clustering.group)
    return clustering


def do(request: HttpRequest, clustering: Clustering, act: Callable[[int], Any], done: str) -> HttpResponse:
    """Run an action with the version the page was read in; say what happened, or why it did not."""
    version = posted_number(request, "version")
    try:
        act(version)
    except StaleVersion:
        warning = _(
            "Somebody else moved pupils meanwhile. This is how it stands now; do your move again if it still fits."
        )
        return reply(request, clustering, warning=warning, status=409)
    except tuple(_REFUSED) as error:
        return reply(request, clustering, warning=_REFUSED[type(error)](error), status=422)
    return reply(request, clustering, done=done)


_REFUSED: dict[type[Exception], Callable[[Exception], str]] = {
    actions.NameTaken: lambda error: _("There is a cluster %(name)s already.") % {"name": error},
    actions.ClusterNotEmpty: lambda error: (
        _("Cluster %(name)s is still in use: move its pupils first, or remove it from the plan.") % {"name": error}
    ),
    actions.NoPair: lambda _error: _("Choose two different pupils of this division."),
    actions.NothingToUndo: lambda _error: _("There is nothing left to take back, or somebody moved pupils since."),
}


def reply(
    request: HttpRequest, clustering: Clustering, *, done: str = "", warning: str = "", status: int = 200
) -> HttpResponse:
    """The board again for htmx, else back to its page: the one it was asked from, also for a pupil of another group."""
    shown = _shown(request, clustering)
    if not is_part(request):
        if warning:
            messages.warning(request, warning)
        elif done:
            messages.success(request, done)
        return redirect(next_page(request) or address(shown, proposal=bool(request.POST.get("proposal"))))
    found = context(request, shown.group, shown.subject, shown.period)
    return render(request, "needs/clusters.html#board", found | {"done": done, "warning": warning}, status=status)


def _shown(request: HttpRequest, clustering: Clustering) -> Clustering:
    """The clustering whose board is on the screen."""
    asked = posted_number(request, "board")
    if asked in (0, clustering.pk):
        return clustering
    found = visible_clusterings(request.member).select_related("group__year", "subject", "period", "school", "lead")
    return found.filter(pk=asked, subject=clustering.subject_id, period=clustering.period_id).first() or clustering


def address(clustering: Clustering, *, proposal: bool = False) -> str:
    """The board's page."""
    page = reverse("needs:clusters", args=[clustering.school.slug, clustering.group_id, clustering.subject_id])
    return f"{page}?period={clustering.period_id}{'&proposal=1' if proposal else ''}"


def _ways(group: Group, subject: Subject, period: Period, home: str) -> dict[str, str]:
    """The addresses of the page on which the board stands (`home`: not its own one), with a proposal and without."""
    own = f"{reverse('needs:clusters', args=[group.school.slug, group.pk, subject.pk])}?period={period.pk}"
    parts = urlsplit(home or own)
    query = QueryDict(parts.query, mutable=True)
    query.pop("proposal", None)
    hide = f"{parts.path}?{query.urlencode()}"
    return {"own": own, "hide_proposal": hide, "show_proposal": f"{hide}&proposal=1"}


def context(request: HttpRequest, group: Group, subject: Subject, period: Period, *, home: str = "") -> dict[str, Any]:
    """What the board's template places; the proposal when it was asked for. `home`: another page that it stands on."""
    home = home or next_page(request)
    found = cluster_board(group, subject, period, member=request.member)
    can_edit = may_edit_overview(request.member)
    wants = "1" in {request.POST.get("proposal"), request.GET.get("proposal")}
    shown = proposal_of(found) if can_edit and wants and found.clustering else None
    return {
        "group": group,
        "title": group_in_words(group),
        "period": period,
        "subject": subject,
        "board": found,
        "home": home,
        "ways": _ways(group, subject, period, home),
        "proposal": shown,
        "asks_proposal": can_edit and wants,
        "pairs": pair_rows(found.pairs),
        "options": [(card["pk"], card["name"]) for column in found.columns for card in column["cards"]],
        "can_join": groups_to_join(request.member, found.clustering) if found.clustering and found.can_shape else [],
        "year_groups": year_groups_of(group) if can_edit else [],
        "subjects": clustered_subjects(group, period),
        "can_edit": can_edit,
        "fixed_word": _("fixed"),
        "to_word": _("to"),
        "current_tab": "clusters",
    }
