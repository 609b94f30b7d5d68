"""Every URL with every person of the cast. A URL that is missing from the table fails."""

import importlib
import pkgutil

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests import permissions
from tests.permissions import PEOPLE, Row

PUBLIC = {"healthz", "schools:login", "schools:logout"}
ROWS: list[Row] = [
    row
    for module in pkgutil.iter_modules(permissions.__path__)
    for row in importlib.import_module(f"tests.permissions.{module.name}").ROWS
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method}-{row.url}")
def test_url_answers_each_of_the_cast_as_the_table_says(row, world, sign_in, subtests):
    kwargs = row.kwargs(world)
    url = reverse(row.url, kwargs={**kwargs, **({} if outside_school(row.url) else {"school": world.school.slug})})
    for person in PEOPLE:
        with subtests.test(person=person):
            client = Client() if person == "nobody" else sign_in(person)
            response = getattr(client, row.method)(url, row.data(world))
            assert response.status_code == row.expected(person), f"{person} {row.method} {url}"
            for fault in (b"UNDEFINED TEMPLATE VARIABLE", b"Select an option"):  # Django has no Dutch for the second
                assert fault not in response.content, f"{person} {row.method} {url}"


def test_every_url_stands_in_the_table():
    assert url_names() - PUBLIC == {row.url for row in ROWS}


def outside_school(name: str) -> bool:
    """Pages that belong to no school."""
    return name in {"home", "gallery", "appearance", "calendar"} or name.startswith(
        ("schools:", "boards:", "exchange:", "shared:", "joining:", "guest:")
    )


def url_names(resolver: URLResolver | None = None, prefix: str = "") -> set[str]:
    """The name of every URL of the application, with its namespace."""
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found |= url_names(pattern, space)
        elif isinstance(pattern, URLPattern):
            found.add(f"{prefix}{pattern.name}")
    return found
