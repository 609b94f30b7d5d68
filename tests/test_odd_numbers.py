"""No number in an address or a form is an error: every page and every form of the table, with numbers no row has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.functional import cached_property

from tests.permissions import PEOPLE, SIGN_IN, Row
from tests.test_permissions import ROWS, outside_school

LONG = "9" * 5000  # Python refuses to make a number of it
LARGE = "9" * 30  # a number, but no database keeps one so large
ODD = [LARGE, "²", LARGE, "-1", LARGE, "٣", LARGE, ""]  # and digits that are no number, or of another alphabet


def who_may(row: Row) -> list[str]:
    """Whoever gets an answer to it, the coach first; signing in is none."""
    answered = [
        person
        for person in PEOPLE
        if row.expected(person) in {200, 302} and (person, row.expected(person)) != ("nobody", SIGN_IN)
    ]
    return sorted(answered, key=lambda person: person != "sanne")


PAGES = list({row.url: row for row in ROWS if row.method == "get" and who_may(row)}.values())
FORMS = list({row.url: row for row in ROWS if row.method != "get" and who_may(row)}.values())


class Noticing:
    """What is looked for in it is gathered in `names`; before a class that finds it."""

    names: set[str]

    def __getitem__(self, name):
        self.names.add(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.names.add(name)
        return super().__contains__(name)


class Plain(Noticing, dict):
    """An address as a plain dict."""

    def __init__(self, sent: QueryDict, names: set[str]):
        super().__init__((name, sent.getlist(name)[-1]) for name in sent)
        self.names = names

    def get(self, name, default=None):
        """As ever."""
        self.names.add(name)
        return super().get(name, default)


class Noticed(Noticing, QueryDict):
    """What an address asks."""

    def getlist(self, name, default=None):
        """As ever."""
        self.names.add(name)
        return super().getlist(name, default)

    def dict(self):
        """As ever."""
        return Plain(QueryDict(self.urlencode()), self.names)


@pytest.fixture
def looked_for(monkeypatch) -> set[str]:
    """The names that pages look for in their address."""

    class Here(Noticed):
        names: set[str] = set()

    noticing = cached_property(lambda request: Here(request.META.get("QUERY_STRING", ""), encoding=request.encoding))
    noticing.__set_name__(WSGIRequest, "GET")
    monkeypatch.setattr(WSGIRequest, "GET", noticing)
    return Here.names


@pytest.fixture
def asking(world, sign_in) -> Callable[[Row, dict], Callable[[dict], int]]:
    """`asking(row, kwargs)` gives a way to ask it as somebody who may: what is sent, to status; nothing stays changed.

    An error comes out of it.
    """

    def of_row(row: Row, kwargs: dict) -> Callable[[dict], int]:
        address = reverse(
            row.url, kwargs=kwargs if outside_school(row.url) else {"school": world.school.slug, **kwargs}
        )
        person = who_may(row)[0]
        client = Client() if person == "nobody" else sign_in(person)

        def ask(sent: dict) -> int:
            with taken_back():
                return getattr(client, row.method)(address, sent).status_code

        return ask

    return of_row


def by_app(rows: list[Row]) -> list:
    """The rows of one app in one test: making the school's objects ready costs more than asking does."""
    apps = sorted({row.url.partition(":")[0] for row in rows})
    return [pytest.param([row for row in rows if row.url.partition(":")[0] == app], id=app) for app in apps]


@contextmanager
def taken_back() -> Iterator[None]:
    """What is made or changed within is gone after it."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@pytest.mark.parametrize("rows", by_app(PAGES))
def test_odd_number_in_the_address_of_a_page_is_no_error(rows, world, asking, looked_for, subtests):
    for row in rows:
        with subtests.test(page=row.url), taken_back():
            looked_for.clear()
            kwargs, data = row.kwargs(world), row.data(world)
            ask, whole = asking(row, kwargs), [0]
            ask(data)
            if names := sorted(looked_for):
                first = PAGES.index(row) % len(ODD)
                odd = dict(zip(names, cycle(ODD[first:] + ODD[:first]), strict=False))
                whole = [ask({**data, **one}) for one in (dict.fromkeys(names, LONG), odd)]
            if max(whole) >= 300:  # one that finds nothing hides those the page reads after it
                whole += [ask({**data, name: LONG}) for name in sorted(looked_for)]

            assert max(whole) < 500


@pytest.mark.parametrize("where", ["preparation", "submission"])
def test_number_that_no_row_has_in_the_place_of_a_row_is_not_found(sign_in, zwaluw, where):
    row = next(row for row in ROWS if row.url == f"meetings:{where}")

    reply = getattr(sign_in("emmy"), row.method)(reverse(row.url, args=[zwaluw.slug, int(LARGE)]))

    assert reply.status_code == 404


@pytest.mark.parametrize("rows", by_app(FORMS))
def test_odd_number_in_a_form_is_no_error(rows, world, asking, subtests):
    for row in rows:
        with subtests.test(form=row.url), taken_back():
            kwargs, data = row.kwargs(world), row.data(world)
            numbers = [name for name, value in data.items() if is_number(value)]
            ask = asking(row, kwargs)

            assert all(ask({**data, **dict.fromkeys(numbers, word)}) < 500 for word in (LONG, LARGE) if numbers)


def is_number(value: object) -> bool:
    """Whether a form sends a number, or several."""
    several = value if isinstance(value, list | tuple | set) else [value]
    return bool(several) and all(str(one).isdecimal() for one in several)
