"""Users, what they are in which school, and the staff list as the school's own administration has it."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from gezien.common.models import VersionedModel
from gezien.schools.models.owned import SchoolOwned
from gezien.schools.models.school import Board
from gezien.schools.roles import Role


class User(AbstractUser):
    """Someone who may sign in. What they may do follows from memberships alone, never from the account."""

    # The password was made by an administrator: the first thing to do is choosing one that nobody else knows.
    must_change_password = models.BooleanField(default=False)
    # The goal coach does not look along by itself while this user types; on request it still does.
    coach_off = models.BooleanField(default=False)

    class Meta:
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name as colleagues read it."""
        return self.get_full_name() or self.username

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return "".join(part[0] for part in (self.first_name, self.last_name.split(" ")[-1]) if part).upper() or "?"


class _TimeBoxed(models.Model):
    """From a day until a day; both included, an open end means until further notice."""

    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class Membership(SchoolOwned, _TimeBoxed):
    """One role of one user in one school, for a time. A user may hold several."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        ordering = ["user", "starts_on", "pk"]
        indexes = [models.Index(fields=["user", "school"], name="membership_of_user")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role} {self.school_id}"


class BoardMembership(_TimeBoxed):
    """A board officer (*bestuurder*): figures of the board's schools, never a pupil."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="board_memberships")

    class Meta:
        ordering = ["user", "starts_on", "pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.board}"


class StaffMember(SchoolOwned, VersionedModel):
    """A person on the school's staff list, usually from a roster file.

    It gives no rights: an administrator links it to a `User` and chooses the role. `proposed_roles` holds the codes of
    the file (EDEXML: "LRK", "IB"…) as a proposal and nothing more.
    """

    key = models.CharField(max_length=256, blank=True)
    eck_id = models.CharField(max_length=256, blank=True)
    call_name = models.CharField(max_length=64, blank=True)
    prefix = models.CharField(max_length=20, blank=True)
    family_name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    proposed_roles = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="staff_members")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["family_name", "call_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], condition=~Q(key=""), name="one_staff_member_a_key")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Call name, prefix, family name."""
        return " ".join(part for part in (self.call_name, self.prefix, self.family_name) if part)
