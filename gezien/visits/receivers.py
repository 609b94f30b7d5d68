"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.schools.signals import school_created
from gezien.visits.starter import add_guide


@receiver(school_created)
def add_starter_guide(school, **kwargs) -> None:
    """A new school begins with a guide."""
    add_guide(school)
