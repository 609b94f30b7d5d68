"""Partners in the region of De Zwaluw, and one of them thinking along in Noor's pupil review. Nobody of them exists."""

import datetime as dt
import hashlib
import uuid

from django.conf import settings
from django.utils import timezone

from gezien.cases.models import Case, CaseConsent, Guest, GuestContribution, Partner, PartnerKind
from gezien.demo import cast
from gezien.demo.world import World

# kind, name, organisation, helps with, how to arrange, telephone, shared with the board
PARTNERS = (
    (
        "Samenwerkingsverband",
        "Loket passend onderwijs",
        "Samenwerkingsverband De Rietlanden",
        "Meedenken over ondersteuning, arrangementen en een passende plek.",
        "Maandag en donderdag bereikbaar; een vraag mag zonder naam.",
        "0300 555 010",
        True,
    ),
    (
        "Orthopedagoog of psycholoog",
        "Hanna Terpstra",
        "Praktijk Buitendijks",
        "Kijkt mee in de klas: taakgerichtheid, faalangst, leren leren.",
        "Een observatie binnen drie weken; bespreking met de leerkracht hoort erbij.",
        "0300 555 021",
        False,
    ),
    (
        "Logopedist",
        "Mirjam Kuiper",
        "Logopedie De Brug",
        "Woordenschat, uitspraak, vertellen, en lezen dat daarop vastloopt.",
        "Op dinsdag in de school. Ouders melden aan, met een verwijzing.",
        "0300 555 032",
        True,
    ),
    (
        "Ambulant begeleider",
        "Ruben Haan",
        "Steunpunt Zien en Horen",
        "Slechtziend of slechthorend in de klas: plek, licht, geluid, materiaal.",
        "Eerst een telefonisch gesprek; meekijken kan dezelfde maand.",
        "0300 555 043",
        False,
    ),
    (
        "Schoolmaatschappelijk werk",
        "Saskia van Dam",
        "Welzijn Rietveld",
        "Zorgen thuis, scheiding, schulden, rouw: voor kind en ouders.",
        "Elke woensdagochtend in de teamkamer.",
        "0300 555 054",
        False,
    ),
    (
        "Jeugdgezondheidszorg",
        "Jeugdverpleegkundige",
        "GGD Rietlanden",
        "Slapen, eten, groei, zindelijkheid, verzuim door ziekte.",
        "Via het schoolnummer; de jeugdarts sluit aan als dat nodig is.",
        "0300 555 065",
        True,
    ),
)
QUESTION = (
    "Noor leest vlot voor wat zij kent, en stokt bij nieuwe woorden. Ligt dat aan het woord of aan het klankbeeld?"
)
ADVICE = (
    "Ik hoor in jullie beschrijving vooral dat nieuwe woorden nog geen klank en betekenis hebben als zij ze leest. Laat haar drie woorden van de "
    "tekst vooraf horen, zeggen en uitbeelden, en kijk een week lang of het stokken minder wordt. Wordt het niet minder, dan kijk ik graag een "
    "keer mee bij het klankbeeld."
)
ADDED = "Een vraag nog: leest zij thuis hardop, en met wie?"


def add_guests(world: World) -> None:
    """In De Zwaluw; nothing in the other schools."""
    if world.school.name != cast.SCHOOL:
        return
    partners = _partners(world)
    case = Case.objects.filter(school=world.school, closed_on=None, pupil__call_name="Noor").first()
    if case:
        _guest(world, case, partners["Mirjam Kuiper"])


def _partners(world: World) -> dict[str, Partner]:
    kinds = {kind.name: kind for kind in PartnerKind.objects.filter(school=world.school)}
    made = Partner.objects.bulk_create(
        Partner(
            school=world.school,
            kind=kinds[kind],
            name=name,
            organisation=organisation,
            place="Rietveld",
            helps_with=helps_with,
            arranging=arranging,
            email=f"{name.split()[0].lower()}@partner.example",
            phone=phone,
            is_shared=is_shared,
        )
        for kind, name, organisation, helps_with, arranging, phone, is_shared in PARTNERS
    )
    return {partner.name: partner for partner in made}


def _guest(world: World, case: Case, partner: Partner) -> None:
    owner = {"school": world.school}
    consent = CaseConsent.objects.create(
        **owner,
        case=case,
        partner=partner,
        given_by=f"Ouder van {case.pupil.call_name}",
        relation="moeder",
        given_on=dt.date(2027, 1, 12),
        way=CaseConsent.Way.TALK,
        words="Alleen over lezen en woorden.",
        recorded_by=world.coach,
    )
    opened = _at(dt.date(2027, 1, 20), 10)
    guest = Guest.objects.create(
        **owner,
        case=case,
        consent=consent,
        partner=partner,
        name=partner.name,
        email=partner.email,
        question=QUESTION,
        parts=["strengths", "question", "approach"],
        valid_until=dt.date(2027, 3, 19),
        form=uuid.UUID(int=45_2027_000 + world.school.pk),
        token_hash=hashlib.sha256(f"the guest of school {world.school.pk} opens nothing".encode()).hexdigest(),
        device_hash="0" * 64,  # known on a device of hers, which nobody has
        first_opened_at=opened,
        last_seen_at=_at(dt.date(2027, 1, 28), 16),
        invited_by=world.coach,
    )
    read = {"read_by": world.coach, "read_at": _at(dt.date(2027, 1, 21), 9)}
    GuestContribution.objects.create(**owner, guest=guest, text=ADVICE, sent_at=opened, **read)
    GuestContribution.objects.create(**owner, guest=guest, text=ADDED, sent_at=_at(dt.date(2027, 1, 28), 16))


def _at(day: dt.date, hour: int) -> dt.datetime:
    """The real moment that the demo's clock shows as this one."""
    moment = timezone.make_aware(dt.datetime.combine(day, dt.time(hour, 10)))
    return moment - dt.timedelta(days=getattr(settings, "CLOCK_OFFSET_DAYS", 0))
