"""The match screen: whom and which test a file means, asked once; and the page where that can be taken back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.imports import running
from gezien.imports.forms import MatchForm
from gezien.imports.matching import PupilMark
from gezien.imports.matching.actions import forget, remember
from gezien.imports.matching.screen import questions_of
from gezien.imports.models import ImportRun, InstrumentMatch, PupilMatch
from gezien.imports.rules import visible_pupil_matches, visible_runs, visible_test_matches
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member, may_import

PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def match(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask about every mark that was not recognised; what is decided is remembered and the file judged again."""
    run = get_object_or_404(visible_runs(request.member).select_related("school", "profile"), pk=pk, state="previewed")
    form = MatchForm(request.POST if request.method == "POST" else None, questions=questions_of(run))
    if request.method == "POST" and form.is_valid():
        _decide(request, run, form)
        return redirect("imports:run", school=request.member.school.slug, pk=run.pk)
    context = {"run": run, "rows": form.rows(), "people": [one.label for one in form.questions.people]}
    return render(request, "imports/match.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, run: ImportRun, form: MatchForm) -> None:
    tests = {one.pk: one for one in form.questions.tests}
    pupils = Pupil.objects.filter(school=run.school).in_bulk(
        [key for mark, key in form.choices() if key and isinstance(mark, PupilMark)]
    )
    choices = [
        (mark, None if key is None else (pupils if isinstance(mark, PupilMark) else tests)[key])
        for mark, key in form.choices()
    ]
    if not choices:
        return
    count = remember(by=request.member, school=run.school, source=run.summary.get("source", ""), choices=choices)
    said = running.carry_out(by=request.member, run=run, what=ImportRun.Work.JUDGING)
    text = ngettext("One choice is remembered.", "%(count)d choices are remembered.", count)
    messages.success(request, text % {"count": count})
    if said:
        messages.add_message(request, said.level, said.text)


@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    """Everything that was chosen, newest first."""
    if not may_import(request.member):
        raise Http404
    pupils = visible_pupil_matches(request.member).select_related("pupil", "decided_by")
    page = Paginator(pupils, PAGE).get_page(request.GET.get("page"))
    tests = visible_test_matches(request.member).select_related("instrument", "decided_by")
    context = {"page": page, "pupils": [_row(one, one.pupil) for one in page]}
    return render(request, "imports/matches.html", context | {"tests": [_row(one, one.instrument) for one in tests]})


@require_POST
def forget_pupil(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back whom a mark means."""
    return _forgotten(request, get_object_or_404(visible_pupil_matches(request.member), pk=pk))


@require_POST
def forget_test(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back which test a name means."""
    return _forgotten(request, get_object_or_404(visible_test_matches(request.member), pk=pk))


def _forgotten(request: HttpRequest, found: PupilMatch | InstrumentMatch) -> HttpResponse:
    member: Member = request.member
    forget(by=member, match=found)
    messages.info(request, _("Forgotten. The next file asks again; results that came in by it stay."))
    return redirect("imports:matches", school=member.school.slug)


def _row(found: PupilMatch | InstrumentMatch, meant) -> dict:
    told = {"day": date_format(found.decided_at, "j F Y"), "name": found.decided_by.name if found.decided_by else ""}
    return {
        "pk": found.pk,
        "label": found.label,
        "meant": meant.name if meant else "",
        "source": found.source,
        "told": _("%(day)s by %(name)s") % told if told["name"] else told["day"],
    }
