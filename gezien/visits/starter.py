"""The guide a new school begins with, in our own words: needs-based teaching as one can see it in a lesson."""

from gezien.schools.models import School
from gezien.visits.models import ViewingGuide

NAME = "Kijken naar handelingsgericht werken"
QUESTIONS = [
    ("Instructie per cluster", "Hoe maakt de leerkracht het lesdoel duidelijk, en weten leerlingen wat ze gaan leren?"),
    (
        "Instructie per cluster",
        "Wat krijgt het cluster dat meer instructie nodig heeft, en wat merk je daarvan bij deze leerlingen?",
    ),
    ("Instructie per cluster", "Wat krijgt het cluster dat meer aankan, en vraagt dat denkwerk?"),
    ("Afstemmen op behoeften", "Waaraan zie je dat de aanpak uit het plan in deze les terugkomt?"),
    ("Afstemmen op behoeften", "Hoe gaat de leerkracht na wie het begrepen heeft, en wat gebeurt er daarna?"),
    (
        "Afstemmen op behoeften",
        "Hoe zijn tijd, plekken en materiaal geregeld, zodat de leerkracht de handen vrij heeft?",
    ),
    ("Betrokkenheid van leerlingen", "Waaraan zie je dat leerlingen meedoen, ook de stille middengroep?"),
    ("Betrokkenheid van leerlingen", "Welke keuze of stem hebben leerlingen in wat ze doen?"),
    ("Betrokkenheid van leerlingen", "Hoe is de toon: wat zegt de leerkracht over inzet en vooruitgang?"),
]


def add_guide(school: School) -> None:
    """Give the school its first guide."""
    questions = [{"theme": theme, "text": text} for theme, text in QUESTIONS]
    ViewingGuide.objects.get_or_create(school=school, name=NAME, defaults={"questions": questions})
