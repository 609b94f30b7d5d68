"""A case as a file: PDF to print, Word to work on. That one left the application is logged."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from gezien.cases.documents import CASE
from gezien.cases.models import Case
from gezien.cases.views.page import visible
from gezien.documents import docx as word
from gezien.paper.press import Press


@require_safe
def pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The case on paper."""
    case = _exported(request, pk, "pdf")
    content = Press(request.member.school).pdf(CASE, CASE.data(case, request.member))
    return _file(content, "application/pdf", "inline", f"{CASE.file_name(case)}.pdf")


@require_safe
def docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The case for Word, by the school's own template when it has one."""
    case = _exported(request, pk, "docx")
    content = Press(request.member.school).docx(CASE, CASE.data(case, request.member))
    return _file(content, word.CONTENT_TYPE, "attachment", f"{CASE.file_name(case)}.docx")


def _file(content: bytes, kind: str, way: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    return response


def _exported(request: HttpRequest, pk: int, format: str) -> Case:  # noqa: A002
    case = visible(request, pk)
    CASE.log(request.member, case, format=format)
    return case
