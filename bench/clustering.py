"""How long a proposal of clusters takes, and whether it is proven to be the best: real sizes, with and without wishes.

The groups are drawn at random, which is harder than a real one: nothing points the same way. Floor: everyone in the
nearest cluster, without a limit, a wish or a proof. Times are of the processor.

    python -m bench.clustering
"""

import os
import statistics
import sys
import time

SIZES = ((10, 3), (30, 3), (30, 4), (40, 3), (40, 4), (40, 5))
GROUPS = 8
BUDGET, BUDGET_LOAD = 1000.0, 1500.0


def run() -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    rows = [row("clusters: solver loaded by starting", int("highspy" in sys.modules), "", 0)]
    start = time.process_time()
    import highspy  # noqa: F401

    rows.append(row("clusters: loading the solver, once", (time.process_time() - start) * 1000, "ms", BUDGET_LOAD))
    for pupils, clusters in SIZES:
        rows += _measured(pupils, clusters, wishes=False)
        rows += _measured(pupils, clusters, wishes=True)
    return rows


def row(what: str, measured: float, unit: str = "", budget: float | None = None, *, least: bool = False) -> dict:
    """A figure; `least` when the budget is what must be reached."""
    return {"what": what, "measured": measured, "unit": unit, "budget": budget, "least": least}


def _measured(pupils: int, clusters: int, *, wishes: bool) -> list[dict]:
    """Floor, median and slowest of several groups, explanations and all, and how many answers are proven."""
    from gezien.needs.clustering import propose
    from tests.needs.clustering.asks import random_ask

    asks = [random_ask(seed, pupils, clusters, wishes=wishes, most=3) for seed in range(GROUPS)]
    floors = [_timed(_nearest, ask)[0] for ask in asks]
    found = [_timed(propose, ask) for ask in asks]
    possible = [proposal for _ms, proposal in found if proposal.placed]
    refused = sum(bool(proposal.collisions) for _ms, proposal in found)
    title = f"clusters: {pupils} in {clusters}, {'wishes' if wishes else 'free'}"
    times = [ms for ms, _proposal in found]
    return [
        row(f"{title}: floor", statistics.median(floors), "ms"),
        row(f"{title}: median", statistics.median(times), "ms", BUDGET),
        row(f"{title}: slowest", max(times), "ms", BUDGET),
        row(
            f"{title}: share proven or refused", (sum(p.proven for p in possible) + refused) / GROUPS, "", 1, least=True
        ),
        row(f"{title}: refused with the wishes named", refused),
    ]


def _nearest(ask) -> dict[int, int]:
    from gezien.needs.clustering.fit import fit_of

    fits = {learner.key: fit_of(learner, ask.places).distances for learner in ask.learners}
    return {key: min(distances, key=distances.get) for key, distances in fits.items()}


def _timed(job, ask):
    start = time.process_time()
    answer = job(ask)
    return (time.process_time() - start) * 1000, answer


if __name__ == "__main__":
    from bench import show

    show(run())
