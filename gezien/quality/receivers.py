"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.quality.starter import add_ambitions, add_starter_cards
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with this app's starter set."""
    add_ambitions(school)
    add_starter_cards(school)
