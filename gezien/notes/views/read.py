"""Reading one note, and what it said before."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.notes.actions.notes import restore_revision
from gezien.notes.actions.talks import restore_talk
from gezien.notes.differences import differences
from gezien.notes.models import Note, NoteRevision, Talk
from gezien.notes.readers import readers
from gezien.notes.rules import (
    editable_notes,
    reopenable_talks,
    restrictable_notes,
    undoable_notes,
    visible_notes,
    why_note_visible,
)
from gezien.notes.talk_words import sections
from gezien.notes.views.notes import own_note
from gezien.notes.views.talks import web_of
from gezien.notes.views.words import file_rows
from gezien.schools.rules import Member

REVISIONS_SHOWN = 30


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One note with its files, who reads it and in which other files it stands; the reading is logged."""
    member, note = request.member, _read(request, pk)
    pupils = [note.pupil] if note.pupil else []
    context = {
        "note": note,
        "note_about": note.pupil_id,
        "kind": note.get_kind_display(),
        "author": note.author.name if note.author else _("not by a colleague of now"),
        "others": _others(member, note),
        "files": file_rows(note.attachments),
        "readers": readers(member, pupils, note.group)[note.visibility],
        "is_restricted": note.visibility == Note.Visibility.RESTRICTED,
        "revisions": note.revisions.count(),
        "can_change": editable_notes(member).filter(pk=pk).exists(),
        "can_restrict": restrictable_notes(member).filter(pk=pk).exists(),
        "can_undo": undoable_notes(member).filter(pk=pk).exists(),
        **_talk(member, note),
    }
    return render(request, "notes/detail.html", context)


@require_safe
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    """What the note said before, newest first: who changed what, and when."""
    note = _read(request, pk, screen="revisions")
    kept = list(note.revisions.select_related("made_by").order_by("-pk")[: REVISIONS_SHOWN + 1])
    pairs = zip(kept, [*kept[1:], None], strict=False)  # nothing kept: no pairs
    rows = [_revision_row(new, old) for new, old in pairs][:REVISIONS_SHOWN]
    can_change = editable_notes(request.member).filter(pk=pk).exists()
    return render(request, "notes/revisions.html", {"note": note, "rows": rows, "can_change": can_change})


@require_POST
def restore(request: HttpRequest, pk: int, revision: int) -> HttpResponse:
    """Put an earlier text back, as a new revision."""
    note = own_note(request.member, pk)
    wanted = get_object_or_404(note.revisions, pk=revision)
    talk = Talk.objects.filter(note=note).select_related("edition", "note").first()
    if talk is not None:
        restore_talk(by=request.member, talk=talk, data=wanted.answers or {})
    else:
        restore_revision(by=request.member, note=note, revision=wanted)
    messages.success(request, _("Put back. What stood here until now is kept as an earlier text."))
    return redirect("notes:revisions", school=request.member.school.slug, pk=pk)


def _read(request: HttpRequest, pk: int, screen: str = "note") -> Note:
    """The note as somebody reads it: logged, with the reason."""
    note = get_object_or_404(visible_notes(request.member).select_related("pupil", "group", "author"), pk=pk)
    reason = why_note_visible(request.member, note) or ""
    record(request.member, "note.read", note, pupil=note.pupil, group=note.group, reason=reason, screen=screen)
    return note


def _talk(member: Member, note: Note) -> dict[str, Any]:
    """The answers and own scores of a talk held by a guide."""
    talk = Talk.objects.filter(note=note).select_related("edition__guide").first()
    if talk is None:
        return {"talk": None, "can_reopen": False}
    can_reopen = reopenable_talks(member).filter(pk=talk.pk).exists()
    return {"talk": talk, "can_reopen": can_reopen, "sections": sections(talk), **web_of(member, talk)}


def _others(member: Member, note: Note) -> list[dict[str, Any]]:
    """The other pupils it is about, as far as the reader sees their files: of the rest not even a number."""
    if not note.form:
        return []
    copies = visible_notes(member).filter(form=note.form).exclude(pk=note.pk).select_related("pupil")
    ordered = copies.order_by("pupil__call_name", "pupil__family_name", "pk")
    return [{"pk": copy.pupil_id, "name": copy.pupil.name} for copy in ordered if copy.pupil]


def _revision_row(new: NoteRevision, old: NoteRevision | None) -> dict[str, Any]:
    """One save in words: who, when, and the text with what came and went."""
    changed = []
    if old and old.kind != new.kind:
        changed.append(f"{old.get_kind_display()} → {new.get_kind_display()}")
    if old and old.visibility != new.visibility:
        changed.append(f"{old.get_visibility_display()} → {new.get_visibility_display()}")
    return {
        "pk": new.pk,
        "who": new.made_by.name if new.made_by else _("no longer at school"),
        "when": date_format(timezone.localtime(new.saved_at), "j F Y H:i"),
        "is_first": old is None,
        "changed": changed,
        "pieces": differences(old.text, new.text) if old else [("same", new.text)],
    }
