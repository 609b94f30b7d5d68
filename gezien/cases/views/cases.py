"""The list of cases, registering a pupil, and the case itself."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.cases.actions import AlreadyOpen
from gezien.cases.forms import PartForm, RegisterForm
from gezien.cases.models import Case
from gezien.cases.parts import PART, STEPS
from gezien.cases.queries.cases import case_rows, cases_of, grounds_in_words, parts_of, with_names
from gezien.cases.rules import editable_cases, require_case, require_registering, visible_cases, why_case_visible
from gezien.common.forms import autosave_reply, wants_json
from gezien.pupils.rules import visible_pupils, why_visible
from gezien.schools.rules import works_with_pupils


@require_safe
def case_list(request: HttpRequest) -> HttpResponse:
    """The open cases one may see, and those that were closed."""
    if not works_with_pupils(request.member):
        raise Http404
    rows, closed = (case_rows(cases_of(request.member, closed=closed)) for closed in (False, True))
    record(request.member, "cases.read", pupils=[row["pk"] for row in rows])
    return render(request, "cases/list.html", {"rows": rows, "closed": closed})


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pupil: int) -> HttpResponse:
    """Register a pupil for the pupil review; who has an open case goes on in that one."""
    found = get_object_or_404(visible_pupils(request.member), pk=pupil)
    require_registering(request.member, found)
    if request.method != "POST":
        record(request.member, "pupil.read", found, pupil=found, reason=why_visible(request.member, found) or "")
    form = RegisterForm(request.POST if request.method == "POST" else None, by=request.member, pupil=found)
    if request.method == "POST" and form.is_valid():
        try:
            return _to(form.save())
        except AlreadyOpen as open_one:
            messages.info(request, _("This pupil has an open case: here it is."))
            return _to(open_one.case)
    context = {"form": form, "pupil": found}
    return render(request, "cases/register.html", context, status=422 if form.errors else 200)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """The case along its six steps."""
    case = visible(request, pk)
    reason = why_case_visible(request.member, case) or ""
    record(request.member, "case.read", case, pupil=case.pupil, reason=reason)
    return page(request, case)


def page(request: HttpRequest, case: Case, *, failed: PartForm | None = None, status: int = 200) -> HttpResponse:
    """The page of a case; `failed` is the one form that could not be saved."""
    can_edit = not case.is_closed and editable_cases(request.member).filter(pk=case.pk).exists()
    forms = {key: PartForm(by=request.member, case=case, part=part) for key, part in parts_of(case).items()}
    if failed:
        forms[failed.part.key] = failed
    steps = [
        {"key": key, "name": name, "forms": [form for form in forms.values() if PART[form.part.key].step == key]}
        for key, name in STEPS.items()
    ]
    context = {"case": case, "grounds": grounds_in_words(case), "steps": steps, "can_edit": can_edit}
    return render(request, "cases/case.html", context, status=status)


@require_POST
def part(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    """Save one text."""
    case = visible(request, pk)
    require_case(request.member, case)
    found = parts_of(case).get(key)
    if found is None:
        raise Http404
    form = PartForm(request.POST, by=request.member, case=case, part=found)
    saved = form.try_save()
    if wants_json(request):
        return autosave_reply(form, saved)
    if saved is None:
        return page(request, case, failed=form, status=409 if form.conflict else 422)
    return redirect(f"{request.path.split('parts/')[0]}#{key}")


def visible(request: HttpRequest, pk: int) -> Case:
    """The case, when this member may see it; else it does not exist."""
    return get_object_or_404(with_names(visible_cases(request.member)), pk=pk)


def _to(case: Case) -> HttpResponse:
    return redirect("cases:case", school=case.school.slug, pk=case.pk)
