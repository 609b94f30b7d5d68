"""Choosing a file."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.imports.formats.registry import FORMATS

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
