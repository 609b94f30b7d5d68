"""What the meetings app keeps: who met about which group, what was prepared, said and agreed.

Preparation and minutes are about the group; teachers may name pupils in them, so both count as sensitive.
"""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.meetings.models import (
    AgendaItem,
    Answer,
    AttentionPoint,
    FormTemplate,
    Judgement,
    Meeting,
    MeetingAgreement,
    Participant,
    Preparation,
    Remark,
    Report,
)

KEPT = {
    Meeting: Kept(
        about=About.STAFF,
        why=_("Planning a review and knowing when it was held."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("kind", "starts_at", "place", "opened_at", "closed_at", "cancelled_at"),
    ),
    Participant: Kept(
        about=About.STAFF,
        why=_("Who was at the table, and so may read the report."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.DELETE,
        ordinary=("joined_at",),
    ),
    AgendaItem: Kept(
        about=About.PUPIL,
        why=_("What was discussed about the group, for whoever carries it out."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("matter", "title", "position", "discussed_at", "minutes_planned", "started_at", "seconds_spent"),
        sensitive=("minutes",),
    ),
    MeetingAgreement: Kept(
        about=About.PUPIL,
        why=_("In which review an agreement was made."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
    ),
    FormTemplate: Kept(
        about=About.NOBODY,
        why="The questions a school asks before a review.",
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "year_groups", "days_before", "questions"),
        exported=False,
    ),
    Preparation: Kept(
        about=About.STAFF,
        why=_("Whether the group's teachers are ready for the review."),
        term=Term.STAFF_LEAVING_1,
        erase=Erase.PSEUDONYM,
        ordinary=("due_on", "submitted_at"),
    ),
    Answer: Kept(
        about=About.PUPIL,
        why=_("What the teachers see in their group, so that the review can begin there."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("key", "position", "label", "help"),
        sensitive=("text",),
    ),
    Remark: Kept(
        about=About.PUPIL,
        why=_("How the group is doing and what its teachers take away, for whoever carries it out."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("part", "key", "label"),
        sensitive=("text",),
    ),
    Judgement: Kept(
        about=About.PUPIL,
        why=_("Whether clusters and plan were carried out and can be, so that the next plan fits the group."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("of", "carried_out", "feasible"),
        sensitive=("words",),
    ),
    AttentionPoint: Kept(
        about=About.PUPIL,
        why=_("What asks for attention after a review, so that nobody drops out of sight."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        sensitive=("text",),
    ),
    Report: Kept(
        about=About.PUPIL,
        why=_("What a review recorded, as its participants approved it."),
        term=Term.LEAVING_2,
        erase=Erase.BLANK,
        ordinary=("made_at", "approved_at"),
        sensitive=("content",),
    ),
}
