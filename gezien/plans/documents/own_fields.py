"""The fields by name of the papers made of sections, so that a school's own Word form can put each where it wants.

The sections ("delen") stay: a template made with those goes on working. What is named here says the same, apart.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from gezien.documents.fields import Field, listed_fields
from gezien.paper.report import FIELDS as SECTIONS
from gezien.plans.queries.individual_content import Section

_TEXT = (Field("text", "tekst", _("The line itself")),)
# Parts of a plan of one pupil: the key of the section, the name in a template.
INDIVIDUAL_PARTS = {
    "period": ("looptijd", _("From when until when, and when it is looked back on")),
    "reason": ("reden", _("Why there is a plan of its own")),
    "situation": ("situatie", _("Where the pupil stands now")),
    "outlook": ("uitstroomperspectief", _("Outlook")),
    "motivation": ("onderbouwing", _("Why we expect this")),
    "evaluation": ("evaluatie", _("How we see whether it works")),
    "pupils_words": ("woorden_leerling", _("What the pupil says")),
    "parents_words": ("woorden_ouders", _("What the parents say")),
}
INDIVIDUAL_LISTS = {
    "helps": ("bevorderend", "factor", _("What helps, a line each")),
    "hinders": ("belemmerend", "factor", _("What hinders, a line each")),
    "goals": ("doelen", "doel", _("The goals, a line each")),
    "supports": ("handelingsdeel", "afspraak", _("The agreed part: what we do, a line each")),
}
INDIVIDUAL = (
    *SECTIONS,
    Field("pupil", "leerling", _("The pupil's name")),
    Field("kind", "soort", _("What the school calls this kind of plan")),
    Field("status", "status", _("Where the plan stands")),
    Field("version", "versie", _("Which version was put before the parents")),
    *(Field(key, name, meaning) for key, (name, meaning) in INDIVIDUAL_PARTS.items()),
    *(Field(key, name, meaning, _TEXT, item) for key, (name, item, meaning) in INDIVIDUAL_LISTS.items()),
)
HANDOVER = (
    *SECTIONS,
    Field("group", "groep", _("The group")),
    Field("year", "schooljaar", _("The school year")),
    Field("general", "algemeen", _("What is said about the whole group")),
    listed_fields(
        "pupils",
        "leerlingen",
        _("The pupils of the group, one after the other"),
        "leerling",
        Field("name", "naam", _("The pupil's name")),
        Field("text", "overdracht", _("What the teacher hands over")),
        listed_fields(
            "facts",
            "gegevens",
            _("What is known, by what it is about"),
            "gegeven",
            Field("head", "kop", _("What it is about")),
            Field("text", "tekst", _("What is known")),
        ),
    ),
)
_SLOT = (
    Field("time", "tijd", _("From when until when")),
    Field("subject", "vak", _("The subject")),
    Field("cluster", "cluster", _("What the cluster is called")),
    Field("pupils", "leerlingen", _("Their names")),
    Field("by", "wie", _("Who gives it")),
    Field("room", "waar", _("Where")),
)
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
WEEK = (
    *SECTIONS,
    Field("group", "groep", _("The group")),
    Field("period", "periode", _("The period with its days")),
    listed_fields(
        "grid",
        "rooster",
        _("The week as a table: a row for each time, with what there is on each day"),
        "rij",
        Field("time", "tijd", _("The time at which it begins")),
        *(Field(day, day, _("What there is on this day")) for day in WEEKDAYS),
    ),
    listed_fields(
        "days",
        "dagen",
        _("The days of the week, one after the other"),
        "dag",
        Field("day", "naam", _("The day of the week")),
        listed_fields("slots", "momenten", _("The small groups of that day"), "moment", *_SLOT),
    ),
)
SUBSTITUTE = (
    *SECTIONS,
    Field("group", "groep", _("The group")),
    Field("day", "dag", _("The day")),
    Field("hours", "schooltijden", _("The hours of school")),
    Field("breaks", "pauzes", _("The breaks")),
    Field("habits", "gewoontes", _("How things go in this group")),
    Field("ask", "navragen", _("Whom to ask")),
    listed_fields(
        "slots",
        "momenten",
        _("The small groups of that day"),
        "moment",
        *_SLOT,
        Field("goal", "doel", _("Goals")),
        Field("content", "inhoud", _("Content")),
        Field("approach", "aanpak", _("Approach")),
    ),
    listed_fields(
        "agreements",
        "afspraken",
        _("What was agreed and holds today"),
        "afspraak",
        Field("who", "wie", _("About whom")),
        Field("what", "wat", _("What was agreed")),
    ),
    listed_fields(
        "tips",
        "leerlingen",
        _("Pupils about whom a substitute has to know something"),
        "leerling",
        Field("name", "naam", _("The pupil's name")),
        Field("helps", "helpt", _("What helps")),
        Field("needs", "nodig", _("What the pupil needs")),
    ),
)


def individual_values(parts: Iterable[Section]) -> dict[str, Any]:
    """The parts of a plan of one pupil by name: texts, and lists of lines."""
    found = {part.key: part for part in parts}
    texts = {key: found[key].text if key in found else "" for key in INDIVIDUAL_PARTS}
    lists = {key: [{"text": line} for line in found[key].lines] if key in found else [] for key in INDIVIDUAL_LISTS}
    return texts | lists


def grid(days: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The days of a week (each with its `slots`) as rows of a timetable: one for each time of a beginning."""
    times = sorted({slot["start"] for day in days for slot in day["slots"]})
    return [
        {
            "time": next(slot["begins"] for day in days for slot in day["slots"] if slot["start"] == time),
            **{
                name: "\n\n".join(slot["told"] for slot in day["slots"] if slot["start"] == time)
                for name, day in zip(WEEKDAYS, days, strict=True)
            },
        }
        for time in times
    ]
