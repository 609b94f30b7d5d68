"""Models of the schools app, one file for each family of nouns."""

from gezien.schools.models.owned import SchoolOwned
from gezien.schools.models.people import BoardMembership, Membership, StaffMember, User
from gezien.schools.models.school import Board, Location, School
from gezien.schools.models.subjects import Subject
from gezien.schools.models.years import Period, SchoolYear

__all__ = [
    "Board",
    "BoardMembership",
    "Location",
    "Membership",
    "Period",
    "School",
    "SchoolOwned",
    "SchoolYear",
    "StaffMember",
    "Subject",
    "User",
]
