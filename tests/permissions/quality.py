"""What the school agreed: read by everyone who works there, kept by coach, head and coordinators."""

from gezien.quality.models import Ambition
from gezien.schools.models import SchoolYear
from tests.permissions import STAFF, Row, everyone

EDITORS = ("sanne", "karim", "marleen")
READERS = dict.fromkeys(set(STAFF) - set(EDITORS), 403)


def ambition(world):
    """The ambition for arithmetic."""
    return Ambition.objects.get(subject=world.arithmetic, year_group="")


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


ROWS = [
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
    Row("quality:periods", everyone(*EDITORS, status=302, **READERS), of_year, "post", periods),
]
