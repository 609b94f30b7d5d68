"""The goal coach beside a text field: asked while one types, or by its button. What is typed is read, never kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.needs.coach import Advice, Level, Part, look_at
from gezien.needs.queries.coach import level_of
from gezien.pupils.models import Pupil
from gezien.schools.actions import switch_coach
from gezien.schools.models import Subject

BETWEEN = " | "  # between the levels that travel along with the form


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Advice on the text that is sent; the level of now comes from the page, which was logged when it was read."""
    return render(request, "needs/coach_advice.html", {"coach": answered(request, request.POST.get("text", ""))})


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Let the coach look along by itself, or only when asked."""
    turned(request)
    return render(request, "needs/coach_advice.html", {"coach": answered(request, request.POST.get("text", ""))})


def asks_coach(request: HttpRequest) -> bool:
    """Whether a form was sent by one of the coach's buttons (a browser without JavaScript)."""
    return "look" in request.POST or "coach" in request.POST


def turned(request: HttpRequest) -> None:
    """Turn the switch when its button was used."""
    if request.POST.get("coach") in {"on", "off"}:
        switch_coach(by=request.member, on=request.POST["coach"] == "on")


def answered(request: HttpRequest, text: str) -> dict[str, Any]:
    """What the template shows of the advice on a text."""
    typed = request.POST.get("coach_level", "")
    marks = tuple(mark.strip() for mark in typed[:200].split("|") if mark.strip())
    advice = look_at(text, level=Level(marks) if marks else None)
    return {"off": request.user.coach_off, "level": typed, "shown": _shown(advice)}


def offered(request: HttpRequest, pupil: Pupil, subject: Subject) -> dict[str, Any]:
    """What the template needs to offer the coach beside a goal of this pupil."""
    return {"off": request.user.coach_off, "level": BETWEEN.join(level_of(pupil, subject)), "shown": None}


def _shown(advice: Advice) -> dict[str, Any] | None:
    if advice.is_empty:
        return None
    judged = [part for part in advice if part.found is not None]
    # Of what is no goal yet it says little that there is one of it.
    told = [part for part in judged if not advice.is_vague or part.name != "single"]
    return {
        "summary": _summary(advice),
        "is_complete": advice.is_complete,
        "parts": [{"title": part.title, "found": part.found} for part in told],
        "asked": [] if advice.is_vague else [{"ask": part.ask, "why": part.why} for part in advice.missing],
        "questions": advice.questions if advice.is_vague else (),
        "notes": [part.note for part in advice if part.note and not (advice.labels or advice.problems)],
        "grounds": [_ground(part) for part in told if part.words],
        "scaffold": advice.scaffold,
    }


def _ground(part: Part) -> dict[str, Any]:
    """The words a judgement rests on."""
    return {"title": part.title, "words": " … ".join(part.words)}


def _summary(advice: Advice) -> str:
    """One sentence, also read aloud when it changes."""
    if advice.is_complete:
        return _("Everything is there. Does it fit this pupil?")
    if advice.is_vague:
        return _("Not a goal yet. These questions may help.")
    names = ", ".join(str(part.title).lower() for part in advice.missing)
    return _("This goal gets clearer with: %(parts)s.") % {"parts": names}
