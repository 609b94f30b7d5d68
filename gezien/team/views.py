"""Pages of team needs: the list, naming one where it comes up, agreeing on it and settling it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.agreements.forms import USUAL_TERM
from gezien.common import clock
from gezien.common.forms import VersionedForm, posted_number
from gezien.common.given_back import gives_words_back, not_kept, typed_words
from gezien.common.going_back import next_page
from gezien.common.models import StaleVersion
from gezien.common.numbers import number_of
from gezien.pupils.models import Group
from gezien.pupils.rules import visible_groups
from gezien.schools.rules import Member, sees_all_groups
from gezien.team import actions, queries
from gezien.team.forms import ChangeForm, NameForm, SettleForm, TeamAgreementForm
from gezien.team.models import TeamNeed
from gezien.team.rules import editable_team_needs, may_name, visible_team_needs


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """What teaching asks of the team: for coach and head of the whole school, for others what they named."""
    member = _member(request)
    context = {
        **queries.team_list(member),
        "sees_all": sees_all_groups(member),
        "next": request.get_full_path(),
    }
    return render(request, "team/needs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(NameForm)
def add(request: HttpRequest) -> HttpResponse:
    """Name one: ?origin=plan-12, ?group=3, ?next=; from the page of a plan or review htmx takes the part back."""
    member = _member(request)
    sent = request.POST if request.method == "POST" else request.GET
    origin, key = _origin(member, sent.get("origin", ""))
    group = _group(member, sent.get("group", ""))
    form = NameForm(
        request.POST if request.method == "POST" else None, by=member, group=group, origin=origin, origin_key=key
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        if not _is_part(request):
            messages.success(request, _("Named. Coach and head see it in their list."))
            return redirect(_next(request))
    if _is_part(request) and key is not None:
        return _part(request, form, (origin, key), group)
    place = queries.place_of(member, origin, key) if key is not None else None
    context = {
        "form": form,
        "place": place,
        "group": group.pk if group else "",
        "origin": f"{origin}-{key or 0}",
        "next": _next(request),
    }
    return render(request, "team/add.html", context, status=422 if form.errors else 200)


def _part(request: HttpRequest, form: NameForm, origin: tuple[str, int], group: Group | None) -> HttpResponse:
    """The rows again with an empty form, or what was typed with what is wrong with it."""
    part = queries.team_part(request.member, *origin, group=group, back=_next(request))
    if form.errors:
        part |= {"typed": request.POST.get("text", ""), "errors": form.errors.get("text", [])}
    return render(request, "team/part.html", {"team": part}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(ChangeForm)
def need(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one in other words."""
    found = _editable(request, pk)
    form = ChangeForm(request.POST if request.method == "POST" else None, by=request.member, need=found)
    if found.outcome:
        return _settled_meanwhile(request, form)
    if request.method == "POST" and form.try_save():
        return redirect(_next(request))
    context = {"form": form, "need": found, "next": _next(request)}
    return render(request, "team/need.html", context, status=409 if form.conflict else 422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(TeamAgreementForm)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an agreement of it."""
    found = _editable(request, pk)
    initial = {"what": found.text, "due_on": clock.today() + USUAL_TERM}
    typed = request.POST if request.method == "POST" else None
    form = TeamAgreementForm(typed, by=request.member, need=found, initial=initial)
    if found.outcome:
        return _settled_meanwhile(request, form)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("The agreement stands; its owner gets a mail."))
        return redirect("team:needs", school=request.member.school.slug)
    context = {"form": form, "need": found}
    return render(request, "team/agreement.html", context, status=409 if form.conflict else 422 if form.errors else 200)


@require_POST
@gives_words_back(SettleForm)
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Met, or no longer asked; with `undo` it is open again."""
    found = _editable(request, pk)
    if "undo" in request.POST:
        try:
            actions.reopen_team_need(by=request.member, need=found, version=posted_number(request, "version"))
        except StaleVersion:
            messages.warning(request, _("Somebody else changed this meanwhile; here it is as it is now."))
        return redirect(_next(request))
    form = SettleForm(request.POST, by=request.member, need=found)
    if found.outcome and request.POST.get("note"):
        return _settled_meanwhile(request, form)
    if found.outcome:
        messages.warning(request, _("Somebody else changed this meanwhile; here it is as it is now."))
        return redirect(_next(request))
    if form.try_save():
        return redirect(_next(request))
    context = {"form": form, "need": found, "next": _next(request)}
    return render(request, "team/closure.html", context, status=409 if form.conflict else 422)


def _settled_meanwhile(request: HttpRequest, form: VersionedForm) -> HttpResponse:
    """A colleague settled it while one was writing: the words back. Who only asks for the form finds it in the list."""
    if request.method != "POST":
        return redirect(_next(request))
    told = _("A colleague settled this meanwhile, so nothing was saved. It can be opened again from the list.")
    typed = typed_words(request.POST, form.fields)
    return not_kept(request, told=told, typed=typed, back=_next(request), way=_("Back to the list"))


def _member(request: HttpRequest) -> Member:
    if not may_name(request.member):
        raise Http404
    return request.member


def _editable(request: HttpRequest, pk: int) -> TeamNeed:
    found = get_object_or_404(visible_team_needs(request.member).select_related("group"), pk=pk)
    if not editable_team_needs(request.member).filter(pk=pk).exists():
        raise PermissionDenied
    return found


def _origin(member: Member, value: str) -> tuple[str, int | None]:
    """The plan or review behind "plan-12", which the member must be able to open; else nowhere in particular."""
    kind, _dash, number = value.partition("-")
    if kind not in TeamNeed.Origin.values or not (key := number_of(number)):
        return TeamNeed.Origin.OTHER, None
    if queries.place_of(member, kind, key) is None:
        raise Http404
    return kind, key


def _group(member: Member, value: str) -> Group | None:
    key = number_of(value)
    return get_object_or_404(visible_groups(member), pk=key) if key else None


def _is_part(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _next(request: HttpRequest) -> str:
    """Where one came from, when that is a page of ours; else the list."""
    return next_page(request) or reverse("team:needs", args=[request.member.school.slug])
