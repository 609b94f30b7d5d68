"""Before somebody writes in a case: nobody else closes it or hands it over until that is done."""

from gezien.cases.models import Case
from gezien.schools.rules import NotAllowed


def hold(case: Case) -> None:
    """Keep the case as it is until the transaction ends; what one held in hand knows again who asks and whether it is
    open. Raises `NotAllowed` when it was taken back meanwhile.
    """
    found = (
        Case.objects.select_for_update(no_key=True)
        .filter(pk=case.pk)
        .values("closed_on", "teacher_id", "coach_id")
        .first()
    )
    if found is None:
        raise NotAllowed("a case that was taken back")
    for name, value in found.items():
        setattr(case, name, value)
