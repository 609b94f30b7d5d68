"""Writes of the clusters as the school names them."""

from typing import Any

from django.db import transaction

from gezien.audit.log import record
from gezien.needs.actions.clusters import NameTaken
from gezien.needs.models import ClusterTemplate
from gezien.needs.models.cluster import SHAPE
from gezien.schools.rules import Member, require_agreed

FIELDS = ("name", "position", "approach", "organisation", *SHAPE)


@transaction.atomic
def save_template(*, by: Member, template: ClusterTemplate | None, expected: int, **values: Any) -> ClusterTemplate:
    """Change a cluster of the school, or add one after the others. Divisions that were begun keep theirs.

    `NameTaken`, or `StaleVersion` when somebody else changed it meanwhile.
    """
    require_agreed(by)
    own = ClusterTemplate.objects.filter(school=by.school)
    same = own.filter(name__iexact=values["name"])
    if (same.exclude(pk=template.pk) if template else same).exists():
        raise NameTaken(values["name"])
    if template is None:
        template = ClusterTemplate.objects.create(school=by.school, **values)
    else:
        for name in FIELDS:
            setattr(template, name, values[name])
        template.save_if_unchanged(expected=expected, fields=list(FIELDS))
    record(by, "clustertemplate.saved", template)
    return template


@transaction.atomic
def remove_template(*, by: Member, template: ClusterTemplate, expected: int) -> None:
    """Take a cluster from the school's list; divisions and plans that have one of that name keep it."""
    require_agreed(by)
    template.save_if_unchanged(expected=expected, fields=[])
    record(by, "clustertemplate.removed", template)
    template.delete()
