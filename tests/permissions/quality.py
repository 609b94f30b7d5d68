"""What the school agreed: read by everyone who works there, kept by coach, head and coordinators."""

from gezien.quality.actions.education_plans import start_education_plan
from gezien.quality.actions.goal_files import keep_rows
from gezien.quality.models import (
    Ambition,
    CardComment,
    CardEvaluation,
    EducationPlanVersion,
    FinalTestOutcome,
    InspectionValues,
    LearningGoal,
    QualityCard,
)
from gezien.quality.queries.cards import CARD_FIELDS
from gezien.quality.queries.education_plans import said_now
from gezien.quality.queries.goal_files import shipped_rows
from gezien.schools.models import SchoolYear
from gezien.schools.rules import CommandLine
from tests.permissions import STAFF, Row, everyone

EDITORS = ("sanne", "karim", "marleen")
READERS = dict.fromkeys(set(STAFF) - set(EDITORS), 403)


def ambition(world):
    """The ambition for arithmetic."""
    return Ambition.objects.get(subject=world.arithmetic, year_group="")


def outcome_data(world):
    return {"first": 2025, "subject": world.arithmetic.pk, "pupils": 20, "basic": 19, "target": 12}


def values_version():
    """The version of the school's signal values, if they were kept before."""
    kept = InspectionValues.objects.first()
    return kept.version if kept else 1


def of_outcome(world):
    """An outcome of a year ago."""
    data = outcome_data(world) | {"subject": world.arithmetic, "school": world.school}
    keys = {name: data.pop(name) for name in ("school", "first", "subject")}
    return {"pk": FinalTestOutcome.objects.get_or_create(**keys, defaults=data)[0].pk}


def of_ambition(world):
    return {"pk": ambition(world).pk}


def of_year(world):
    return {"pk": world.period.year_id}


def periods(world):
    """The periods as they are."""
    year = SchoolYear.objects.get(pk=world.period.year_id)
    stored = list(year.periods.order_by("number"))
    days = {f"start_{one.number}": one.starts_on for one in stored} | {
        f"end_{one.number}": one.ends_on for one in stored
    }
    return {"seen": " ".join(f"{one.starts_on}/{one.ends_on}" for one in stored), **days}


def new_ambition(world):
    """An ambition for the first year group that has none yet."""
    number = Ambition.objects.filter(subject=world.arithmetic).count()
    return {"subject": world.arithmetic.pk, "year_group": number, "share": 70, "level": "II"}


def goal(world):
    """A goal for arithmetic."""
    return LearningGoal.objects.filter(line__subject=world.arithmetic).order_by("pk").first()


def of_goal(world):
    return {"pk": goal(world).pk}


def of_line(world):
    return {"pk": goal(world).line_id}


def of_year_group(world):
    return {"subject": world.arithmetic.pk, "year_group": "5"}


def of_list(world):
    """A list that nobody has taken in yet."""
    rows = shipped_rows(world.school)[:2]
    return {"pk": keep_rows(by=CommandLine(world.school), rows=rows, source="leerlijnen.xlsx").pk}


KEEP = everyone(*EDITORS, **READERS)
KEPT = everyone(*EDITORS, status=302, **READERS)
LINES = [
    Row("quality:lines", everyone(*STAFF)),
    Row("quality:add_line", everyone(*EDITORS, status=422, **READERS), method="post"),
    Row("quality:line", KEEP, of_line),
    Row("quality:line_place", KEPT, of_line, "post"),
    Row("quality:line_retirement", KEPT, of_line, "post", lambda world: {"again": 1}),
    Row("quality:add_goal", KEEP, of_line),
    Row("quality:add_goal", KEPT, of_line, "post", lambda world: {"text": "Telt tot 12.", "year_group": "2"}),
    Row("quality:goal", KEEP, of_goal),
    Row("quality:goal", everyone(*EDITORS, status=422, **READERS), of_goal, "post", lambda world: {"text": ""}),
    Row("quality:goal_place", KEPT, of_goal, "post"),
    Row("quality:goal_crucial", KEPT, of_goal, "post", lambda world: {"yes": 1}),
    Row("quality:goal_retirement", KEPT, of_goal, "post", lambda world: {"again": 1}),
    Row("quality:goal_plan", KEEP, of_year_group),
    Row("quality:goal_upload", KEEP),
    Row("quality:goal_template", KEEP),
    Row("quality:goal_export", everyone(*STAFF)),
    Row("quality:goal_starter", KEPT, method="post"),
    Row("quality:goal_preview", KEEP, of_list),
    Row("quality:goal_application", everyone(*EDITORS, status=409, **READERS), of_list, "post"),
    Row("quality:goal_removal", everyone("sanne", status=302, karim=404, marleen=404, **READERS), of_list, "post"),
    Row("quality:goal_undo", KEPT, of_list, "post"),
]


def education_plan(world):
    """A plan for arithmetic, with one cluster."""
    by = CommandLine(world.school)
    return start_education_plan(by=by, subject=world.arithmetic, names=["Basisaanbod"])


def settled(world):
    plan = education_plan(world)
    EducationPlanVersion.objects.get_or_create(
        school=world.school, plan=plan, number=1, why="Afgesproken", said=said_now(plan)
    )
    return {"pk": plan.pk, "number": 1}


def of_education_plan(world):
    return {"pk": education_plan(world).pk}


