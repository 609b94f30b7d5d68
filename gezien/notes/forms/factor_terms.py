"""Checks what is typed about the school's words for factors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.notes.actions.factor_terms import add_domain, add_source, rename_term, set_renewal
from gezien.notes.models import FactorDomain, FactorSettings, FactorSource
from gezien.notes.queries.factor_terms import months_in_words
from gezien.schools.rules import Member

MONTHS = (3, 4, 6, 9, 12)


def name_field() -> forms.CharField:
    """One line of forty characters at most."""
    return forms.CharField(label=_("Name"), max_length=FactorDomain._meta.get_field("name").max_length)


class NewDomainForm(forms.Form):
    """Something new that factors can be about."""

    name = name_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="new-domain-%s", **kwargs)

    def save(self, *, by: Member) -> FactorDomain:
        """Add it."""
        return add_domain(by=by, **self.cleaned_data)


class NewSourceForm(forms.Form):
    """A new place where factors can lie."""

    name = name_field()
    family = forms.ChoiceField(label=_("Falls under"), choices=FactorSource.Family)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="new-source-%s", **kwargs)

    def save(self, *, by: Member) -> FactorSource:
        """Add it."""
        return add_source(by=by, **self.cleaned_data)


class RenameForm(VersionedForm):
    """Another word for the same thing."""

    name = name_field()

    def __init__(self, *args, by: Member, term: FactorDomain | FactorSource, **kwargs):
        self.by, self.term = by, term
        initial = {"name": term.name, "version": term.version}
        super().__init__(*args, auto_id=f"{term._meta.model_name}-{term.pk}-%s", initial=initial, **kwargs)

    def save(self) -> FactorDomain | FactorSource:
        """Rename it."""
        return rename_term(
            by=self.by, term=self.term, expected=self.cleaned_data["version"], name=self.cleaned_data["name"]
        )


class RenewalForm(VersionedForm):
    """After how long a factor asks whether it still holds."""

    months = forms.TypedChoiceField(label=_("A factor asks whether it still holds after"), coerce=int)

    def __init__(self, *args, by: Member, **kwargs):
        self.by = by
        found = FactorSettings.objects.filter(school=by.school).first() or FactorSettings()
        initial = {"months": found.renew_after_months, "version": found.version}
        super().__init__(*args, auto_id="renewal-%s", initial=initial, **kwargs)
        lengths = sorted({*MONTHS, found.renew_after_months})
        self.fields["months"].choices = [(months, months_in_words(months)) for months in lengths]

    def save(self) -> FactorSettings:
        """Set it."""
        return set_renewal(by=self.by, expected=self.cleaned_data["version"], months=self.cleaned_data["months"])
