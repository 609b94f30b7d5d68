"""The labelled sentences, written for this purpose, and how well the coach finds what a reader found.

Each line: the parts that are there, subject, country, sentence. B behaviour, M measure, C context, T term, S one single
goal, V vague, L label; "-" for what is not there. What each means: docs/decisions/0013-goal-coach.md. The train set is
what the rules were made with; the validation set was written before them, and no rule was changed for it.
A batch was written and labelled at once, to see what new wording meets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gezien.needs.coach import Advice, look_at

LETTERS = {"B": "behaviour", "M": "measure", "C": "context", "T": "term", "S": "single", "V": "vague", "L": "labels"}


@dataclass(frozen=True)
class Sentence:
    """One sentence with what a reader found in it."""

    parts: frozenset[str]
    subject: str
    country: str
    text: str


@dataclass(frozen=True)
class Score:
    """How often finding agrees with the label, for one part."""

    right: int
    invented: int
    overlooked: int

    @property
    def precision(self) -> float:
        return self.right / max(1, self.right + self.invented)

    @property
    def recall(self) -> float:
        return self.right / max(1, self.right + self.overlooked)

    @property
    def f1(self) -> float:
        return 2 * self.right / max(1, 2 * self.right + self.invented + self.overlooked)


def sentences(name: str) -> list[Sentence]:
    """The labelled set of that name: "train" or "validation"."""
    lines = (Path(__file__).parent / "sentences" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [_sentence(line) for line in lines if " | " in line]


def challenges(name: str) -> list[tuple[str, str, str]]:
    """The labelled set of that name for the challenge: verdict, level of now, sentence."""
    lines = (Path(__file__).parent / "sentences" / f"challenge-{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 2) for line in lines if " | " in line and not line.startswith("#")]
    return [(verdict, "" if level == "-" else level, text) for verdict, level, text in rows]


def challenge_scores(labelled: list[tuple[str, str, str]]) -> Iterator[tuple[str, Score]]:
    """For each verdict its score."""
    pairs = [(verdict, verdict_on(text, level)) for verdict, level, text in labelled]
    for one in ("enough", "big", "little", "unknown"):
        yield one, _score([(wanted == one, found == one) for wanted, found in pairs])


def verdict_on(text: str, level: str) -> str:
    """What the coach thinks of the step, in the words of the labels."""
    part = look_at(text, level=level or None).challenge
    if part.found is None:
        return "unknown"
    return "little" if not part.found else "big" if part.note else "enough"


def _sentence(line: str) -> Sentence:
    head, text = line.split(" | ", 1)
    letters, subject, country = head.split()
    return Sentence(frozenset(LETTERS[one] for one in letters if one != "-"), subject, country, text)


def found_in(advice: Advice) -> frozenset[str]:
    """What the coach found, in the words of the labels."""
    parts = {part.name for part in advice if part.found and part.name != "challenge"}
    return frozenset(parts | ({"vague"} if advice.is_vague else set()) | ({"labels"} if advice.labels else set()))


def scores(labelled: list[Sentence]) -> Iterator[tuple[str, Score]]:
    """For each part its score; "several" is the other side of "single", which nearly every sentence is."""
    pairs = [(one.parts, found_in(look_at(one.text))) for one in labelled]
    for part in LETTERS.values():
        yield part, _score([(part in wanted, part in found) for wanted, found in pairs])
    yield "several", _score([("single" not in wanted, "single" not in found) for wanted, found in pairs])


def _score(pairs: list[tuple[bool, bool]]) -> Score:
    return Score(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))
