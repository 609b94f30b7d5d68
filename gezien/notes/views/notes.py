"""Writing a note from anywhere, correcting one's own, and closing one that says too much."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gezien.common.forms import autosave_reply, wants_json
from gezien.notes.actions.drafts import discard_draft
from gezien.notes.actions.notes import restrict_note
from gezien.notes.forms.notes import AddNoteForm, ChangeNoteForm, DraftForm
from gezien.notes.models import Note, NoteDraft
from gezien.notes.rules import editable_notes, own_drafts, visible_notes
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_pupils
from gezien.schools.roles import Permission
from gezien.schools.rules import Member, NotAllowed, require


def add(request: HttpRequest) -> HttpResponse:
    """The quick note; while one types it is kept as a draft (autosave), the button makes it a note."""
    require(request.member, Permission.EDIT_FILES)
    if wants_json(request):
        return _keep_draft(request)
    pupil, draft = _asked_pupil(request), _asked_draft(request)
    form = AddNoteForm(request.POST or None, by=request.member, pupil=pupil, draft=draft, initial=_came_from(request))
    if request.method == "POST" and form.is_valid():
        return _saved(request, form.save(), form.cleaned_data["next"])
    context = {"form": form, "unfinished": [] if draft else _unfinished(request.member)}
    return render(request, "notes/add.html", context, status=422 if form.errors else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own note; what is typed is kept as a draft until it is saved."""
    note = _own_note(request.member, pk)
    if wants_json(request):
        return _keep_draft(request, note)
    draft = _asked_draft(request, note)
    form = ChangeNoteForm(request.POST or None, by=request.member, note=note, draft=draft, initial=_came_from(request))
    if request.method == "POST" and (saved := form.try_save()):
        return _saved(request, saved, form.cleaned_data["next"])
    status = 409 if form.conflict is not None else 422 if form.errors else 200
    return render(request, "notes/edit.html", {"form": form, "note": note}, status=status)


@require_POST
def restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on only the author, internal coach and head read it."""
    note = get_object_or_404(visible_notes(request.member).select_related("pupil"), pk=pk)
    restrict_note(by=request.member, note=note)
    messages.success(request, _("From now on only the author, the internal coach and the head read this note."))
    return redirect("workspace:pupil", school=request.member.school.slug, pk=note.pupil_id)


@require_POST
def discard(request: HttpRequest, form: str) -> HttpResponse:
    """Throw an unfinished note away."""
    require(request.member, Permission.EDIT_FILES)
    discard_draft(by=request.member, draft=get_object_or_404(own_drafts(request.member), form=form))
    return redirect("notes:add", school=request.member.school.slug)


def _keep_draft(request: HttpRequest, note: Note | None = None) -> HttpResponse:
    """The answer to autosave.js."""
    form = DraftForm(request.POST, by=request.member, note=note)
    saved = form.try_save()
    if saved is True:
        return JsonResponse({"version": 0, "saved_at": _now()})
    return autosave_reply(form, saved)


def _asked_pupil(request: HttpRequest) -> Pupil | None:
    """The pupil in the address: 404 when unseen, 403 when the member may not write in the file."""
    asked = request.GET.get("pupil", "")
    if not asked.isdecimal():
        return None
    pupil = get_object_or_404(visible_pupils(request.member), pk=asked)
    require_editable(request.member, pupil)
    return pupil


def _asked_draft(request: HttpRequest, note: Note | None = None) -> NoteDraft | None:
    """The draft in the address, so that a reload goes on where one was; None when it has become a note or is gone."""
    drafts = own_drafts(request.member).filter(note=note)
    return next((draft for draft in drafts if str(draft.form) == request.GET.get("draft")), None)


def _own_note(member: Member, pk: int) -> Note:
    """The note, 404 when unseen, 403 when another's."""
    note = get_object_or_404(visible_notes(member).select_related("pupil"), pk=pk)
    if not editable_notes(member).filter(pk=pk).exists():
        raise NotAllowed(Permission.EDIT_FILES)
    return note


def _came_from(request: HttpRequest) -> dict[str, str]:
    """Where to go back to after saving: the page of ours the link stood on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    own = came_from.netloc == request.get_host() and came_from.path.startswith(f"/s/{request.member.school.slug}/")
    if not own or "/notes/" in came_from.path:
        return {}
    return {"next": came_from._replace(scheme="", netloc="", fragment="").geturl()}


def _unfinished(member: Member) -> list[dict[str, Any]]:
    """What the member was still writing, newest first."""
    return [
        {
            "form": draft.form,
            "note": draft.note_id,
            "about": draft.pupil.name if draft.pupil else "",
            "text": draft.text,
            "at": timezone.localtime(draft.updated_at),
        }
        for draft in own_drafts(member).select_related("pupil").exclude(text="")
    ]


def _saved(request: HttpRequest, note: Note, back: str) -> HttpResponse:
    """Back to where one was, or else to the pupil, with what was saved when."""
    messages.success(request, _("Saved at %(time)s for %(name)s.") % {"time": _now(), "name": note.pupil.name})
    return redirect(back) if back else redirect("workspace:pupil", school=request.member.school.slug, pk=note.pupil_id)


def _now() -> str:
    return date_format(timezone.localtime(), "H:i")
