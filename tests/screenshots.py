"""Pictures of the main screens for docs/user/, taken from the demo school on its fixed day: `make screenshots`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from gezien.demo import cast
from tests.browser.serving import CHROMIUM, LAUNCH_ARGUMENTS, make_demo, serve

TARGET = Path(__file__).resolve().parent.parent / "docs/user/images"
LAPTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
# file name, account, path below the school, the links to click from there, viewport
SCREENS = [
    ("home-teacher", "leerkracht", "", (), LAPTOP),
    ("home-coach", "ib", "", (), LAPTOP),
    ("overview", "leerkracht", "groups/", (), LAPTOP),
    ("overview-phone", "leerkracht", "groups/", (), PHONE),
    ("pupil-file", "leerkracht", "groups/", ("Bilal Aydın",), LAPTOP),
    ("clusters", "leerkracht", "groups/", ("Clusteren", "Begrijpend lezen"), LAPTOP),
    ("plan", "leerkracht", "groups/", ("Groepsplan", "Begrijpend lezen"), LAPTOP),
    ("reviews", "ib", "meetings/", (), LAPTOP),
    ("agreements", "leerkracht", "agreements/", (), LAPTOP),
    ("imports", "beheer", "imports/", (), LAPTOP),
    ("figures", "directie", "figures/", (), LAPTOP),
]


def main() -> None:
    """Take every picture anew."""
    if CHROMIUM is None:
        sys.exit("No Chromium on this machine: apt install chromium-headless-shell")
    TARGET.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(make_demo(Path(folder))) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=LAUNCH_ARGUMENTS)
        for name, account, path, clicks, viewport in SCREENS:
            take(browser, address, name, account, path, clicks, viewport)
        browser.close()


def take(
    browser: Browser,
    address: str,
    name: str,
    account: str,
    path: str,
    clicks: tuple[str, ...],
    viewport: dict,
) -> None:
    """Sign in, walk to the screen, take its picture."""
    page = browser.new_context(viewport=viewport, locale="nl-NL", reduced_motion="reduce").new_page()
    page.goto(f"{address}/account/login/")
    page.get_by_label("Gebruikersnaam").fill(account)
    page.get_by_label("Wachtwoord").fill(cast.PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_load_state()
    page.set_default_timeout(8_000)
    page.goto(f"{address}/s/zwaluw/{path}")
    for link in clicks:
        page.get_by_role("link", name=link).first.click()
        page.wait_for_load_state()
    page.screenshot(path=TARGET / f"{name}.png")
    page.context.close()


if __name__ == "__main__":
    main()
