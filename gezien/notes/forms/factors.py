"""Checks what is typed about a factor."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.notes.actions.factors import add_factor, change_factor
from gezien.notes.models import Factor, FactorDomain, FactorSource
from gezien.notes.rules import visible_factor_domains, visible_factor_sources
from gezien.pupils.models import Pupil
from gezien.schools.rules import Member

VALUES = ("text", "domain", "source", "can_be_influenced")


class Terms:
    """The words one chooses from, read once for all the forms of a page; `keep`: a retired word already in use."""

    def __init__(self, member: Member, keep: Factor | None = None):
        in_use = Q(retired_on=None)
        self.domains = list(visible_factor_domains(member).filter(in_use | Q(pk=keep.domain_id if keep else None)))
        self.sources = list(visible_factor_sources(member).filter(in_use | Q(pk=keep.source_id if keep else None)))

    def domain_choices(self) -> list[tuple[Any, str]]:
        """The domain is chosen, never guessed."""
        return [("", _("Choose…")), *((term.pk, term.name) for term in self.domains)]

    def source_choices(self) -> list[tuple[Any, Any]]:
        """The places where a factor lies, under child, teaching and home where there are several."""
        return grouped((term.family, term) for term in self.sources)


def grouped(terms) -> list[tuple[Any, Any]]:
    """Choices by family; a family with one word needs no heading."""
    families: dict[str, list[tuple[int, str]]] = {family: [] for family in FactorSource.Family.values}
    for family, term in terms:
        families[family].append((term.pk, term.name))
    labels = dict(FactorSource.Family.choices)
    return [(labels[family], found) if len(found) > 1 else found[0] for family, found in families.items() if found]


class _FactorFields(forms.Form):
    text = forms.CharField(label=_("In a few words"), max_length=Factor._meta.get_field("text").max_length)
    domain = forms.TypedChoiceField(label=_("About"), coerce=int)
    source = forms.TypedChoiceField(label=_("Lies in"), coerce=int)
    can_be_influenced = forms.BooleanField(label=_("We can influence this"), required=False, initial=True)

    def __init__(self, *args, terms: Terms, **kwargs):
        super().__init__(*args, **kwargs)
        self.terms = terms
        self.fields["domain"].choices = terms.domain_choices()
        self.fields["source"].choices = terms.source_choices()

    def clean_text(self) -> str:
        """One line, without double spaces."""
        return " ".join(self.cleaned_data["text"].split())

    def clean_domain(self) -> FactorDomain:
        """The word itself."""
        return next(term for term in self.terms.domains if term.pk == self.cleaned_data["domain"])

    def clean_source(self) -> FactorSource:
        """The word itself."""
        return next(term for term in self.terms.sources if term.pk == self.cleaned_data["source"])


class AddFactorForm(_FactorFields):
    """A new factor in one of the two columns."""

    direction = forms.ChoiceField(choices=Factor.Direction, widget=forms.HiddenInput)

    def __init__(self, *args, direction: str, has_focus: bool = False, **kwargs):
        """`has_focus`: the last one was just added here, and the next may follow."""
        super().__init__(*args, auto_id=f"{direction}-%s", initial={"direction": direction}, **kwargs)
        self.fields["text"].widget.attrs |= {"list": f"wordings-{direction}", "autocomplete": "off"}
        if has_focus:
            self.fields["text"].widget.attrs["autofocus"] = True

    def save(self, *, by: Member, pupil: Pupil) -> Factor:
        """Add it."""
        return add_factor(by=by, pupil=pupil, **self.cleaned_data)


class ChangeFactorForm(VersionedForm, _FactorFields):
    """Other words for a factor that holds."""

    def __init__(self, *args, by: Member, factor: Factor, **kwargs):
        self.by, self.factor = by, factor
        initial = {
            **{name: getattr(factor, name) for name in ("version", "text", "can_be_influenced")},
            "domain": factor.domain_id,
            "source": factor.source_id,
        }
        super().__init__(
            *args, auto_id=f"factor-{factor.pk}-%s", initial=initial, terms=Terms(by, keep=factor), **kwargs
        )

    def save(self) -> Factor:
        """Change it."""
        values = {name: self.cleaned_data[name] for name in VALUES}
        return change_factor(by=self.by, factor=self.factor, expected=self.cleaned_data["version"], **values)
