"""Writes of pairs: two pupils to be taught together, or apart."""

from django.db import transaction

from gezien.audit.log import record
from gezien.needs.actions.clusters import take_version
from gezien.needs.models import Clustering, PupilPair
from gezien.needs.queries.joint import family
from gezien.needs.rules import require_editable_group
from gezien.pupils.models import Enrolment, Pupil
from gezien.pupils.rules import require_editable
from gezien.schools.rules import Member, current


class NoPair(Exception):
    """The same pupil twice, or a pupil who is not divided here."""


@transaction.atomic
def add_pair(
    *, by: Member, clustering: Clustering, one: Pupil, other: Pupil, is_together: bool, expected: int
) -> PupilPair:
    """Keep two pupils together or apart in proposals; an earlier wish about the two gives way.

    The log says that there is a pair and in which group, not who: their files would tell about each other.
    """
    require_editable(by, one)
    require_editable(by, other)
    require_editable_group(by, clustering.group)
    groups = [member.group_id for member in family(clustering)]
    here = Enrolment.objects.filter(current(), group__in=groups, pupil__in=[one.pk, other.pk])
    if one.pk == other.pk or here.values("pupil").distinct().count() != 2:
        raise NoPair
    first, second = sorted((one, other), key=lambda pupil: pupil.pk)
    take_version(clustering.head, expected)
    pair, _made = PupilPair.objects.update_or_create(
        clustering=clustering.head,
        one=first,
        other=second,
        defaults={"is_together": is_together, "made_by": by.user},
        create_defaults={"is_together": is_together, "made_by": by.user, "school_id": clustering.school_id},
    )
    record(by, "pair.added", clustering.head, group=clustering.group)
    return pair


@transaction.atomic
def remove_pair(*, by: Member, pair: PupilPair, clustering: Clustering, expected: int) -> None:
    """Let the wish about two pupils go."""
    require_editable(by, pair.one)
    require_editable(by, pair.other)
    take_version(clustering.head, expected)
    record(by, "pair.removed", clustering.head, group=clustering.group)
    pair.delete()
