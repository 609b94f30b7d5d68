"""Base models without domain."""

from django.db import models
from django.utils import timezone


class StaleVersion(Exception):
    """Somebody else saved this record since the page was opened; nothing has been written.

    `current` is the record as it is now, so that the page can show both texts.
    """

    def __init__(self, current: models.Model):
        super().__init__(f"{current._meta.label} {current.pk} has changed")
        self.current = current


class VersionedModel(models.Model):
    """A record that two people may edit: each save checks and raises `version` (optimistic locking)."""

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def save_if_unchanged(self, *, expected: int, fields: list[str]) -> None:
        """Write `fields` if the stored version is still `expected`, else raise `StaleVersion`.

        The check and the write are one UPDATE, so that of two at the same moment exactly one wins.
        """
        self.version = expected + 1
        values = {name: getattr(self, name) for name in fields}
        values["updated_at"] = self.updated_at = timezone.now()
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, version=expected).update(version=self.version, **values):
            raise StaleVersion(manager.get(pk=self.pk))


class ScheduledWork(models.Model):
    """When something that is done again and again is due (common/work.py: `every`)."""

    name = models.CharField(max_length=200, unique=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