def of_education_row(world):
    return {"pk": education_plan(world).rows.get().pk}


PLANS = [
    Row("quality:education_plans", everyone(*STAFF)),
    Row("quality:add_education_plan", KEEP),
    Row("quality:add_education_plan", KEPT, method="post", data=lambda world: {"subject": world.arithmetic.pk}),
    Row("quality:education_plan", everyone(*STAFF), of_education_plan),
    Row("quality:education_plan", everyone(*EDITORS, status=422, **READERS), of_education_plan, "post"),
    Row("quality:education_row_add", KEPT, of_education_plan, "post", lambda world: {"name": "Plusaanbod"}),
    Row("quality:education_settlement", KEPT, of_education_plan, "post", lambda world: {"why": "Afgesproken"}),
    Row("quality:education_version", everyone(*STAFF), settled),
    Row("quality:education_row", KEEP, of_education_row),
    Row("quality:education_row", everyone(*EDITORS, status=422, **READERS), of_education_row, "post"),
    Row("quality:education_row_removal", KEPT, of_education_row, "post"),
    Row(
        "quality:plans_by",
        KEPT,
        lambda world: {"subject": world.arithmetic.pk},
        "post",
        lambda world: {"plans_by": "education_plan"},
    ),
]


def card(world):
    """A settled card of the school."""
    return QualityCard.objects.get(title="Schoolbespreking")


def of_card(world):
    return {"pk": card(world).pk}


def card_data(world):
    """The card as it stands."""
    found = card(world)
    return {name: getattr(found, name) for name in CARD_FIELDS} | {"every": 12, "version": found.version}


def of_comment(world):
    return {"pk": CardComment.objects.get_or_create(school=world.school, card=card(world), text="Korter?")[0].pk}


def of_moment(world):
    """An evaluation that is open."""
    found = CardEvaluation.objects.filter(held_on=None).first()
    return {"pk": (found or CardEvaluation.objects.create(**moment(world))).pk}


def of_held(world):
    """An evaluation that was held: it stays, whoever asks."""
    return {"pk": CardEvaluation.objects.exclude(held_on=None).first().pk}


def moment(world):
    return {"school": world.school, "card": card(world), "due_on": world.period.ends_on}


def of_settled(world):
    version = EducationPlanVersion.objects.get(plan__subject__code="spelling", number=1)
    return {"pk": version.plan_id, "number": 1}


CARDS = [
    Row("quality:cards", everyone(*STAFF)),
    Row("quality:add_card", everyone(*EDITORS, **READERS)),
    Row("quality:card", everyone(*STAFF), of_card),
    Row("quality:card_starter", everyone(*EDITORS, status=302, **READERS), method="post"),
    Row("quality:card_edit", everyone(*EDITORS, **READERS), of_card),
    Row("quality:card_edit", everyone(*EDITORS, status=302, **READERS), of_card, "post", card_data),
    Row("quality:card_settlement", everyone(*EDITORS, status=302, **READERS), of_card, "post"),
    Row("quality:card_archive", everyone(*EDITORS, status=302, **READERS), of_card, "post"),
    Row("quality:card_version", everyone(*STAFF), lambda world: of_card(world) | {"number": 1}),
    Row("quality:card_comment", everyone(*STAFF, status=302), of_card, "post", lambda world: {"text": "Korter?"}),
    Row("quality:card_comment_settlement", everyone(*EDITORS, status=302, **READERS), of_comment, "post"),
    Row(
        "quality:card_evaluation_add",
        everyone(*EDITORS, status=302, **READERS),
        of_card,
        "post",
        lambda world: {"due_on": world.period.ends_on},
    ),
    Row("quality:card_evaluation", everyone(*EDITORS, **READERS), of_moment),
    Row("quality:card_evaluation_removal", everyone(*EDITORS, status=302, **READERS), of_held, "post"),
    Row("quality:education_reading", everyone(*STAFF, status=302), of_settled, "post"),
]
ROWS = [
    *CARDS,
    *LINES,
    *PLANS,
    Row("quality:home", everyone(*STAFF)),
    Row("quality:ambition", everyone(*EDITORS, **READERS), of_ambition),
    Row(
        "quality:ambition",
        everyone(*EDITORS, status=302, **READERS),
        of_ambition,
        "post",
        lambda world: {"share": 75, "level": "III", "version": ambition(world).version},
    ),
    Row("quality:add_ambition", everyone(*EDITORS, **READERS)),
    Row("quality:add_ambition", everyone(*EDITORS, status=302, **READERS), method="post", data=new_ambition),
    Row("quality:ambition_removal", everyone(*EDITORS, status=302, **READERS), of_ambition, "post"),
    Row("quality:periods", everyone(*EDITORS, **READERS), of_year),
    Row("quality:final_test", everyone(*EDITORS, **READERS)),
    Row("quality:final_test", everyone(*EDITORS, status=302, **READERS), method="post", data=outcome_data),
    Row(
        "quality:inspection_values",
        everyone(*EDITORS, status=302, **READERS),
        method="post",
        data=lambda world: {"basic": "85", "version": values_version()},
    ),
    # Who comes second finds it gone.
    Row("quality:outcome_removal", {**READERS, "sanne": 302, "karim": 404, "marleen": 404}, of_outcome, "post"),
    Row("quality:periods", everyone(*EDITORS, status=302, **READERS), of_year, "post", periods),
]
