"""Signal rules and clusters to begin with; the internal coach changes them on screen."""

from decimal import Decimal
from typing import Any, NamedTuple

from gezien.needs.models import ClusterTemplate, SignalRule
from gezien.schools.models import School, Subject

M, D, S = SignalRule.Measure, SignalRule.Direction, SignalRule.Severity
K = ClusterTemplate.Kind


class Shipped(NamedTuple):
    """A rule as it is shipped, with its name in both countries. `is_active` off: ready to be switched on."""

    code: str
    name: str
    flemish_name: str
    direction: str
    severity: int
    measure: str
    more: dict[str, Any]
    is_active: bool = True


LOW_ATTITUDE = {"amount": Decimal("2.2"), "area": Subject.Domain.WORK_ATTITUDE}
LOW_WELLBEING = {"amount": Decimal("2.4"), "area": Subject.Domain.SOCIAL}
MORE_HINDERS = {"threshold": 3, "kind": SignalRule.Kind.HINDERING, "weeks": 12}
NOT_GROWN = ("Niet gegroeid, twee keer op rij", "Niet gegroeid, twee keer na elkaar")
STRONGEST = ("Bij de sterkste 10 %, twee keer op rij", "Bij de sterkste 10 %, twee keer na elkaar")
HIGHEST = ("Hoogste niveau, drie keer op rij", "Zone A, drie keer na elkaar")
LOW_ANSWERS = ("Werkhouding laag in de vragenlijst",) * 2
LOW_FEELING = ("Welbevinden laag in de vragenlijst",) * 2
FELL = ("Vragenlijst sterk gedaald",) * 2
HINDERS = ("Snel meer belemmerende factoren",) * 2
# Together they flag about a third of a school for support and an eighth for challenge, not half of it (measured in
# decision 0024). A Dutch level holds a fifth of the country, a Flemish zone a tenth to a quarter: the lowest one asks
# for support at once, the highest says too little; there the school's own strongest are asked, twice.
SHIPPED = (
    Shipped("lowest", "Laagste niveau", "Zone E", D.SUPPORT, S.ACT, M.LOWEST_LEVELS, {"threshold": 1}),
    Shipped("strongest", *STRONGEST, D.CHALLENGE, S.ACT, M.HIGHEST_SHARE, {"threshold": 10, "times": 2}),
    Shipped("not-grown", *NOT_GROWN, D.SUPPORT, S.ACT, M.NOT_GROWN, {"threshold": 2}),
    Shipped("attitude", *LOW_ANSWERS, D.SUPPORT, S.ACT, M.SCORE_BELOW, LOW_ATTITUDE),
    Shipped("wellbeing", *LOW_FEELING, D.SUPPORT, S.URGENT, M.SCORE_BELOW, LOW_WELLBEING),
    Shipped("score-fell", *FELL, D.ATTENTION, S.ACT, M.SCORE_FELL, {"amount": Decimal("1.5")}),
    Shipped("not-seen", "Lang niet gezien", "Al lang niet gezien", D.ATTENTION, S.WATCH, M.NOT_SEEN, {"threshold": 6}),
    Shipped("no-talk", *("Geen kindgesprek",) * 2, D.ATTENTION, S.WATCH, M.NO_PUPIL_TALK, {"threshold": 20}),
    Shipped("highest", *HIGHEST, D.CHALLENGE, S.WATCH, M.HIGHEST_LEVELS, {"threshold": 1, "times": 3}, False),
    Shipped("hindering", *HINDERS, D.ATTENTION, S.WATCH, M.COUNTED, MORE_HINDERS, False),
    Shipped(
        *("no-parent-talk", "Geen oudergesprek", "Geen oudercontact", D.ATTENTION, S.WATCH, M.NO_PARENT_TALK),
        more={"threshold": 26},
        is_active=False,
    ),
    Shipped("no-result", *("Lang niet getoetst",) * 2, D.ATTENTION, S.WATCH, M.NO_RESULT, {"threshold": 40}, False),
)


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
    is_flemish = school.country == School.Country.FLANDERS
    return [
        SignalRule(
            school=school,
            code=one.code,
            name=one.flemish_name if is_flemish else one.name,
            direction=one.direction,
            severity=one.severity,
            measure=one.measure,
            is_active=one.is_active,
            position=position,
            **one.more,
        )
        for position, one in enumerate(SHIPPED)
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
