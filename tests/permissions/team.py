"""Team needs: named by who works with pupils or figures, followed by coach and head."""

from typing import Any

from gezien.schools.models import User
from gezien.team.models import TeamNeed
from tests.permissions import Row, everyone

NAMES = ("emmy", "tom", "fleur", "sanne", "karim", "marleen")
SETTLES = ("emmy", "sanne", "karim")


def of_emmy(world: Any) -> dict:
    """What Emmy named about 5b."""
    emmy = User.objects.get(username="leerkracht")
    need, _new = TeamNeed.objects.get_or_create(
        school=world.school,
        text="Meekijken bij de instructie",
        kind="looking_along",
        group=world.group_5b,
        said_by=emmy,
    )
    return {"pk": need.pk}


def wording(world: Any) -> dict:
    return {"text": "Meekijken bij de kleine kring", "kind": "looking_along", "version": _version()}


def settling(world: Any) -> dict:
    return {"outcome": "met", "version": _version()}


def _version() -> int:
    return TeamNeed.objects.latest("pk").version


ROWS = [
    Row("team:needs", everyone(*NAMES)),
    Row("team:add", everyone(*NAMES)),
    Row("team:add", everyone(*NAMES, status=302), method="post", data=lambda world: {"text": "Tijd", "kind": "time"}),
    Row("team:need", everyone(*SETTLES, tom=403), of_emmy),
    Row("team:need", everyone(*SETTLES, status=302, tom=403), of_emmy, "post", wording),
    Row("team:agreement", everyone(*SETTLES, tom=403), of_emmy),
    Row("team:closure", everyone(*SETTLES, status=302, tom=403), of_emmy, "post", settling),
]
