"""Signal rules and clusters to begin with; the internal coach changes them on screen."""

from decimal import Decimal
from typing import Any, NamedTuple

from gezien.needs.models import ClusterTemplate, SignalRule
from gezien.schools.models import School, Subject

M, D, S = SignalRule.Measure, SignalRule.Direction, SignalRule.Severity
K = ClusterTemplate.Kind
ATTITUDE, SOCIAL = Subject.Domain.WORK_ATTITUDE, Subject.Domain.SOCIAL


class Shipped(NamedTuple):
    """A rule as it is shipped; `is_active` off: ready to be switched on by who wants it."""

    code: str
    name: str
    direction: str
    severity: int
    measure: str
    more: dict[str, Any]
    is_active: bool = True


def _shipped(flemish: bool) -> list[Shipped]:
    """The default set: together they flag about a third of a school (measured in decision 0021), not half of it.

    Levels of Dutch tests hold a fifth of the country each, the Flemish zones a quarter down to a tenth: so the lowest
    one asks for support at once, and the highest says too little; there the school's own strongest are asked, twice.
    """
    lowest, again = (
        ("Zone E", "Zone D of E, twee keer na elkaar")
        if flemish
        else ("Laagste niveau", "Een van de twee laagste niveaus, twee keer op rij")
    )
    twice = "twee keer na elkaar" if flemish else "twee keer op rij"
    return [
        Shipped("lowest", lowest, D.SUPPORT, S.ACT, M.LOWEST_LEVELS, {"threshold": 1}),
        Shipped("not-grown", f"Niet gegroeid, {twice}", D.SUPPORT, S.ACT, M.NOT_GROWN, {"threshold": 2}),
        Shipped(
            "strongest",
            f"Bij de sterkste 10 %, {twice}",
            D.CHALLENGE,
            S.ACT,
            M.HIGHEST_SHARE,
            {
                "threshold": 10,
                "times": 2,
            },
        ),
        Shipped(
            "attitude",
            "Werkhouding laag in de vragenlijst",
            D.SUPPORT,
            S.ACT,
            M.SCORE_BELOW,
            {
                "amount": Decimal("2.2"),
                "area": ATTITUDE,
            },
        ),
        Shipped(
            "wellbeing",
            "Welbevinden laag in de vragenlijst",
            D.SUPPORT,
            S.URGENT,
            M.SCORE_BELOW,
            {
                "amount": Decimal("2.4"),
                "area": SOCIAL,
            },
        ),
        Shipped(
            "score-fell", "Vragenlijst sterk gedaald", D.ATTENTION, S.ACT, M.SCORE_FELL, {"amount": Decimal("1.5")}
        ),
        Shipped(
            "not-seen",
            "Al lang niet gezien" if flemish else "Lang niet gezien",
            D.ATTENTION,
            S.WATCH,
            M.NOT_SEEN,
            {
                "threshold": 6,
            },
        ),
        Shipped("no-talk", "Geen kindgesprek", D.ATTENTION, S.WATCH, M.NO_PUPIL_TALK, {"threshold": 20}),
        Shipped("low-again", again, D.SUPPORT, S.WATCH, M.LOWEST_LEVELS, {"threshold": 2, "times": 2}, False),
        Shipped(
            "highest",
            f"Hoogste {'zone' if flemish else 'niveau'}, drie keer {'na elkaar' if flemish else 'op rij'}",
            D.CHALLENGE,
            S.WATCH,
            M.HIGHEST_LEVELS,
            {"threshold": 1, "times": 3},
            False,
        ),
        Shipped(
            "hindering",
            "Snel meer belemmerende factoren",
            D.ATTENTION,
            S.WATCH,
            M.COUNTED,
            {
                "threshold": 3,
                "kind": SignalRule.Kind.HINDERING,
                "weeks": 12,
            },
            False,
        ),
        Shipped(
            "no-parent-talk",
            "Geen oudergesprek" if not flemish else "Geen oudercontact",
            D.ATTENTION,
            S.WATCH,
            M.NO_PARENT_TALK,
            {"threshold": 26},
            False,
        ),
        Shipped("no-result", "Lang niet getoetst", D.ATTENTION, S.WATCH, M.NO_RESULT, {"threshold": 40}, False),
    ]


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


def shipped_rules(school: School) -> list[SignalRule]:
    """The default set of the school's country, unsaved: for a new school, and to compare with later."""
    return [
        SignalRule(
            school=school,
            code=one.code,
            name=one.name,
            direction=one.direction,
            severity=one.severity,
            measure=one.measure,
            is_active=one.is_active,
            position=position,
            **one.more,
        )
        for position, one in enumerate(_shipped(school.country == School.Country.FLANDERS))
    ]


def add_rules_and_clusters(school: School) -> None:
    """The shipped rules and the three usual clusters."""
    SignalRule.objects.bulk_create(shipped_rules(school))
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
