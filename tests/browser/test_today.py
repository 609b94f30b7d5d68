"""Small groups ticked off on a phone, with a connection that comes and goes."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

pytestmark = pytest.mark.requirement("H27")


def test_what_is_ticked_off_without_a_connection_arrives_when_it_is_back(open_screen):
    emmy = open_screen("emmy", viewport=PHONE)
    page = emmy.visit("plans/today/")
    emmy.check_accessibility()
    emmy.check_reflow()
    first = page.locator("[data-session-item]").first
    name = first.get_attribute("id")

    page.context.set_offline(True)
    first.get_by_role("button", name="Gedaan").click()
    expect(page.locator("[data-session-waiting]")).to_be_visible()
    expect(page.locator(f"#{name} [data-session-status]")).to_contain_text("geen verbinding")
    emmy.faults.clear()  # the browser itself tells of the request that failed

    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(f"#{name}")).to_contain_text("Gedaan, 20 min.")
    expect(page.locator("[data-session-waiting]")).to_be_hidden()
    page.reload()
    expect(page.locator(f"#{name}")).to_contain_text("Gedaan, 20 min.")
    emmy.check_accessibility()
