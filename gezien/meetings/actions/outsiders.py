"""What somebody from outside, who looks along in one case, hears of a review with it on its agenda: only when it is
about their case. What they may read there is `gezien.cases`' to say.
"""

from gezien.cases.live import seat_guests, tell_guests_of_table
from gezien.meetings.models import AgendaItem, Meeting


def tell_of_table(*items: AgendaItem | None) -> None:
    """The review went from or to these points: who looks along in their cases hears so, after commit."""
    for case in {item.case_id for item in items if item and item.case_id}:
        tell_guests_of_table(case)


def seat_outsiders(meeting: Meeting) -> None:
    """The review began or ended: who looks along in its cases counts as present there from now on, or no longer."""
    cases = meeting.agenda.exclude(case=None).order_by("pk").values_list("case", flat=True)
    seat_guests([case for case in cases if case])
