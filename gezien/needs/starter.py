"""Signal rules and clusters to begin with; the internal coach changes them on screen."""

from gezien.needs.models import ClusterTemplate, SignalRule
from gezien.schools.models import School

M, D = SignalRule.Measure, SignalRule.Direction
# name, direction, measure, threshold
RULES = [
    ("Laagste niveau", D.SUPPORT, M.LOWEST_LEVELS, 1),
    ("Hoogste niveau", D.CHALLENGE, M.HIGHEST_LEVELS, 1),
    ("Twee keer niet gegroeid", D.SUPPORT, M.NOT_GROWN, 2),
    ("Lang niet gezien", D.ATTENTION, M.NOT_SEEN, 6),
    ("Geen kindgesprek", D.ATTENTION, M.NO_PUPIL_TALK, 20),
]
K = ClusterTemplate.Kind
# name, approach, organisation, minutes a week, times a week, kind, words in needs that belong to it
CLUSTERS = [
    (
        "Intensief",
        "Verlengde instructie aan de instructietafel: voordoen, samen doen, hardop denken. Na elke stap controleren.",
        "Na de basisinstructie, aan de instructietafel.",
        60,
        3,
        K.MORE,
        "verlengde instructie, extra instructie, pre-teaching, stap voor stap, kleine stappen, voordoen, materiaal",
    ),
    (
        "Basis",
        "Basisinstructie met doel vooraf en terugblik achteraf; daarna zelfstandig verwerken.",
        "Hele groep.",
        0,
        0,
        K.BASIC,
        "",
    ),
    (
        "Verdiept",
        "Korte instructie op het doel; daarna verrijking met een eigen leervraag en tussentijds gesprek.",
        "Zelfstandig, één keer per week begeleid.",
        20,
        1,
        K.CHALLENGE,
        "verrijking, verdiep, uitdag, compact, eigen leervraag, korte instructie, open opdracht",
    ),
]


def add_rules_and_clusters(school: School) -> None:
    """The shipped rules and the three usual clusters."""
    SignalRule.objects.bulk_create(
        SignalRule(
            school=school, name=name, direction=direction, measure=measure, threshold=threshold, position=position
        )
        for position, (name, direction, measure, threshold) in enumerate(RULES)
    )
    ClusterTemplate.objects.bulk_create(
        ClusterTemplate(
            school=school,
            name=name,
            position=position,
            approach=approach,
            organisation=organisation,
            minutes_a_week=minutes,
            times_a_week=times,
            kind=kind,
            words=words,
        )
        for position, (name, approach, organisation, minutes, times, kind, words) in enumerate(CLUSTERS)
    )
