"""Forms of letterhead, templates and batches."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.documents import checks
from gezien.documents.sandbox import WrongTemplate
from gezien.paper import actions, logo
from gezien.paper.kinds import Kind
from gezien.paper.models import Bundle, Letterhead, OwnTemplate
from gezien.schools.rules import Member


class LetterheadForm(VersionedForm):
    """Name, address line and logo."""

    name = forms.CharField(
        label=_("Name"), max_length=120, required=False, help_text=_("Empty: the name of the school in Gezien.")
    )
    address = forms.CharField(
        label=_("Address line"),
        max_length=160,
        required=False,
        help_text=_("For example: Kerkstraat 1, 1234 AB Dorp · 012 345 67 89 · www.school.example"),
    )
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG or JPEG. It is made as small as a letterhead needs."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    logo_alt = forms.CharField(
        label=_("What the logo shows"),
        max_length=120,
        required=False,
        help_text=_("For whoever has a document read aloud. Empty: the name of the school."),
    )
    no_logo = forms.BooleanField(label=_("Leave the logo out"), required=False)
    field_order = ["name", "address", "logo", "no_logo", "logo_alt"]

    def __init__(self, *args, by: Member, letterhead: Letterhead | None, **kwargs):
        names = ("name", "address", "logo_alt", "version")
        initial = {name: getattr(letterhead, name) for name in names} if letterhead else {"version": 1}
        super().__init__(*args, initial=initial, **kwargs)
        self.by = by
        if not (letterhead and letterhead.logo):
            del self.fields["no_logo"]

    def clean(self):
        """A logo that is none is told at its field."""
        data = super().clean()
        self.content = None
        if sent := data.get("logo"):
            self.content = sent.read(logo.MOST_BYTES + 1)
            try:
                logo.drawn(self.content)
            except logo.WrongLogo as error:
                self.add_error("logo", str(error))
        elif data.get("no_logo"):
            self.content = b""
        return data

    def save(self) -> Letterhead:
        """Change it."""
        texts = {name: self.cleaned_data[name] for name in actions.TEXTS}
        version = self.cleaned_data["version"]
        return actions.save_letterhead(by=self.by, version=version, logo=self.content, **texts)


class TemplateForm(forms.Form):
    """A Word template of one's own."""

    file = forms.FileField(
        label=_("Word template (.docx)"), widget=forms.FileInput(attrs={"accept": ".docx"}), allow_empty_file=True
    )

    def try_save(self, *, by: Member, kind: Kind) -> OwnTemplate | None:
        """The template as it is used from now on, or None with the reason at the field."""
        if not self.is_valid():
            return None
        sent = self.cleaned_data["file"]
        try:
            content = sent.read(checks.MOST_BYTES + 1)
            return actions.upload_template(by=by, kind=kind, file_name=sent.name, content=content)
        except WrongTemplate as wrong:
            self.add_error("file", str(wrong))
            return None


class BundleForm(forms.Form):
    """What is to be made at once, and as what."""

    form = forms.ChoiceField(label=_("As"), choices=Bundle.Form, widget=forms.RadioSelect, initial=Bundle.Form.ONE_PDF)
    items = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args, rows: list[dict], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(row["pk"], row["name"]) for row in rows]
