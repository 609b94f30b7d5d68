"""A server with a fresh demo school for each test module, and people who sign in to it."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from gezien.demo import cast
from tests.browser.axe import violations
from tests.browser.mailbox import mailed_path
from tests.browser.serving import (
    CHROMIUM,
    LAUNCH_ARGUMENTS,
    Running,
    add_session,
    put_back,
    serve,
    session_data,
)
from tests.conftest import USERNAMES

# The browser's driver keeps a loop running in this thread; tests that come after these still ask the database as usual.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine is no reason to fail: what is awaited may take as long as a click may.
expect.set_options(timeout=30_000)

HERE = Path(__file__).parent
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1440, "height": 900}
SESSION, CSRF = "gezien_session", "gezien_csrf"


def pytest_collection_modifyitems(items):
    """Browser tests carry their mark, and say plainly why they are skipped where no browser is."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker("browser")
            if CHROMIUM is None:
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine: apt install chromium-headless-shell")
                )


@pytest.fixture(autouse=True)
def _database():
    """The server has a database of its own; these tests do not touch the one of the other tests."""


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Debian's Chromium."""
    return {"executable_path": CHROMIUM, "args": LAUNCH_ARGUMENTS}


@pytest.fixture(scope="session")
def running(demo_data, tmp_path_factory) -> Iterator[Callable[[str], Running]]:
    """`running(worker)` gives this process's one server of that kind: starting one costs seconds."""
    with ExitStack() as stack:
        servers: dict[str, Running] = {}

        def of_kind(worker: str) -> Running:
            if worker not in servers:
                folder = tmp_path_factory.mktemp("served")
                shutil.copytree(demo_data, folder, dirs_exist_ok=True)
                servers[worker] = Running(stack.enter_context(serve(folder, worker=worker)), folder)
            return servers[worker]

        yield of_kind


@pytest.fixture(scope="module")
def served(demo_data, running, request) -> Running:
    """A server with a fresh demo school; with a worker where the module says `WORKER`."""
    one = running(getattr(request.module, "WORKER", "none"))
    put_back(demo_data, one.folder)
    return one


@pytest.fixture(scope="module")
def server(served: Running) -> str:
    """The address of that server."""
    return served.address


@pytest.fixture
def mailed(served: Running) -> Callable[[str], str]:
    """`mailed("mirjam@…")` gives the whole address in the last mail to her."""
    return lambda to: served.address + mailed_path(served.folder, to)


COLOURS_ARE_SETTLED = """() => Promise.allSettled(
    document.getAnimations().filter(one => one instanceof CSSTransition).map(one => one.finished))"""
# Who signed in before in this process: their cookies, and what the server keeps of the session.
SESSIONS: dict[str, tuple[list[dict], str]] = {}


