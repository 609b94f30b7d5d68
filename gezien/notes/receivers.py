"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.notes.factor_starter import add_factor_terms
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with words for its factors."""
    add_factor_terms(school)
