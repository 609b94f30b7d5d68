"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.common import clock
from gezien.pupils.forms import TeachingForm
from gezien.pupils.models import Teaching
from gezien.schools.forms import EndRoleForm
from gezien.schools.rules import why_not_roles
from gezien.schools.signals import person_shown
from gezien.schools.words import days_in_words


@receiver(person_shown)
def show_groups(sender, member, person, bound, **kwargs):
    """The groups somebody teaches, on their page in the staff list."""
    rows = Teaching.objects.filter(school=member.school, staff_member=person).select_related("group__year")
    form = None
    if why_not_roles(member, person) is None:
        form = bound.get("teaching") or TeachingForm(by=member, person=person)
    return {
        "template": "pupils/teaching_panel.html",
        "rows": [_row(row) for row in rows.order_by("-starts_on", "group__name", "pk")],
        "form": form,
    }


def _row(row: Teaching) -> dict:
    today = clock.today()
    is_past = row.ends_on is not None and row.ends_on < today
    return {
        "pk": row.pk,
        "name": row.group.name,
        "year": row.group.year.name,
        "days": days_in_words(row.starts_on, row.ends_on),
        "is_past": is_past,
        "is_coming": row.starts_on > today,
        "from_roster": row.from_roster,
        "form": None if is_past else EndRoleForm(auto_id=f"id_teach_{row.pk}_%s", initial={"ends_on": today}),
    }