class Person:
    """Somebody at their own screen."""

    def __init__(self, page: Page, running: Running):
        self.page = page
        self.server = running.address
        self.folder = running.folder
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._note_console)
        page.on("request", self._note_stranger)

    def sign_in(self, name: str) -> "Person":
        """Sign in, without showing the form: `test_door.py` looks at that page.

        A password is read slowly on purpose: each of the cast gives it once, and gets further sessions like that one.
        """
        context = self.page.context
        if name in SESSIONS:
            cookies, data = SESSIONS[name]
            key = add_session(self.folder, data)
            context.add_cookies([{**one, "value": key} if one["name"] == SESSION else one for one in cookies])
        else:
            self._give_password(name)
            kept = [one for one in context.cookies() if one["name"] in {SESSION, CSRF}]
            key = next(one["value"] for one in kept if one["name"] == SESSION)
            # A cookie is the host's, whatever the port: each of this process's servers gets the same.
            SESSIONS[name] = (kept, session_data(self.folder, key))
        return self

    def _give_password(self, name: str) -> None:
        door = f"{self.server}/account/login/"
        session = self.page.context.request
        session.get(door)
        token = next(one["value"] for one in self.page.context.cookies() if one["name"] == CSRF)
        fields = {"csrfmiddlewaretoken": token, "username": USERNAMES[name], "password": cast.PASSWORD}
        answer = session.post(door, form=fields, headers={"Referer": door}, max_redirects=0)
        assert answer.status == 302, answer.text()

    def visit(self, path: str) -> Page:
        """Open a page of De Zwaluw: "groups/" is /s/zwaluw/groups/."""
        self.page.goto(f"{self.server}/s/zwaluw/{path}")
        return self.page

    def check_accessibility(self) -> None:
        """axe-core finds no violation of WCAG 2.2 A and AA on the page as it stands."""
        # A link half under the sticky head is no small link.
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        assert violations(self.page) == []

    def check_everywhere(self) -> None:
        """The page as it stands is accessible on laptop and phone, in light and dark, and fits 320 px."""
        found = {}
        for width, viewport in (("laptop", LAPTOP), ("phone", PHONE)):
            self.page.set_viewport_size(viewport)
            for scheme in ("light", "dark"):
                self.page.emulate_media(color_scheme=scheme)
                self.page.evaluate(COLOURS_ARE_SETTLED)
                self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
                found[width, scheme] = violations(self.page)
            self.check_reflow()
        assert found == {place: [] for place in found}

    def check_reflow(self) -> None:
        """At 320 px nothing makes the page scroll sideways."""
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 700})
        too_wide = self.page.locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
        self.page.set_viewport_size(size)
        assert too_wide <= 0

    def _note_console(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _note_stranger(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:", "about:")):
            self.faults.append(f"request to another origin: {request.url}")


class Screens:
    """Browser contexts, handed out as good as new, but for the styles and scripts that one of them fetched before."""

    def __init__(self, browser: Browser):
        self.browser = browser
        self.free: dict[tuple[int, int], list[BrowserContext]] = {}

    def take(self, viewport: dict) -> BrowserContext:
        """A context without cookies and pages, whose pages have this size."""
        if free := self.free.get((viewport["width"], viewport["height"])):
            return free.pop()
        context = self.browser.new_context(viewport=viewport, locale="nl-NL", timezone_id="Europe/Amsterdam")
        context.set_default_timeout(30_000)
        return context

    def give_back(self, context: BrowserContext, viewport: dict, server: str) -> None:
        """Take away what a test left in this context."""
        context.set_offline(False)
        context.unroute_all()
        context.clear_permissions()
        context.clear_cookies()
        if context.pages:
            forget = {"origin": server, "storageTypes": "all"}
            context.new_cdp_session(context.pages[0]).send("Storage.clearDataForOrigin", forget)
        for page in context.pages:
            page.close()
        self.free.setdefault((viewport["width"], viewport["height"]), []).append(context)


@pytest.fixture(scope="session")
def screens(browser: Browser) -> Screens:
    """The contexts of this process."""
    return Screens(browser)


@pytest.fixture
def open_screen(screens: Screens, served: Running) -> Iterator[Callable[..., Person]]:
    """`open_screen("emmy")` gives Emmy at a screen of her own, signed in. Faults in the browser fail the test."""
    taken: list[tuple[BrowserContext, dict]] = []
    people: list[Person] = []

    def screen(name: str | None = None, viewport: dict = LAPTOP) -> Person:
        context = screens.take(viewport)
        taken.append((context, viewport))
        people.append(Person(context.new_page(), served))
        return people[-1].sign_in(name) if name else people[-1]

    yield screen
    faults = [fault for person in people for fault in person.faults]
    for context, viewport in taken:
        screens.give_back(context, viewport, served.address)
    assert faults == []


def plan_and_invite(page: Page) -> None:
    """Plan what was filled in, also when something speaks against the day."""
    with page.expect_navigation():
        page.get_by_role("button", name="Plannen en uitnodigen").click()
    if (again := page.get_by_role("button", name="Toch plannen")).count():
        again.click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
