"""What the screens of a review tell each other (`gezien.common.live`). The same for everybody in the room.

    field    {form, version, values}   a form that saves itself was saved: other screens take its texts over
    changed  {what}                    panels to fetch again, each by its own rights
    matter   {what}                    what stands in the middle of these points (matters, with spaces between) changed:
                                       fetch it again. With `form` (its name) or `part` (how its name ends) that form
                                       only, unless this `version` stands there; `person` is who wrote
    rows     {pupils, person}          of these pupils (keys) the rows of the group's overview changed; `person` wrote
    place    {item}                    whoever leads went to another point
    clock    {item, ends_at, left}     the clock of a point runs, stands still or has another end
    stage    {}                        opened, closed, approved, another chair: the whole page again

What is said about a pupil of the pupil review or about a plan is never in a message, nor which case it was: not
everybody at that table may read every case, or the group's file. Of a pupil of the group there is the key at most, also
for a colleague who was invited and may not see that file: a number without a name, with which nothing can be opened.
"""

from typing import Any

from gezien.common import live
from gezien.meetings.models import AgendaItem, Meeting


def topic(meeting: Meeting) -> str:
    """What the screens of this review follow."""
    return f"meeting:{meeting.pk}"


def who(user: int | None) -> str:
    """How somebody with this key is named in a room; nothing for who has no account."""
    return f"u{user}" if user else ""


def tell(meeting: Meeting, kind: str, *, key: str | None = None, **facts: Any) -> None:
    """Tell every screen in the room, after commit."""
    live.publish(topic(meeting), kind, key=key, **facts)


def tell_field(meeting: Meeting, form: str, record: Any, **values: str) -> None:
    """Tell what one of the forms in the room says now."""
    tell(meeting, "field", key=form, form=form, version=record.version, values=values)


def tell_minutes(item: AgendaItem) -> None:
    """Tell the minutes of a point; of a case only that they changed."""
    if item.case_id:
        tell(item.meeting, "changed", key="panels", what="minutes")
    else:
        tell_field(item.meeting, f"minutes-{item.pk}", item, minutes=item.minutes)
