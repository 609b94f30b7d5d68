"""The school review of last time: worked out, put in a plan, followed, and told to parents."""

import datetime as dt

from gezien.agreements.actions import close_agreement
from gezien.agreements.models import Agreement
from gezien.common import clock
from gezien.demo import cast
from gezien.schoolreviews.actions.after import (
    begin_elaboration,
    finish_elaboration,
    note_progress,
    plan_consultation,
    save_consultation,
)
from gezien.schoolreviews.actions.newsletter import begin_newsletter, make_ready
from gezien.schoolreviews.actions.planning import plan_review
from gezien.schoolreviews.actions.points import make_point
from gezien.schoolreviews.models import Card, ReviewRole, ScaleRound, SchoolReview, SubjectBoard
from gezien.schools.models import School, Subject, User
from gezien.schools.rules import Member, member_of

DAYS_AGO = 150
CLOSED_DAYS_AGO = 12
# Subject: cards by column, each with its dots.
CARDS = {
    "rekenen": {
        "seen": [("Hoofdrekenen tot 100 gaat in alle groepen goed", 6), ("De middenbouw groeit sinds vorig jaar", 4)],
        "why": [("We starten elke les met vijf minuten automatiseren", 5), ("Niet elke groep doet dat elke dag", 3)],
        "needs": [("Elke dag kort herhalen, ook in de bovenbouw", 7)],
        "influence": [("De start van de les in alle groepen gelijk maken", 8)],
    },
    "begrijpend-lezen": {
        "seen": [("De bovenbouw leest met plezier", 5), ("Woordenschat blijft achter bij onze ambitie", 4)],
        "why": [("We lezen veel losse teksten zonder verband", 4)],
        "needs": [("Teksten die bij een thema horen, enkele weken lang", 6)],
        "influence": [("Thema's van wereldoriëntatie en lezen samen plannen", 6)],
    },
}
EXECUTION = {
    "rekenen": ("as_described", ""),
    "begrijpend-lezen": ("partly", "De thema's kwamen er niet in elke periode van."),
}
MINUTES = {
    "opening": "Karim heet iedereen welkom. We praten over de school als geheel en over ons eigen handelen.",
    "look_back": "Van de vorige keer bleef één punt over: de bibliotheek is ingericht, het leesrooster nog niet.",
    "parallel": "Na elke ronde vertelt de groep in één zin wat ze toevoegde.",
    "closing": "We staan er beter voor dan in juni. Marleen werkt de borden deze maand uit.",
}
POINTS = [
    ("rekenen", "Elke rekenles begint met vijf minuten automatiseren", "In juni haalt 80 % van de school niveau III"),
    (
        "begrijpend-lezen",
        "We lezen teksten bij het thema van wereldoriëntatie",
        "De woordenschattoets van mei is hoger",
    ),
]
BEFORE, AFTER = [0, 0, 0, 0, 1, 3, 5, 6, 3, 0, 0], [0, 0, 0, 0, 0, 1, 3, 7, 6, 1, 0]


def add_past_review(school: School, users: dict[str, User]) -> None:
    """One review that is over, with everything that follows from it."""
    if school.name != cast.SCHOOL:
        return
    coach, lead = (member_of(users[name], school.slug) for name in ("ib", "coordinator"))
    if coach is None or lead is None:
        return
    review = _held(coach, lead)
    boards = {one.subject.code: one for one in review.boards.filter(subject__isnull=False) if one.subject}
    for code, columns in CARDS.items():
        _fill(boards[code], columns)
        execution, note = EXECUTION[code]
        review.boards.filter(pk=boards[code].pk).update(execution=execution, execution_note=note)
    for kind, words in MINUTES.items():
        review.steps.filter(kind=kind).update(record=words)
    made = begin_elaboration(by=lead, board=boards["rekenen"])
    finish_elaboration(by=lead, elaboration=made, is_done=True)
    consultation = plan_consultation(
        by=coach, review=review, starts_at=review.starts_at + dt.timedelta(days=8), place="Teamkamer"
    )
    text = "Eerst rekenen: de start van de les gelijk maken. Daarna lezen en wereldoriëntatie samen plannen."
    save_consultation(by=coach, consultation=consultation, version=consultation.version, text=text, is_held=True)
    _follow(coach, lead, review, boards)
    newsletter, _left_out = begin_newsletter(by=coach, review=review)
    make_ready(by=coach, newsletter=newsletter)


def _held(coach: Member, lead: Member) -> SchoolReview:
    subjects = {one.code: one for one in Subject.objects.filter(school=coach.school, code__in=CARDS)}
    starts_at = (clock.now() - dt.timedelta(days=DAYS_AGO)).replace(hour=11, minute=0, second=0, microsecond=0)
    made = plan_review(
        by=coach,
        title="Schoolbespreking na de eindtoetsen",
        starts_at=starts_at,
        place="Speellokaal",
        chair=coach.user,
        together=subjects["rekenen"],
        parallel=[subjects["begrijpend-lezen"]],
    )
    SchoolReview.objects.filter(pk=made.pk).update(
        goals="Weten hoe rekenen en lezen ervoor staan, en wat wij daaraan doen.",
        opened_at=starts_at,
        closed_at=starts_at + dt.timedelta(hours=3),
        closed_by=coach.user,
        salt="",
    )
    analysed = {"analysed_at": starts_at + dt.timedelta(hours=2), "lead": lead.user}
    SubjectBoard.objects.filter(review=made).exclude(subject=None).update(**analysed)
    for moment, shown in (("before", BEFORE), ("after", AFTER)):
        ScaleRound.objects.create(
            school=coach.school, review=made, moment=moment, opened_at=starts_at, revealed_at=starts_at, shown=shown
        )
    for kind, user in ((ReviewRole.Kind.MINUTES, lead.user), (ReviewRole.Kind.TIME, coach.user)):
        ReviewRole.objects.create(school=coach.school, review=made, kind=kind, user=user)
    return SchoolReview.objects.get(pk=made.pk)


def _fill(board: SubjectBoard, columns: dict[str, list[tuple[str, int]]]) -> None:
    Card.objects.bulk_create(
        Card(school_id=board.school_id, board=board, column=column, text=text, dots=dots)
        for column, cards in columns.items()
        for text, dots in cards
    )


def _follow(coach: Member, lead: Member, review: SchoolReview, boards: dict[str, SubjectBoard]) -> None:
    day = clock.today()
    points = [
        make_point(
            by=coach,
            review=review,
            board=boards[code],
            what=what,
            owner=lead.user,
            due_on=day + dt.timedelta(days=days),
            effect_on=day + dt.timedelta(days=days + 60),
            sign_of_success=sign,
        )
        for (code, what, sign), days in zip(POINTS, (-20, 30), strict=True)
    ]
    note_progress(by=lead, point=points[0], kind="execution", text="Alle groepen doen mee sinds de herfst.")
    note_progress(by=coach, point=points[0], kind="result", text="In de klassenbezoeken zie ik het elke les terug.")
    done = points[0].agreement
    close_agreement(by=lead, agreement=done, version=done.version, outcome="done")
    Agreement.objects.filter(pk=done.pk).update(closed_at=clock.now() - dt.timedelta(days=CLOSED_DAYS_AGO))
