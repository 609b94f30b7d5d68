"""Models of the pupils app."""

from gezien.pupils.models.access import AccessGrant
from gezien.pupils.models.group import Enrolment, Group, Teaching
from gezien.pupils.models.pupil import Pupil

__all__ = ["AccessGrant", "Enrolment", "Group", "Pupil", "Teaching"]
