"""What a case keeps: what was said, understood, done and reached for one pupil."""

from django.utils.translation import gettext_noop as _

from gezien.cases.models import (
    Case,
    CaseAgreement,
    CaseCompanion,
    CaseConsent,
    CaseEffect,
    CaseNeed,
    CasePart,
    CaseQuestion,
    CaseStory,
    Guest,
    GuestContribution,
    Partner,
    PartnerKind,
)
from gezien.common.personal_data import About, Erase, Kept, Term

PUPIL = {"about": About.PUPIL, "term": Term.LEAVING_2, "erase": Erase.DELETE}

KEPT = {
    Case: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Why a pupil is talked about in the pupil review, from registering until it helped."),
        ordinary=("registered_on", "discussed_at", "effect_on", "effect_told", "closed_on"),
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
    CaseConsent: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Which parent agreed that somebody from outside looks along, when and how."),
        ordinary=("given_on", "way", "recorded_at", "withdrawn_on"),
        sensitive=("given_by", "relation", "words"),
    ),
    Guest: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("Who from outside was given which part of a case to read, until when, and whether it was opened."),
        ordinary=(
            *("parts", "shows_agreements", "valid_until", "form", "token_hash", "code_hash", "failed", "device_hash"),
            *("open_until", "mailed_hash", "mailed_until", "mailed", "mailed_from", "first_opened_at"),
            *("last_seen_at", "invited_at", "ended_at"),
        ),
        sensitive=("name", "email", "question"),
        exported=False,
    ),
    GuestContribution: Kept(
        **PUPIL,  # type: ignore[arg-type]
        why=_("What an expert from outside advised in a case, in their own words."),
        ordinary=("sent_at", "read_at"),
        sensitive=("text",),
    ),
    CaseStory: Kept(
        about=About.STAFF,
        why=_("The teacher's own story in a conversation, for teacher and coach only; it leads to a way forward."),
        term=Term.DRAFT_2_WEEKS,
        erase=Erase.DELETE,
        ordinary=("delete_on",),
        sensitive=("text", "way_forward"),
        exported=False,
    ),
    Partner: Kept(
        about=About.NOBODY,
        why=_("Whom the school can call in, and how one reaches them: names and numbers at work."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=(
            *("name", "organisation", "place", "helps_with", "arranging", "email", "phone", "is_shared"),
            "archived_on",
        ),
        exported=False,
    ),
    PartnerKind: Kept(
        about=About.NOBODY,
        why=_("The school's words for kinds of partners."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=("name", "position", "is_retired"),
        exported=False,
    ),
}
