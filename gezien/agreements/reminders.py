"""Mail to who has something to do: once when it nears, when it is late, and when one can tell whether it helped.

What was said last stands with the agreement, and whoever writes it there first sends the mail: two workers, or a task
that is done twice, never say the same twice. What was due long ago is nobody's news (a school that begins with Gezien
would hear of a whole year at once): it stands in the list, marked as late.
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
GIVEN_UP = dt.timedelta(days=60)
AGAIN = dt.timedelta(days=14)  # what stays late is told again, calmly
SATURDAY = 5


def reminder_due(agreement: Agreement, today: dt.date) -> Reminder | None:
    """What to mail about this agreement today, or None: everything is said once, lateness every two weeks."""
    long_ago = today - GIVEN_UP
    if not agreement.outcome and long_ago <= agreement.due_on < today:
        said = agreement.reminder == Reminder.LATE and agreement.reminded_on
        return None if said and said + AGAIN > today else Reminder.LATE
    if not agreement.outcome and today <= agreement.due_on <= today + AHEAD:
        return None if agreement.reminder else Reminder.SOON
    if agreement.asks_effect(today) and agreement.looked_at_on >= long_ago and agreement.reminder != Reminder.EFFECT:
        return Reminder.EFFECT
    return None


@transaction.atomic
def send_reminders(school: School) -> int:
    """One mail to each colleague for whom something nears, is late or is to be looked at; how many. Not at weekends."""
    today = clock.today()
    if today.weekday() >= SATURDAY:
        return 0
    found: dict[User, Counter[str]] = defaultdict(Counter)
    due: dict[Reminder, list[int]] = defaultdict(list)
    for agreement in _candidates(school, today):
        if what := reminder_due(agreement, today):
            found[agreement.owner][what] += 1
            due[what].append(agreement.pk)
    if not all(_claimed(what, keys, today) for what, keys in due.items()):
        transaction.set_rollback(True)
        return 0
    for owner, counts in found.items():
        remind(owner, school, {what.value: counts[what] for what in Reminder})
    return len(found)


def _candidates(school: School, today: dt.date):
    """What a mail may be due about, of who works here today."""
    staff = Membership.objects.filter(current(), school=school).values("user")
    wanted = Q(outcome="", due_on__lte=today + AHEAD) | asks_effect(today)
    agreements = Agreement.objects.filter(wanted, school=school, owner__in=staff, owner__is_active=True)
    return agreements.select_related("owner").order_by("owner", "due_on", "pk")


def _claimed(what: Reminder, keys: list[int], today: dt.date) -> bool:
    """Whether all of these are for us to say: else somebody says them at this moment, and the rest comes next time."""
    unsaid = {
        Reminder.SOON: Q(reminder="", outcome=""),
        Reminder.LATE: Q(outcome="") & (~Q(reminder=Reminder.LATE) | Q(reminded_on__lte=today - AGAIN)),
        Reminder.EFFECT: Q(outcome=Agreement.Outcome.DONE, helped="") & ~Q(reminder=Reminder.EFFECT),
    }
    said = Agreement.objects.filter(unsaid[what], pk__in=keys)
    return said.update(reminder=what, reminded_on=today) == len(keys)
