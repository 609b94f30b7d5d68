"""What a group review is about: the six themes of the group, and the four points that its teachers take away.

A theme knows the questions of the preparation form that speak about it, by their keys: what was written there stands
beside it. A form's question with the key of a theme always does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gezien.meetings.models import Remark

Part = Remark.Part


@dataclass(frozen=True)
class Point:
    """One theme, or one thing to take away. `asked`: keys of the questions besides its own that speak about it."""

    part: str
    key: str
    label: str | Promise
    help: str | Promise
    asked: tuple[str, ...] = field(default=())


THEMES = (
    Point(Part.THEME, "atmosphere", _("Atmosphere"), _("What goes well? How do you notice?")),
    Point(Part.THEME, "work_climate", _("Work climate"), _("Quiet, starting, working on, finishing.")),
    Point(
        Part.THEME,
        "independence",
        _("Working independently"),
        _("Waiting for attention, asking for help, checking own work."),
        ("play",),
    ),
    Point(Part.THEME, "group_forming", _("Group forming"), _("Who belongs, who stands apart, which groups are there?")),
    Point(Part.THEME, "cooperation", _("Working together"), _("In pairs and in groups, sharing tasks, helping.")),
    Point(
        Part.THEME,
        "interaction",
        _("Interaction"),
        _("Among the pupils, and between pupils and teacher."),
    ),
)
TAKEAWAYS = (
    Point(
        Part.TAKEAWAY,
        "differences",
        _("Likenesses and differences"),
        _("What do pupils have in common, where do they differ, and which differentiation does that ask?"),
    ),
    Point(
        Part.TAKEAWAY,
        "approach",
        _("Didactic and pedagogical approach"),
        _("What does that ask of instruction, guidance and contact?"),
    ),
    Point(
        Part.TAKEAWAY,
        "organisation",
        _("Organisation"),
        _("What does it ask of time, room, groups and material?"),
    ),
    Point(
        Part.TAKEAWAY,
        "support",
        _("What the teacher needs"),
        _("From colleagues, the coach, the head: time, knowledge, an extra pair of eyes."),
    ),
)
POINTS = {(point.part, point.key): point for point in (*THEMES, *TAKEAWAYS)}


def theme_of(question: str, themes: Sequence[Point] = THEMES) -> str | None:
    """The key of the theme that a question of the form speaks about; None when it is about none of them."""
    return next((point.key for point in themes if question == point.key or question in point.asked), None)
