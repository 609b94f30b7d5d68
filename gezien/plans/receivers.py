"""What this app answers and does when an app below it asks or tells something."""

from django.dispatch import receiver

from gezien.needs.hooks import attention_asked
from gezien.plans.queries.attention import goals_given, own_plans_given


@receiver(attention_asked)
def tell_goals_given(sender, school, pupils, **kwargs):
    """A goal in a group plan is attention."""
    return goals_given(school, pupils)


@receiver(attention_asked)
def tell_own_plans_given(sender, school, pupils, **kwargs):
    """So is a goal in a plan of the pupil's own."""
    return own_plans_given(school, pupils)
