"""What the pupil review does for pupils with a signal, for the list of signals nobody gives attention yet."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection

from django.utils import timezone
from django.utils.translation import gettext as _

from gezien.cases.models import Case
from gezien.schools.models import School


def registered(school: School, pupils: Collection[int]) -> dict[int, list[tuple[dt.date, str]]]:
    """By pupil when it was registered, and when its case was last talked about, for open cases. One statement."""
    found = defaultdict(list)
    rows = Case.objects.filter(school=school, pupil__in=pupils, closed_on=None).order_by()
    for pupil, registered_on, discussed_at in rows.values_list("pupil", "registered_on", "discussed_at"):
        if discussed_at:
            found[pupil].append((timezone.localtime(discussed_at).date(), _("pupil review %(day)s")))
        else:
            found[pupil].append((registered_on, _("registered for the pupil review %(day)s")))
    return dict(found)
