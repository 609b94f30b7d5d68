"""Checks what is typed about a test; `save()` is one call to an action."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common.forms import VersionedForm
from gezien.results import vocabulary
from gezien.results.actions.instruments import ScaleInUse, add_instrument, change_instrument
from gezien.results.models import Instrument
from gezien.schools.models import Subject
from gezien.schools.rules import Member

MOST_LEVELS = 20
LONGEST_LEVEL = 20
MOST_PARTS = 6


def _line_by_line(label, help_text, *, rows: int = 2) -> forms.CharField:
    """Words, one on each line."""
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


def _several(label, help_text, words: Mapping[str, Any]) -> forms.MultipleChoiceField:
    """Any of the codes of a vocabulary, in words."""
    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-row"})
    return forms.MultipleChoiceField(
        label=label, help_text=help_text, required=False, widget=widget, choices=list(words.items())
    )


class InstrumentForm(forms.Form):
    """What a test is called, what it is about and what its scale is."""

    MORE = ("score_types", "parts", "reference_types", "qualified")  # what few tests need

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    provider = forms.CharField(
        label=gettext_lazy("Provider"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Who makes the test. Stays empty for a list or test of your own."),
    )
    subject = forms.ModelChoiceField(label=gettext_lazy("Subject"), queryset=None, empty_label=None)
    figure = forms.ChoiceField(
        label=gettext_lazy("Growth is counted in"),
        choices=Instrument.Figure.choices,
        help_text=gettext_lazy("A skill score is compared only with scores of this same test."),
    )
    level_type = forms.ChoiceField(
        label=gettext_lazy("Kind of level"),
        required=False,
        help_text=gettext_lazy("Levels are taken over as the provider gives them and are never computed here."),
    )
    levels = _line_by_line(
        gettext_lazy("Levels, highest first"),
        gettext_lazy("One on each line, for instance A, B, C, D, E. Empty when the test has none."),
        rows=5,
    )
    score_types = _several(
        gettext_lazy("Raw scores to record"),
        gettext_lazy("Each gets a column when you enter results by hand."),
        vocabulary.SCORES_IN_WORDS,
    )
    parts = _line_by_line(
        gettext_lazy("Parts with a number correct of their own"),
        gettext_lazy("One on each line, for instance card 1, card 2."),
    )
    reference_types = _several(
        gettext_lazy("Beside the level"),
        gettext_lazy("What else the provider gives with a result. DLE shows only when the school uses it."),
        vocabulary.REFERENCES_IN_WORDS,
    )
    qualified = _line_by_line(
        gettext_lazy("More than one level"),
        gettext_lazy(
            "For a test that gives several levels at once, such as AVI: instruction, frustration. One on each line."
        ),
    )
    is_main = forms.BooleanField(
        label=gettext_lazy("Main test of its subject"),
        required=False,
        help_text=gettext_lazy("Stands first in the overviews; plans look at it. Each subject has one."),
    )
    is_active = forms.BooleanField(
        label=gettext_lazy("In use"),
        required=False,
        help_text=gettext_lazy("Out of use, results already stored stay in view, but no new ones are asked for."),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["subject"].queryset = Subject.objects.filter(school=member.school)
        self.fields["level_type"].choices = [("", _("no levels of a known kind")), *vocabulary.LEVEL_TYPES.items()]

    def sections(self) -> list[dict[str, Any]]:
        """The fields as one thinks of a test: what it is, its scale; and closed, with what is chosen, the rest."""
        more = [self[name] for name in self.MORE]
        named = {
            _("The test"): ("name", "provider", "subject", "is_active", "is_main"),
            _("Its scale"): ("figure", "level_type", "levels"),
        }
        return [
            *(
                {"name": name, "fields": [self[one] for one in names], "is_more": False, "is_open": True, "chosen": ""}
                for name, names in named.items()
            ),
            {
                "name": _("More to record"),
                "fields": more,
                "is_more": True,
                "is_open": any(field.errors for field in more),
                "chosen": ", ".join(self._chosen(more)),
            },
        ]

    @staticmethod
    def _chosen(fields: Iterable[forms.BoundField]) -> Iterator[str]:
        """What these fields hold, in words."""
        for field in fields:
            if isinstance(field.field, forms.MultipleChoiceField):
                words = dict(field.field.choices)
                yield from (str(words.get(code, code)) for code in field.value() or ())
            else:
                yield from _lines(field.value() or "")

    def clean_parts(self) -> list[str]:
        """As codes of raw scores."""
        return [f"NumberCorrect:{part}" for part in self._short("parts")]

    def clean_qualified(self) -> list[str]:
        """The words alone; which kind of level they belong to is known when the whole form is read."""
        return self._short("qualified")

    def _short(self, name: str) -> list[str]:
        words = _lines(self.cleaned_data[name])
        if len(words) > MOST_PARTS or any(len(word) > LONGEST_LEVEL for word in words):
            raise forms.ValidationError(
                _("At most %(most)s, each of at most %(long)s characters.")
                % {"most": MOST_PARTS, "long": LONGEST_LEVEL}
            )
        return words

    def clean_levels(self) -> list[str]:
        """One level a line or between commas, each once."""
        levels = _lines(self.cleaned_data["levels"])
        if len(levels) > MOST_LEVELS:
            raise forms.ValidationError(_("At most %(most)s levels.") % {"most": MOST_LEVELS})
        if any(len(level) > LONGEST_LEVEL for level in levels):
            raise forms.ValidationError(_("A level has at most %(most)s characters.") % {"most": LONGEST_LEVEL})
        return levels

    def clean(self) -> dict[str, Any]:
        """A scale of levels alone needs levels; a main test is in use."""
        data = super().clean() or {}
        if data.get("figure") == Instrument.Figure.LEVEL and "levels" in data and not data["levels"]:
            self.add_error("levels", _("This test has levels only: say which."))
        if data.get("is_main") and not data.get("is_active"):
            self.add_error("is_main", _("A test out of use cannot be the main one."))
        data["score_types"] = [*data.get("score_types", []), *data.pop("parts", [])]
        kinds = [f"{data.get('level_type') or 'Level'}:{word}" for word in data.pop("qualified", [])]
        data["reference_types"] = [*data.get("reference_types", []), *kinds]
        return data


def _lines(text: str) -> list[str]:
    """What stands on each line or between commas, once each."""
    return list(dict.fromkeys(word for line in text.replace(",", "\n").splitlines() if (word := line.strip())))


def _parts(codes: list[str]) -> str:
    """What stands behind the colons, a line each."""
    return "\n".join(code.partition(":")[2] for code in codes if ":" in code)


class NewInstrumentForm(InstrumentForm):
    """A test the catalogue does not know."""

    def save(self) -> Instrument:
        """Add the test."""
        return add_instrument(by=self.member, **self.cleaned_data)


class ChangeInstrumentForm(InstrumentForm, VersionedForm):
    """A test that is there."""

    def __init__(self, *args: Any, member: Member, instrument: Instrument, **kwargs: Any):
        names = ("name", "provider", "subject", "figure", "level_type", "is_main", "is_active", "version")
        initial = {name: getattr(instrument, name) for name in names}
        initial |= {
            "levels": "\n".join(instrument.levels),
            "score_types": [code for code in instrument.score_types if ":" not in code],
            "parts": _parts(instrument.score_types),
            "reference_types": [code for code in instrument.reference_types if ":" not in code],
            "qualified": _parts(instrument.reference_types),
        }
        super().__init__(*args, member=member, initial=initial, **kwargs)
        self.instrument = instrument
        if instrument.level_type and instrument.level_type not in vocabulary.LEVEL_TYPES:
            self.fields["level_type"].choices.append((instrument.level_type, instrument.level_type))

    def save(self) -> Instrument | None:
        """Change the test; raises `StaleVersion`. A scale that is in use becomes an error of the form."""
        try:
            return change_instrument(by=self.member, instrument=self.instrument, **self.cleaned_data)
        except ScaleInUse as reason:
            self.add_error(None, str(reason))
            return None
