"""What this app answers and does when an app below it asks or tells something."""

from functools import partial

from django.db import transaction
from django.dispatch import receiver

from gezien.agreements.hooks import ComesBack, waiting_asked
from gezien.audit.hooks import logged
from gezien.cases.hooks import case_changed
from gezien.cases.live import changed_agreements, tell_guests, tell_guests_of_agreements
from gezien.cases.queries.attention import registered
from gezien.cases.queries.effects import effects_to_ask
from gezien.cases.question_starter import add_questions
from gezien.cases.starter import add_partner_kinds
from gezien.needs.hooks import attention_asked
from gezien.schools.signals import school_created


@receiver(school_created)
def add_starter_kinds(school, **kwargs) -> None:
    """A new school begins with the usual kinds of partners."""
    add_partner_kinds(school)


@receiver(school_created)
def add_starter_questions(school, **kwargs) -> None:
    """A new school begins with questions."""
    add_questions(school)


@receiver(waiting_asked)
def ask_whether_it_helps(sender, member, **kwargs) -> list[ComesBack]:
    """The effect of a case is asked again on its day, and stays until it was said."""
    return effects_to_ask(member)


@receiver(attention_asked)
def tell_registered(sender, school, pupils, **kwargs):
    """Being in the pupil review is attention for a signal."""
    return registered(school, pupils)


@receiver(case_changed)
def tell_who_looks_along(sender, case, key, **kwargs) -> None:
    """What is shared with somebody from outside changes on their page as it is written."""
    tell_guests(case.pk, key)


@receiver(logged)
def tell_of_agreements(sender, events, **kwargs) -> None:
    """So do the agreements of the case, wherever they are made, changed or settled."""
    if agreements := changed_agreements(events):
        transaction.on_commit(partial(tell_guests_of_agreements, agreements), robust=True)
