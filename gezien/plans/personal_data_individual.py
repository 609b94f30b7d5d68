"""What is kept of individual plans: about one pupil, so it goes with the pupil."""

from django.utils.translation import gettext_noop as _

from gezien.common.personal_data import About, Erase, Kept, Term
from gezien.plans.models import (
    IndividualEvaluation,
    IndividualPlan,
    IndividualPlanSettings,
    IndividualPlanVersion,
    PlanAnswer,
    PlanSupport,
    ShareLink,
)

KEPT = {
    IndividualPlan: Kept(
        about=About.PUPIL,
        why=_("What this pupil gets where the group plan does not fit, agreed with parents and pupil."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("kind", "status", "starts_on", "ends_on", "counts_from", "evaluate_on", "heard_on", "heard_how"),
        sensitive=(
            *("reason", "situation", "promoting", "hindering", "outlook", "motivation", "offered", "evaluation"),
            *("parents_words", "pupils_words", "ended_why"),
        ),
    ),
    PlanSupport: Kept(
        about=About.PUPIL,
        why=_("The agreed part of a pupil's plan: what it gets, from whom and when."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("position", "times_a_week", "minutes_a_week", "removed_at"),
        sensitive=("what", "by_whom", "moment"),
    ),
    IndividualPlanVersion: Kept(
        about=About.PUPIL,
        why=_("What parents and pupil agreed on can be read as it was."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("number", "made_on", "agreed_on"),
        sensitive=("why", "content", "agreed_without"),
    ),
    IndividualEvaluation: Kept(
        about=About.PUPIL,
        why=_("Whether the plan worked, also by parents and pupil, and what follows."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("held_on", "follows"),
        sensitive=("result", "goals", "parents_words", "pupils_words"),
    ),
    PlanAnswer: Kept(
        about=About.PUPIL,
        why=_("Who of parents and pupil agreed on which version of a plan, or did not, and what they said."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=("party", "kind", "way", "answered_on", "seen_at"),
        sensitive=("name", "relation", "remark"),
    ),
    ShareLink: Kept(
        about=About.PUPIL,
        why=_("To whom a version of a plan was given to read by a link, until when, and whether it was opened."),
        term=Term.LEAVING_2,
        erase=Erase.DELETE,
        ordinary=(
            *("form", "token_hash", "code_hash", "browser_hash", "failed", "valid_until", "opened_at"),
            *("bound_until", "made_at", "revoked_at"),
        ),
        sensitive=("recipient", "relation", "purpose"),
        exported=False,
    ),
    IndividualPlanSettings: Kept(
        about=About.NOBODY,
        why=_("The school's names and terms for individual plans."),
        term=Term.SCHOOL,
        erase=Erase.KEEP,
        ordinary=(
            *("temporary_name", "outlook_name", "first_weeks", "evaluate_months", "heard_first", "link_days"),
            "holidays",
        ),
    ),
}
