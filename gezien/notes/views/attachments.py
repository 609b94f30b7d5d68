"""Files with notes: adding while one writes, and opening what one may read."""

from uuid import UUID

from django.core.exceptions import BadRequest
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from gezien.audit.log import record
from gezien.notes.actions.attachments import attach, remove_attachment
from gezien.notes.files import MOST_BYTES, Refused
from gezien.notes.forms.notes import DraftForm
from gezien.notes.models import Attachment
from gezien.notes.rules import own_drafts, removable_attachments, visible_attachments, why_note_visible
from gezien.notes.views.words import draft_rows
from gezien.schools.rules import require_among, require_writing

# A file opened by itself is nobody's page: no script, no form, no origin.
SEALED = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'"


@require_POST
def upload(request: HttpRequest, form: UUID) -> HttpResponse:
    """Add files to what one is writing; the answer is the list as it now stands, or why a file is not kept."""
    require_writing(request.member)
    refused = refused_files(request, str(form))
    if refused:
        return JsonResponse({"error": " ".join(refused)}, status=422)
    draft = get_object_or_404(own_drafts(request.member), form=form)
    return render(request, "notes/files.html", {"files": draft_rows(draft)})


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself, to keep or open outside Gezien; logged, with the reason."""
    attachment = _visible(request, pk)
    note = attachment.note
    if note is not None:
        reason = why_note_visible(request.member, note) or ""
        record(request.member, "attachment.read", attachment, pupil=note.pupil, group=note.group, reason=reason)
    disposition = content_disposition_header(as_attachment=True, filename=attachment.name)
    return _sealed(attachment.file, attachment.content_type, {"Content-Disposition": disposition or "attachment"})


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """A small picture, drawn by us from the photo, to look at in the page."""
    attachment = _visible(request, pk)
    stored = attachment.preview or get_object_or_404(Attachment.objects.none())
    return _sealed(stored, "image/jpeg", {})


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file away; what was typed in the form around the button is kept first."""
    attachment = _visible(request, pk)
    require_among(removable_attachments(request.member), attachment)
    if "form" in request.POST:
        DraftForm(request.POST, by=request.member, note=attachment.note or attachment.draft.note).try_save()
    remove_attachment(by=request.member, attachment=attachment)
    note = attachment.note_id or attachment.draft.note_id
    slug = request.member.school.slug
    page = reverse("notes:edit", args=[slug, note]) if note else reverse("notes:add", args=[slug])
    return redirect(f"{page}?draft={request.POST.get('form', '')}")


def refused_files(request: HttpRequest, form: str) -> list[str]:
    """Keep what was sent with the draft of this form; why the rest was not kept."""
    refused = []
    try:
        identity = UUID(form)
    except ValueError:
        raise BadRequest("No form is named") from None
    for sent in request.FILES.getlist("files"):
        content = sent.read(MOST_BYTES + 1)  # one more than allowed is enough to refuse it
        try:
            attach(by=request.member, form=identity, name=sent.name or "", content=content)
        except Refused as reason:
            refused.append(str(reason))
    return refused


def _visible(request: HttpRequest, pk: int) -> Attachment:
    found = visible_attachments(request.member).select_related("note__pupil", "note__group", "draft")
    return get_object_or_404(found, pk=pk)


def _sealed(stored: FieldFile, content_type: str, headers: dict[str, str]) -> HttpResponse:
    with stored.open() as file:
        response = HttpResponse(file.read(), content_type=content_type, headers=headers)
    response.headers["Content-Security-Policy"] = SEALED
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
