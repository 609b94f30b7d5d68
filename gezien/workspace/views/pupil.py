"""The pupil file: at a glance, results, time line, who may open it, and the whole on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gezien.audit.log import record
from gezien.notes.queries.talks import own_scores
from gezien.notes.talk_words import drawn
from gezien.pupils.models import Pupil
from gezien.pupils.queries import people_with_access
from gezien.pupils.rules import why_visible
from gezien.results.queries.analyses import pupil_history
from gezien.schools.queries import current_period
from gezien.schools.rules import Member, may_read_log
from gezien.workspace.queries import pupil_file
from gezien.workspace.queries.analyses import analyses_by_subject, without_figures
from gezien.workspace.queries.behaviour import behaviour
from gezien.workspace.queries.readers import recent_readers
from gezien.workspace.queries.results import at_a_glance, by_subject, reading_of, tracks_of
from gezien.workspace.queries.timeline import LATELY, Asked, moments
from gezien.workspace.queries.timeline_words import shown
from gezien.workspace.timeline_filter import Filter

LATEST = 6


@require_safe
def pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """What one needs to know at a glance, strengths first; each reading is logged with its reason."""
    opened, context = _open(request, pk, screen="file")
    member, pupil = request.member, opened.pupil
    found, _more = moments(pupil, member, Asked(kinds=LATELY, most=LATEST))
    context |= {
        "current_tab": "glance",
        "strengths": pupil_file.strengths(pupil),
        "needs": pupil_file.needs(pupil, member),
        "glance": at_a_glance(tracks_of(pupil, member)),
        "plan_rows": pupil_file.plan_rows(pupil, member),
        "agreements": pupil_file.agreements(pupil, member),
        "moments": shown(found, member, can_edit=opened.can_edit),
        "own": _own_scores(pupil, member),
    }
    return render(request, "workspace/pupil.html", context)


@require_safe
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """Each test on its own scale, with what was read in it beside; how the pupil feels and works."""
    opened, context = _open(request, pk, screen="results")
    chosen = request.GET.get("subject", "")
    subjects = _subjects(opened, request.member, everything="all" in request.GET)
    context |= {
        "current_tab": "results",
        "subjects": [one for one in subjects if chosen in ("", str(one["pk"]))],
        "choices": [
            {"pk": one["pk"], "name": one["subject"], "is_chosen": str(one["pk"]) == chosen} for one in subjects
        ],
        "chosen": chosen,
        "everything": "all" in request.GET,
        "is_cut": any(series["is_cut"] for one in subjects for series in one["series"]),
        "behaviour": behaviour(opened.pupil, request.member.school),
        "period": current_period(request.member.school) if opened.can_edit else None,
    }
    return render(request, "workspace/pupil_results.html", context)


@require_safe
def timeline(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about the pupil in order, newest first, a page at a time; for htmx the next rows alone."""
    opened, context = _open(request, pk, screen="timeline")
    member, asked = request.member, Filter(request.member, opened.pupil, request.GET)
    found, has_more = moments(opened.pupil, member, asked.asked)
    context |= {
        "current_tab": "timeline",
        "filter": asked,
        "moments": shown(found, member, can_edit=opened.can_edit),
        "more": asked.further(len(found)) if has_more else "",
        "is_first": not asked.asked.skip,
    }
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"
    return render(request, f"workspace/pupil_timeline.html{'#rows' if part else ''}", context)


@require_safe
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole file on paper, for a talk; notes for few colleagues only when asked for."""
    opened, context = _open(request, pk, screen="print")
    member, pupil, with_restricted = request.member, opened.pupil, "restricted" in request.GET
    found, _more = moments(pupil, member, Asked(most=None))
    rows = shown(found, member, can_edit=False)
    context |= {
        "strengths": pupil_file.strengths(pupil),
        "needs": pupil_file.needs(pupil, member),
        "subjects": _subjects(opened, member, everything=False),
        "behaviour": behaviour(pupil, member.school),
        "agreements": pupil_file.agreements(pupil, member),
        "moments": [row for row in rows if with_restricted or not (row["note"] and row["note"]["is_restricted"])],
        "with_restricted": with_restricted,
        "period": None,
        "can_edit": False,
    }
    return render(request, "workspace/pupil_print.html", context)


@require_safe
def access(request: HttpRequest, pk: int) -> HttpResponse:
    """Who may open this file, and why; for who reads the log also who did lately."""
    opened, context = _open(request, pk, screen="access")
    reads_log = may_read_log(request.member)
    context |= {
        "current_tab": "access",
        "people": people_with_access(opened.pupil),
        "readers": recent_readers(opened.pupil) if reads_log else [],
    }
    return render(request, "workspace/pupil_access.html", context)


def _open(request: HttpRequest, pk: int, *, screen: str) -> tuple[pupil_file.Opened, dict[str, Any]]:
    """The file with what stands on each of its pages; that it was read is logged with the reason."""
    member = request.member
    opened = pupil_file.Opened.of(get_object_or_404(pupil_file.opened_pupils(member), pk=pk))
    reason = why_visible(member, opened.pupil)
    record(member, "pupil.read", opened.pupil, pupil=opened.pupil, reason=reason or "", screen=screen)
    return opened, {
        "pupil": opened.pupil,
        "can_edit": opened.can_edit,
        "case": opened.case,
        "note_about": opened.pupil.pk if opened.can_edit else None,  # the header's note button starts with this pupil
        "reason": reason,
        "head": pupil_file.heading(opened, member),
    }


def _own_scores(pupil: Pupil, member: Member) -> dict[str, Any]:
    """How the pupil last scored itself, as `notes/web.html` draws it; empty without own scores."""
    found = own_scores(member, pupil)
    if found is None:
        return {}
    return {"note": found.note_id, "day": date_format(found.day, "j F Y"), **drawn(found.axes, found.before_on)}


def _subjects(opened: pupil_file.Opened, member: Member, *, everything: bool) -> list[dict[str, Any]]:
    """The subjects with their plots, each with what was written about its figures."""
    tracks = tracks_of(opened.pupil, member)
    reading = reading_of(opened.pupil, tracks, everything=everything)
    written = analyses_by_subject(pupil_history(opened.pupil))
    subjects = [{**one, "analyses": written.get(one["pk"], [])} for one in by_subject(tracks, reading)]
    return [*subjects, *without_figures(written, {one["pk"] for one in subjects})]
