"""One document, of whatever kind."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from gezien.documents import docx as word
from gezien.paper.kinds import KINDS, Kind
from gezien.paper.press import Press


@require_safe
def document(request: HttpRequest, kind: str, pk: int, form: str) -> HttpResponse:
    """A document as PDF, to open, or for Word, to keep; by the rule of its kind, and logged."""
    found, member = kind_of(kind), request.member
    thing = get_object_or_404(found.find(member), pk=pk)
    found.log(member, thing, format=form)
    press, data, name = Press(member.school), found.data(thing, member), slugify(found.file_name(thing))
    if form == "docx":
        headers = {"Content-Disposition": f'attachment; filename="{name}.docx"'}
        return HttpResponse(press.docx(found, data), content_type=word.CONTENT_TYPE, headers=headers)
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(press.pdf(found, data), content_type="application/pdf", headers=headers)


def kind_of(key: str) -> Kind:
    """The kind of an address; one that nobody registered does not exist."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]
