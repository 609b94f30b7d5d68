"""Checks what is typed in a note; every form carries its own identity, so that nothing is kept or saved twice."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.common.models import StaleVersion
from gezien.notes.actions.drafts import save_draft
from gezien.notes.actions.notes import add_notes, change_note
from gezien.notes.forms.about import sent_group, sent_pupils
from gezien.notes.models import Note, NoteDraft
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

LONGEST = 20_000  # characters; some seven pages
WRITTEN = ("kind", "text", "visibility")
ABOUT_A_GROUP = (Note.Kind.OBSERVATION, Note.Kind.MEMO)


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


class AddNoteForm(_NoteFields):
    """A new note about one pupil, several, or a group as a whole."""

    happened_on = forms.DateField(label=_("Day"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))

    def __init__(self, *args, by: Member, draft: NoteDraft | None = None, pupil: Pupil | None = None, **kwargs):
        """Filled with the draft, or empty, about `pupil` when one is known."""
        self.by = by
        super().__init__(*args, **kwargs)
        self.initial = self.initial | _from_draft(draft) if draft else _empty() | self.initial
        if self.is_bound:
            self.pupils = sent_pupils(by, self.data.getlist("pupils"))
            self.group = sent_group(by, self.data.get("group", ""))
        else:
            self.pupils = list(draft.pupils.all()) if draft else [pupil] if pupil else []
            self.group = draft.group if draft else None

    def clean_happened_on(self) -> dt.date:
        """Today or earlier."""
        day = self.cleaned_data["happened_on"]
        if day > clock.today():
            raise ValidationError(_("This day is still to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """About somebody; about a group only what is not somebody's talk."""
        kind = self.cleaned_data.get("kind")
        if not self.pupils and not self.group:
            self.add_error(None, _("Choose whom this is about."))
        elif self.pupils and self.group:
            self.add_error(None, _("Choose either pupils or the group as a whole."))
        elif self.group and kind not in ABOUT_A_GROUP:
            self.add_error("kind", _("A talk is about one pupil or a few, not about a whole group."))
        return self.cleaned_data

    def save(self) -> list[Note]:
        """Add the note in each file."""
        names = ("form", "happened_on", *WRITTEN)
        values = {name: self.cleaned_data[name] for name in names}
        return add_notes(by=self.by, pupils=self.pupils, group=self.group, **values)


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
        values = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if self.note:
            values |= {"pupils": [self.note.pupil] if self.note.pupil else [], "group": self.note.group}
        else:
            values["pupils"] = sent_pupils(self.by, self.data.getlist("pupils"))
            values["group"] = sent_group(self.by, self.data.get("group", ""))
        return save_draft(by=self.by, expected=self.cleaned_data["version"], note=self.note, **values) or True

    def try_save(self) -> NoteDraft | bool | None:
        """As any form, but only the text is held against the text saved elsewhere."""
        saved = super().try_save()
        if self.conflict:
            self.conflict = {name: self.conflict[name] for name in ("version", "text")}
        return saved


def _empty() -> dict[str, Any]:
    """A fresh form: an observation of today that the team reads."""
    return {
        "form": uuid.uuid4(),
        "kind": Note.Kind.OBSERVATION,
        "happened_on": clock.today(),
        "visibility": Note.Visibility.TEAM,
    }


def _from_draft(draft: NoteDraft) -> dict[str, Any]:
    """The form as it was last typed."""
    names = ("form", "version", "kind", "text", "visibility", "happened_on", "note_version")
    return {name: getattr(draft, name) for name in names}
