"""Writes of the pupils app: who teaches which group, as far as people decide it. The roster's part is in imports."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gezien.audit.log import record
from gezien.pupils.models import Group, Teaching
from gezien.schools.models import StaffMember
from gezien.schools.rules import Member, require_none, why_not_roles


@transaction.atomic
def assign_group(*, by: Member, person: StaffMember, group: Group, starts_on: dt.date, ends_on: dt.date) -> Teaching:
    """The person teaches this group, both days included: with the role of teacher they see its pupils that long.

    A roster leaves this alone, unlike what a roster gave.
    """
    require_none(why_not_roles(by, person))
    same_day = Teaching.objects.filter(staff_member=person, group=group, starts_on=starts_on)
    if same_day.exists():
        raise ValidationError(_("%(name)s teaches this group from that day already.") % {"name": person.name})
    teaching = Teaching.objects.create(
        school=person.school, staff_member=person, group=group, starts_on=starts_on, ends_on=ends_on
    )
    record(
        by,
        "teaching.given",
        person,
        group=group,
        person=person.name,
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
    )
    return teaching


@transaction.atomic
def end_teaching(*, by: Member, teaching: Teaching, ends_on: dt.date) -> None:
    """The last day of teaching a group; what has not begun yet never does."""
    person = teaching.staff_member
    require_none(why_not_roles(by, person))
    if ends_on < teaching.starts_on:
        teaching.delete()
    else:
        teaching.ends_on = ends_on
        teaching.save(update_fields=["ends_on"])
    record(by, "teaching.ended", person, group=teaching.group, person=person.name, ends_on=ends_on.isoformat())
