"""What a new school starts from: kinds of partners in the region. From the first day they are the school's own."""

from gezien.cases.models import PartnerKind
from gezien.schools.models import School

KINDS = {
    School.Country.NETHERLANDS: (
        "Samenwerkingsverband",
        "Orthopedagoog of psycholoog",
        "Logopedist",
        "Fysio- of ergotherapeut",
        "Ambulant begeleider",
        "Schoolmaatschappelijk werk",
        "Wijkteam of jeugdhulp",
        "Jeugdgezondheidszorg",
        "Leerplicht",
        "Andere partner",
    ),
    School.Country.FLANDERS: (
        "CLB",
        "Leersteuncentrum",
        "Pedagogische begeleiding",
        "Logopedist",
        "Kinesitherapeut of ergotherapeut",
        "Revalidatiecentrum",
        "Jeugdhulp",
        "Andere partner",
    ),
}


def add_partner_kinds(school: School) -> None:
    """The usual kinds of partners, by the school's country."""
    names = KINDS[School.Country(school.country)]
    PartnerKind.objects.bulk_create(
        PartnerKind(school=school, name=name, position=position) for position, name in enumerate(names)
    )
