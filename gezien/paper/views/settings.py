"""The school's letterhead and its Word templates."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.documents import docx as word
from gezien.documents.fields import listed
from gezien.paper import actions
from gezien.paper.forms import LetterheadForm, TemplateForm
from gezien.paper.kinds import KINDS
from gezien.paper.models import Letterhead, OwnTemplate
from gezien.paper.press import Press, shipped_template
from gezien.paper.queries import letterhead_of
from gezien.paper.rules import changeable_templates, may_change_paper
from gezien.paper.views.documents import kind_of
from gezien.schools.rules import Member


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """The letterhead, and for each kind of document which template is used."""
    member = _member(request)
    found = Letterhead.objects.filter(school=member.school).first()
    typed = (request.POST, request.FILES) if request.method == "POST" else ()
    form = LetterheadForm(*typed, by=member, letterhead=found)
    if request.method == "POST" and form.try_save():
        messages.success(request, _("Saved. Everything that is printed from now on has this letterhead."))
        return redirect("paper:home", school=member.school.slug)
    own = {one.kind: one for one in changeable_templates(member).defer("content")}
    kinds = [{"key": kind.key, "name": kind.name, **_state(own.get(kind.key))} for kind in KINDS.values()]
    context = {"form": form, "letterhead": found, "kinds": kinds, "head": letterhead_of(member.school)}
    status = 409 if form.conflict else 422 if form.errors else 200
    return render(request, "paper/home.html", context, status=status)


@require_safe
def logo(request: HttpRequest) -> HttpResponse:
    """The logo, as it was drawn by us."""
    found = get_object_or_404(Letterhead, school=_member(request).school)
    if not found.logo:
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
    return HttpResponse(bytes(found.logo), content_type="image/png", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: which template is used, another one instead, and the fields it may have."""
    member, found = _member(request), kind_of(kind)
    form = TemplateForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.try_save(by=member, kind=found):
        messages.success(
            request, _("From now on “%(name)s” uses your template. Look at the example.") % {"name": found.name}
        )
        return redirect("paper:template", school=member.school.slug, kind=kind)
    own = changeable_templates(member).filter(kind=kind).defer("content").first()
    context = {"kind": found, "form": form, "own": own, **_state(own), "fields": list(listed(found.all_fields))}
    context["if_code"] = f"{{%p if {found.fields[0].name} %}} … {{%p endif %}}"
    return render(request, "paper/template.html", context, status=422 if form.errors else 200)


@require_POST
def use(request: HttpRequest, kind: str) -> HttpResponse:
    """Back to the shipped template, or to one's own again."""
    own = _own(request, kind)
    actions.use_template(by=request.member, template=own, in_use=request.POST.get("own") == "1")
    return redirect("paper:template", school=request.member.school.slug, kind=kind)


@require_safe
def shipped(request: HttpRequest, kind: str) -> HttpResponse:
    """The shipped template with the school's letterhead, to begin with."""
    member, found = _member(request), kind_of(kind)
    return _word(shipped_template(found, letterhead_of(member.school)), _("template %(name)s") % {"name": found.name})


@require_safe
def own(request: HttpRequest, kind: str) -> HttpResponse:
    """The school's own template, as it was uploaded."""
    found = _own(request, kind)
    return _word(bytes(found.content), _("own template %(name)s") % {"name": kind_of(kind).name})


@require_safe
def preview(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """A document of made-up contents, as the school's documents now look."""
    member, found = _member(request), kind_of(kind)
    press, name = Press(member.school), _("example %(name)s") % {"name": found.name}
    if form == "docx":
        return _word(press.docx(found, found.sample()), name)
    response = HttpResponse(press.pdf(found, found.sample()), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return response


def _member(request: HttpRequest) -> Member:
    """Whoever changes letterhead and templates; for anybody else the page does not exist."""
    if not may_change_paper(request.member):
        raise Http404
    return request.member


def _own(request: HttpRequest, kind: str) -> OwnTemplate:
    return get_object_or_404(changeable_templates(request.member), kind=kind_of(kind).key)


def _state(own: OwnTemplate | None) -> dict:
    """Which template is used, in words."""
    if own is None:
        return {"is_own": False, "meta": ""}
    told = {"file": own.file_name, "day": date_format(own.uploaded_at, "j F Y")}
    return {"is_own": own.in_use, "meta": _("%(file)s, since %(day)s") % told if own.in_use else ""}


def _word(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{slugify(name)}.docx"'}
    return HttpResponse(content, content_type=word.CONTENT_TYPE, headers=headers)
