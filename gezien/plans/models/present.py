"""Lines that were taken out of their plan keep their row, so that they can be put back."""

from django.db import models


class Present(models.Manager):
    """The lines that were not taken out of their plan."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().filter(removed_at=None)
