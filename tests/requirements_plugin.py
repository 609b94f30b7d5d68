"""`@pytest.mark.requirement("H17")` ties a test to the register; `pytest --requirement H17,H18` runs those tests.

`--requirement-report FILE` writes per ID the outcomes as JSON, for the command `gezien requirements`.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from gezien.common.register import requirements

PROPERTY = "requirement"


def pytest_addoption(parser):
    group = parser.getgroup("requirements")
    group.addoption("--requirement", metavar="IDS", help="only tests of these requirements: H17,H18")
    group.addoption("--requirement-report", metavar="FILE", help="write the outcomes per requirement as JSON")


def pytest_configure(config):
    config.addinivalue_line("markers", "requirement(*ids): proves these rows of docs/requirements.md")
    if (file := config.getoption("--requirement-report")) and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Report(Path(file)), "requirement-report")


def pytest_collection_modifyitems(config, items):
    """Check the IDs used, note them on each test, and keep only those asked for."""
    known = requirements()
    for item in items:
        for name in ids_of(item):
            if name not in known:
                raise pytest.UsageError(f"{item.nodeid}: docs/requirements.md knows no {name}")
            item.user_properties.append((PROPERTY, name))
    if asked := config.getoption("--requirement"):
        wanted = {name.strip().upper() for name in asked.split(",") if name.strip()}
        if unknown := wanted - set(known):
            raise pytest.UsageError(f"docs/requirements.md knows no {', '.join(sorted(unknown))}")
        keep_only(config, items, [item for item in items if wanted & set(ids_of(item))])
    elif config.getoption("--requirement-report"):
        keep_only(config, items, [item for item in items if ids_of(item)])


def ids_of(item) -> list[str]:
    """The requirements a test proves, by its own marks and those of its module or class."""
    return sorted({name for mark in item.iter_markers("requirement") for name in mark.args})


def keep_only(config, items, chosen):
    """Deselect all other tests."""
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


class Report:
    """Counts outcomes per requirement; a test counts once, by the worst of its phases."""

    def __init__(self, file: Path):
        self.file = file
        self.outcomes: dict[str, str] = {}
        self.tests: dict[str, set[str]] = defaultdict(set)

    def pytest_runtest_logreport(self, report):
        order = ["passed", "skipped", "failed"]
        known = self.outcomes.get(report.nodeid, "passed")
        self.outcomes[report.nodeid] = max(known, report.outcome, key=order.index)
        for name, value in report.user_properties:
            if name == PROPERTY:
                self.tests[value].add(report.nodeid)

    def pytest_sessionfinish(self):
        counted = {name: Counter(self.outcomes[test] for test in tests) for name, tests in self.tests.items()}
        self.file.write_text(json.dumps(counted))
