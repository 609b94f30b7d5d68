"""Mail to who has something to do: once when it nears, when it is late, and when one can tell whether it helped.

What was said last stands with the agreement, and whoever writes it there first sends the mail: two workers, or a task
that is done twice, never say the same twice.
"""

import datetime as dt
from collections import Counter, defaultdict

from django.db import transaction
from django.db.models import Q

from gezien.agreements.mail import remind
from gezien.agreements.models import Agreement
from gezien.agreements.queries import asks_effect
from gezien.common import clock
from gezien.schools.models import Membership, School, User
from gezien.schools.rules import current

Reminder = Agreement.Reminder
AHEAD = dt.timedelta(days=3)
AGAIN = dt.timedelta(days=14)  # what stays late is told again, calmly
SATURDAY = 5


def reminder_due(agreement: Agreement, today: dt.date) -> Reminder | None:
    """What to mail about this agreement today, or None: everything is said once, lateness every two weeks."""
    if not agreement.outcome and agreement.due_on < today:
        said = agreement.reminder == Reminder.LATE and agreement.reminded_on
        return None if said and said + AGAIN > today else Reminder.LATE
    if not agreement.outcome and agreement.due_on <= today + AHEAD:
        return None if agreement.reminder else Reminder.SOON
    if agreement.asks_effect(today) and agreement.reminder != Reminder.EFFECT:
        return Reminder.EFFECT
    return None


@transaction.atomic
def send_reminders(school: School) -> int:
    """One mail to each colleague for whom something nears, is late or is to be looked at; how many. Not at weekends."""
    today = clock.today()
    if today.weekday() >= SATURDAY:
        return 0
    found: dict[User, Counter[str]] = defaultdict(Counter)
    for agreement in _candidates(school, today):
        what = reminder_due(agreement, today)
        if what and _claimed(agreement, what, today):
            found[agreement.owner][what] += 1
    for owner, counts in found.items():
        remind(owner, school, {what.value: counts[what] for what in Reminder})
    return len(found)


def _candidates(school: School, today: dt.date):
    """What a mail may be due about, of who works here today."""
    staff = Membership.objects.filter(current(), school=school).values("user")
    wanted = Q(outcome="", due_on__lte=today + AHEAD) | asks_effect(today)
    agreements = Agreement.objects.filter(wanted, school=school, owner__in=staff, owner__is_active=True)
    return agreements.select_related("owner").order_by("owner", "due_on", "pk")


def _claimed(agreement: Agreement, what: Reminder, today: dt.date) -> bool:
    """Whether it is for us to say: nobody said it since we looked."""
    as_seen = Agreement.objects.filter(
        pk=agreement.pk, reminder=agreement.reminder, reminded_on=agreement.reminded_on, outcome=agreement.outcome
    )
    return bool(as_seen.update(reminder=what, reminded_on=today))
