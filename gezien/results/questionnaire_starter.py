"""The questionnaires a school starts from, in words of our own. From the first day they are the school's to change.

Most statements name what goes well; the few that name what is hard are marked so and are mirrored in the figure. Each
list is short enough to fill in for a whole group in one sitting.
"""

from dataclasses import dataclass

from gezien.results.models import Questionnaire, QuestionnaireDomain, QuestionnaireItem
from gezien.schools.models import School, Subject

SOCIAL, ATTITUDE = Subject.Domain.SOCIAL.value, Subject.Domain.WORK_ATTITUDE.value
TEACHER, PUPIL = Questionnaire.Respondent.TEACHER, Questionnaire.Respondent.PUPIL
HARD = "– "  # before a statement that names what is hard
OFTEN = ["(bijna) nooit", "af en toe", "regelmatig", "vaak", "(bijna) altijd"]
TRUE = ["nee", "meestal niet", "soms", "meestal wel", "ja"]


@dataclass(frozen=True)
class Shipped:
    """One questionnaire: domains with their area and statements."""

    code: str
    name: str
    flemish_name: str
    intro: str
    year_groups: tuple[str, ...]
    labels: list[str]
    respondent: str
    domains: tuple[tuple[str, str, tuple[str, ...]], ...]
    is_active: bool = True


OLDER = Shipped(
    code="welbevinden-werkhouding",
    name="Welbevinden en werkhouding, groep 3–8",
    flemish_name="Welbevinden en werkhouding, lager",
    intro="Wat zie je de laatste weken in de groep? Kies wat het meest past; niet gezien mag ook.",
    year_groups=("3", "4", "5", "6", "7", "8"),
    labels=OFTEN,
    respondent=TEACHER,
    domains=(
        (
            "Zich goed voelen",
            SOCIAL,
            (
                "Komt ontspannen en met plezier binnen.",
                "Laat merken hoe het gaat, in woorden of in gedrag.",
                "Durft iets te zeggen in de groep.",
                HARD + "Houdt zich afzijdig van de anderen.",
            ),
        ),
        (
            "Omgaan met anderen",
            SOCIAL,
            (
                "Werkt en speelt met verschillende kinderen.",
                "Houdt rekening met wat een ander voelt of wil.",
                "Lost onenigheid op met woorden.",
            ),
        ),
        (
            "Betrokken meedoen",
            ATTITUDE,
            (
                "Denkt mee tijdens de uitleg en stelt vragen.",
                "Gaat op in het werk.",
                HARD + "Laat zich afleiden door wat er omheen gebeurt.",
            ),
        ),
        (
            "Zelf sturen",
            ATTITUDE,
            (
                "Probeert het eerst zelf en vraagt dan op tijd hulp.",
                "Kiest een passende volgende stap als het werk af is.",
                "Houdt zich aan een afspraak, ook als niemand kijkt.",
            ),
        ),
        (
            "Doorzetten",
            ATTITUDE,
            (
                "Gaat door als iets moeilijk is.",
                "Ziet een fout als iets om van te leren.",
                HARD + "Haakt af als het niet meteen lukt.",
            ),
        ),
        (
            "Een taak aanpakken",
            ATTITUDE,
            (
                "Begint vlot aan een taak.",
                "Werkt stap voor stap en houdt overzicht.",
                "Maakt af waaraan is begonnen.",
                "Kijkt het werk na en verbetert het.",
            ),
        ),
    ),
)
YOUNGEST = Shipped(
    code="welbevinden-jonge-kind",
    name="Welbevinden en spel, groep 1–2",
    flemish_name="Welbevinden en spel, kleuters",
    intro="Wat zie je de laatste weken in spel en kring? Kies wat het meest past; niet gezien mag ook.",
    year_groups=("0", "1", "2"),  # a Dutch school has no year group 0
    labels=OFTEN,
    respondent=TEACHER,
    domains=(
        (
            "Zich goed voelen",
            SOCIAL,
            (
                "Neemt vlot afscheid en vindt een plek.",
                "Geniet zichtbaar van spelen en werken.",
                "Laat zien wat fijn is en wat niet.",
            ),
        ),
        (
            "Samen spelen",
            SOCIAL,
            (
                "Speelt mee met andere kinderen.",
                "Deelt en wacht op de beurt.",
                "Zegt of gebaart stop als iets niet fijn is.",
            ),
        ),
        (
            "Ontdekken en meedoen",
            ATTITUDE,
            (
                "Gaat op in het spel.",
                "Probeert nieuwe materialen en ideeën uit.",
                "Luistert en vertelt mee in de kring.",
            ),
        ),
        (
            "Zelf doen",
            ATTITUDE,
            (
                "Kiest een activiteit en begint eraan.",
                "Houdt een werkje vol tot het af is.",
                "Redt zich met jas, tas en opruimen.",
            ),
        ),
    ),
)
BY_PUPILS = Shipped(
    code="zo-gaat-het-met-mij",
    name="Zo gaat het met mij, groep 5–8",
    flemish_name="Zo gaat het met mij, derde tot zesde leerjaar",
    intro="Vul in wat voor jou klopt. Er is geen goed of fout; je juf of meester kijkt met je mee.",
    year_groups=("5", "6", "7", "8"),
    labels=TRUE,
    respondent=PUPIL,
    domains=(
        (
            "Hoe ik me voel",
            SOCIAL,
            (
                "Ik ga graag naar school.",
                "Ik durf te zeggen wat ik vind.",
                HARD + "Ik voel me op school wel eens alleen.",
            ),
        ),
        (
            "Ik en de anderen",
            SOCIAL,
            (
                "Ik heb kinderen met wie ik graag speel.",
                "Ik praat het uit als we ruzie hebben.",
                "Ik help een ander als dat nodig is.",
            ),
        ),
        (
            "Hoe ik leer",
            ATTITUDE,
            (
                "Ik weet wat ik moet doen als we gaan werken.",
                "Ik probeer het nog een keer als iets niet lukt.",
                "Ik vraag hulp als ik er zelf niet uitkom.",
                "Ik kijk mijn werk na.",
            ),
        ),
    ),
    is_active=False,
)
SHIPPED = (OLDER, YOUNGEST, BY_PUPILS)
# Where a Flemish teacher says it otherwise.
FLEMISH = {
    "Durft iets te zeggen in de groep.": "Durft iets te zeggen in de klas.",
    "Begint vlot aan een taak.": "Begint vlot aan een opdracht.",
    "Houdt een werkje vol tot het af is.": "Werkt door tot een werkje af is.",
    "Redt zich met jas, tas en opruimen.": "Kan alleen met jas, boekentas en opruimen overweg.",
    OLDER.intro: "Wat zie je de laatste weken in de klas? Kies wat het best past; niet gezien mag ook.",
    BY_PUPILS.intro: "Vul in wat voor jou klopt. Er is geen juist of fout; je juf of meester kijkt met je mee.",
}


