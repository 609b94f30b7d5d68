"""Pages of a results import beyond the steps that all kinds of files share."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezien.imports import running
from gezien.imports.formats.results.format import mapping_form, mapping_page
from gezien.imports.models import ImportRun
from gezien.imports.rules import visible_runs
from gezien.imports.views.judging import judge_by_columns


@require_POST
def mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the choice of columns and go on to the preview; with what is wrong the page comes back as it was filled."""
    run = get_object_or_404(
        visible_runs(request.member), pk=pk, kind=ImportRun.Kind.RESULTS, state__in=("uploaded", "previewed")
    )
    form, table, profiles = mapping_form(run, request.POST, "")
    judged = judge_by_columns(request, run, form)
    return judged or mapping_page(request, run, form, table, profiles)


@require_POST
def remapping(request: HttpRequest, pk: int) -> HttpResponse:
    """Back from the preview to the choice of columns."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, kind=ImportRun.Kind.RESULTS, state="previewed")
    form, table, profiles = mapping_form(run, None, request.POST.get("profile", ""))
    return mapping_page(request, run, form, table, profiles)


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an applied run back: what it added goes, what it changed returns."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, delivery__isnull=False, state="applied")
    said = running.carry_out(by=request.member, run=run, what=ImportRun.Work.UNDOING)
    if said:
        messages.add_message(request, said.level, said.text)
    return redirect("imports:run", school=request.member.school.slug, pk=run.pk)
