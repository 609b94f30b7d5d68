"""Many documents at once: choosing, how far it is, the file."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.audit.log import record
from gezien.common import clock, work
from gezien.paper import bundling, files
from gezien.paper.choosing import choosing
from gezien.paper.forms import BundleForm
from gezien.paper.kinds import KINDS
from gezien.paper.models import Bundle
from gezien.paper.rules import may_print_many, own_bundles
from gezien.paper.views.documents import kind_of
from gezien.schools.rules import Member

State = Bundle.State


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, kind: str) -> HttpResponse:
    """Which documents, and as what."""
    member, found = _member(request), kind_of(kind)
    chosen = choosing(found, member, request.GET)
    form = BundleForm(request.POST if request.method == "POST" else None, rows=chosen["rows"])
    if request.method == "POST" and form.is_valid():
        try:
            bundle = bundling.ask_bundle(by=member, kind=found, **form.cleaned_data)
            return redirect("paper:bundle", school=member.school.slug, pk=bundle.pk)
        except bundling.CannotBundle as problem:
            form.add_error(None, str(problem))
    ticked = set(form.data.getlist("items")) if form.is_bound else None
    for row in chosen["rows"]:
        row["is_ticked"] = ticked is None or str(row["pk"]) in ticked
    context = {"kind": found, "form": form, **chosen}
    return render(request, "paper/choose.html", context, status=422 if form.errors else 200)


@require_safe
def bundles(request: HttpRequest) -> HttpResponse:
    """What was made for this member and is still there."""
    member = _member(request)
    rows = [_shown(one) for one in own_bundles(member)]
    kinds = [kind for kind in KINDS.values() if kind.choices]
    return render(request, "paper/bundles.html", {"rows": rows, "kinds": kinds})


@require_safe
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, or the file."""
    return render(request, "paper/bundle.html", {"bundle": _shown(_own(request, pk))})


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as a part of the page; the whole page anew when it is done."""
    found = _own(request, pk)
    if found.state != State.MAKING:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "paper/bundle.html#progress", {"bundle": _shown(found)})


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop making it."""
    bundling.stop_bundle(by=request.member, bundle=_own(request, pk))
    return redirect("paper:bundle", school=request.member.school.slug, pk=pk)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the file away now."""
    bundling.remove_bundle(by=request.member, bundle=_own(request, pk))
    messages.success(request, _("The file is gone from the server."))
    return redirect("paper:bundles", school=request.member.school.slug)


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file, provided that its owner may still have everything in it; logged."""
    member, found = request.member, _own(request, pk)
    kind, path = kind_of(found.kind), files.path_of(found.stored_as)
    allowed = kind.find(member).filter(pk__in=found.items).count() == len(found.items)
    if found.state != State.MADE or not allowed or not path.is_file():
        raise Http404
    record(member, "bundle.downloaded", found, kind=found.kind, documents=len(found.items))
    is_pdf = found.form == Bundle.Form.ONE_PDF
    name = f"{slugify(kind.plural)}-{date_format(clock.today(), 'Y-m-d')}.{'pdf' if is_pdf else 'zip'}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    content_type = "application/pdf" if is_pdf else "application/zip"
    return HttpResponse(path.read_bytes(), content_type=content_type, headers=headers)


def _member(request: HttpRequest) -> Member:
    if not may_print_many(request.member):
        raise Http404
    return request.member


def _own(request: HttpRequest, pk: int) -> Bundle:
    return get_object_or_404(own_bundles(request.member), pk=pk)


def _shown(found: Bundle) -> dict[str, Any]:
    """A bundle as the pages show it."""
    kind = KINDS[found.kind]
    count = len(found.items)
    seen = work.look(found.progress_key) if found.state == State.MAKING else work.Look()
    return {
        "pk": found.pk,
        "kind": kind.key,
        "title": f"{kind.plural}: {ngettext('%(count)d document', '%(count)d documents', count) % {'count': count}}",
        "form": found.get_form_display(),
        "state": found.state,
        "problem": found.problem,
        "size": filesizeformat(found.size),
        "until": date_format(found.expires_at.astimezone(clock.now().tzinfo), "l j F H:i"),
        "share": None if seen.share is None else int(seen.share * 100),
        "words": _how_far(seen),
    }


def _how_far(seen: work.Look) -> str:
    if seen.share is None:
        return _("It begins in a moment.")
    return _("%(share)s %% is done") % {"share": int(seen.share * 100)}
