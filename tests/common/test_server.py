"""`gezien serve` as a program of its own."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from configparser import ConfigParser
from pathlib import Path

import pytest

from gezien.common import server

MEGABYTE = b"x" * 1024 * 1024


@pytest.fixture(autouse=True)
def _database():
    """The program has a database of its own."""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Host and port of a running `gezien serve`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GEZIEN_", "DJANGO_"))}
    command = [sys.executable, "-m", "gezien", "serve", "--port", "0"]
    env = kept | {"GEZIEN_DATA": str(tmp_path_factory.mktemp("data"))}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        found = re.fullmatch(r"Gezien is ready: http://(.+):(\d+)/\n", process.stdout.readline())
        yield found[1], int(found[2])
        process.send_signal(signal.SIGTERM)
        assert process.wait(15) == -signal.SIGTERM


def test_server_that_says_it_is_ready_answers(address):
    connection = http.client.HTTPConnection(*address, timeout=5)
    connection.request("GET", "/healthz")
    reply = connection.getresponse()

    assert (reply.status, reply.read()) == (200, b"ok")
    connection.close()


def test_upload_that_is_too_large_is_refused_at_once_in_dutch(address):
    with socket.create_connection(address, timeout=5) as line:
        line.sendall(b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200000000\r\n\r\n")
        line.sendall(MEGABYTE)
        reply = http.client.HTTPResponse(line)
        reply.begin()

        assert reply.status == 413
        assert "Dit bestand is te groot" in reply.read().decode()


def test_slow_uploads_do_not_hold_up_the_others(address):
    slow = [socket.create_connection(address, timeout=5) for _ in range(8)]
    for line in slow:
        line.sendall(b"POST /account/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nx")
    connection = http.client.HTTPConnection(*address, timeout=5)
    connection.request("GET", "/healthz")

    assert connection.getresponse().status == 200
    for line in [connection, *slow]:
        line.close()


def test_taken_port_is_refused_before_anything_starts():
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(server.PortTaken, match=f"127.0.0.1:{port}"):
            server.run("127.0.0.1", port, on_ready=pytest.fail)


def test_static_files_are_collected_once(tmp_path, settings):
    settings.STATIC_ROOT = tmp_path
    server.prepare_static_files()
    collected = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    server.prepare_static_files()

    assert (tmp_path / "common/css/app.css").exists()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == collected


def test_processes_that_start_at_once_wait_for_each_other(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    order, is_in, may_go, begins = [], threading.Event(), threading.Event(), threading.Event()

    def first():
        with server.one_at_a_time():
            is_in.set()
            may_go.wait(5)
            order.append("first")

    def second():
        begins.set()
        with server.one_at_a_time():
            order.append("second")

    with ThreadPoolExecutor(2) as pool:
        pool.submit(first)
        is_in.wait(5)
        later = pool.submit(second)
        begins.wait(5)
        done, _waiting = wait([later], timeout=0.2)
        may_go.set()
    assert not done
    assert order == ["first", "second"]


def test_units_of_systemd_serve_one_folder_with_one_file_of_settings():
    folder = Path(__file__).parents[2] / "docs/install/systemd"
    for name, command in (("gezien@", "gezien serve --port %i"), ("gezien-worker", "gezien worker")):
        unit = ConfigParser(interpolation=None, strict=False)
        unit.optionxform = str
        unit.read_string((folder / f"{name}.service").read_text())
        service = unit["Service"]
        assert service["ExecStart"].endswith(command)
        assert (service["EnvironmentFile"], service["ReadWritePaths"]) == ("/etc/gezien.env", "/var/lib/gezien")
        assert unit["Install"]["WantedBy"] == unit["Unit"]["PartOf"] == "gezien.target"
