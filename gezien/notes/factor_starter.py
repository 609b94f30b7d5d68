"""The words a new school begins with for its factors; on screen it renames, adds and retires them."""

from gezien.notes.models import FactorDomain, FactorSettings, FactorSource
from gezien.schools.models import School

FAMILY = FactorSource.Family
# code, name
DOMAINS = [
    ("language", "Taal en lezen"),
    ("arithmetic", "Rekenen"),
    ("work_attitude", "Werkhouding en taakaanpak"),
    ("social", "Sociaal-emotioneel"),
    ("motor", "Motoriek"),
    ("health", "Gezondheid"),
    ("other", "Overig"),
]
# code, name, family
SOURCES = [
    ("child", "het kind", FAMILY.CHILD),
    ("teacher", "leerkracht en lessen", FAMILY.EDUCATION),
    ("group", "de groep", FAMILY.EDUCATION),
    ("school", "de school", FAMILY.EDUCATION),
    ("home", "thuis", FAMILY.HOME),
]


def add_factor_terms(school: School) -> None:
    """Domains, sources and the term after which a factor asks for renewal."""
    FactorDomain.objects.bulk_create(
        FactorDomain(school=school, code=code, name=name, position=position)
        for position, (code, name) in enumerate(DOMAINS)
    )
    FactorSource.objects.bulk_create(
        FactorSource(school=school, code=code, name=name, family=family, position=position)
        for position, (code, name, family) in enumerate(SOURCES)
    )
    FactorSettings.objects.create(school=school)
