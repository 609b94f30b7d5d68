"""Who stands where: moves, the proposal, steps back, pairs, and groups that are divided together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from gezien.common.forms import posted_number
from gezien.common.numbers import number_of
from gezien.needs import actions
from gezien.needs.models import Cluster, Clustering
from gezien.needs.queries.clusters import cluster_board
from gezien.needs.queries.joint import family
from gezien.needs.queries.proposals import places_of, proposal_of
from gezien.needs.rules import visible_pairs
from gezien.needs.views.board import clustering_of, do, reply
from gezien.pupils.models import Pupil
from gezien.pupils.rules import editable_groups, visible_pupils

# What the buttons that fix somebody or let them loose send.
FIX = {"on": True, "off": False}


@require_POST
def placement(request: HttpRequest, clustering: int, pupil: int) -> HttpResponse:
    """Put a pupil in a cluster: by an arrow or drag (`cluster`; empty takes them out) or by the list (`to`)."""
    chosen = clustering_of(request, clustering)
    moved = get_object_or_404(
        visible_pupils(request.member).filter(enrolments__group=chosen.group).distinct(), pk=pupil
    )
    asked = request.POST.get("cluster", request.POST.get("to", ""))
    cluster = _cluster(chosen, asked)
    reason = request.POST.get("reason")
    return do(
        request,
        chosen,
        lambda version: actions.place_pupil(
            by=request.member,
            clustering=chosen,
            pupil=moved,
            cluster=cluster,
            expected=version,
            reason=None if reason is None else reason.strip()[:200],
            is_fixed=FIX.get(request.POST.get("fix", "")),
        ),
        _("%(pupil)s: %(cluster)s") % {"pupil": moved.name, "cluster": cluster or _("not placed yet")},
    )


def _cluster(clustering: Clustering, asked: str) -> Cluster | None:
    """The cluster with this key, of this clustering or one that is divided together with it; None for none."""
    if not number_of(asked):
        return None
    keys = [one.pk for one in family(clustering)]
    return get_object_or_404(Cluster.objects.filter(clustering__in=keys), pk=number_of(asked))


@require_POST
def proposal(request: HttpRequest, clustering: int) -> HttpResponse:
    """Take the proposal over: for everyone, or for one `pupil`. Only when it is still the one that was seen."""
    chosen = clustering_of(request, clustering)
    board = cluster_board(chosen.group, chosen.subject, chosen.period, member=request.member)
    shown = proposal_of(board)
    if shown is None or not shown.proposal.placed:
        return reply(request, chosen, warning=_("There is no proposal to take over."), status=422)
    if request.POST.get("mark") != shown.mark:
        warning = _("The data changed meanwhile, and the proposal with them. Look at it once more.")
        return reply(request, chosen, warning=warning, status=409)
    one = request.POST.get("pupil", "")
    places = places_of(board, shown.proposal, {number_of(one)} if one.isdecimal() else None)
    if not places:
        return reply(request, chosen, done=_("Everyone stands as proposed already."))
    done = ngettext("%(count)s pupil placed as proposed.", "%(count)s pupils placed as proposed.", len(places))
    return do(
        request,
        chosen,
        lambda version: actions.take_over(by=request.member, clustering=chosen, places=places, expected=version),
        done % {"count": len(places)},
    )


@require_POST
def undo(request: HttpRequest, clustering: int) -> HttpResponse:
    """Take back the last move, or the proposal that was taken over."""
    chosen, number = clustering_of(request, clustering), posted_number(request, "number")
    return do(
        request,
        chosen,
        lambda version: actions.undo_step(
            by=request.member,
            clustering=chosen,
            number=number,
            expected=version,
        ),
        _("Taken back."),
    )


@require_POST
def pair_new(request: HttpRequest, clustering: int) -> HttpResponse:
    """Two pupils together, or apart."""
    chosen = clustering_of(request, clustering)
    one, other = (_pupil(request, request.POST.get(name, "")) for name in ("one", "other"))
    return do(
        request,
        chosen,
        lambda version: actions.add_pair(
            by=request.member,
            clustering=chosen,
            one=one,
            other=other,
            is_together=request.POST.get("way") == "together",
            expected=version,
        ),
        _("Kept for the proposal."),
    )


def _pupil(request: HttpRequest, asked: str) -> Pupil:
    return get_object_or_404(visible_pupils(request.member), pk=number_of(asked))


@require_POST
def pair_removal(request: HttpRequest, clustering: int, pk: int) -> HttpResponse:
    """Let the wish about two pupils go."""
    chosen = clustering_of(request, clustering)
    heads: dict[str, Any] = {"clustering": chosen.lead_id or chosen.pk}
    pair = get_object_or_404(visible_pairs(request.member).filter(**heads).select_related("one", "other"), pk=pk)
    return do(
        request,
        chosen,
        lambda version: actions.remove_pair(by=request.member, pair=pair, clustering=chosen, expected=version),
        _("Let go."),
    )


@require_POST
def joining(request: HttpRequest, clustering: int) -> HttpResponse:
    """Divide another group together with this one."""
    chosen, asked = clustering_of(request, clustering), request.POST.get("group", "")
    group = get_object_or_404(editable_groups(request.member), pk=number_of(asked))
    return do(
        request,
        chosen,
        lambda version: actions.join_group(by=request.member, clustering=chosen, group=group, expected=version),
        _("Divided together with %(group)s.") % {"group": group.name},
    )


@require_POST
def separation(request: HttpRequest, clustering: int) -> HttpResponse:
    """Divide the groups apart again."""
    chosen = clustering_of(request, clustering)
    return do(
        request,
        chosen,
        lambda version: actions.separate_groups(by=request.member, clustering=chosen, expected=version),
        _("Each group is divided by itself again; everyone stays where they stood."),
    )
