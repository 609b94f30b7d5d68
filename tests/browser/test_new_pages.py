"""The pages around reviews, cases and agreements hold to WCAG 2.2 AA, and fit on 320 px."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Person

# Each a page of the school; a pattern is one of many, found as a link on one of the pages before it. What follows a "+"
# is a page beside that one, which nothing links to before it is wanted.
COACH = (
    "seen/",
    r"groups/\d+/seen/",
    "meetings/",
    "meetings/suggestions/",
    "meetings/rhythm/",
    "meetings/rhythm/settings/",
    "meetings/rhythm/propose/",
    "meetings/calendar/",
    "meetings/sittings/plan/",
    "meetings/forms/",
    r"meetings/forms/\d+/",
    r"meetings/forms/\d+/versions/",
    "cases/?closed",
    "cases/questions/",
    "cases/partners/",
    "cases/partners/add/",
    "cases/partners/kinds/",
    r"cases/\d+/",
    r"cases/\d+/edit/",
    r"cases/\d+/closure/",
    r"cases/\d+/guests/",
    r"cases/\d+/consent/",
    r"cases/consents/\d+/invite/",
    "paper/",
    "paper/templates/case/",
    "agreements/?state=done",
    r"agreements/\d+/successor/",
    r"agreements/\d+/ + closure/",
    "team-needs/",
    "team-needs/add/",
    "plans/effects/",
    r"plans/\d+/ + removed/",
    "visits/",
    r"visits/groups/\d+/plan/",
    "agreed/final-test/",
    "figures/",
    "figures/final-test/",
    r"figures/[a-z][a-z-]+/",
)
TEACHER = (
    "",
    "meetings/",
    r"meetings/cases/\d+/preparation/",
    "meetings/rhythm/",
    "cases/",
    r"cases/\d+/",
    r"cases/\d+/story/",
    r"cases/pupils/\d+/register/",
    "agreements/",
    "team-needs/",
    "visits/",
    r"visits/\d+/",
)


def looked_at(person: Person, pages: Iterable[str]) -> list[str]:
    """Visit the pages in order and look at each; which were never linked to from those before."""
    links: set[str] = set()
    missing = []
    for pattern in pages:
        linked, _plus, beside = pattern.partition(" + ")
        found = sorted(link for link in links if re.fullmatch(linked, link))
        if "\\" in pattern or "[" in pattern:
            if not found:
                missing.append(pattern)
                continue
            address = found[0] + beside
        else:
            address = pattern
        page = person.visit(address)
        assert page.locator("p.code").count() == 0, address
        person.check_accessibility()
        person.check_reflow()
        hrefs = page.evaluate("[...document.links].map(link => link.href)")
        links |= {urlsplit(href).path.removeprefix("/s/zwaluw/") for href in hrefs}
    return missing


@pytest.mark.parametrize(("name", "pages"), [("sanne", COACH), ("emmy", TEACHER)])
def test_new_pages_are_accessible_and_narrow(open_screen, name, pages):
    assert looked_at(open_screen(name), pages) == []
