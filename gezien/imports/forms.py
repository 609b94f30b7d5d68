"""Choosing a file."""

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.registry import FORMATS


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
        self.fields["file"].help_text = _("At most %(size)s.") % {"size": filesizeformat(settings.MAX_IMPORT_BYTES)}
        self.fields["file"].widget.attrs["accept"] = ",".join(one.accept for one in FORMATS.values())

    def clean_file(self):
        """No larger than the application takes; a server in front may refuse sooner."""
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_IMPORT_BYTES:
            size = {"size": filesizeformat(file.size), "limit": filesizeformat(settings.MAX_IMPORT_BYTES)}
            raise forms.ValidationError(_("This file is %(size)s, and at most %(limit)s is taken in.") % size)
        return file
