"""Staff, accounts and roles: head and administrator. Who comes second finds some things done already."""

from gezien.pupils.models import Teaching
from gezien.schools.models import Membership, StaffMember
from tests.permissions import PEOPLE, Row, everyone

SIGNED_IN = tuple(person for person in PEOPLE if person != "nobody")
MANAGERS = ("karim", "petra")
DAYS = {"starts_on": "2027-02-04", "ends_on": "2027-02-18"}


def emmy(world) -> dict:
    return {"pk": StaffMember.objects.get(user__username="leerkracht").pk}


def without_account(world) -> dict:
    return {"pk": StaffMember.objects.filter(user=None).earliest("pk").pk}


def emmys_role(world) -> dict:
    return {**emmy(world), "role": Membership.objects.get(user__username="leerkracht").pk}


def emmys_group(world) -> dict:
    return {"pk": Teaching.objects.get(staff_member__user__username="leerkracht", group=world.group_5b).pk}


def emmys_name(world) -> dict:
    person = StaffMember.objects.get(user__username="leerkracht")
    return {"call_name": "Emma", "family_name": person.family_name, "version": person.version}


ROWS = [
    Row("schools:password", everyone(*SIGNED_IN)),
    Row("schools:password", everyone(*SIGNED_IN, status=422), method="post"),
    Row("staff:list", everyone(*MANAGERS)),
    Row("staff:add", everyone(*MANAGERS)),
    Row(
        "staff:add",
        everyone(*MANAGERS, status=302),
        method="post",
        data=lambda world: {"call_name": "Jo", "family_name": "Bo"},
    ),
    Row("staff:person", everyone(*MANAGERS), emmy),
    Row("staff:change", everyone(*MANAGERS), emmy),
    Row("staff:change", {"karim": 302, "petra": 302}, emmy, "post", emmys_name),
    Row(
        "staff:account",
        {"karim": 200, "petra": 422},
        without_account,
        "post",
        lambda world: {"username": "iemand.nieuw", "role": "teacher", **DAYS},
    ),
    Row("staff:password", everyone(*MANAGERS), emmy, "post"),
    Row("staff:block", everyone(*MANAGERS, status=302), emmy, "post", lambda world: {"blocked": "0"}),
    Row("staff:roles", {"karim": 302, "petra": 422}, emmy, "post", lambda world: {"role": "coach", **DAYS}),
    Row("staff:end-role", everyone(*MANAGERS, status=302), emmys_role, "post", lambda world: {"ends_on": "2027-07-31"}),
    Row(
        "teaching:give",
        {"karim": 302, "petra": 422},
        emmy,
        "post",
        lambda world: {"teaching-group": world.group_6.pk, **{f"teaching-{name}": day for name, day in DAYS.items()}},
    ),
    Row("teaching:end", everyone(*MANAGERS, status=302), emmys_group, "post", lambda world: {"ends_on": "2027-07-01"}),
]
