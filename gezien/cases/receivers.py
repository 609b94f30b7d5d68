"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.cases.starter import add_partner_kinds
from gezien.schools.signals import school_created


@receiver(school_created)
def add_starter_kinds(school, **kwargs) -> None:
    """A new school begins with the usual kinds of partners."""
    add_partner_kinds(school)
