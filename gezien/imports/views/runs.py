"""Pages of import runs, the same for every kind of file: the list, uploading, one run, applying, throwing away."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gezien.imports import actions, running
from gezien.imports.formats.registry import FORMATS
from gezien.imports.forms import UploadForm
from gezien.imports.models import ImportRun
from gezien.imports.problems import AlreadyDone, ImportProblem
from gezien.imports.rules import visible_runs
from gezien.imports.waiting import WAITING
from gezien.imports.working import working_screen
from gezien.schools.rules import Member, may_import

PAGE = 25


@require_safe
def run_list(request: HttpRequest) -> HttpResponse:
    """All runs, newest first: what came in, what became of it."""
    _require_importer(request.member)
    page = Paginator(visible_runs(request.member).select_related("uploaded_by", "connection", "school"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "imports/list.html", {"page": page, "runs": [_row(run) for run in page]})


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose what is in the file and the file; a good one goes on to its preview."""
    _require_importer(request.member)
    kind = request.GET.get("kind") if request.GET.get("kind") in FORMATS else next(iter(FORMATS))
    is_post = request.method == "POST"
    form = UploadForm(*((request.POST, request.FILES) if is_post else ()), initial={"kind": kind})
    problem = None
    if is_post and form.is_valid():
        try:
            run = running.take_in(by=request.member, **form.cleaned_data)
            return redirect(FORMATS[run.kind].next_url(run))
        except ImportProblem as error:
            problem = str(error)
    context = {"form": form, "problem": problem, "kinds": [_kind(form, one) for one in FORMATS.values()]}
    return render(request, "imports/upload.html", context, status=422 if problem or form.errors else 200)


@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would do, or did; while it is being worked on, how far that is."""
    found = _visible(request.member, pk)
    if found.work or not (found.summary or found.state == ImportRun.State.DISCARDED):
        return render(request, "imports/working.html", {"run": found, **working_screen(found)})
    try:
        return FORMATS[found.kind].page(request, found)
    except ImportProblem as error:  # the file is gone, or cannot be read in the way that was chosen
        return render(request, "imports/working.html", {"run": found, **working_screen(found), "words": str(error)})


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, as a part of the page; the whole page anew when it is done."""
    found = _visible(request.member, pk)
    if not found.work:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "imports/working.html#progress", {"run": found, **working_screen(found)})


@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop what is being done with the file; nothing changes."""
    found = _visible(request.member, pk)
    if found.work:
        running.stop(by=request.member, run=found)
    return redirect("imports:run", school=found.school.slug, pk=found.pk)


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Check the file once more, after that was stopped or went wrong."""
    return _carried_out(request, _visible(request.member, pk), ImportRun.Work.JUDGING)


@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    """Do what the preview says; when the school changed since, show a new preview instead."""
    return _carried_out(request, _visible(request.member, pk), ImportRun.Work.APPLYING)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw the file away; nothing changes in the school."""
    found = _visible(request.member, pk)
    try:
        actions.discard_run(by=request.member, run=found)
        messages.info(request, _("Thrown away. Nothing has changed, and the file is gone from the server."))
    except AlreadyDone as error:
        messages.error(request, str(error))
    return redirect("imports:list", school=request.member.school.slug)


def _carried_out(request: HttpRequest, found: ImportRun, what: str) -> HttpResponse:
    said = running.carry_out(by=request.member, run=found, what=what, data=request.POST.dict())
    if said:
        messages.add_message(request, said.level, said.text)
    return redirect("imports:run", school=found.school.slug, pk=found.pk)


def _require_importer(member: Member) -> None:
    """Imports do not exist for who may not import."""
    if not may_import(member):
        raise Http404


def _visible(member: Member, pk: int) -> ImportRun:
    return get_object_or_404(visible_runs(member).select_related("school", "uploaded_by"), pk=pk)


def _row(run: ImportRun) -> dict:
    return {
        "pk": run.pk,
        "file_name": run.file_name,
        "kind": run.get_kind_display(),
        "state": run.get_work_display() if run.work else run.get_state_display(),
        "waits": run.state in WAITING or bool(run.work),
        "words": FORMATS[run.kind].in_words(run) if run.kind in FORMATS else "",
        "at": date_format(localtime(run.applied_at or run.uploaded_at), "j F Y H:i"),
        "by": run.uploaded_by.name if run.uploaded_by else _("came by itself") if run.connection else "",
    }


def _kind(form: UploadForm, one) -> dict:
    return {
        "value": one.kind,
        "title": one.title,
        "help": one.help,
        "is_chosen": str(form["kind"].value()) == one.kind,
    }
