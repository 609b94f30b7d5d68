"""Taking results back, beyond the steps that all kinds of files share."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gezien.imports import running
from gezien.imports.models import ImportRun
from gezien.imports.rules import visible_runs


@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an applied run back: what it added goes, what it changed returns."""
    run = get_object_or_404(visible_runs(request.member), pk=pk, delivery__isnull=False, state="applied")
    said = running.carry_out(by=request.member, run=run, what=ImportRun.Work.UNDOING)
    if said:
        messages.add_message(request, said.level, said.text)
    return redirect("imports:run", school=request.member.school.slug, pk=run.pk)
