"""The list of cases, registering a pupil, and the case itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record, record_reading
from gezien.cases import actions
from gezien.cases.actions import AlreadyOpen
from gezien.cases.forms import CaseForm, CloseForm, PartForm, RegisterForm
from gezien.cases.models import Case
from gezien.cases.queries.cases import case_rows, cases_of, choices_of, narrowed, parts_of
from gezien.cases.queries.effects import effects_over_time
from gezien.cases.queries.talks import agreements_of
from gezien.cases.rules import (
    CaseClosed,
    leads_reviews,
    require_case,
    require_registering,
    visible_cases,
    why_case_visible,
)
from gezien.cases.views.page import back, page, to, visible, written
from gezien.cases.views.refused import gives_words_back
from gezien.common.forms import autosave_reply, wants_json
from gezien.needs.views.coach import answered, asks_coach, turned
from gezien.pupils.rules import visible_pupils, why_visible
from gezien.schools.rules import works_with_pupils

EASILY_SEEN = 5  # a list no longer than this needs no narrowing


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The open cases one may see, ?show= narrows them; with ?closed also those that were closed."""
    member = request.member
    if not works_with_pupils(member):
        raise Http404
    everybody = case_rows(cases_of(member))
    show = request.GET.get("show", "")
    rows = narrowed(everybody, show)
    shown = "closed" in request.GET
    closed = case_rows(cases_of(member, closed=True)[:100]) if shown else []
    everyone = {row["pupil_id"]: row["pupil_record"] for row in [*rows, *closed]}
    record_reading(member, list(everyone.values()), reason=_("list of the pupil review"), screen="cases")
    context = {
        "rows": rows,
        "choices": choices_of(everybody) if len(everybody) > EASILY_SEEN else [],
        "show": show,
        "closed": closed,
        "shows_closed": shown,
        "may_edit_questions": leads_reviews(member),
    }
    return render(request, "cases/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(RegisterForm)
def register(request: HttpRequest, pupil: int) -> HttpResponse:
    """Register a pupil for the pupil review; who has an open case goes on in that one."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    existing = visible_cases(request.member).filter(pupil=found, closed_on=None).select_related("school").first()
    if existing and request.method != "POST":
        return to(existing)
    require_registering(request.member, found)
    if request.method != "POST":
        record(request.member, "pupil.read", found, pupil=found, reason=why_visible(request.member, found) or "")
    form = RegisterForm(request.POST if request.method == "POST" else None, by=request.member, pupil=found)
    if request.method == "POST" and not existing and form.is_valid():
        try:
            return to(form.save())
        except AlreadyOpen as open_one:
            existing = open_one.case
    context = {"form": form, "pupil": found, "existing": existing}
    status = 409 if existing else 422 if form.errors else 200
    return render(request, "cases/register.html", context, status=status)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The case along its six steps."""
    case = visible(request, pk)
    reason = why_case_visible(request.member, case) or ""
    record(request.member, "case.read", case, pupil=case.pupil, reason=reason)
    return page(request, case)


@require_POST
@gives_words_back(PartForm)
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Save one text; with the button of the goal coach also look at it."""
    case = written(request, pk)
    found = parts_of(case).get(key)
    if found is None:
        raise Http404
    form = PartForm(request.POST, by=request.member, case=case, part=found)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return page(request, case, status=409 if form.conflict else 422, failed_part=form)
    if asks_coach(request):
        turned(request)
        return page(request, case, coach=answered(request, saved.text))
    return back(request, case, f"part-{key}")


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(CaseForm)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Why it was registered, what it is about, and who asks and leads."""
    case = written(request, pk)
    form = CaseForm(request.POST if request.method == "POST" else None, by=request.member, case=case)
    if request.method == "POST" and form.try_save():
        return to(case)
    return render(request, "cases/edit.html", {"form": form, "case": case}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@gives_words_back(CloseForm)
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a case with its effect; or open it again."""
    case = visible(request, pk)
    require_case(request.member, case, closed=True)
    if request.method == "POST" and "undo" in request.POST:
        return _reopened(request, case)
    if case.is_closed:
        if request.method == "POST" and not _is_mine(request, case):
            raise CaseClosed(case)
        return to(case)
    form = CloseForm(request.POST if request.method == "POST" else None, by=request.member, case=case)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Closed. You find it in the pupil file, and can open it again."))
        return to(case)
    still_open = [row for rows in agreements_of(request.member, case).values() for row in rows if not row["is_closed"]]
    context = {"form": form, "case": case, "effects": effects_over_time(case), "still_open": still_open}
    return render(request, "cases/closure.html", context, status=_status(form))


def _is_mine(request: HttpRequest, case: Case) -> bool:
    """Whether it was closed by these very words: sent twice is done once."""
    words, note = (request.POST.get(name, "").strip() for name in ("words", "note"))
    if case.closed_by_id != request.member.user.pk or case.closing_note != note:
        return False
    return not words or case.effects.filter(answered_by=request.member.user, words=words).exists()


def _reopened(request: HttpRequest, case: Case) -> HttpResponse:
    if not case.is_closed:
        return to(case)
    try:
        return to(actions.reopen_case(by=request.member, case=case))
    except AlreadyOpen as newer:
        messages.info(request, _("This pupil was registered again since: go on here."))
        return to(newer.case)


@require_POST
def withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a registration back of which nothing came yet."""
    case = visible(request, pk)
    actions.withdraw_case(by=request.member, case=case)
    messages.success(request, _("The registration is taken back."))
    return redirect("workspace:pupil", school=request.member.school.slug, pk=case.pupil_id)


def _status(form) -> int:
    if getattr(form, "conflict", None):
        return 409
    return 422 if form.errors else 200
