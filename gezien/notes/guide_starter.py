"""Guides for talks to begin with; from then on they are the school's own."""

from gezien.notes.models import GuideEdition, GuideQuestion, Note, TalkGuide
from gezien.schools.models import School, User

P = GuideQuestion.Purpose
SCORE = GuideQuestion.Answer.SCORE
OWN_SCORE = "Geef jezelf een cijfer"

# section, question, and what Gezien does with the answer; an own score stands under OWN_SCORE.
YOUNG = [
    ("Zo gaat het", "Wat vind je fijn op school?", P.NONE),
    ("Zo gaat het", "Waar ben je trots op?", P.PROUD),
    ("Zo gaat het", "Wat vind je niet zo fijn, of lastig?", P.NONE),
    *((OWN_SCORE, name, P.NONE) for name in ("Spelen en werken", "In de kring", "Buiten spelen", "Andere kinderen")),
    ("Verder", "Wat wil je leren?", P.WANTS),
    ("Verder", "Wie of wat kan je daarbij helpen?", P.NEEDS),
]
OLDER = [
    ("Zo gaat het", "Waar ben je trots op?", P.PROUD),
    ("Zo gaat het", "Wat ging er goed sinds ons vorige gesprek? Waardoor kwam dat?", P.NONE),
    *(
        (OWN_SCORE, name, P.NONE)
        for name in ("Lezen", "Rekenen", "Taal en spelling", "Doorwerken", "Samenwerken", "Hoe ik me voel")
    ),
    ("Verder", "Wat wil je leren?", P.WANTS),
    ("Verder", "Hoe wil je dat leren?", P.NONE),
    ("Verder", "Wat heb je daarvoor nodig?", P.NEEDS),
    ("Verder", "Van wie?", P.NONE),
    ("Verder", "Wat spreken we af, en wanneer kijken we terug?", P.NONE),
]
PARENTS = [
    ("Jullie kind", "Hoe zien jullie je kind: waar wordt het blij van, wat gaat goed?", P.NONE),
    ("Jullie kind", "Wat vertelt het thuis over school?", P.NONE),
    ("Samen", "Wat verwachten jullie van school?", P.NONE),
    ("Samen", "Wat doen jullie thuis al, en wat kunnen jullie doen?", P.NONE),
    ("Samen", "Welke vragen hebben jullie?", P.NONE),
    ("Afspraken", "Wat doet de school, wat doen jullie, wat doet je kind zelf?", P.NONE),
    ("Afspraken", "Wanneer spreken we elkaar weer?", P.NONE),
]
# What a Flemish school calls otherwise.
FLEMISH = {
    "Geef jezelf een cijfer": "Geef jezelf punten",
    "Wat vind je fijn op school?": "Wat vind je leuk in de klas?",
    "Buiten spelen": "Op de speelplaats",
    "Andere kinderen": "Met vriendjes",
    "Rekenen": "Wiskunde",
    "Taal en spelling": "Taal en schrijven",
    "Van wie?": "Van wie: je juf of meester, een klasgenoot, thuis?",
    "Wat vertelt het thuis over school?": "Wat vertelt het thuis over de klas?",
}
GUIDES = [
    (Note.Kind.PUPIL_TALK, {"NL": "Kindgesprek groep 1-2", "BE": "Kindgesprek kleuter"}, (0, 2), YOUNG),
    (Note.Kind.PUPIL_TALK, {"NL": "Kindgesprek groep 3-8", "BE": "Kindgesprek lager"}, (3, 8), OLDER),
    (Note.Kind.PARENT_TALK, {"NL": "Oudergesprek", "BE": "Oudercontact"}, (0, 8), PARENTS),
]


def add_guides(school: School, made_by: User | None = None) -> None:
    """Three guides: pupils of the youngest groups, older pupils, and parents."""
    flemish = FLEMISH if school.country == School.Country.FLANDERS else {}
    for kind, names, (first, last), questions in GUIDES:
        guide = TalkGuide.objects.create(
            school=school, kind=kind, name=names[school.country], from_year=first, to_year=last
        )
        edition = GuideEdition.objects.create(school=school, guide=guide, made_by=made_by)
        GuideQuestion.objects.bulk_create(
            GuideQuestion(
                school=school,
                edition=edition,
                position=position,
                section=flemish.get(section, section),
                text=flemish.get(text, text),
                answer=SCORE if section == OWN_SCORE else GuideQuestion.Answer.TEXT,
                purpose=purpose,
            )
            for position, (section, text, purpose) in enumerate(questions, start=1)
        )
