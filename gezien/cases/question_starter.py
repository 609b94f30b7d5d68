"""The questions a school begins with; it puts them in its own words.

Beside each question about the problem stands one towards a solution: what does one want instead, which skills are
there already, what is a small step.
"""

from gezien.cases.models import CaseQuestion
from gezien.schools.models import School

QUESTIONS = {
    "before": [
        ("Wat gaat er mis?", "Wanneer gaat het een beetje beter? Wat is er dan anders?"),
        ("Sinds wanneer is dit een probleem?", "Wat wil je dat er over zes weken anders is?"),
        ("Wat heb je allemaal al geprobeerd?", "Wat deed ertoe van wat je hebt geprobeerd, al was het even?"),
    ],
    "understand": [
        ("Waarom kan de leerling dit niet?", "Wat kan de leerling al wel van wat hiervoor nodig is?"),
        ("Wat doet de leerling fout?", "Hoe pakt de leerling het aan als het wel lukt?"),
        ("Wat is de oorzaak?", "Wat zou de leerling zelf zeggen dat helpt?"),
        ("Hoe erg is het, van 0 tot 10?", "Waarom geen cijfer lager? En wat zie je als het één cijfer hoger is?"),
    ],
    "involve": [
        ("Wat doen de ouders verkeerd?", "Wat lukt er thuis, en wat kunnen we daarvan leren?"),
        ("Wie moet dit oplossen?", "Wie kent deze leerling van een andere kant, of loste zoiets eerder op?"),
    ],
    "ideas": [
        ("Wat moet er anders?", "Waar wil je meer van zien? Wat doe je dan zelf?"),
        ("Waar is geen tijd voor?", "Wat past in wat je toch al doet, en wie doet er mee?"),
    ],
    "do": [
        ("Wat gaan we allemaal doen?", "Wat is een eerste kleine stap, morgen in de klas?"),
        ("Wie houdt het in de gaten?", "Waaraan merk jij, en waaraan merkt de leerling, dat het werkt?"),
    ],
    "check": [
        ("Is het probleem weg?", "Wat gaat er beter, hoe klein ook? Wat deed jij daarvoor?"),
        ("Waarom lukt het nog niet?", "Wat houden we vast, en wat is de volgende kleine stap?"),
    ],
}


def add_questions(school: School) -> None:
    """The starting set, once: nothing where the school has questions already."""
    if CaseQuestion.objects.filter(school=school).exists():
        return
    CaseQuestion.objects.bulk_create(
        CaseQuestion(school=school, step=step, problem=problem, solution=solution, position=place)
        for step, pairs in QUESTIONS.items()
        for place, (problem, solution) in enumerate(pairs)
    )
