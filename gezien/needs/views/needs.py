"""One educational need: a page of its own, and an editor inside the overview by htmx."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gezien.audit.log import record
from gezien.common.clock import in_school_time
from gezien.common.forms import autosave_reply, number_in, wants_json
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.needs.actions import remove_need
from gezien.needs.models import EducationalNeed
from gezien.needs.need_form import ClosureForm, NeedForm, kind_of
from gezien.needs.queries.beside import beside
from gezien.needs.queries.needs import Place, chosen_number, needs_at, next_period, subjects_with_needs, to_go_on_with
from gezien.needs.rules import visible_needs
from gezien.needs.sentences import SAID, is_bare, said_of
from gezien.needs.views.coach import answered, asks_coach, offered, turned
from gezien.needs.views.parts import is_part
from gezien.needs.views.suggestions import ideas_for
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_groups, visible_pupils, why_visible
from gezien.quality.rules import visible_goals
from gezien.schools.models import Period, Subject
from gezien.schools.queries import current_period

# Tells the overview around the editor that a need was saved or removed.
SAVED = json.dumps({"need:saved": {}})


def need(request: HttpRequest, pupil: int, subject: int) -> HttpResponse:
    """GET: the need of a pupil for a subject in a period, with its form. POST: save it; autosave.js gets JSON.

    ?nr= chooses among several needs of one subject.
    """
    place, kept = _opened(request, pupil, subject)
    require_editable(request.member, place.pupil)
    if request.method != "POST":
        reason = why_visible(request.member, place.pupil)
        record(request.member, "pupil.read", kept, pupil=place.pupil, reason=reason or "", screen="need")
        form = NeedForm(by=request.member, need=kept, **place.target)
        if kept is None:
            form.initial["goal"] = _goal_ahead(request, place.subject)
        return show(request, place, kept, form)
    form = _typed(request, place, kept)
    if asks_coach(request) or "ideas" in request.POST or "take" in request.POST:
        return _helped(request, place, kept, form)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return show(request, place, kept, form, status=409 if form.conflict else 422)
    if is_part(request):
        return changed(show(request, place, saved))
    return redirect(request.get_full_path() if "copy" in request.POST else back(request, place.pupil))


def _goal_ahead(request: HttpRequest, subject: Subject) -> str:
    """The words of the goal of a learning line that one comes with, from looking ahead: something to start from."""
    asked = number_in(request.GET, "goal")
    goals = visible_goals(request.member).filter(line__subject=subject)
    return (goals.filter(pk=asked).values_list("text", flat=True).first() or "") if asked else ""


@require_POST
def removal(request: HttpRequest, pupil: int, subject: int) -> HttpResponse:
    """Take a need away. The reply holds its texts once more, so that it can be put back."""
    place, kept = _opened(request, pupil, subject)
    require_editable(request.member, place.pupil)
    kept = get_object_or_404(visible_needs(request.member), **place.target)
    version = request.POST.get("version", "")
    if kept.author_id == request.member.user.pk:  # one's own later words are not somebody else's
        version = str(kept.version)
    removed = {"goal": kept.goal, "rows": NeedForm(by=request.member, need=kept, **place.target).rows()}
    removed["support"] = "\n".join(one.text for one in said_of(kept) if not one.kind)
    try:
        remove_need(by=request.member, need=kept, expected=number_of(version))
    except StaleVersion:
        kept.refresh_from_db()
        return show(request, place, kept, status=409, changed_meanwhile=True)
    return changed(show(request, place, None, removed=removed))


def _opened(request: HttpRequest, pupil: int, subject: int) -> tuple[Place, EducationalNeed | None]:
    """Which need is asked for, and the need if it is there; what the member may not see does not exist."""
    member, period = request.member, number_in(request.GET, "period")
    periods = Period.objects.filter(school=member.school)
    who = get_object_or_404(visible_pupils(member), pk=pupil)
    what = get_object_or_404(Subject.objects.filter(school=member.school), pk=subject)
    when = get_object_or_404(periods, pk=period) if period else current_period(member.school)
    needs = needs_at(member, who, what, when)
    number = chosen_number(needs, request.GET.get("nr", ""))
    return Place(who, what, when, number), next((one for one in needs if one.number == number), None)


def _typed(request: HttpRequest, place: Place, kept: EducationalNeed | None) -> NeedForm:
    """What was typed; "start from this" fills what is still empty from the need before, and goes on with it."""
    before = to_go_on_with(request.member, place) if "copy" in request.POST else None
    data = _filled(request.POST, before) if before else request.POST
    return NeedForm(data, by=request.member, need=kept, previous=before, **place.target)


def _helped(request: HttpRequest, place: Place, kept: EducationalNeed | None, form: NeedForm) -> HttpResponse:
    """What was typed once more, with the coach's advice or with ideas (a browser without JavaScript)."""
    if not asks_coach(request):
        return show(request, place, kept, _with_ideas(request, place, form))
    turned(request)
    return show(request, place, kept, form, coach=answered(request, form.data.get("goal", "")))


