"""What may be typed about a need; `save()` is one call to an action."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.needs.actions import NeedIsClosed, close_need, save_need
from gezien.needs.models import EducationalNeed, SupportKind
from gezien.needs.sentences import KINDS, STEMS, Said, said_of, tidied
from gezien.pupils.models import Pupil
from gezien.schools.models import Period, Subject
from gezien.schools.rules import Member

LONGEST, MOST = 500, 24  # letters of a sentence, sentences of a need
_NAME = re.compile(r"said_([a-z]+)_(\d{1,3})")


def kind_of(name: str) -> str:
    """The kind of sentence a field is for; empty for any other field."""
    found = _NAME.fullmatch(name)
    return found[1] if found and found[1] in KINDS else ""


class NeedForm(VersionedForm):
    """A need of a pupil for a subject and period: what is aimed at, and what the pupil needs to get there.

    The sentences are fields of their own, named said_<kind>_<number>: as many as one wants of each kind. `support` is
    what the pupil needs in words that were not sorted.
    """

    goal = forms.CharField(
        label=gettext_lazy("Goal"),
        help_text=gettext_lazy(
            "What can or does this pupil at the end of the period? With a measure, so that you can see it."
        ),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    support = forms.CharField(
        label=gettext_lazy("In your own words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 1}),
    )

    # Ideas asked for by a button, {"name" of the field, "rows"}: how a browser without JavaScript sees them.
    ideas: dict[str, Any] | None = None

    def __init__(
        self,
        data: Any = None,
        *,
        by: Member,
        pupil: Pupil,
        subject: Subject,
        period: Period,
        number: int = 1,
        need: EducationalNeed | None = None,
        previous: EducationalNeed | None = None,
    ):
        self.target: dict[str, Any] = {"by": by, "pupil": pupil, "subject": subject, "period": period, "number": number}
        self.previous = previous
        self.stored = said_of(need) if need else []
        initial = {"goal": need.goal, "version": need.version} if need else {"version": 0}
        unsorted = "\n".join(one.text for one in self.stored if not one.kind)
        super().__init__(data, initial=initial | {"support": unsorted}, auto_id=f"need-{pupil.pk}-{subject.pk}-%s")

    def sentences(self) -> list[Said]:
        """The sentences as typed, else as stored; without the unsorted words."""
        if not self.is_bound:
            return [one for one in self.stored if one.kind]
        typed = [(found, name) for name in self.data if (found := _NAME.fullmatch(name))]
        rows = sorted((KINDS.index(found[1]), int(found[2]), name) for found, name in typed if found[1] in KINDS)
        return [Said(KINDS[kind], str(self.data[name])) for kind, _number, name in rows]

    def rows(self) -> list[dict[str, Any]]:
        """For each kind its fields, at least one: empty ones wait until somebody wants them."""
        said, begin = self.sentences(), str(self.auto_id).replace("%s", "said")
        return [
            {
                "kind": kind.value,
                "label": kind.label,
                "stem": STEMS[kind],
                "is_empty": not any(texts),
                "fields": [
                    {"name": f"said_{kind}_{place}", "id": f"{begin}-{kind}-{place}", "text": text}
                    for place, text in enumerate(texts)
                ],
            }
            for kind in SupportKind
            for texts in [[one.text for one in said if one.kind == kind and one.text.strip()] or [""]]
        ]

    def clean(self) -> dict[str, Any]:
        """Something has to be said; an emptied need is removed by its button, not by saving nothing."""
        texts = super().clean() or {}
        said = tidied(self.sentences())
        if any(len(one.text) > LONGEST for one in said):
            raise forms.ValidationError(_("A sentence has at most %(letters)d letters.") % {"letters": LONGEST})
        if len(said) > MOST:
            raise forms.ValidationError(_("That is more than one can do for a pupil: keep to what matters most."))
        if not texts.get("goal") and not texts.get("support") and not said:
            raise forms.ValidationError(_("Write a goal, or what the pupil needs. Nothing is kept of an empty need."))
        return texts

    def save(self) -> EducationalNeed | None:
        """Write it; None with an error when it was closed meanwhile."""
        texts = self.cleaned_data
        try:
            return save_need(
                **self.target,
                goal=texts["goal"],
                sentences=self.sentences(),
                support=texts["support"],
                previous=self.previous,
                expected=texts["version"],
            )
        except NeedIsClosed:
            self.add_error(None, _("This need was closed meanwhile. Open it again to change it."))
            return None

    def try_save(self) -> EducationalNeed | None:
        """As every form of two people; after a conflict the stored sentences come along by the name of their field."""
        saved = super().try_save()
        if self.conflict is not None:
            current = EducationalNeed.objects.filter(
                **{name: self.target[name] for name in ("pupil", "subject", "period", "number")}
            ).get()
            self.conflict |= {"together": current.support} | self._by_field(said_of(current))
        return saved

    def _by_field(self, said: list[Said]) -> dict[str, str]:
        """Stored sentences under the fields of this form; what has no field of its own joins the last of its kind."""
        values = {"support": "\n".join(one.text for one in said if not one.kind)}
        for row in self.rows():
            texts = [one.text for one in said if one.kind == row["kind"]]
            names = [field["name"] for field in row["fields"]]
            values |= dict(zip(names, [*texts, *[""] * len(names)], strict=False))
            if len(texts) > len(names):
                values[names[-1]] = "; ".join(texts[len(names) - 1 :])
        return values


class ClosureForm(VersionedForm):
    """How a need ended, and a line why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("How did it end?"), choices=EducationalNeed.Outcome, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=gettext_lazy("Why, in one line"),
        help_text=gettext_lazy("What did you see? What worked, and what not?"),
        required=False,
        max_length=300,
    )

    def __init__(self, data: Any = None, *, by: Member, need: EducationalNeed):
        self.by, self.need = by, need
        super().__init__(data, initial={"version": need.version}, auto_id=f"closure-{need.pk}-%s")

    def save(self) -> EducationalNeed:
        """Close it."""
        said = self.cleaned_data
        return close_need(
            by=self.by, need=self.need, outcome=said["outcome"], note=said["note"], expected=said["version"]
        )
