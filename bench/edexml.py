"""How long a roster takes, and how much memory: a school of 500 pupils, and a file of a whole board of 10,000.

Each size runs in a process of its own with a database of its own, so that the peak of memory is that of the import.

    python -m bench.edexml
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (500, 10_000)
BUDGET_SECONDS = {500: 5.0, 10_000: 30.0}
BUDGET_GROWTH_MB = 40  # twenty times the pupils may take this much more


def run() -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    measured = {size: _in_a_process(size) for size in SIZES}
    rows = []
    for size in SIZES:
        for step in ("dry run", "apply", "the same again"):
            seconds, busy = measured[size][step]
            row = {"what": f"EDEXML of {size} pupils: {step} (cpu {busy} s)", "measured": seconds, "unit": "s"}
            rows.append({**row, "budget": BUDGET_SECONDS[size]})
    growth = measured[SIZES[1]]["peak"] - measured[SIZES[0]]["peak"]
    rows.append({"what": "memory, large file over small", "measured": growth, "unit": "MB", "budget": BUDGET_GROWTH_MB})
    return rows


def _in_a_process(size: int) -> dict:
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        environment = {
            **os.environ,
            "GEZIEN_DATA": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "GEZIEN_DATABASE": f"sqlite:///{folder}/bench.sqlite3",
        }
        command = [sys.executable, "-c", f"from bench.edexml import measure; measure({size})"]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


def measure(size: int) -> None:
    """Print as JSON: seconds for the dry run, applying, and applying again; megabytes of memory at the highest."""
    import django

    django.setup()
    from django.core.management import call_command
    from django_scopes import scope

    from gezien.imports.formats.edexml.reader import read
    from gezien.imports.roster.apply import apply_roster
    from gezien.imports.roster.plan import plan_roster
    from gezien.schools.actions import create_school
    from gezien.schools.rules import CommandLine

    call_command("migrate", verbosity=0)
    school = create_school(board_name="Meetbestuur", name="Meetschool", official_number="00MT00")
    with tempfile.NamedTemporaryFile(suffix=".xml") as file, scope(school=school):
        path = Path(file.name)
        write_file(path, size)
        figures: dict = {}
        figures["dry run"] = _seconds(lambda: plan_roster(school, read(path)))
        figures["apply"] = _seconds(lambda: apply_roster(by=CommandLine(school), school=school, roster=read(path)))
        figures["the same again"] = _seconds(
            lambda: apply_roster(by=CommandLine(school), school=school, roster=read(path))
        )
    figures["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(figures))


def _seconds(work) -> tuple[float, float]:
    """On the wall, and of the processor: the latter says the same on a machine that others use too."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return round(time.perf_counter() - start, 2), round(time.process_time() - busy, 2)


def write_file(path: Path, size: int) -> None:
    """A file with `size` invented pupils in groups of 25, and a teacher for each group."""
    groups = range(1, size // 25 + 1)
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<EDEX>\n<school><schooljaar>2026-2027</schooljaar>')
        file.write("<brincode>00MT</brincode><dependancecode>00</dependancecode><xsdversie>2.1</xsdversie></school>\n")
        file.write("<groepen>\n")
        for group in groups:
            code = group % 8 + 1
            file.write(f'<groep key="G{group}"><naam>{code}-{group}</naam><jaargroep>{code}</jaargroep></groep>\n')
        file.write("</groepen>\n<leerlingen>\n")
        for number in range(size):
            file.write(
                f'<leerling key="L{number}" eckid="https://id.school/LL{number:08}">\n<achternaam>Naam{number}</achternaam>'
                f"\n<voorvoegsel>van</voorvoegsel>\n<roepnaam>Kind{number % 97}</roepnaam>\n"
                f"<geboortedatum>{2014 + number % 8}-0{number % 9 + 1}-1{number % 9}</geboortedatum>\n"
                f"<geslacht>{number % 2 + 1}</geslacht>\n<jaargroep>{(number // 25 + 1) % 8 + 1}</jaargroep>\n"
                f'<groep key="G{number // 25 + 1}"/>\n<bsn>{number:09}</bsn>\n<postcodenl>1234AB</postcodenl>\n'
                "<instroomdatum>2022-08-22</instroomdatum>\n<mutatiedatum>2026-09-01T12:00:00</mutatiedatum>\n</leerling>\n"
            )
        file.write("</leerlingen>\n<leerkrachten>\n")
        for group in groups:
            file.write(
                f'<leerkracht key="T{group}"><achternaam>Leraar{group}</achternaam><roepnaam>Juf</roepnaam>'
                f'<rol>LRK</rol><groepen><groep key="G{group}"/></groepen></leerkracht>\n'
            )
        file.write("</leerkrachten>\n</EDEX>\n")


if __name__ == "__main__":
    for row in run():
        print(f"{row['what']:<45} {row['measured']:>8.2f} {row['unit']:<3} (at most {row['budget']})")
