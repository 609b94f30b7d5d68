"""Partners, consent, invitations, what a guest writes, and a teacher's own story."""

import datetime as dt
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gezien.cases.actions import guest_visit, guests, partners, stories
from gezien.cases.models import Case, CaseConsent, CaseStory, Guest, GuestContribution, Partner
from gezien.cases.parts import PARTS
from gezien.cases.queries.guests import partners as directory
from gezien.cases.rules_guests import may_write_story, partner_kinds
from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.plans.individual_forms import day
from gezien.schools.rules import Member


def area(rows: int) -> forms.Textarea:
    """A text field of so many rows."""
    return forms.Textarea(attrs={"rows": rows})


class PartnerForm(VersionedForm):
    """Somebody in the directory."""

    kind = forms.ModelChoiceField(label=_("Kind of partner"), queryset=None, empty_label=None)
    name = forms.CharField(label=_("Name of the person or team"), max_length=120)
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    helps_with = forms.CharField(
        label=_("With what can they help?"),
        max_length=2000,
        required=False,
        widget=area(2),
        help_text=_("Which questions, which age. Nothing about a pupil."),
    )
    arranging = forms.CharField(
        label=_("How does one arrange it?"),
        max_length=2000,
        required=False,
        widget=area(2),
        help_text=_("Days, waiting time, a form that is needed."),
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)
    is_shared = forms.BooleanField(label=_("Other schools of our board may see this partner too"), required=False)

    def __init__(self, *args: Any, by: Member, partner: Partner | None = None, **kwargs: Any):
        names = (*partners.WORDS, "version")
        kwargs.setdefault("initial", {name: getattr(partner, name) for name in names} if partner else {"version": 1})
        super().__init__(*args, **kwargs)
        self.by, self.partner = by, partner
        kinds = partner_kinds(by).filter(is_retired=False)
        self.fields["kind"].queryset = kinds | partner_kinds(by).filter(pk=partner.kind_id) if partner else kinds

    def save(self) -> Partner:
        """Add or change. Raises `StaleVersion`."""
        words = dict(self.cleaned_data)
        version = words.pop("version")
        if self.partner is None:
            return partners.add_partner(by=self.by, **words)
        return partners.change_partner(by=self.by, partner=self.partner, version=version, **words)


