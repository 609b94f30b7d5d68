"""Writing a note from anywhere, correcting one's own, and closing one that says too much."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gezien.common.forms import autosave_reply, number_in, wants_json
from gezien.common.going_back import own_page
from gezien.notes.actions.drafts import discard_draft
from gezien.notes.actions.notes import restrict_note, undo_note
from gezien.notes.forms.about import choosable, sent_group, sent_pupils
from gezien.notes.forms.notes import AddNoteForm, ChangeNoteForm, DraftForm
from gezien.notes.models import Note, NoteDraft, Talk
from gezien.notes.rules import editable_notes, own_drafts, undoable_notes, visible_notes
from gezien.notes.views.attachments import refused_files
from gezien.notes.views.words import about, draft_rows, file_rows, moment, reader_choices, unfinished, upload_hints
from gezien.pupils.models import Pupil
from gezien.pupils.rules import require_editable, visible_pupils
from gezien.schools.rules import Member, require_among, require_writing


def add(request: HttpRequest) -> HttpResponse:
    """The quick note; while one types it is kept as a draft (autosave), the button makes it a note."""
    require_writing(request.member)
    if wants_json(request):
        return _keep_draft(request)
    pupil, draft = _asked_pupil(request), _asked_draft(request)
    form = AddNoteForm(request.POST or None, by=request.member, pupil=pupil, draft=draft, initial=_asked(request))
    refused = _take_files(request)
    if request.method == "POST" and form.is_valid() and not refused:
        return _saved(request, form.save(), own_page(request, form.cleaned_data["next"]))
    draft = draft or _sent_draft(request)
    context = {
        **_form_context(request, form, draft),
        "refused": refused,
        "groups": choosable(request.member, [pupil.pk for pupil in form.pupils]),
        "chosen_group": form.group.pk if form.group else None,
        "readers": reader_choices(request.member, form.pupils, form.group, form["visibility"].value()),
        "unfinished": [] if draft else unfinished(request.member),
    }
    return render(request, "notes/add.html", context, status=422 if form.errors or refused else 200)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own note; what is typed is kept as a draft until it is saved."""
    note = own_note(request.member, pk)
    if talk := Talk.objects.filter(note=note).first():  # a talk by a guide is changed where it was held
        return redirect("notes:talk", school=request.member.school.slug, pk=talk.pk)
    if wants_json(request):
        return _keep_draft(request, note)
    draft = _asked_draft(request, note)
    form = ChangeNoteForm(request.POST or None, by=request.member, note=note, draft=draft, initial=_came_from(request))
    refused = _take_files(request, note)
    if request.method == "POST" and not refused and (saved := form.try_save()):
        return _saved(request, [saved], own_page(request, form.cleaned_data["next"]))
    pupils = [note.pupil] if note.pupil else []
    context = {
        **_form_context(request, form, draft or _sent_draft(request)),
        "note": note,
        "note_about_text": about(pupils, note.group),
        "refused": refused,
        "kept_files": file_rows(note.attachments),
        "readers": reader_choices(request.member, pupils, note.group, form["visibility"].value()),
    }
    status = 409 if form.conflict is not None else 422 if form.errors or refused else 200
    return render(request, "notes/edit.html", context, status=status)


@require_safe
def readers(request: HttpRequest) -> HttpResponse:
    """Who will read it, by name, for the pupils chosen so far: a part of the form."""
    member = request.member
    require_writing(member)
    pupils, group = sent_pupils(member, request.GET.getlist("pupils")), sent_group(member, request.GET.get("group", ""))
    chosen = request.GET.get("visibility", Note.Visibility.TEAM)
    return render(request, "notes/readers.html", {"readers": reader_choices(member, pupils, group, chosen)})


