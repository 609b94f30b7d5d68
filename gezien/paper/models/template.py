"""The school's own Word templates."""

from django.db import models

from gezien.common import clock
from gezien.schools.models import SchoolOwned, User


class OwnTemplate(SchoolOwned):
    """A template that takes the place of the shipped one, as long as it is in use.

    It stays after going back to the shipped one, so that changing one's mind costs a click.
    """

    kind = models.CharField(max_length=30)
    file_name = models.CharField(max_length=120)
    content = models.BinaryField()
    in_use = models.BooleanField(default=True)
    uploaded_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["school", "kind"], name="one_template_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.file_name}"
