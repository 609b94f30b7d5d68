"""What a school begins with, in our own words: preparation forms and the moments of the year."""

import datetime as dt
from typing import Any

from gezien.common import clock
from gezien.meetings.models import FormTemplate, FormVersion, ReviewMoment, RhythmSettings
from gezien.schools.models import School

# key, label, help, what Gezien proposes
GROUP = [
    ("atmosphere", "Hoe is de sfeer in de groep?", "Wat gaat goed? Waaraan merk je dat?", "remark_atmosphere"),
    ("work_climate", "Hoe wordt er gewerkt?", "Rust, starten, doorwerken, afronden.", "remark_work_climate"),
    ("interaction", "Hoe gaan de leerlingen met elkaar en met jou om?", "Groepsvorming en samenwerken.", "group_notes"),
    ("previous_plan", "Wat is van het vorige groepsplan gelukt?", "En waardoor? Wat niet, en wat zegt dat?", "plan"),
    ("differences", "Welke verschillen vragen iets van je aanpak?", "Instructie, verwerking, organisatie.", "signals"),
    ("own_question", "Wat is jouw vraag voor deze bespreking?", "Wat heb je zelf nodig?", ""),
]
INDEPENDENT = (
    "independence",
    "Hoe werken de leerlingen zelfstandig?",
    "Uitgestelde aandacht, hulp vragen, nakijken.",
    "remark_independence",
)
PLAY = ("play", "Hoe spelen en werken de kleuters?", "Spelvormen, betrokkenheid, keuzes in de hoeken.", "")
PUPIL = [
    ("pupil_question", "Wat is jouw vraag over deze leerling?", "Wat wil je na de bespreking weten of kunnen?", "case"),
    ("situation", "Wat zie je, en wanneer juist niet?", "Feiten: wat gebeurt er, waar, hoe vaak?", "factors"),
    ("going_well", "Wat gaat goed?", "Sterke kanten en interesses, en momenten waarop het lukt.", "positive"),
    ("tried", "Wat is al geprobeerd, en wat deed dat?", "Ook wat een beetje hielp.", "needs"),
    ("pupil_view", "Wat vindt de leerling er zelf van?", "Uit een gesprek; wat zou de leerling willen?", "pupil_talk"),
    ("parents_view", "Wat zeggen de ouders?", "Wat zien zij thuis, en wat helpt daar?", "parent_talk"),
    ("wanted", "Waaraan merk je dat het beter gaat?", "Wat doet de leerling dan, en wat doe jij?", ""),
]
# What is asked otherwise in Flanders.
FLEMISH = {"Hoe is de sfeer in de groep?": "Hoe is de sfeer in de klas?"}
# name, name in Flanders, year groups, the question that is its own
GROUP_FORMS = [
    ("Groepsbespreking groep 1–2", "Groepsbespreking kleuter", "0,1,2", PLAY),
    ("Groepsbespreking groep 3–8", "Groepsbespreking lager", "3,4,5,6,7,8,C,S", INDEPENDENT),
]
PUPIL_FORM = "Leerlingbespreking"
# kind, month, from and until which day, whether the school may skip it
MOMENTS = [
    ("group", 9, 7, 30, False),
    ("group", 2, 1, 28, False),
    ("group", 4, 1, 30, True),
    ("group", 6, 1, 30, False),
    ("pupil", 10, 1, 31, False),
    ("pupil", 11, 15, 30, False),
    ("pupil", 1, 10, 31, False),
    ("pupil", 3, 1, 31, False),
    ("pupil", 5, 10, 31, False),
    ("school", 2, 15, 28, False),
    ("school", 6, 15, 30, False),
]
FIRST_HOUR = dt.time(15, 30)
WEEKDAYS = [1, 2, 4]


def add_starter_set(school: School) -> None:
    """Forms for group and pupil reviews, the moments of the year, the usual terms."""
    add_forms(school)
    add_rhythm(school)


def add_forms(school: School) -> None:
    """One form for groups 1–2, one for groups 3–8 and one for pupils, due a week before the review."""
    forms = FormTemplate.objects.bulk_create(FormTemplate(school=school, **values) for values in starter_forms(school))
    FormVersion.objects.bulk_create(
        FormVersion(school=school, form=form, number=1, questions=form.questions, made_at=clock.now()) for form in forms
    )


def starter_forms(school: School) -> list[dict[str, Any]]:
    """The forms as values of `FormTemplate`, in the words of schools in that country."""
    words = FLEMISH if school.country == School.Country.FLANDERS else {}
    group_forms = [
        {
            "kind": "group",
            "name": flemish if words else dutch,
            "year_groups": years,
            "questions": _asked([*GROUP[:3], special, *GROUP[3:]], words),
        }
        for dutch, flemish, years, special in GROUP_FORMS
    ]
    return [*group_forms, {"kind": "pupil", "name": PUPIL_FORM, "year_groups": "", "questions": _asked(PUPIL, words)}]


def add_rhythm(school: School) -> None:
    """September, February, April (optional) and June; pupil reviews between them; twice a year the whole school."""
    ReviewMoment.objects.bulk_create(
        ReviewMoment(school=school, kind=kind, month=month, from_day=first, until_day=last, is_optional=optional)
        for kind, month, first, last, optional in MOMENTS
    )
    RhythmSettings.objects.create(school=school, weekdays=WEEKDAYS, starts_at=FIRST_HOUR)


def _asked(questions: list[tuple[str, str, str, str]], words: dict[str, str]) -> list[dict[str, str]]:
    return [
        {"key": key, "label": words.get(label, label), "help": text, "source": source}
        for key, label, text, source in questions
    ]
