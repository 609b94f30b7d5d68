"""De Zwaluw works by an education plan for spelling, and says so."""

from gezien.demo import cast
from gezien.quality.actions.education_plans import (
    choose_plans_by,
    save_education_plan,
    save_education_row,
    settle_education_plan,
    start_education_plan,
)
from gezien.quality.queries.education_plans import starting_names
from gezien.schools.models import School, Subject, User
from gezien.schools.rules import member_of

AIM = "Minstens 80 % van onze leerlingen spelt op niveau III of hoger."
AIM_TOP = "De sterkste 20 % werkt aan werkwoordspelling boven het eigen leerjaar."
OFFER = "Vier lessen per week uit onze methode, en elke dag tien minuten zelfstandig oefenen."
MONITORING = "Na elk blok een controledictee; in januari en juni de toets van het volgsysteem."
CONTENT = "De blokken van de methode, in de volgorde van de leerlijn."
# Per cluster, in the order of the school's list: goal, approach, organisation, times and minutes a week.
ROWS = [
    (
        "Schrijft de woorden van het blok goed in een dictee van tien zinnen.",
        "Eerst luisteren en het woord in klankgroepen verdelen, dan de regel hardop, dan schrijven en nakijken.",
        "Verlengde instructie aan de instructietafel, na de gezamenlijke start.",
        (3, 45),
    ),
    (
        "Schrijft de woorden van het blok goed, ook in eigen teksten.",
        "De regel ontdekken aan voorbeelden, samen oefenen, dan zelfstandig.",
        "Met de hele groep; daarna zelfstandig werken.",
        (0, 0),
    ),
    (
        "Past de regels toe in werkwoorden en leenwoorden die nog niet aan bod kwamen.",
        "Korte instructie; uitleggen aan elkaar waarom een woord zo geschreven wordt.",
        "Doet mee met de start en werkt dan aan eigen opdrachten.",
        (1, 15),
    ),
]


def add_education_plans(school: School, users: dict[str, User]) -> None:
    """The education plan for spelling, settled by the coach."""
    by = member_of(users["ib"], school.slug) if school.name == cast.SCHOOL else None
    if by is None:
        return
    spelling = Subject.objects.get(code="spelling")
    plan = start_education_plan(by=by, subject=spelling, names=starting_names(school))
    texts = {"aim": AIM, "aim_top": AIM_TOP, "offer": OFFER, "monitoring": MONITORING}
    plan = save_education_plan(by=by, plan=plan, version=plan.version, **texts)
    for row, (goal, approach, organisation, (times, minutes)) in zip(plan.rows.all(), ROWS, strict=True):
        texts = {"goal": goal, "content": CONTENT, "approach": approach, "organisation": organisation}
        numbers = {"times_a_week": times, "minutes_a_week": minutes}
        evaluation = "Met het controledictee na elk blok."
        save_education_row(
            by=by, row=row, version=row.version, name=row.name, evaluation=evaluation, **texts, **numbers
        )
    settle_education_plan(by=by, plan=plan, why="Besloten in de schoolbespreking van juni")
    choose_plans_by(by=by, subject=spelling, plans_by=Subject.PlansBy.EDUCATION_PLAN)