class KindForm(forms.Form):
    """One kind of partner."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label=_("Name"), max_length=80, required=False)
    in_use = forms.BooleanField(label=_("In use"), required=False)


class KindFormSet(forms.BaseFormSet):
    """All kinds of the school, and two empty ones."""

    def clean(self) -> None:
        """No kind twice, none without a name when it had one, and none of another school."""
        names = [form.cleaned_data.get("name", "").strip() for form in self.forms if hasattr(form, "cleaned_data")]
        named = [name.casefold() for name in names if name]
        if len(named) != len(set(named)):
            raise forms.ValidationError(gettext("Two kinds have the same name."))
        if any(form.cleaned_data.get("key") and not form.cleaned_data.get("name") for form in self.forms):
            raise forms.ValidationError(gettext("A kind keeps a name; take it out of use instead."))

    def kinds(self) -> list[tuple[int | None, str, bool]]:
        """What to save."""
        rows = [form.cleaned_data for form in self.forms]
        return [(row.get("key"), row["name"].strip(), bool(row.get("in_use"))) for row in rows if row.get("name")]


KindsForm = forms.formset_factory(KindForm, formset=KindFormSet, extra=2)


class ConsentForm(forms.Form):
    """Which parent agreed, when and how."""

    partner = forms.ModelChoiceField(label=_("With whom may we talk about the child?"), queryset=None, empty_label=None)
    given_by = forms.CharField(label=_("Who gave consent?"), max_length=120, help_text=_("Name of the parent."))
    relation = forms.CharField(label=_("Relation to the pupil"), max_length=60)
    given_on = day(_("On which day?"))
    way = forms.ChoiceField(label=_("How?"), choices=CaseConsent.Way, widget=forms.RadioSelect, initial="talk")
    words = forms.CharField(
        label=_("What exactly was agreed?"),
        max_length=1000,
        required=False,
        widget=area(2),
        help_text=_("For instance: only about reading, or only for one talk."),
    )

    def __init__(self, *args: Any, by: Member, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.case = by, case
        self.fields["partner"].queryset = directory(by)
        self.fields["given_on"].initial = clock.today()

    def clean_given_on(self) -> dt.date:
        """Consent comes first; a day to come is a typing error."""
        given_on = self.cleaned_data["given_on"]
        if given_on > clock.today():
            raise forms.ValidationError(gettext("This day has not come yet."))
        return given_on

    def save(self) -> CaseConsent:
        """Record it."""
        return guests.record_consent(by=self.by, case=self.case, **self.cleaned_data)


class InviteForm(forms.Form):
    """Whom to invite, for which question, what is shared, and until when."""

    name = forms.CharField(label=_("Who looks along?"), max_length=120)
    email = forms.EmailField(label=_("E-mail"), help_text=_("There goes the address, and later the codes."))
    question = forms.CharField(
        label=_("Your question to them"), max_length=1000, widget=area(2), help_text=_("They read it above the case.")
    )
    parts = forms.MultipleChoiceField(
        label=_("What do you share?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(part.key, part.label) for part in PARTS],
        help_text=_(
            "Only what is ticked is to be seen, as it stands when they look. Names of other children too: mind them."
        ),
    )
    shows_agreements = forms.BooleanField(label=_("The agreements of this case too"), required=False)
    valid_until = day(_("Until when?"))
    form = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args: Any, by: Member, consent: CaseConsent, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by, self.consent = by, consent
        self.initial.setdefault("name", consent.partner.name)
        self.initial.setdefault("email", consent.partner.email)
        self.initial.setdefault("parts", ["question"])
        self.initial.setdefault("valid_until", clock.today() + dt.timedelta(days=guests.USUAL_DAYS))

    def clean_valid_until(self) -> dt.date:
        """From today, and not for ever."""
        until, today = self.cleaned_data["valid_until"], clock.today()
        if not today <= until <= today + dt.timedelta(days=guests.MOST_DAYS):
            raise forms.ValidationError(
                gettext("Choose a day from today, at most %(days)d days on."), params={"days": guests.MOST_DAYS}
            )
        return until

    def save(self) -> guests.Invitation | None:
        """Invite; None when this form was sent before."""
        names = ("question", "parts", "shows_agreements", "valid_until")
        terms = guests.Terms(**{name: self.cleaned_data[name] for name in names})
        person = {name: self.cleaned_data[name] for name in ("name", "email", "form")}
        return guests.invite(by=self.by, consent=self.consent, terms=terms, **person)


class ContributionForm(VersionedForm):
    """What a guest writes: kept while typing, for the guest alone, until it is sent."""

    text = forms.CharField(
        label=_("Your words to the school"), required=False, max_length=10_000, widget=area(8), strip=False
    )

    def __init__(self, *args: Any, guest: Guest, browser: str, draft: GuestContribution | None = None, **kwargs: Any):
        kwargs.setdefault("initial", {"text": draft.text if draft else "", "version": draft.version if draft else 1})
        super().__init__(*args, **kwargs)
        self.guest, self.browser = guest, browser

    def save(self) -> GuestContribution:
        """Keep the draft. Raises `StaleVersion` and `NotAllowed`."""
        return guest_visit.keep_draft(guest=self.guest, browser=self.browser, **self.cleaned_data)


class StoryForm(VersionedForm):
    """A teacher's own story and what leads on; `whose` is the teacher for whom the page was opened."""

    text = forms.CharField(
        label=_("What does it do to you?"),
        required=False,
        max_length=10_000,
        widget=area(6),
        strip=False,
        help_text=_("As it comes. It is about you, not a report about the pupil."),
    )
    way_forward = forms.CharField(
        label=_("What do you need, and what would be a first small step?"),
        required=False,
        max_length=2000,
        widget=area(2),
        strip=False,
    )

    whose = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, by: Member, case: Case, story: CaseStory | None, **kwargs: Any):
        fields = ("text", "way_forward", "version")
        initial = {name: getattr(story, name) for name in fields} if story else {"version": 1}
        kwargs.setdefault("initial", {**initial, "whose": story.teacher_id if story else case.teacher_id})
        super().__init__(*args, **kwargs)
        self.by, self.case = by, case

    def clean(self) -> dict[str, Any]:
        """Whose question it is, or who leads, may have changed since the page was opened: then the words stay here."""
        typed = super().clean() or {}
        if not may_write_story(self.by, self.case, typed.get("whose")):
            raise forms.ValidationError(
                _("Not saved: this story is not open to you any more. Copy your text if you want to keep it.")
            )
        return typed

    def save(self) -> CaseStory:
        """Keep it. Raises `StaleVersion`."""
        return stories.save_story(by=self.by, case=self.case, **self.cleaned_data)
