"""What this app answers and does when an app below it asks or tells something."""

from django.dispatch import receiver

from gezien.agreements.hooks import ComesBack, waiting_asked
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
