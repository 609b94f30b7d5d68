"""`python -m bench [name…]`: every measurement of a page, each in a process and with a database of its own."""

import importlib
import subprocess
import sys

from bench import show

MEASUREMENTS = [
    *("overview", "signals", "live", "school_review", "plans_pdf"),
    *("edexml", "results_file", "coach", "clustering"),
]


def main(names: list[str]) -> int:
    """Run the named measurements, or all; returns the exit code."""
    if unknown := set(names) - set(MEASUREMENTS):
        print(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(MEASUREMENTS)}")
        return 2
    if len(names) == 1:
        show(importlib.import_module(f"bench.{names[0]}").run())
        return 0
    runs = [subprocess.run([sys.executable, "-m", "bench", name], check=False) for name in names or MEASUREMENTS]
    return max(run.returncode for run in runs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