def _with_ideas(request: HttpRequest, place: Place, form: NeedForm) -> NeedForm:
    """The form as typed, with ideas below one field, or with the idea that was chosen in it (without JavaScript)."""
    taken, _bar, text = request.POST.get("take", "").partition("|")
    if taken:
        form.data = form.data.copy()
        typed = form.data.get(taken, "").strip()
        form.data[taken] = text if is_bare(kind_of(taken), typed) or not typed else f"{typed.rstrip('.')}; {text}"
        return form
    name = request.POST["ideas"]
    text, goal = form.data.get(name, ""), form.data.get("goal", "")
    typed = "" if any(one.text == text for one in form.stored) else text  # a whole sentence is no search
    rows = ideas_for(request.member, place.subject, kind_of(name), goal=goal, typed=typed)
    form.ideas = {"name": name, "rows": rows}
    return form


def _filled(posted: QueryDict, before: EducationalNeed) -> QueryDict:
    data = posted.copy()
    data["goal"] = data.get("goal") or before.goal
    said = [value for name, value in posted.items() if name.startswith("said_") and value.strip()]
    if said or data.get("support"):
        return data
    for place, one in enumerate(said_of(before)):
        data[f"said_{one.kind}_{place}" if one.kind else "support"] = one.text
    return data


def show(
    request: HttpRequest,
    place: Place,
    kept: EducationalNeed | None,
    form: NeedForm | None = None,
    *,
    status: int = 200,
    **state: Any,
) -> HttpResponse:
    """Page or part, whichever is asked."""
    member = request.member
    needs = needs_at(member, place.pupil, place.subject, place.period)
    context = {
        "pupil": place.pupil,
        "subject": place.subject,
        "period": place.period,
        "form": form or NeedForm(by=member, need=kept, **place.target),
        "need": kept,
        "said": [{"label": SAID.get(one.kind, ""), "text": one.text} for one in said_of(kept)]
        if kept and kept.is_closed
        else (),
        "closure": ClosureForm(by=member, need=kept) if kept and not kept.is_closed else None,
        "saved_at": kept and in_school_time(kept.updated_at),
        "chain": _chain(place, kept),
        "before": None if kept else to_go_on_with(member, place),
        "numbers": _numbers(request, place, needs),
        "subjects": subjects_with_needs(member, place.pupil, place.period),
        "back": back(request, place.pupil),
        "query": _query(request),
        "here": _query(request, place.number),
        "beside": beside(member, place, kept.goal if kept else "", everything=request.GET.get("beside") == "all"),
        "coach": offered(request, place.pupil, place.subject),
        **{name: value for name, value in state.items() if value is not None},
    }
    template = "needs/need.html#editor" if is_part(request) else "needs/need.html"
    return render(request, template, context, status=status)


def changed(response: HttpResponse) -> HttpResponse:
    """The reply, which tells the overview around the editor that something changed."""
    response.headers["HX-Trigger"] = SAVED
    return response


def _chain(place: Place, kept: EducationalNeed | None) -> dict[str, Any]:
    """Where this need came from, where it goes on, and to which period it can still be taken along."""
    if kept is None:
        return {}
    carried = getattr(kept, "carried", None)
    return {"previous": kept.previous, "next": carried, "to": None if carried else next_period(place.period)}


def _numbers(request: HttpRequest, place: Place, needs: list[EducationalNeed]) -> dict[str, Any]:
    """The goals of this subject to choose from, and the address of another one; nothing before there is one."""
    taken = [need.number for need in needs]
    return {
        "goals": [
            {
                "query": _query(request, need.number),
                "place": at,
                "is_current": need.number == place.number,
                "is_closed": need.is_closed,
            }
            for at, need in enumerate(needs, start=1)
        ],
        "another": _query(request, max(taken) + 1) if taken and place.number in taken else "",
        "is_new": bool(taken) and place.number not in taken,
    }


def _query(request: HttpRequest, number: int | None = None) -> str:
    """What the address says besides the subject; with the number of a need, or without one."""
    data = request.GET.copy()
    for name in ("nr", "beside"):
        data.pop(name, None)
    if number is not None:
        data["nr"] = str(number)
    return data.urlencode()


def back(request: HttpRequest, pupil: Pupil) -> str:
    """The pupil's row in the overview one came from, else in the pupil's group of today, else the groups."""
    slug, asked = request.member.school.slug, number_in(request.GET, "group")
    groups = visible_groups(request.member).filter(enrolments__pupil=pupil).order_by("-year__starts_on", "pk")
    group = (groups.filter(pk=asked).first() if asked else None) or groups.first()
    if group is None:
        return reverse("needs:groups", args=[slug])
    period = number_in(request.GET, "period")
    query = f"?period={period}" if period else ""
    return f"{reverse('needs:overview', args=[slug, group.pk])}{query}#p{pupil.pk}"
