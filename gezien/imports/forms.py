"""Choosing a file, and saying whom it means."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.registry import FORMATS
from gezien.imports.matching import PupilMark, TestMark
from gezien.imports.matching.screen import Question, Questions

MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """What kind of file, and the file. What is in it the format judges, not the form."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in the file?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("File"),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file first.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.kind, one.title) for one in FORMATS.values()]
        self.fields["file"].help_text = _("At most %(limit)d MB.") % {"limit": settings.MAX_IMPORT_BYTES // MEGABYTE}
        self.fields["file"].widget.attrs["accept"] = ",".join(one.accept for one in FORMATS.values())

    def clean_file(self):
        """No larger than the application takes; a server in front may refuse sooner."""
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_IMPORT_BYTES:
            sizes = {"size": -(-file.size // MEGABYTE), "limit": settings.MAX_IMPORT_BYTES // MEGABYTE}
            raise forms.ValidationError(_("This file is %(size)d MB, and at most %(limit)d MB is taken in.") % sizes)
        return file


class MatchForm(forms.Form):
    """For each mark that was not recognised: who, or which test, it is. `choices()` is what was decided.

    Nothing is chosen beforehand: a wrong match mixes two children's files and nobody would notice.
    """

    LATER, NONE, OTHER = "", "none", "other"

    def __init__(self, data=None, *, questions: Questions):
        super().__init__(data)
        self.questions = questions
        self.by_label = {person.label: person.pk for person in questions.people}
        for asked in questions.asked:
            if asked.is_pupil:
                self._ask_pupil(asked)
            else:
                self._ask_test(asked)

    def _ask_pupil(self, asked: Question) -> None:
        options = [(str(one.person.pk), one.person.label) for one in asked.candidates]
        fixed = [
            (self.OTHER, _("Another pupil:")),
            (self.NONE, _("Not ours: leave out, now and from now on")),
            (self.LATER, _("Decide later")),
        ]
        self.fields[asked.name] = forms.ChoiceField(
            label=asked.mark.label, choices=options + fixed, required=False, widget=forms.RadioSelect
        )
        self.fields[f"{asked.name}_other"] = forms.CharField(
            label=_("Which pupil %(label)s is") % {"label": asked.mark.label}, required=False, max_length=300
        )

    def _ask_test(self, asked: Question) -> None:
        tests = [(str(one.pk), f"{one.name} ({one.subject.short_name})") for one in self.questions.tests]
        self.fields[asked.name] = forms.ChoiceField(
            label=asked.mark.label,
            choices=[
                (self.LATER, _("Decide later")),
                *tests,
                (self.NONE, _("Not ours: leave out, now and from now on")),
            ],
            required=False,
        )

    def rows(self) -> list[dict]:
        """The questions as the page shows them."""
        return [
            {
                "name": asked.name,
                "label": asked.mark.label,
                "where": asked.where,
                "reason": asked.reason,
                "is_pupil": asked.is_pupil,
                "field": self[asked.name],
                "options": self._options(asked) if asked.is_pupil else [],
                "other": self[f"{asked.name}_other"] if asked.is_pupil else None,
                "errors": self.errors.get(asked.name, []) if self.is_bound else [],
            }
            for asked in self.questions.asked
        ]

    def _options(self, asked: Question) -> list[dict]:
        reasons = {str(one.person.pk): one.reason for one in asked.candidates}
        chosen = self[asked.name].value() or ""
        return [
            {
                "value": value,
                "label": label,
                "reason": reasons.get(value, ""),
                "is_chosen": str(chosen) == value,
                "is_other": value == self.OTHER,
            }
            for value, label in self.fields[asked.name].choices
        ]

    def clean(self):
        """ "Another pupil" needs one of the school, as the list writes them; a name alone does when it is the only."""
        cleaned = super().clean()
        for asked in self.questions.asked:
            typed = (cleaned.get(f"{asked.name}_other") or "").strip()
            if cleaned.get(asked.name) == self.OTHER or (typed and not cleaned.get(asked.name)):
                found = self._typed(typed)
                if found is None:
                    self.add_error(asked.name, _("Choose a pupil from the list, with group and date of birth."))
                else:
                    cleaned[asked.name] = str(found)
        return cleaned

    def _typed(self, text: str) -> int | None:
        if text in self.by_label:
            return self.by_label[text]
        same = [person.pk for person in self.questions.people if person.name.casefold() == text.casefold()]
        return same[0] if len(same) == 1 else None

    def choices(self) -> list[tuple[PupilMark | TestMark, int | None]]:
        """Each mark about which something was decided, with the key of the pupil or test, or None for "not ours"."""
        return [
            (asked.mark, None if value == self.NONE else int(value))
            for asked in self.questions.asked
            if (value := self.cleaned_data.get(asked.name, "")) != self.LATER
        ]
