"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.imports.starter import add_profile
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with a mapping for results."""
    add_profile(school)
