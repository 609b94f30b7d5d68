"""Pages of tables beyond what all kinds of files share: what the columns mean, and how a table is written."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezien.imports import running
from gezien.imports.formats.columns import ColumnsFormat
from gezien.imports.formats.registry import FORMATS
from gezien.imports.formats.results.actions import keep_mapping, keep_ways
from gezien.imports.formats.results.forms import WaysForm
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone, ImportProblem
from gezien.imports.rules import visible_runs
from gezien.imports.waiting import WAITING


@require_POST
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the choice of columns and go on to the preview; with what is wrong the page comes back as it was filled."""
    run = get_object_or_404(visible_runs(request.member).select_related("profile"), pk=pk, state__in=WAITING)
    table = _table(run)
    question = table.question(run, request.POST)
    return _judged(request, run, question.form) or table.ask(request, run, question)


@require_POST
def recolumns(request: HttpRequest, pk: int) -> HttpResponse:
    """Back from the preview to the choice of columns, as it was made."""
    run = get_object_or_404(visible_runs(request.member).select_related("profile"), pk=pk, state="previewed")
    table = _table(run)
    return table.ask(request, run, table.question(run))


@require_POST
def ways(request: HttpRequest, pk: int) -> HttpResponse:
    """Take what was said about how a table is written, and read it anew."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, state__in=WAITING)
    _table(run)
    form = WaysForm(request.POST)
    if form.is_valid():
        try:
            keep_ways(by=request.member, run=run, ways=form.ways())
        except (AlreadyDone, ImportProblem) as problem:
            messages.error(request, str(problem))
    return redirect("imports:run", school=request.member.school.slug, pk=run.pk)


def _table(run: ImportRun) -> ColumnsFormat:
    """The kind of table a run is; of other kinds of files these pages do not exist."""
    found = FORMATS[run.kind]
    if not isinstance(found, ColumnsFormat):
        raise Http404
    return found


def _judged(request: HttpRequest, run: ImportRun, form) -> HttpResponse | None:
    """Keep the columns of a filled form and go on to the preview; None, with the reason in the form, when it fails."""
    if not form.is_valid():
        return None
    try:
        name = form.cleaned_data["profile_name"]
        keep_mapping(by=request.member, run=run, mapping=form.mapping(), profile_name=name)
        said = running.carry_out(by=request.member, run=run, what=ImportRun.Work.JUDGING)
    except (AlreadyDone, ImportProblem) as problem:
        form.add_error(None, str(problem))
        return None
    if said is not None:
        form.add_error(None, said.text)
        return None
    return redirect("imports:run", school=request.member.school.slug, pk=run.pk)
