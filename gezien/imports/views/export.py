"""The roster out: for the systems of suppliers that take in EDEXML."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gezien.imports.formats.edexml.export import export_roster, file_name
from gezien.imports.formats.edexml.forms import ExportForm
from gezien.imports.problems import ImportProblem
from gezien.schools.rules import may_import


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest) -> HttpResponse:
    """What the file holds and of which year; posting gives the file."""
    if not may_import(request.member):
        raise Http404
    form = ExportForm(request.POST if request.method == "POST" else None, school=request.member.school)
    if request.method == "POST" and form.is_valid():
        year = form.cleaned_data["year"]
        try:
            content = export_roster(by=request.member, year=year)
        except ImportProblem as problem:
            form.add_error("year", str(problem))
        else:
            response = HttpResponse(content, content_type="application/xml; charset=utf-8")
            response["Content-Disposition"] = f'attachment; filename="{file_name(year)}"'
            return response
    return render(request, "imports/export.html", {"form": form}, status=422 if form.errors else 200)
