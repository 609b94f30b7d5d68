"""What may be typed about clusters: their shape, the limits of a division, pairs, and the school's own list."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from gezien.common.forms import VersionedForm
from gezien.needs.actions import save_template
from gezien.needs.models import Cluster, ClusterTemplate
from gezien.needs.models.cluster import SHAPE
from gezien.schools.rules import Member


def _number(label: Any, most: int, *, least: int = 0, required: bool = True, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=required,
        help_text=help_text,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        widget=forms.NumberInput(attrs={"min": least, "max": most, "inputmode": "numeric"}),
    )


class ShapeFields(forms.Form):
    """For whom a cluster is, how many it takes, and what it gets in a week."""

    kind = forms.ChoiceField(label=_("For whom"), choices=Cluster.Kind.choices)
    words = forms.CharField(
        label=_("Words in needs"),
        help_text=_("Whoever has one of these in a need fits better here. Separated by commas."),
        required=False,
        max_length=300,
    )
    least = _number(_("At least"), 40, help_text=_("An empty cluster is always allowed."))
    most = _number(_("At most"), 60, least=1, required=False)
    times_a_week = _number(_("Times a week"), 20)
    minutes_a_week = _number(_("Minutes a week"), 600)

    def clean(self) -> dict[str, Any]:
        """The least is not more than the most."""
        values = super().clean() or self.cleaned_data
        least, most = values.get("least"), values.get("most")
        if least is not None and most is not None and least > most:
            raise forms.ValidationError(_("At least is more than at most."))
        return values


class ClusterShapeForm(ShapeFields):
    """The shape of a cluster on the board, with the version of the clustering it was read in."""

    year_group = forms.CharField(required=False, max_length=2)
    version = forms.IntegerField(widget=forms.HiddenInput)


class LimitsForm(forms.Form):
    """How many groups in a lesson, how many lessons in a week, and how much time there is for small groups."""

    most_groups = _number(_("Groups at most"), 8, least=1)
    lessons_a_week = _number(_("Lessons a week"), 20, least=1)
    minutes_a_week = _number(_("Minutes a week for small groups"), 600, required=False)


class TemplateForm(ShapeFields, VersionedForm):
    """A cluster as the school names it; new divisions and plans start from it."""

    name = forms.CharField(label=_("Name"), max_length=40)
    approach = forms.CharField(label=_("Approach"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    organisation = forms.CharField(label=_("Organisation"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    position = _number(_("Place in the order"), 20)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = (
        *("name", "kind", "words", "least", "most", "times_a_week", "minutes_a_week"),
        *("approach", "organisation", "position"),
    )

    def __init__(self, data: Any = None, *, by: Member, template: ClusterTemplate | None = None, position: int = 0):
        self.by, self.template = by, template
        names = ("name", "approach", "organisation", "position", "version", *SHAPE)
        initial: dict[str, Any] = {
            "version": 0,
            "position": position,
            "least": 0,
            "times_a_week": 0,
            "minutes_a_week": 0,
        }
        if template:
            initial = {name: getattr(template, name) for name in names}
        super().__init__(data, initial=initial)

    def save(self) -> ClusterTemplate:
        """Write it."""
        values = dict(self.cleaned_data)
        return save_template(by=self.by, template=self.template, expected=values.pop("version"), **values)
