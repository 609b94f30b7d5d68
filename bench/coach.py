"""How well the goal coach finds what a reader found, how fast it is while one types, and what its libraries weigh.

Precision and recall are of the validation set, which was written before the rules and which no rule was changed for;
the train set is what they were made with. The floor of a call is splitting the text in words and looking each up.

    python -m bench.coach
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

BUDGET_F1, BUDGET_CALL, BUDGET_IMPORT, BUDGET_FIRST, BUDGET_MEMORY = 0.90, 30.0, 0.0, 2000.0, 80.0
FEW = {"several": 0.85}  # thirty sentences of the validation set: each is worth three hundredths
ROUNDS = 5


def run() -> list[dict]:
    """One row for each figure: what, measured, budget, unit."""
    with tempfile.TemporaryDirectory(prefix="gezien-bench-") as folder:
        os.environ["GEZIEN_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        import django

        django.setup()
        loaded = [name for name in ("simplemma", "dateparser") if name in sys.modules]
        first, memory = weigh()
        rows = [
            row("coach: libraries loaded by starting", len(loaded), "", BUDGET_IMPORT),
            row("coach: first call, with loading", first, "ms", BUDGET_FIRST),
            row("coach: memory of its libraries", memory, "MB", BUDGET_MEMORY),
        ]
        return rows + speed() + quality()


def row(what: str, measured: float, unit: str = "", budget: float | None = None, *, least: bool = False) -> dict:
    """A figure; `least` when the budget is what must be reached."""
    return {"what": what, "measured": measured, "unit": unit, "budget": budget, "least": least}


def weigh() -> tuple[float, float]:
    """Milliseconds of processor time of the first call, and megabytes it adds."""
    from gezien.needs.coach import look_at

    before, start = resident(), time.process_time()
    look_at("Leest op 12 maart een tekst op AVI-M4.")
    return (time.process_time() - start) * 1000, resident() - before


def resident() -> float:
    """Megabytes of this process in memory, as ps tells on every system."""
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(os.getpid())], capture_output=True, text=True, check=True)  # noqa: S607
    return int(told.stdout) / 1024


def speed() -> list[dict]:
    """Milliseconds a call, over all sentences and one as long as a goal may be; no answer is kept between rounds."""
    from gezien.needs.coach import look_at
    from gezien.needs.coach.reading import lemma, read
    from tests.needs.coach.labelled import sentences

    texts = [one.text for name in ("train", "validation") for one in sentences(name)]

    def floor(text: str) -> None:
        for word in read(text).words:
            lemma(word.text)

    longs = [" ".join(texts[at:])[:2000] for at in range(0, len(texts), 40)]
    calls = sorted(timed(look_at, text) for _round in range(ROUNDS) for text in texts)
    floors = [timed(floor, text) for _round in range(ROUNDS) for text in texts]
    slow = sorted(timed(look_at, text) for _round in range(ROUNDS) for text in longs)
    return [
        row("coach: floor of a call (words and their lemmas)", statistics.median(floors), "ms"),
        row("coach: call, p50", statistics.median(calls), "ms", BUDGET_CALL),
        row("coach: call, p95", calls[int(len(calls) * 0.95)], "ms", BUDGET_CALL),
        row("coach: call on 2000 characters, p50", statistics.median(slow), "ms", BUDGET_CALL),
        row("coach: call on 2000 characters, p95", slow[int(len(slow) * 0.95)], "ms", BUDGET_CALL),
    ]


def timed(job, text: str) -> float:
    start = time.process_time()
    job(text)
    return (time.process_time() - start) * 1000


def quality() -> list[dict]:
    """Precision, recall and F1 of each part, on both sets and the newest batches."""
    from tests.needs.coach.labelled import scores, sentences

    rows = []
    for name in ("train", "validation", "batch-8", "batch-9"):
        labelled = sentences(name)
        for part, score in scores(labelled):
            title = f"coach, {name} ({len(labelled)}): {part}"
            rows += [row(f"{title}, precision", score.precision), row(f"{title}, recall", score.recall)]
            budget = (
                None if name == "batch-9" else FEW.get(part, BUDGET_F1)
            )  # batch 9 only tells what new wording meets
            rows.append(row(f"{title}, F1", score.f1, "", budget, least=True))
    return rows + challenge()


def challenge() -> list[dict]:
    """Precision, recall and F1 of each verdict on the step from the level of now, on both sets."""
    from tests.needs.coach.labelled import challenge_scores, challenges

    rows = []
    for name in ("train", "validation"):
        labelled = challenges(name)
        for verdict, score in challenge_scores(labelled):
            title = f"coach, {name} ({len(labelled)}): challenge, {verdict}"
            rows += [row(f"{title}, precision", score.precision), row(f"{title}, recall", score.recall)]
            rows.append(row(f"{title}, F1", score.f1, "", BUDGET_F1, least=True))
    return rows


if __name__ == "__main__":
    from bench import show

    show(run())
