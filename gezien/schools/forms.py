"""Forms of the staff list, accounts and roles. Each `save()` is one action, or two in one transaction."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.common.forms import VersionedForm
from gezien.schools import actions
from gezien.schools.models import Membership, StaffMember, User
from gezien.schools.queries import suggested_username
from gezien.schools.roles import ROLES, Role
from gezien.schools.rules import Member


class DayInput(forms.DateInput):
    """A day as the browser picks it."""

    def __init__(self):
        super().__init__(format="%Y-%m-%d", attrs={"type": "date"})


def day_field(label, **options) -> forms.DateField:
    """A day; optional unless said otherwise."""
    return forms.DateField(label=label, widget=DayInput(), required=options.pop("required", False), **options)


class TimeBox(forms.Form):
    """From a day until a day, both included; without an end until further notice."""

    starts_on = day_field(gettext_lazy("From"), required=True)
    ends_on = day_field(gettext_lazy("Up to and including"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"starts_on": clock.today()} | kwargs.pop("initial", {}), **kwargs)

    def clean_ends_on(self):
        """Not before the start."""
        start, end = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if start and end and end < start:
            raise ValidationError(_("The last day lies before the first."))
        return end


class RoleForm(TimeBox):
    """Give somebody with an account a role."""

    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("Choose a role")), *Role.choices], required=True
    )
    field_order = ["role", "starts_on", "ends_on"]

    def __init__(self, *args, by: Member, person: StaffMember, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.person = by, person

    def try_save(self) -> Membership | None:
        """The role as it was given, or None with the errors on the form."""
        if not self.is_valid():
            return None
        try:
            return actions.give_role(by=self.by, person=self.person, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
            return None


class AccountForm(RoleForm):
    """An account and its first role, at once."""

    username = forms.CharField(label=gettext_lazy("User name"), max_length=150)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    field_order = ["username", "email", "role", "starts_on", "ends_on"]

    def __init__(self, *args, by: Member, person: StaffMember, **kwargs):
        initial = {"username": suggested_username(person), "email": person.email}
        super().__init__(*args, by=by, person=person, initial=initial, **kwargs)
        self.fields["username"].widget.attrs.update(autocomplete="off", autocapitalize="none", spellcheck="false")

    def clean_username(self):
        """Unique in the whole installation, whatever the capitals."""
        actions.check_username(self.cleaned_data["username"])
        return self.cleaned_data["username"]

    def try_save(self) -> tuple[User, str] | None:
        """The account and the password that is shown once, or None with the errors on the form."""
        if not self.is_valid():
            return None
        data = dict(self.cleaned_data)
        account = {name: data.pop(name) for name in ("username", "email")}
        try:
            with transaction.atomic():
                made = actions.create_account(by=self.by, person=self.person, **account)
                actions.give_role(by=self.by, person=self.person, **data)
        except ValidationError as error:
            self.add_error(None, error)
            return None
        return made


class EndRoleForm(forms.Form):
    """The last day of a role."""

    ends_on = day_field(gettext_lazy("Last day"), required=True)


class PersonForm(forms.Form):
    """Somebody whom no roster brings."""

    call_name = forms.CharField(label=gettext_lazy("Call name"), max_length=64)
    prefix = forms.CharField(label=gettext_lazy("Prefix"), max_length=20, required=False)
    family_name = forms.CharField(label=gettext_lazy("Family name"), max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)

    def save(self, by: Member) -> StaffMember:
        """Put them on the list."""
        return actions.add_person(by=by, **self.cleaned_data)


class ChangePersonForm(VersionedForm, PersonForm):
    """Correct a name or address."""

    field_order = ["call_name", "prefix", "family_name", "email"]

    def __init__(self, *args, by: Member, person: StaffMember, **kwargs):
        names = ("call_name", "prefix", "family_name", "email", "version")
        super().__init__(*args, initial={name: getattr(person, name) for name in names}, **kwargs)
        self.by, self.person = by, person

    def save(self) -> StaffMember:
        """One action."""
        data = dict(self.cleaned_data)
        return actions.change_person(by=self.by, person=self.person, expected=data.pop("version"), **data)


class PasswordForm(forms.Form):
    """One's own new password."""

    current = forms.CharField(
        label=gettext_lazy("Current password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("New password"),
        help_text=gettext_lazy(
            "At least 12 characters. Three or four loose words are easy to remember and hard to guess."
        ),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_current(self):
        """The one they signed in with."""
        if not self.user.check_password(self.cleaned_data["current"]):
            raise ValidationError(_("This is not your current password."))
        return self.cleaned_data["current"]

    def clean(self):
        """Twice the same, strong enough, and not the old one."""
        cleaned = super().clean()
        new = cleaned.get("new")
        if new and new == cleaned.get("current"):
            self.add_error("new", _("Choose another password than the current one."))
        elif new and new != cleaned.get("again"):
            self.add_error("again", _("The two are not the same."))
        elif new:
            try:
                validate_password(new, self.user)
            except ValidationError as error:
                self.add_error("new", error)
        return cleaned

    def save(self) -> None:
        """One action."""
        actions.change_own_password(user=self.user, password=self.cleaned_data["new"])


def role_help() -> list[dict[str, str]]:
    """Each role with what it may do, for whoever gives it."""
    return [{"label": Role(role).label, "summary": _(described.summary)} for role, described in ROLES.items()]
