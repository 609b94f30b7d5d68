"""What may be typed about clusters."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ClusterNameForm(forms.Form):
    """The name of a cluster, with the version of the clustering it was read in."""

    name = forms.CharField(label=_("Name of the cluster"), max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput)
