"""The application as `gezien serve` runs it, in a process of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from secrets import token_hex
from sqlite3 import connect
from typing import NamedTuple

from gezien.demo import cast

# The shell without a window is a third of the work of the whole browser.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)
DATABASE = "gezien.sqlite3"
MADE = "made.json"
# It must run as root in containers and never call home.
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    # A page lives for a second: what would make its scripts quick in the end takes longer than running them.
    "--js-flags=--no-opt --always-sparkplug",
]


def make_demo(folder: Path) -> Path:
    """Set up the demo school in this data folder; what the command said and its seconds are kept beside it."""
    seconds, said = run_demo(folder)
    (folder / MADE).write_text(json.dumps({"seconds": seconds, "said": said}))
    return folder


def run_demo(folder: Path) -> tuple[float, str]:
    """`gezien demo` in a process of its own, with this data folder: the seconds it took and what it printed."""
    start = time.monotonic()
    done = subprocess.run(
        _command("demo", "--no-serve"), env=_environment(folder), check=True, capture_output=True, text=True
    )
    return time.monotonic() - start, done.stdout


class Running(NamedTuple):
    """A server that answers at `address` from the data in `folder`."""

    address: str
    folder: Path


def put_back(kept: Path, folder: Path) -> None:
    """Give a running server the school that was kept in the other folder; files people added stay behind unused."""
    with (
        closing(connect(kept / DATABASE, timeout=30)) as made,
        closing(connect(folder / DATABASE, timeout=30)) as served,
    ):
        made.backup(served)


def session_data(folder: Path, key: str) -> str:
    """What a server keeps of the session with this key: signed with its secret, whatever the key."""
    with closing(connect(folder / DATABASE, timeout=30)) as served:
        return served.execute("SELECT session_data FROM django_session WHERE session_key = ?", [key]).fetchone()[0]


def add_session(folder: Path, data: str) -> str:
    """Give a running server one more session like that; its key."""
    key = token_hex(16)
    with closing(connect(folder / DATABASE, timeout=30)) as served, served:
        served.execute("INSERT INTO django_session VALUES (?, ?, datetime('now', '+1 day'))", [key, data])
    return key


@contextmanager
def serve(folder: Path, *, worker: str = "none") -> Iterator[str]:
    """Serve this data folder on a free port; gives the address without a slash at the end. `worker`: GEZIEN_WORKER."""
    arguments = {"env": {**_environment(folder), "GEZIEN_WORKER": worker}, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(_command("serve", "--port", "0"), **arguments) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()


def _address(process: subprocess.Popen) -> str:
    for line in process.stdout:
        if found := re.match(r"Gezien is ready: (\S+)/$", line.strip()):
            return found.group(1)
    raise RuntimeError("the server stopped before it was ready; its own words stand above")


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "gezien", *arguments]


def _environment(folder: Path) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GEZIEN_")}
    return {
        **inherited,
        "GEZIEN_DATA": str(folder),
        "GEZIEN_TODAY": cast.TODAY.isoformat(),
        "GEZIEN_EMAIL_BACKEND": "tests.browser.mailbox.Mailbox",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
