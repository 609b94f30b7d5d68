"""`gezien demo` sets up once, is quick the second time, and leaves other people's data alone."""

import datetime as dt
import json
import os
import shutil

import pytest
from django.core.management import CommandError, call_command

from gezien.demo import cast
from gezien.demo.management.commands.demo import link_to, whole_weeks_until
from tests.browser.serving import MADE, run_demo


def test_demo_sets_up_once_and_is_quick_the_second_time(demo_data, tmp_path):
    shutil.copytree(demo_data, tmp_path, dirs_exist_ok=True)
    first = json.loads((tmp_path / MADE).read_text())
    second, again = run_demo(tmp_path)
    assert again == first["said"]
    assert cast.PASSWORD in again
    assert all(person.username in again for person in cast.PEOPLE)
    assert second < first["seconds"]
    assert json.loads((tmp_path / "demo.json").read_text())["clock_offset_days"] % 7 == 0


def test_demo_refuses_a_database_that_is_not_its_own(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    with pytest.raises(CommandError, match="nothing was changed"):
        call_command("demo", no_serve=True)
    assert not (tmp_path / "demo.json").exists()


@pytest.mark.parametrize("day", [dt.date(2026, 11, 21) + dt.timedelta(days=number) for number in range(7)])
def test_demo_opens_in_the_week_of_its_today(day):
    shown = day + dt.timedelta(days=whole_weeks_until(cast.TODAY, day))
    assert shown.weekday() == day.weekday()
    assert dt.date(2027, 2, 1) <= shown <= dt.date(2027, 2, 7)


@pytest.mark.parametrize(
    ("said", "address"), [({}, "http://127.0.0.1:8001"), ({"GEZIEN_URL": "https://g.example"}, "https://g.example")]
)
def test_addresses_in_mail_open_the_demo_on_its_own_port(settings, monkeypatch, said, address):
    monkeypatch.setattr(os, "environ", dict(said))

    link_to(8001)

    assert settings.BASE_URL == os.environ["GEZIEN_URL"] == address