def add_questionnaires(school: School) -> list[Questionnaire]:
    """Add the shipped questionnaires this school does not have (any more); those it has stay as they are."""
    known = set(Questionnaire.objects.filter(school=school).exclude(code="").values_list("code", flat=True))
    return [_add(school, shipped) for shipped in SHIPPED if shipped.code not in known]


def _add(school: School, shipped: Shipped) -> Questionnaire:
    is_flemish = school.country == School.Country.FLANDERS
    questionnaire = Questionnaire.objects.create(
        school=school,
        code=shipped.code,
        name=shipped.flemish_name if is_flemish else shipped.name,
        intro=_worded(shipped.intro, is_flemish=is_flemish),
        year_groups=[code for code in shipped.year_groups if is_flemish or code != "0"],
        labels=list(shipped.labels),
        respondent=shipped.respondent,
        is_active=shipped.is_active,
    )
    domains = QuestionnaireDomain.objects.bulk_create(
        QuestionnaireDomain(school=school, questionnaire=questionnaire, name=name, area=area, position=position)
        for position, (name, area, _texts) in enumerate(shipped.domains)
    )
    QuestionnaireItem.objects.bulk_create(
        QuestionnaireItem(
            school=school,
            domain=domain,
            text=_worded(text.removeprefix(HARD), is_flemish=is_flemish),
            is_negative=text.startswith(HARD),
            position=position,
        )
        for domain, (_name, _area, texts) in zip(domains, shipped.domains, strict=True)
        for position, text in enumerate(texts)
    )
    return questionnaire


def _worded(text: str, *, is_flemish: bool) -> str:
    return FLEMISH.get(text, text) if is_flemish else text
