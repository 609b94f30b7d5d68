"""Mail on the day the effect of a case is asked again (E1): once, to the teacher and the coach of the case.

The day that was told stands with the case, and whoever writes it there first sends the mail: two workers, or a task
that is done twice, never say it twice. Another day is told anew. A day that passed long ago is nobody's news (a school
that begins with Gezien would hear of a whole year at once): such a case waits in the list, marked as due.
"""

import datetime as dt
from collections import Counter

from django.db import transaction
from django.db.models import F, Q

from gezien.cases.mail import mail_effects
from gezien.cases.models import Case
from gezien.cases.rules import asked_about_effects
from gezien.common import clock
from gezien.schools.models import School

SATURDAY = 5
GIVEN_UP = dt.timedelta(days=60)
UNTOLD = Q(effect_told=None) | ~Q(effect_told=F("effect_on"))


@transaction.atomic
def remind_of_effects(school: School) -> int:
    """One mail to each colleague with how many cases ask today whether it helps; how many mails. Not at weekends."""
    today = clock.today()
    if today.weekday() >= SATURDAY:
        return 0
    due = Case.objects.filter(UNTOLD, school=school, closed_on=None, effect_on__range=(today - GIVEN_UP, today))
    asked = asked_about_effects(school, list(due.select_related("teacher").order_by("pk")))
    told = [case.pk for case, people in asked.items() if people]  # of the others when somebody can be asked
    if not _claimed(told):
        return 0
    found = Counter(person for people in asked.values() for person in people)
    for person, number in found.items():
        mail_effects(person, school, number)
    return len(found)


def _claimed(cases: list[int]) -> bool:
    """Whether all of these are for us to say: else somebody says them at this moment, and the rest comes next time."""
    said = Case.objects.filter(UNTOLD, pk__in=cases, closed_on=None, effect_on__lte=clock.today())
    if said.update(effect_told=F("effect_on")) == len(cases):
        return True
    transaction.set_rollback(True)
    return False
