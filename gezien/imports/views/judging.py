"""What the pages of all tables with free columns do with a choice of columns."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gezien.imports import running
from gezien.imports.formats.pupils.forms import ColumnsForm
from gezien.imports.formats.results.actions import keep_mapping
from gezien.imports.formats.results.forms import MappingForm
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone, ImportProblem


def judge_by_columns(request: HttpRequest, run: ImportRun, form: ColumnsForm | MappingForm) -> HttpResponse | None:
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
