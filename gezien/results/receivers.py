"""What this app does when something below it happens."""

from django.dispatch import receiver

from gezien.results.questionnaire_starter import add_questionnaires
from gezien.results.starter import add_instruments
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with this app's starter set."""
    add_instruments(school)
    add_questionnaires(school)
