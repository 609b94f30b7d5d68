"""The six steps of a case and the texts in them. Keys are stored; names are translated where they are shown."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Part:
    """One text: its key, its step, its label and what helps to write it; `told` names it for who did not write it."""

    key: str
    step: str
    label: str | Promise
    help: str | Promise = ""
    rows: int = 3
    told: str | Promise = ""

    @property
    def name(self) -> str:
        """As a guest and a document read it: they are not the "you" of the label."""
        return str(self.told or self.label)


STEPS: dict[str, Any] = {
    "before": _("What went before"),
    "understand": _("Understand"),
    "involve": _("Involve others"),
    "ideas": _("Think up"),
    "do": _("Do"),
    "check": _("Check"),
}

PARTS = [
    Part("strengths", "before", _("What already goes well"), _("Also: when is it less of a problem?")),
    Part(
        "concern",
        "before",
        _("What you see"),
        _("What happens, when, how often? Describe what you see."),
        told=_("What the teacher sees"),
    ),
    Part(
        "tried",
        "before",
        _("What you have tried, and what it did"),
        told=_("What was tried already, and what it did"),
    ),
    Part(
        "question",
        "before",
        _("Your question to the others"),
        _("About what you can do: How can I …?"),
        2,
        _("The question of the teacher"),
    ),
    Part("goal", "understand", _("The goal that is at stake"), _("What will the pupil do or be able to do?")),
    Part("subgoals", "understand", _("Steps towards it"), _("One on a line; begin with a small one.")),
    Part("approach", "understand", _("The steps the pupil takes"), _("What does the pupil do first, and then?")),
    Part("uses", "understand", _("Knowledge and skills the pupil uses")),
    Part("steers", "understand", _("How the pupil steers its own learning"), _("Starting, going on, checking.")),
    Part("involve", "involve", _("What we ask of others"), _("Parents, colleagues, a partner of the school.")),
    Part("ideas", "ideas", _("What could help"), _("First gather, then choose. What worked before?")),
    Part("measures", "ideas", _("What we choose, and why")),
    Part("outlook", "do", _("What we expect"), _("Where can the pupil be, and by when?"), 2),
    Part("looking_back", "check", _("What we learned"), _("What helped, and what do we keep?")),
]
PART = {part.key: part for part in PARTS}
