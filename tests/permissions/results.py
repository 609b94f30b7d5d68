"""Tests and results: everyone at school reads which tests there are, who keeps what was agreed changes them."""

from django.utils import timezone

from gezien.results.models import Analysis, AnalysisChange, Instrument, NormTable, Result, ResultSettings, TestWindow
from tests.permissions import OWN_TEACHERS, STAFF, Row, everyone

EDITORS = ("sanne", "karim", "marleen")
READERS = dict.fromkeys(set(STAFF) - set(EDITORS), 403)


def test(world):
    """The main arithmetic test."""
    return Instrument.objects.get(subject=world.arithmetic, is_main=True)


def of_test(world):
    return {"pk": test(world).pk}


def unused(world):
    """A test of the catalogue that nobody took."""
    return {"pk": Instrument.objects.get(code="dia-rekenen").pk}


def as_it_is(world):
    """What the form sends when nothing was changed."""
    one = test(world)
    names = ("name", "provider", "level_type", "figure", "version")
    values = {name: getattr(one, name) for name in names}
    return {**values, "subject": one.subject_id, "levels": "\n".join(one.levels), "is_main": "on", "is_active": "on"}


def new_test(world):
    return {"name": "Eigen toets", "subject": world.arithmetic.pk, "figure": "PercentageCorrect", "is_active": "on"}


ROWS = [
    Row("results:instruments", everyone(*STAFF)),
    Row("results:add_instrument", everyone(*EDITORS, **READERS)),
    Row("results:add_instrument", everyone(*EDITORS, status=302, **READERS), method="post", data=new_test),
    Row("results:instrument", everyone(*EDITORS, **READERS), of_test),
    Row("results:instrument", everyone(*EDITORS, status=302, **READERS), of_test, "post", as_it_is),
    Row("results:catalogue", everyone(*EDITORS, status=302, **READERS), method="post"),
    Row("results:instrument_removal", everyone(*EDITORS, status=302, **READERS), unused, "post"),
]


def window(world):
    """The middle test of arithmetic."""
    return TestWindow.objects.get(instrument=test(world), part="M", year=world.period.year)


def of_window(world):
    return {"pk": window(world).pk}


def days(world):
    """What the form sends when nothing was changed."""
    one = window(world)
    return {name: getattr(one, name) for name in ("year_groups", "opens_on", "closes_on", "version")}


def new_window(world):
    """A part of the year for a test that nobody planned."""
    tests = Instrument.objects.filter(is_active=True).exclude(windows__part="B").order_by("pk")
    day = {"opens_on": "2026-10-01", "closes_on": "2026-10-30"}
    return {"instrument": tests[0].pk, "part": "B", "year_groups": ["5"], **day}


ROWS += [
    Row("results:calendar", everyone(*STAFF)),
    Row("results:proposal", everyone(*EDITORS, status=302, **READERS), method="post"),
    Row("results:window", everyone(*EDITORS, **READERS), of_window),
    Row("results:window", everyone(*EDITORS, status=302, **READERS), of_window, "post", days),
    Row("results:add_window", everyone(*EDITORS, **READERS)),
    Row("results:add_window", everyone(*EDITORS, status=302, **READERS), method="post", data=new_window),
    Row("results:window_removal", everyone(*EDITORS, status=302, **READERS), of_window, "post"),
]

WRITES_5B = (*OWN_TEACHERS, "sanne")


def of_entry(world):
    """The middle test of arithmetic in 5b."""
    return {"group": world.group_5b.pk, "instrument": test(world).pk, "moment": "M"}


def of_row(world):
    return {**of_entry(world), "pupil": world.pupil.pk}


def row_as_it_is(world):
    stored = Result.objects.filter(pupil=world.pupil, instrument=test(world), moment="M5").latest("taken_on")
    return {"figure": stored.figure, "level": stored.level, "version": stored.version, "taken_on": "2027-02-03"}


