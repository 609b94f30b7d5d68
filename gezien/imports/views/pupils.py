"""Pages of tables beyond what all kinds of files share: columns of a pupil list, and how a table is written."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezien.imports.formats.pupils.format import columns_form, columns_page
from gezien.imports.formats.results.actions import keep_ways
from gezien.imports.formats.results.forms import WaysForm
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone, ImportProblem
from gezien.imports.rules import visible_runs
from gezien.imports.views.judging import judge_by_columns
from gezien.imports.waiting import WAITING

TABLES = (ImportRun.Kind.PUPILS, ImportRun.Kind.RESULTS)


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the choice of columns and go on to the preview; with what is wrong the page comes back as it was filled."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, kind=ImportRun.Kind.PUPILS, state__in=WAITING)
    form, table, profiles = columns_form(run, request.POST, "")
    judged = judge_by_columns(request, run, form)
    return judged or columns_page(request, run, form, table, profiles)


@require_POST
def recolumns(request: HttpRequest, pk: int) -> HttpResponse:
    """Back from the preview to the choice of columns."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, kind=ImportRun.Kind.PUPILS, state="previewed")
    return columns_page(request, run, *columns_form(run, None, ""))


@require_POST
def ways(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was said about how a table is written, and read it anew."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, kind__in=TABLES, state__in=WAITING)
    form = WaysForm(request.POST)
    if form.is_valid():
        try:
            keep_ways(by=request.member, run=run, ways=form.ways())
        except (AlreadyDone, ImportProblem) as problem:
            messages.error(request, str(problem))
    return redirect("imports:run", school=request.member.school.slug, pk=run.pk)
