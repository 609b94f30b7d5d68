"""A server with a fresh demo school for each test module, and people who sign in to it."""

import fcntl
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
from tests.browser.serving import CHROMIUM, LAUNCH_ARGUMENTS, Running, make_demo, put_back, serve
from tests.conftest import USERNAMES

# The browser's driver keeps a loop running in this thread; tests that come after these still ask the database as usual.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine is no reason to fail: what is awaited may take as long as a click may.
expect.set_options(timeout=30_000)

HERE = Path(__file__).parent
PHONE = {"width": 360, "height": 740}
LAPTOP = {"width": 1440, "height": 900}


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
def demo_data(tmp_path_factory) -> Path:
    """A data folder with the demo school, made once for all processes: the first one makes it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "demo").exists():
            make_demo(folder / "making").rename(folder / "demo")
    return folder / "demo"


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
def server(demo_data, running, request) -> str:
    """The address of a server with a fresh demo school; with a worker where the module says `WORKER`."""
    one = running(getattr(request.module, "WORKER", "none"))
    put_back(demo_data, one.folder)
    return one.address


@pytest.fixture
def mailed(server, running, request) -> Callable[[str], str]:
    """`mailed("mirjam@…")` gives the whole address in the last mail to her."""
    folder = running(getattr(request.module, "WORKER", "none")).folder
    return lambda to: server + mailed_path(folder, to)


class Person:
    """Somebody at their own screen."""

    def __init__(self, page: Page, server: str):
        self.page = page
        self.server = server
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._note_console)
        page.on("request", self._note_stranger)

    def sign_in(self, name: str) -> "Person":
        """Sign in as the form of the sign-in page does, without showing it: `test_door.py` looks at the page."""
        door = f"{self.server}/account/login/"
        session = self.page.context.request
        session.get(door)
        token = next(one["value"] for one in self.page.context.cookies() if one["name"] == "gezien_csrf")
        fields = {"csrfmiddlewaretoken": token, "username": USERNAMES[name], "password": cast.PASSWORD}
        answer = session.post(door, form=fields, headers={"Referer": door}, max_redirects=0)
        assert answer.status == 302, answer.text()
        return self

    def visit(self, path: str) -> Page:
        """Open a page of De Zwaluw: "groups/" is /s/zwaluw/groups/."""
        self.page.goto(f"{self.server}/s/zwaluw/{path}")
        return self.page

    def check_accessibility(self) -> None:
        """axe-core finds no violation of WCAG 2.2 A and AA on the page as it stands."""
        before = len(self.faults)
        # A link half under the sticky head is no small link.
        self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        found = violations(self.page)
        self.page.wait_for_timeout(150)
        del self.faults[before:]  # axe tries inline styles of its own, which the page's policy rightly refuses
        assert found == []

    def check_reflow(self) -> None:
        """At 320 px nothing makes the page scroll sideways."""
        size = self.page.viewport_size
        self.page.set_viewport_size({"width": 320, "height": 700})
        too_wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        self.page.set_viewport_size(size)
        assert too_wide <= 0

    def _note_console(self, message) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.faults.append(f"console: {message.text}")

    def _note_stranger(self, request) -> None:
        if not request.url.startswith((self.server, "data:", "blob:", "about:")):
            self.faults.append(f"request to another origin: {request.url}")


@pytest.fixture
def open_screen(browser: Browser, server: str) -> Iterator[Callable[..., Person]]:
    """`open_screen("emmy")` gives Emmy at a screen of her own, signed in. Faults in the browser fail the test."""
    contexts: list[BrowserContext] = []
    people: list[Person] = []

    def screen(name: str | None = None, viewport: dict = LAPTOP) -> Person:
        context = browser.new_context(viewport=viewport, locale="nl-NL", timezone_id="Europe/Amsterdam")
        context.set_default_timeout(30_000)
        contexts.append(context)
        people.append(Person(context.new_page(), server))
        return people[-1].sign_in(name) if name else people[-1]

    yield screen
    faults = [fault for person in people for fault in person.faults]
    for context in contexts:
        context.close()
    assert faults == []


def plan_and_invite(page: Page) -> None:
    """Plan what was filled in, also when something speaks against the day."""
    with page.expect_navigation():
        page.get_by_role("button", name="Plannen en uitnodigen").click()
    if (again := page.get_by_role("button", name="Toch plannen")).count():
        again.click()
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