@require_POST
def restrict(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on only the author, internal coach and head read it."""
    note = get_object_or_404(visible_notes(request.member).select_related("pupil", "group"), pk=pk)
    restrict_note(by=request.member, note=note)
    messages.success(request, _("From now on only the author, the internal coach and the head read this note."))
    return redirect(place_of(note, request.member))


def undo(request: HttpRequest, form: UUID) -> HttpResponse:
    """What was kept a moment ago becomes a draft again; without JavaScript this page asks first."""
    member = request.member
    notes = list(undoable_notes(member).filter(form=form).select_related("pupil", "group").order_by("pk"))
    if request.method != "POST":
        get_object_or_404(undoable_notes(member), pk=notes[0].pk if notes else None)
        return render(request, "notes/undo.html", {"form": form, "note": notes[0]})
    require_writing(member)
    draft = undo_note(by=member, form=form)
    if draft is None:
        messages.warning(request, _("This note can no longer be taken back. You can still change it."))
        return _go(request, reverse("workspace:home", args=[member.school.slug]))
    messages.success(request, _("Taken back: it stands in no file. Your words are still here."))
    return _go(request, f"{reverse('notes:add', args=[member.school.slug])}?draft={draft.form}")


@require_POST
def discard(request: HttpRequest, form: UUID) -> HttpResponse:
    """Throw an unfinished note away."""
    require_writing(request.member)
    discard_draft(by=request.member, draft=get_object_or_404(own_drafts(request.member), form=form))
    return redirect("notes:add", school=request.member.school.slug)


def own_note(member: Member, pk: int) -> Note:
    """The note, 404 when unseen, 403 when another's."""
    note = get_object_or_404(visible_notes(member).select_related("pupil", "group"), pk=pk)
    require_among(editable_notes(member), note)
    return note


def place_of(note: Note, member: Member) -> str:
    """The page the note belongs on: the pupil's file, or itself."""
    if note.pupil_id:
        return reverse("workspace:pupil", args=[member.school.slug, note.pupil_id])
    return reverse("notes:detail", args=[member.school.slug, note.pk])


def _form_context(request: HttpRequest, form, draft: NoteDraft | None) -> dict:
    return {"form": form, "files": draft_rows(draft), "upload": upload_hints()}


def _keep_draft(request: HttpRequest, note: Note | None = None) -> HttpResponse:
    """The answer to autosave.js."""
    form = DraftForm(request.POST, by=request.member, note=note)
    saved = form.try_save()
    if saved is True:
        return JsonResponse({"version": 0, "saved_at": moment()})
    return autosave_reply(form, saved)


def _take_files(request: HttpRequest, note: Note | None = None) -> list[str]:
    """Files that came with the form itself (no JavaScript): kept with its draft; why some were not."""
    if not request.FILES:
        return []
    form = DraftForm(request.POST, by=request.member, note=note)
    form.try_save()
    return refused_files(request, request.POST.get("form", ""))


def _asked_pupil(request: HttpRequest) -> Pupil | None:
    """The pupil in the address: 404 when unseen, 403 when the member may not write in the file."""
    asked = number_in(request.GET, "pupil")
    if not asked:
        return None
    pupil = get_object_or_404(visible_pupils(request.member), pk=asked)
    require_editable(request.member, pupil)
    return pupil


def _asked_draft(request: HttpRequest, note: Note | None = None) -> NoteDraft | None:
    """The draft in the address, so that a reload goes on where one was; None when it has become a note or is gone."""
    drafts = own_drafts(request.member).filter(note=note)
    return next((draft for draft in drafts if str(draft.form) == request.GET.get("draft")), None)


def _sent_draft(request: HttpRequest) -> NoteDraft | None:
    """The draft of the form that was just sent, with the files kept so far."""
    return next((d for d in own_drafts(request.member) if str(d.form) == request.POST.get("form")), None)


def _asked(request: HttpRequest) -> dict[str, str]:
    """What the link that led here already knows: where to go back to, and which kind of note."""
    kind = request.GET.get("kind", "")
    return _came_from(request) | ({"kind": kind} if kind in Note.Kind.values else {})


def _came_from(request: HttpRequest) -> dict[str, str]:
    """Where to go back to after saving: the page of ours the link stood on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    own = came_from.netloc == request.get_host() and came_from.path.startswith(f"/s/{request.member.school.slug}/")
    if not own or "/notes/" in came_from.path:
        return {}
    return {"next": came_from._replace(scheme="", netloc="", fragment="").geturl()}


def _saved(request: HttpRequest, notes: list[Note], back: str) -> HttpResponse:
    """Back to where one was, or else to the pupil, with what was saved when, and the way back."""
    slug, first = request.member.school.slug, notes[0]
    said = _("Saved at %(time)s for %(name)s.") % {
        "time": moment(),
        "name": about([note.pupil for note in notes if note.pupil], first.group),
    }
    again = format_html('<a class="button button-s" href="{}">{}</a>', reverse("notes:add", args=[slug]), _("One more"))
    taken_back = ""
    if first.version == 1 and first.form:
        url = reverse("notes:undo", args=[slug, first.form])
        taken_back = format_html(
            '<a class="button button-quiet button-s" href="{0}" hx-post="{0}" hx-swap="none">{1}</a>', url, _("Undo")
        )
    messages.success(request, format_html("{} {} {}", said, again, taken_back))
    return redirect(back or place_of(first, request.member))


def _go(request: HttpRequest, url: str) -> HttpResponse:
    """To a page, also when htmx asked."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
