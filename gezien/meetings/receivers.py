"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.meetings.starter import add_starter_set
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with this app's starter set."""
    add_starter_set(school)