ROWS += [
    Row("results:entry_choice", everyone(*WRITES_5B, karim=403), lambda world: {"group": world.group_5b.pk}),
    Row("results:entry", everyone(*WRITES_5B, karim=403), of_entry),
    Row("results:entry_row", everyone(*WRITES_5B, status=302, karim=403), of_row, "post", row_as_it_is),
    Row("results:entry_undo", everyone(*WRITES_5B, status=302, karim=403), of_entry, "post"),
]


def analysis_of_group(world):
    """The analysis of 5b's arithmetic in this period."""
    return {"group": world.group_5b.pk, "period": world.period.pk, "subject": world.arithmetic.pk}


def analysis_of_pupil(world):
    return {"pupil": world.pupil.pk, "period": world.period.pk, "subject": world.arithmetic.pk}


def text(world):
    """What the form sends: on top of what is there."""
    stored = Analysis.objects.filter(group=world.group_5b, period=world.period, subject=world.arithmetic).first()
    return {"version": stored.version if stored else 0, "going_well": "Groei bij iedereen"}


def text_of_pupil(world):
    stored = Analysis.objects.filter(pupil=world.pupil, period=world.period, subject=world.arithmetic).first()
    return {"version": stored.version if stored else 0, "going_well": "Groei"}


def earlier_version(world):
    """An analysis of 5b that somebody wrote on."""
    place = {"group": world.group_5b, "period": world.period, "subject": world.arithmetic}
    now = timezone.now()
    analysis, _new = Analysis.objects.get_or_create(
        **place, school=world.school, defaults={"written_at": now, "going_well": "Nu"}
    )
    change = AnalysisChange.objects.create(
        school=world.school, analysis=analysis, before={"going_well": "Eerst"}, written_at=now
    )
    return {"pk": analysis.pk, "change": change.pk}


READS_5B = (*OWN_TEACHERS, "sanne", "karim")

ROWS += [
    Row("results:group_tests", everyone(*READS_5B), lambda world: {"group": world.group_5b.pk}),
    Row("results:group_analyses", everyone(*READS_5B), lambda world: {"group": world.group_5b.pk}),
    Row("results:group_analysis", everyone(*READS_5B), analysis_of_group),
    Row("results:group_analysis", everyone(*WRITES_5B, status=302, karim=403), analysis_of_group, "post", text),
    Row("results:pupil_analyses", everyone(*READS_5B), lambda world: {"pupil": world.pupil.pk}),
    Row("results:pupil_analysis", everyone(*READS_5B), analysis_of_pupil),
    Row(
        "results:pupil_analysis", everyone(*WRITES_5B, status=302, karim=403), analysis_of_pupil, "post", text_of_pupil
    ),
    Row("results:analysis_version", everyone(*WRITES_5B, status=302, karim=403), earlier_version, "post"),
]


def a_norm_table(world, **values):
    """Bounds of the main arithmetic test at a moment that nothing else has."""
    NormTable.objects.filter(instrument=test(world), moment="X1").delete()
    table = NormTable.objects.create(school=world.school, instrument=test(world), moment="X1", **values)
    return {"pk": table.pk}


def removed_norm_table(world):
    return a_norm_table(world, removed_at=timezone.now())


def some_bounds(world):
    stored = NormTable.objects.get(instrument=test(world), moment__in=["X1", "X2"])
    return {"version": stored.version, "moment": "X2", "lowest_0": 90, "lowest_1": 80, "lowest_2": 70, "lowest_3": 60}


def settings_version(world):
    stored = ResultSettings.objects.filter(school=world.school).first()
    return {"version": stored.version if stored else 0}


ROWS += [
    Row("results:norms", everyone(*STAFF)),
    Row("results:add_norm", everyone(*EDITORS, **READERS), lambda world: {"instrument": test(world).pk}),
    Row("results:norm", everyone(*EDITORS, **READERS), a_norm_table),
    Row("results:norm", everyone(*EDITORS, status=302, **READERS), a_norm_table, "post", some_bounds),
    Row("results:norm_removal", everyone(*EDITORS, status=302, **READERS), a_norm_table, "post"),
    Row("results:norm_undo", everyone(*EDITORS, status=302, **READERS), removed_norm_table, "post"),
    Row("results:settings", everyone(*EDITORS, status=302, **READERS), method="post", data=settings_version),
]
