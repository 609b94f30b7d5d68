"""What schools does when Django says that something happened."""

from typing import Any

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver

from gezien.common import live
from gezien.schools.models import User


@receiver(user_logged_out)
def end_streams(sender: Any, user: User | None, **kwargs: Any) -> None:
    """Whoever signs out follows nothing any more, in no window."""
    if user is not None:
        live.dismiss(live.person_of(user))
