"""Mail on the day the effect of a case is asked again (E1): once, to the teacher and the coach of the case.

The day that was told stands with the case, and whoever writes it there first sends the mail: two workers, or a task
that is done twice, never say it twice. Another day is told anew.
"""

from collections import Counter

from django.db import transaction
from django.db.models import F, Q

from gezien.cases.mail import mail_effects
from gezien.cases.models import Case
from gezien.cases.rules import asked_about_effect
from gezien.common import clock
from gezien.schools.models import School, User

SATURDAY = 5
UNTOLD = Q(effect_told=None) | ~Q(effect_told=F("effect_on"))


@transaction.atomic
def remind_of_effects(school: School) -> int:
    """One mail to each colleague with how many cases ask today whether it helps; how many mails. Not at weekends."""
    today = clock.today()
    if today.weekday() >= SATURDAY:
        return 0
    found: Counter[User] = Counter()
    due = Case.objects.filter(school=school, closed_on=None, effect_on__lte=today)
    for case in due.filter(UNTOLD).select_related("pupil", "teacher", "coach").order_by("pk"):
        asked = asked_about_effect(school, case)
        if asked and _claimed(case):  # who nobody can be asked about today is asked about when somebody can
            found.update(asked)
    for person, number in found.items():
        mail_effects(person, school, number)
    return len(found)


def _claimed(case: Case) -> bool:
    """Whether it is for us to say: nobody said it, and the day was not moved, since we looked."""
    return bool(Case.objects.filter(UNTOLD, pk=case.pk, effect_on=case.effect_on).update(effect_told=case.effect_on))
