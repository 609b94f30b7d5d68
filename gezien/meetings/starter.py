"""Preparation forms to begin with, in our own words; the school edits the questions."""

from gezien.meetings.models import FormTemplate
from gezien.schools.models import School

# key, label, help
GROUP = [
    ("atmosphere", "Hoe is de sfeer in de groep?", "Wat gaat goed? Waaraan merk je dat?"),
    ("work_climate", "Hoe wordt er gewerkt?", "Rust, starten, doorwerken, afronden."),
    ("interaction", "Hoe gaan de leerlingen met elkaar en met jou om?", "Groepsvorming en samenwerken."),
    ("previous_plan", "Wat is van het vorige groepsplan gelukt?", "En waardoor? Wat niet, en wat zegt dat?"),
    ("differences", "Welke verschillen vragen iets van je aanpak?", "Instructie, verwerking, organisatie."),
    ("own_question", "Wat is jouw vraag voor deze bespreking?", "Wat heb je zelf nodig?"),
]
INDEPENDENT = ("independence", "Hoe werken de leerlingen zelfstandig?", "Uitgestelde aandacht, hulp vragen, nakijken.")
PLAY = ("play", "Hoe spelen en werken de kleuters?", "Spelvormen, betrokkenheid, keuzes in de hoeken.")
FORMS = [("Groepsbespreking groep 1–2", "0,1,2", PLAY), ("Groepsbespreking groep 3–8", "3,4,5,6,7,8,C,S", INDEPENDENT)]


def add_forms(school: School) -> None:
    """One form for groups 1–2 and one for groups 3–8, due a week before the review."""
    FormTemplate.objects.bulk_create(
        FormTemplate(
            school=school,
            name=name,
            year_groups=year_groups,
            questions=[
                {"key": key, "label": label, "help": help_text}
                for key, label, help_text in [*GROUP[:3], special, *GROUP[3:]]
            ],
        )
        for name, year_groups, special in FORMS
    )
