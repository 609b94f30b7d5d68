"""Which server? One process each on one core, 16 keep-alive connections from the other core (decision 0004).

    python -m bench.servers [seconds] [part of a candidate's name]

Candidates whose package is missing are skipped. CPU per request is the figure to trust; requests per second also depend
on this client. Then what matters more than speed: do eight slow uploads hold up the others, how much memory does an
upload of 200 MB take, and what does it answer.
"""

import asyncio
import importlib.util
import logging
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PORT = 8199
UVICORN = [sys.executable, "-m", "uvicorn", "--port", str(PORT), "--log-level", "critical", "--no-access-log"]
GRANIAN = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", "1"]
CANDIDATES = {
    "granian, WSGI, 4 threads": (
        "granian",
        [*GRANIAN, "--blocking-threads", "4", "--no-log", "bench.server_app:wsgi"],
        {},
    ),
    "uvicorn + own bridge, 4 threads": (
        "uvicorn",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:bridge_asgi"],
        {},
    ),
    "the same, 2 threads": (
        "uvicorn",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:bridge_asgi"],
        {"GEZIEN_THREADS": "2"},
    ),
    "the same, 8 threads": (
        "uvicorn",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:bridge_asgi"],
        {"GEZIEN_THREADS": "8"},
    ),
    "the same, httptools and uvloop": (
        "httptools",
        [*UVICORN, "--http", "httptools", "--loop", "uvloop", "bench.server_app:bridge_asgi"],
        {},
    ),
    "uvicorn + a2wsgi, 4 threads": (
        "a2wsgi",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:a2wsgi_asgi"],
        {},
    ),
    "uvicorn + asgiref WsgiToAsgi": (
        "uvicorn",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:asgiref_asgi"],
        {},
    ),
    "uvicorn, Django ASGI": (
        "uvicorn",
        [*UVICORN, "--http", "h11", "--loop", "asyncio", "bench.server_app:django_asgi"],
        {"BENCH_CLOSE_CONNECTIONS": "1"},
    ),
}


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 4
    chosen = sys.argv[2] if len(sys.argv) > 2 else ""
    os.sched_setaffinity(0, {os.cpu_count() - 1})
    print("| server | healthz | rows | 16 × sleep | healthz beside 8 slow uploads | 200 MB upload |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"GEZIEN_DATA": folder, "GEZIEN_HOSTS": "127.0.0.1", "PYTHONWARNINGS": "ignore"}
        logging.getLogger("asyncio").setLevel(logging.ERROR)
        subprocess.run([sys.executable, "-m", "bench.server_app"], env=env, check=True)
        for name, (package, command, extra) in CANDIDATES.items():
            if importlib.util.find_spec(package) and chosen in name:
                print(f"| {name} | {measure(command, env | extra, seconds)} |", flush=True)


def measure(command: list[str], env: dict[str, str], seconds: float) -> str:
    """Start a server, ask everything, stop it; the cells of its row."""
    server = subprocess.Popen(command, env=env, preexec_fn=lambda: os.sched_setaffinity(0, {0}))
    try:
        asyncio.run(wait_until_ready())
        cells = []
        for path in ("/healthz", "/rows"):
            asyncio.run(load(path, 1))
            before, (count, lost, elapsed) = cpu(server.pid), asyncio.run(load(path, seconds))
            used = (cpu(server.pid) - before) / max(count, 1) * 1000
            cells.append(f"{used:.2f} ms ({count / elapsed:.0f}/s)" + f", {lost} lost" * bool(lost))
        cells.append(asyncio.run(together("/sleep", 16)))
        cells.append(asyncio.run(beside_slow_uploads()))
        before_kb = memory(server.pid)
        status = asyncio.run(upload(200_000_000))
        cells.append(f"{status}, +{(memory(server.pid) - before_kb) / 1024:.0f} MB")
        return " | ".join(cells)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


async def wait_until_ready() -> None:
    for _ in range(200):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", PORT)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise SystemExit("the server does not start")


async def get(reader, writer, path: str) -> int:
    """One request on an open connection; the status."""
    writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1])
    lower = head.lower()
    if b"content-length:" in lower:
        await reader.readexactly(int(lower.split(b"content-length:")[1].split(b"\r\n")[0]))
    else:  # chunked
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return status


async def load(path: str, seconds: float, connections: int = 16) -> tuple[int, int, float]:
    """Requests answered with 200, requests lost, and how long it took."""
    lost: list[str] = []
    started = time.perf_counter()

    async def one() -> int:
        reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        count = 0
        while time.perf_counter() - started < seconds:
            try:
                count += await get(reader, writer, path) == 200
            except (asyncio.IncompleteReadError, OSError):  # closed on us: not answered
                lost.append(path)
                reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
        writer.close()
        return count

    counts = await asyncio.gather(*(one() for _ in range(connections)))
    return sum(counts), len(lost), time.perf_counter() - started


async def together(path: str, count: int) -> str:
    """How long it takes until all of so many pages, asked for at once, are there."""

    async def one() -> None:
        await get(*await asyncio.open_connection("127.0.0.1", PORT), path)

    started = time.perf_counter()
    try:
        await asyncio.wait_for(asyncio.gather(*(one() for _ in range(count))), 20)
    except (TimeoutError, OSError, asyncio.IncompleteReadError) as error:
        return type(error).__name__
    return f"{time.perf_counter() - started:.1f} s"


async def beside_slow_uploads() -> str:
    """Median of a small page while eight clients send their body a byte at a time."""
    slow = [await asyncio.open_connection("127.0.0.1", PORT) for _ in range(8)]
    for _, writer in slow:
        writer.write(b"POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nx")
    await asyncio.sleep(0.5)
    times = []
    try:
        for _ in range(9):
            for _, writer in slow:
                writer.write(b"x")
            started = time.perf_counter()
            reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
            await asyncio.wait_for(get(reader, writer, "/healthz"), 8)
            times.append((time.perf_counter() - started) * 1000)
            writer.close()
        return f"{statistics.median(times):.0f} ms"
    except TimeoutError:
        return "no answer in 8 s"
    finally:
        for _, writer in slow:
            writer.close()


async def upload(size: int) -> str:
    """The status of one large upload, without a word about its size beforehand being believed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", PORT)
    writer.write(f"POST /upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\n".encode())
    try:
        for _ in range(size // 1_000_000):
            writer.write(b"x" * 1_000_000)
            await writer.drain()
        return (await asyncio.wait_for(reader.readuntil(b"\r\n"), 60)).split(b" ")[1].decode()
    except (OSError, TimeoutError, asyncio.IncompleteReadError):
        return "connection lost"


def family(pid: int) -> list[int]:
    """A process and its children."""
    children = map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())
    return [pid, *(grandchild for child in children for grandchild in family(child))]


def cpu(pid: int) -> float:
    """Processor seconds used so far, children included."""
    ticks = 0
    for member in family(pid):
        fields = Path(f"/proc/{member}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> int:
    """The largest memory so far in kB, children included."""
    return sum(
        int(line.split()[1])
        for member in family(pid)
        for line in Path(f"/proc/{member}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    )


if __name__ == "__main__":
    main()
