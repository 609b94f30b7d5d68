"""A case in the middle of the room: the case itself, written in place."""

from typing import Any

from django.http import HttpRequest

from gezien.audit.log import record
from gezien.cases.forms import PartForm
from gezien.cases.models import Case
from gezien.cases.parts import PART, STEPS
from gezien.cases.queries.cases import grounds_in_words, parts_of
from gezien.cases.rules import editable_cases, why_case_visible
from gezien.meetings.models import Meeting


def case_context(request: HttpRequest, meeting: Meeting, case: Case) -> dict[str, Any]:
    """The steps of a case with their texts; what is written here is the case. Reading it is logged."""
    member = request.member
    record(member, "case.read", case, pupil=case.pupil, reason=why_case_visible(member, case) or "", screen="review")
    can_edit = (
        meeting.is_live
        and meeting.may_write
        and not case.is_closed
        and editable_cases(member).filter(pk=case.pk).exists()
    )
    forms = [PartForm(by=member, case=case, part=part) for part in parts_of(case).values()]
    steps = [
        {"key": key, "name": name, "forms": [form for form in forms if PART[form.part.key].step == key]}
        for key, name in STEPS.items()
    ]
    return {"case": case, "grounds": grounds_in_words(case), "steps": steps, "can_edit": can_edit}
