"""Checks what is typed in a note; every form carries its own identity, so that nothing is kept or saved twice."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.common.models import StaleVersion
from gezien.notes.actions.drafts import save_draft
from gezien.notes.actions.notes import add_note, change_note
from gezien.notes.models import Note, NoteDraft
from gezien.pupils.models import Pupil
from gezien.pupils.queries import listed_pupils
from gezien.pupils.rules import editable_pupils, taught_groups
from gezien.schools.rules import Member

LONGEST = 20_000  # characters; some seven pages
WRITTEN = ("kind", "text", "visibility")


class _NoteFields(forms.Form):
    form = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)  # of the draft; 0: none yet
    next = forms.CharField(widget=forms.HiddenInput, required=False)
    kind = forms.ChoiceField(label=_("Kind of note"), choices=Note.Kind, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What did you see or hear?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )
    visibility = forms.ChoiceField(
        label=_("Who reads this?"),
        help_text=_("Parents may always ask to read the file: write as if they read along."),
        choices=Note.Visibility,
        widget=forms.RadioSelect,
    )

    def clean_next(self) -> str:
        """Only a page of our own."""
        found = self.cleaned_data["next"]
        return found if url_has_allowed_host_and_scheme(found, allowed_hosts=None) else ""


class AddNoteForm(_NoteFields):
    """A new note about one pupil."""

    pupil = forms.TypedChoiceField(label=_("Pupil"), coerce=int, choices=())
    happened_on = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
    field_order = ("pupil", "kind", "text", "happened_on", "visibility")

    def __init__(self, *args, by: Member, draft: NoteDraft | None = None, pupil: Pupil | None = None, **kwargs):
        """Filled with the draft, or empty, about `pupil` when one is known."""
        self.by = by
        super().__init__(*args, **kwargs)
        self.initial |= _from_draft(draft) if draft else _empty(pupil)
        self.fields["pupil"].choices = [("", _("Choose a pupil…")), *pupil_choices(by)]

    def clean_happened_on(self) -> dt.date:
        """Today or earlier."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come."))
        return day

    def save(self) -> Note:
        """Add the note."""
        names = ("form", "happened_on", *WRITTEN)
        pupil = editable_pupils(self.by).get(pk=self.cleaned_data["pupil"])
        return add_note(by=self.by, pupil=pupil, **{name: self.cleaned_data[name] for name in names})


class ChangeNoteForm(_NoteFields):
    """The author's correction of a note. Its day stays."""

    note_version = forms.IntegerField(widget=forms.HiddenInput)
    conflict: str | None = None  # the stored text, when it was saved elsewhere since this form was opened

    def __init__(self, *args, by: Member, note: Note, draft: NoteDraft | None = None, **kwargs):
        self.by, self.note = by, note
        super().__init__(*args, **kwargs)
        stored = {"form": uuid.uuid4(), "note_version": note.version, **{name: getattr(note, name) for name in WRITTEN}}
        self.initial |= _from_draft(draft) if draft else stored

    def try_save(self) -> Note | None:
        """The changed note; None when the input is wrong, or with `conflict` when it changed meanwhile."""
        if not self.is_valid():
            return None
        values = {name: self.cleaned_data[name] for name in ("form", *WRITTEN)}
        try:
            return change_note(by=self.by, note=self.note, expected=self.cleaned_data["note_version"], **values)
        except StaleVersion as stale:
            self.conflict = stale.current.text
            self.data = self.data.copy()
            self.data["note_version"] = str(stale.current.version)
            return None


class DraftForm(VersionedForm):
    """What autosave.js sends while somebody types: taken as it is, half finished or not."""

    form = forms.UUIDField()
    pupil = forms.IntegerField(required=False)
    kind = forms.ChoiceField(choices=Note.Kind)
    text = forms.CharField(required=False, max_length=LONGEST, strip=False)
    happened_on = forms.CharField(required=False)
    visibility = forms.ChoiceField(choices=Note.Visibility)
    note_version = forms.IntegerField(required=False)

    def __init__(self, *args, by: Member, note: Note | None = None, **kwargs):
        self.by, self.note = by, note
        super().__init__(*args, **kwargs)

    def clean_happened_on(self) -> dt.date | None:
        """A day half typed is no day yet."""
        try:
            return parse_date(self.cleaned_data["happened_on"])
        except ValueError:
            return None

    def save(self) -> NoteDraft | bool:
        """Keep it; True when its note has been saved already, so that nothing is left to keep."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "pupil")}
        pupil = editable_pupils(self.by).filter(pk=self.cleaned_data["pupil"]).first()
        about = self.note.pupil if self.note else pupil
        return (
            save_draft(by=self.by, expected=self.cleaned_data["version"], pupil=about, note=self.note, **values) or True
        )

    def try_save(self) -> NoteDraft | bool | None:
        """As any form, but only the text is held against the text saved elsewhere."""
        saved = super().try_save()
        if self.conflict:
            self.conflict = {name: self.conflict[name] for name in ("version", "text")}
        return saved


def pupil_choices(by: Member) -> list[tuple[str, list[tuple[int, str]]]]:
    """The pupils in whose files the member may write, by group, the groups one teaches first."""
    own = set(taught_groups(by).values_list("name", flat=True))
    groups: dict[str, list[tuple[int, str]]] = {}
    for pupil in listed_pupils(editable_pupils(by).filter(left_on=None)):
        groups.setdefault(pupil.group, []).append((pupil.pk, pupil.name))
    named = {name: pupils for name, pupils in groups.items() if name}
    return sorted(named.items(), key=lambda group: group[0] not in own)


def _empty(pupil: Pupil | None) -> dict[str, Any]:
    """A fresh form: an observation of today that the team reads."""
    return {
        "form": uuid.uuid4(),
        "pupil": pupil.pk if pupil else "",
        "kind": Note.Kind.OBSERVATION,
        "happened_on": clock.today(),
        "visibility": Note.Visibility.TEAM,
    }


def _from_draft(draft: NoteDraft) -> dict[str, Any]:
    """The form as it was last typed."""
    names = ("form", "version", "kind", "text", "visibility", "happened_on", "note_version")
    return {"pupil": draft.pupil_id or "", **{name: getattr(draft, name) for name in names}}
