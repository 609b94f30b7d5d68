"""A new database is made in a few steps; one that was left halfway the old ones is refused."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.db.migrations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.models import CASCADE, AutoField, ForeignKey

from gezien.common.create_models import CreateModels
from gezien.common.updating import half_updated

ROOT = Path(__file__).parents[2]


class Folded:
    """One migration in place of two."""

    app_label = "cases"
    replaces = (("cases", "0002_partners"), ("cases", "0003_questions"))


def test_models_made_together_may_point_at_each_other():
    state = ProjectState()
    assert not state.apps.get_models()

    CreateModels(
        [
            CreateModel("Leaf", [("id", AutoField(primary_key=True)), ("tree", ForeignKey("common.tree", CASCADE))]),
            CreateModel("Tree", [("id", AutoField(primary_key=True))]),
        ]
    ).state_forwards("common", state)

    leaf = state.apps.get_model("common", "leaf")
    assert leaf._meta.get_field("tree").related_model is state.apps.get_model("common", "tree")


@pytest.mark.parametrize(
    ("applied", "halfway"),
    [
        (set(), []),
        ({("cases", "0002_partners"), ("cases", "0003_questions"), ("notes", "0002_drafts")}, []),
        ({("cases", "0002_partners")}, ["cases"]),
        ({("cases", "0001_first_version")}, ["cases"]),
    ],
)
def test_database_is_halfway_when_it_has_some_of_the_folded_steps(applied, halfway):
    assert half_updated({("cases", "0001_first_version"): Folded}, applied) == halfway


def test_database_left_halfway_is_refused_before_anything_changes(tmp_path):
    with contextlib.closing(sqlite3.connect(tmp_path / "gezien.sqlite3")) as database, database:
        database.execute("CREATE TABLE django_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT, applied TEXT)")
        database.execute("INSERT INTO django_migrations VALUES (1, 'meetings', '0002_rooms_and_reports', '2026-11-22')")
    here = {
        **os.environ,
        "GEZIEN_DATA": str(tmp_path),
        "GEZIEN_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "migrate"], cwd=ROOT, env=here, capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert "nog niet helemaal bijgewerkt (meetings)" in done.stderr
    with contextlib.closing(sqlite3.connect(tmp_path / "gezien.sqlite3")) as database:
        assert len(database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()) == 1
