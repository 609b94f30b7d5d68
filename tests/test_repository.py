"""The conventions of CONTRIBUTING.md, kept by tests."""

import ast
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

from gezien.common.register import EXPECTED, missing_ids, requirements
from gezien.privacy.declared import declared, fields_to_declare, own_models
from tests.test_permissions import url_names

ROOT = settings.BASE_DIR
MODULE_LINES = 400
FUNCTION_LINES = 40
# What may be longer, and why. A path with "::" names a function.
LONG = {
    "config/settings.py": "one list of settings reads better than three",
}
# Templates that Django asks for by name.
DJANGO_TEMPLATES = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


@pytest.fixture(autouse=True)
def _database():
    """Nothing here needs the demo school."""


@cache
def tracked(*patterns: str) -> list[Path]:
    """The files of the repository, also those not committed yet."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


def own_python() -> list[Path]:
    """Code written by hand: no migrations."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


@cache
def order() -> dict[str, int]:
    """App label → line of the one order of apps (the import-linter contract); 0 is the lowest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "apps")
    return {app.strip(): line for line, apps in enumerate(reversed(layers)) for app in apps.split("|")}


def test_foreign_keys_point_down_the_order_of_apps():
    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in own_models()
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation and field.related_model in own_models()
        if (target := field.related_model._meta.app_label) != model._meta.app_label
        if order()[target] >= order()[model._meta.app_label]
    ]
    assert upward == []


def test_who_may_do_something_is_decided_in_rules():
    decided = re.compile(
        r"\bPermission\.[A-Z]|\.may\(|\bpermissions_of\(|\bRole\.[A-Z]\w+ (?:not )?in\b|\.roles &|\.is_superuser\b"
    )
    elsewhere = {
        path.relative_to(ROOT).as_posix()
        for path in tracked("gezien/*.py")
        if not re.fullmatch(r"gezien/\w+/rules\w*\.py", path.relative_to(ROOT).as_posix())
        and decided.search(path.read_text())
    }
    assert elsewhere == {"gezien/schools/roles.py"}  # the table itself


def test_every_field_is_declared_as_personal_data():
    undeclared = [
        f"{model._meta.label}: {', '.join(sorted(missing))}"
        for model in own_models()
        if (missing := fields_to_declare(model) - _named(model))
    ]
    assert not undeclared, "add to the app's personal_data.py:\n" + "\n".join(undeclared)


def test_personal_data_names_no_field_that_is_gone():
    gone = {
        model._meta.label: sorted(_named(model) - fields_to_declare(model))
        for model in declared()
        if _named(model) - fields_to_declare(model)
    }
    assert gone == {}


def _named(model) -> set[str]:
    kept = declared().get(model)
    return {*kept.ordinary, *kept.sensitive} if kept else set()


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in tracked("*.py", "*.html") if path.name != "test_repository.py")
    names = {path.as_posix().split("templates/", 1)[1] for path in tracked("*.html") if "templates" in path.parts}
    unused = {name for name in names - DJANGO_TEMPLATES if f'"{name}' not in sources and f"'{name}" not in sources}
    assert unused == set()


def test_glossary_names_every_model():
    glossary = (ROOT / "docs/glossary.md").read_text()
    missing = [model.__name__ for model in own_models() if f"| `{model.__name__}` |" not in glossary]
    assert missing == []


def test_modules_are_short():
    lines = {_name(path): len(path.read_text().splitlines()) for path in own_python()}
    long = [name for name, count in lines.items() if count > MODULE_LINES and name not in LONG]
    assert long == [], f"over {MODULE_LINES} lines: which noun wants its own file?"


def test_functions_are_short():
    long = [
        name
        for path in own_python()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if node.end_lineno - node.lineno >= FUNCTION_LINES
        if (name := f"{_name(path)}::{node.name}") not in LONG
    ]
    assert long == [], f"over {FUNCTION_LINES} lines"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_files_name_no_registry_and_no_machine():
    # Written in pieces, or this file would be the first to fail.
    hosts = ["py" + "pi.org", "python" + "hosted.org", "registry.npm" + "js.org", "crates" + ".io"]
    machine = re.compile(
        "|".join([*map(re.escape, hosts), r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers)/\w"])
    )
    found = [
        f"{_name(path)}: {match.group()}"
        for path in tracked()
        if path.suffix not in {".woff2", ".png", ".mo", ".xlsx", ".pdf", ".ico"}
        if (match := machine.search(path.read_text(errors="ignore")))
    ]
    assert found == []


def test_register_is_complete():
    assert missing_ids(set(requirements())) == []
    assert len(requirements()) == sum(EXPECTED.values())


def test_register_names_screens_that_exist():
    named = {name for row in requirements().values() for name in re.findall(r"`([a-z_]+:[a-z_-]+|home)`", row.screens)}
    assert named - url_names() == set()


def test_requirement_with_a_screen_has_a_test():
    marked = {
        name
        for path in tracked("tests/*.py")
        for mark in re.findall(r"mark\.requirement\(([^)]*)\)", path.read_text())
        for name in re.findall(r'"([A-Z]\d+)"', mark)
    }
    served = {row.id for row in requirements().values() if row.screens != "not yet"}
    assert served - marked == set()


def test_settings_are_documented():
    used = set(re.findall(r'"(GEZIEN_[A-Z]+(?:_[A-Z]+)*)"', (ROOT / "config/settings.py").read_text()))
    page = (ROOT / "docs/install/settings.md").read_text()
    assert {name for name in used if f"`{name}`" not in page} == set()


def test_receivers_are_listed():
    page = (ROOT / "docs/architecture.md").read_text()
    names = {_name(path) for path in tracked("gezien/*/receivers.py")}
    assert {name for name in names if f"`{name}`" not in page} == set()


def test_every_user_page_stands_in_the_index():
    pages = {path.name for path in (ROOT / "docs/user").glob("*.md")} - {"README.md"}
    assert pages == set(re.findall(r"\]\(([a-z-]+\.md)\)", (ROOT / "docs/user/README.md").read_text()))


def test_decisions_have_their_three_parts():
    incomplete = {
        path.name
        for path in tracked("docs/decisions/*.md")
        if re.findall(r"^\*\*(\w+)\.\*\*", path.read_text(), re.MULTILINE) != ["Context", "Decision", "Consequences"]
    }
    assert incomplete == set()


def test_each_decision_has_a_number_of_its_own():
    numbers = [path.name[:4] for path in tracked("docs/decisions/*.md")]
    headings = [path.read_text().partition(".")[0] for path in tracked("docs/decisions/*.md")]

    assert sorted(numbers) == sorted(set(numbers))
    assert headings == [f"# {int(number)}" for number in numbers]
