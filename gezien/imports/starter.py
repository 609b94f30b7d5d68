"""A mapping to begin with: the columns of the sample file that docs/user/import-results.md explains."""

from gezien.imports.models import MappingProfile
from gezien.schools.models import School

NAME = "Gezien-lijst"
COLUMNS = {
    "Leerlingnummer": "pupil.key",
    "Toets": "row.instrument",
    "Moment": "row.moment",
    "Afnamedatum": "row.taken_on",
    "Score": "row.figure",
    "Niveau": "row.level",
}


def add_profile(school: School) -> None:
    """One profile, so that a school can start from a list of its own making."""
    MappingProfile.objects.create(school=school, name=NAME, columns=COLUMNS)
