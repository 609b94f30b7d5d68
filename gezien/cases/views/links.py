"""Agreements, talks, needs and who joins in, from the page of a case."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.cases import actions
from gezien.cases.actions import CannotSet
from gezien.cases.forms import AgreeForm, EffectForm, PlanTalkForm
from gezien.cases.views.page import back, page, written
from gezien.cases.views.refused import gives_words_back
from gezien.common import clock
from gezien.common.forms import posted_number
from gezien.needs.rules import visible_needs
from gezien.needs.views.coach import answered, asks_coach, turned
from gezien.plans.queries.today import parse_day
from gezien.pupils.rules import visible_pupils


@require_POST
@gives_words_back(AgreeForm)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an agreement."""
    case = written(request, pk)
    form = AgreeForm(request.POST, member=request.member, case=case)
    if asks_coach(request):
        turned(request)
        return page(request, case, agree=form, agree_coach=answered(request, request.POST.get("sign_of_success", "")))
    if not form.is_valid():
        return page(request, case, status=422, agree=form)
    made = form.save()
    messages.success(request, _("Agreed. %(name)s finds it in the list of agreements.") % {"name": made.owner.name})
    return back(request, case, "do")


@require_POST
@gives_words_back(PlanTalkForm)
def plan_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan a learning talk or a talk with the parents: it comes back to who holds it."""
    case = written(request, pk)
    form = PlanTalkForm(request.POST, member=request.member, case=case)
    if not form.is_valid():
        messages.warning(request, _("Choose who, and a day from today on."))
        return back(request, case)
    made = form.save()
    messages.success(request, _("Planned. %(name)s finds it on the home page.") % {"name": made.owner.name})
    return back(request, case, form.cleaned_data["purpose"])


@require_POST
@gives_words_back()
def learning_talk(request: HttpRequest, pk: int) -> HttpResponse:
    """The learning talk was held: what was written goes into the file as a talk."""
    case = written(request, pk)
    day = parse_day(request.POST.get("happened_on")) or clock.today()
    try:
        actions.hold_learning_talk(by=request.member, case=case, happened_on=min(day, clock.today()))
        messages.success(request, _("It stands in the file as a talk with the pupil."))
    except CannotSet as problem:
        messages.warning(request, str(problem))
    return back(request, case, "learning_talk")


@require_POST
@gives_words_back()
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the goal as a need of this period; with `need` say that one belongs to this case, or does not."""
    case = written(request, pk)
    if asked := posted_number(request, "need"):
        found = get_object_or_404(visible_needs(request.member), pk=asked, pupil=case.pupil)
        actions.link_need(by=request.member, case=case, need=found, linked="unlink" not in request.POST)
        return back(request, case, "needs")
    try:
        actions.set_need(by=request.member, case=case)
        messages.success(request, _("The goal stands in the group overview as a need. Say there what the pupil needs."))
    except CannotSet as problem:
        messages.warning(request, str(problem))
    return back(request, case, "needs")


@require_POST
@gives_words_back()
def companion(request: HttpRequest, pk: int, pupil: int) -> HttpResponse:
    """Another pupil joins in, or no longer does."""
    case = written(request, pk)
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    actions.join(by=request.member, case=case, pupil=found, joins="leave" not in request.POST)
    return back(request, case, "companions")


@require_POST
@gives_words_back(EffectForm)
def effect(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how it goes, and when it is asked again."""
    case = written(request, pk)
    form = EffectForm(request.POST, by=request.member, case=case)
    if not form.is_valid():
        return page(request, case, status=422, effect=form)
    form.save()
    messages.success(request, _("Kept. It stands beside how it went before."))
    return back(request, case, "check")


@require_POST
@gives_words_back()
def effect_removal(request: HttpRequest, pk: int, effect: int) -> HttpResponse:
    """Take back what was answered today."""
    case = written(request, pk)
    found = get_object_or_404(case.effects, pk=effect)
    actions.remove_effect(by=request.member, case=case, effect=found)
    return back(request, case, "check")


@require_POST
@gives_words_back()
def effect_day(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose when the effect is asked, or not to ask."""
    case = written(request, pk)
    day = parse_day(request.POST.get("effect_on"))
    if day and day < clock.today():
        messages.warning(request, _("Choose today or a day to come."))
    else:
        actions.ask_effect_on(by=request.member, case=case, day=day)
    return back(request, case, "check")
