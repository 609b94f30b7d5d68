"""The navigation shows what opens, and costs no query."""

import pytest
from django.test import RequestFactory

from gezien.workspace.navigation import SECTIONS, navigation


def labels(member, path="/"):
    request = RequestFactory().get(path)
    request.member = member
    return [entry["url"] for entry in navigation(request)["nav"]]


def test_navigation_is_empty_outside_a_school():
    request = RequestFactory().get("/")
    request.member = None
    assert navigation(request) == {"nav": []}


@pytest.mark.parametrize("name", ["emmy", "sanne", "karim", "marleen", "petra"])
def test_every_section_in_the_navigation_opens(name, member, sign_in):
    client = sign_in(name)
    urls = labels(member(name))
    assert [(url, client.get(url, follow=True).status_code) for url in urls] == [(url, 200) for url in urls]


def test_administrator_gets_no_way_to_pupils(member):
    request = RequestFactory().get("/")
    request.member = member("petra")
    shown = navigation(request)
    assert (shown["may_search"], shown["may_write"]) == (False, False)


def test_navigation_marks_where_one_is(member, zwaluw):
    request = RequestFactory().get(f"/s/{zwaluw.slug}/agreements/3/")
    request.member = member("sanne")
    assert [entry["url"] for entry in navigation(request)["nav"] if entry["is_current"]] == [
        f"/s/{zwaluw.slug}/agreements/"
    ]


@pytest.mark.parametrize("page", ["calendar/", "questionnaires/", ""])
def test_tests_are_marked_on_every_page_below_results(member, zwaluw, page):
    request = RequestFactory().get(f"/s/{zwaluw.slug}/results/{page}")
    request.member = member("emmy")
    current = [entry["url"] for entry in navigation(request)["nav"] if entry["is_current"]]
    assert current == [f"/s/{zwaluw.slug}/results/calendar/"]


def test_navigation_asks_the_database_nothing(member, django_assert_num_queries):
    someone = member("sanne")
    with django_assert_num_queries(0):
        labels(someone)


@pytest.mark.parametrize(
    ("name", "page", "parts"),
    [
        ("sanne", "cases/", ["meetings/", "cases/", "school-reviews/", "visits/", "meetings/rhythm/"]),
        ("emmy", "seen/", ["groups/", "seen/"]),
        ("marleen", "school-reviews/", []),  # sees no pupils: one page, no tabs
        ("sanne", "agreements/", []),
    ],
)
def test_pages_side_by_side_are_tabs_on_each_of_them(member, zwaluw, name, page, parts):
    request = RequestFactory().get(f"/s/{zwaluw.slug}/{page}")
    request.member = member(name)
    shown = navigation(request)["nav_parts"]
    assert [part["url"] for part in shown] == [f"/s/{zwaluw.slug}/{part}" for part in parts]
    assert [part["url"] for part in shown if part["is_current"]] == [request.path][: len(parts)]


def test_every_section_has_its_own_icon():
    icons = [section.icon for section in SECTIONS]
    assert len(set(icons)) == len(icons)
