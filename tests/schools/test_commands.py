"""Making a school and its first administrator from the command line."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_scopes import scope, scopes_disabled

from gezien.schools.models import School, StaffMember, Subject, User
from gezien.schools.rules import member_of


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_a_school_is_made_with_its_starter_set_and_administrator():
    told = run(
        "create-school", "De Ekster", "--board", "Nieuw Bestuur", "--number", "12ab00", "--admin", "petra.ekster"
    )
    school, user = School.objects.get(slug="ekster"), User.objects.get(username="petra.ekster")
    assert (school.official_number, school.board.name, member_of(user, "ekster").roles) == (
        "12AB00",
        "Nieuw Bestuur",
        {"administrator"},
    )
    assert user.check_password(re.search(r"password: (\S+)", told)[1])
    with scope(school=school):
        assert (Subject.objects.exists(), StaffMember.objects.get().user) == (True, user)


def test_a_flemish_school_is_made():
    run("create-school", "De Mees", "--country", "BE", "--number", "123456", "--admin", "lies.mees")
    assert School.objects.get(slug="mees").country == "BE"


@pytest.mark.parametrize(
    "options", [["--number", "00zw00", "--admin", "nieuw"], ["--admin", "Leerkracht"], ["--admin", "met spatie"]]
)
def test_a_taken_number_or_user_name_makes_no_school(options):
    schools = School.objects.count()
    with pytest.raises(CommandError, match="othing has changed"):
        run("create-school", "De Kauw", *options)
    assert School.objects.count() == schools


def test_a_school_gets_another_administrator():
    told = run("create-administrator", "zwaluw", "beheer.twee")
    user = User.objects.get(username="beheer.twee")
    assert (member_of(user, "zwaluw").roles, user.must_change_password) == ({"administrator"}, True)
    assert user.check_password(re.search(r"password: (\S+)", told)[1])


@scopes_disabled()
def test_a_school_that_is_not_there_is_told_with_those_that_are():
    with pytest.raises(CommandError, match="zwaluw"):
        run("create-administrator", "spreeuw", "iemand")
