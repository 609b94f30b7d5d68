"""What a case keeps: what was said, understood, done and reached for one pupil."""

from django.utils.translation import gettext_noop as _

from gezien.cases.models import (
    Case,
    CaseAgreement,
    CaseCompanion,
    CaseEffect,
    CaseNeed,
    CasePart,
    CaseQuestion,
)
from gezien.common.personal_data import About, Erase, Kept, Term

PUPIL = {"about": About.PUPIL, "term": Term.LEAVING_2, "erase": Erase.DELETE}

KEPT = {
    Case: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Why a pupil is talked about in the pupil review, from registering until it helped."),
        ordinary=("registered_on", "discussed_at", "effect_on", "closed_on"),
        sensitive=("grounds", "closing_note"),
    ),
    CasePart: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("What was seen, understood and thought up for this pupil, so that nobody has to begin again."),
        ordinary=("key",),
        sensitive=("text",),
    ),
    CaseAgreement: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("In which case an agreement was made, and whether it is a talk."),
        ordinary=("purpose",),
    ),
    CaseNeed: Kept(**PUPIL, why=_("In which case a need was set.")),  # type: ignore[arg-type]
    CaseCompanion: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Which pupil joins in what is done for another one."),
        exported=False,
    ),
    CaseEffect: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Whether it helped: the pupil, the group and the teacher."),
        ordinary=("asked_on",),
        sensitive=("pupil_goes", "group_goes", "teacher_goes", "time_goes", "development_goes", "words"),
    ),
    CaseQuestion: Kept(
        about=About.NOBODY,
        why=_("The school's questions for the conversation about a pupil."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("step", "problem", "solution", "position", "is_retired"),
        exported=False,
    ),
}
