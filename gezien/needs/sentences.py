"""The sentences of a need: how they begin, and what they are together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gezien.needs.models import EducationalNeed, SupportKind

# School language, the same in each language of the screen: "Deze leerling heeft nodig: …".
STEMS = {
    SupportKind.INSTRUCTION: "een instructie die",
    SupportKind.TASKS: "opdrachten die",
    SupportKind.ACTIVITIES: "activiteiten of materiaal die",
    SupportKind.FEEDBACK: "feedback die",
    SupportKind.TEACHER: "een leerkracht die",
    SupportKind.CLASSMATES: "klasgenoten die",
    SupportKind.HOME: "ouders die",
}
# What stands before a sentence where it is read.
SAID = {kind.value: kind.label for kind in SupportKind}
KINDS = [kind.value for kind in SupportKind]


class Said(NamedTuple):
    """A sentence with what it is about; `kind` empty for words that were not sorted."""

    kind: str
    text: str


def tidied(sentences: Iterable[Said]) -> list[Said]:
    """Without empty ones, bare beginnings and repeats, in the order of the kinds; unsorted words come last."""
    place = {kind: number for number, kind in enumerate(KINDS)}
    kept = dict.fromkeys(
        Said(kind, text) for kind, said in sentences if (text := said.strip()) and not is_bare(kind, text)
    )
    return sorted(kept, key=lambda one: place.get(one.kind, len(KINDS)))


def is_bare(kind: str, text: str) -> bool:
    """Whether nothing follows the beginning of the sentence."""
    stem = STEMS.get(SupportKind(kind), "") if kind else ""
    return bool(stem) and text.strip(" .\N{HORIZONTAL ELLIPSIS}").casefold() == stem


def together(sentences: Sequence[Said]) -> str:
    """The sentences in one text; a single one as it stands."""
    if len(sentences) == 1:
        return sentences[0].text
    return "; ".join(one.text.rstrip(". ;") for one in sentences)


def said_of(need: EducationalNeed) -> list[Said]:
    """The sentences of a need; what stands together only is one that was not sorted."""
    said = [Said(one.kind, one.text) for one in need.sentences.all()]
    return said or tidied([Said("", need.support)])
