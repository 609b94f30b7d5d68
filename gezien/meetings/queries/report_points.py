"""Which points of the agenda a review came to, by what stands in its report: the same for every reader of it."""

from typing import Any

from gezien.meetings.models import AgendaItem, Remark

# What a point of the agenda leads to: then it was come to, whether somebody ticked it or not.
LEADS_TO = {
    AgendaItem.Matter.AGREEMENTS: ("settled", "altered", "helped"),
    AgendaItem.Matter.OVERVIEW: ("needs", "factors", "attention", "registrations"),
    AgendaItem.Matter.PLAN: ("judgements", "plans", "moves", "clusters"),
}
PARTS = {AgendaItem.Matter.GROUP: Remark.Part.THEME, AgendaItem.Matter.TAKEAWAYS: Remark.Part.TAKEAWAY}
# Of a pupil whose case is a point of its own: by the pupil, and by the case.
OF_THE_PUPIL = ("settled", "altered", "helped", "attention", "needs", "factors", "moves", "clusters")
OF_THE_CASE = ("texts", "companions", "effects", "team", "done")


def led_to_something(item: dict[str, Any], told: dict[str, Any], here: frozenset[int]) -> bool:
    """Whether something stands in the report that was said at this point, by who was `here` (users).

    What only an absent colleague wrote, at home say, or somebody from outside sent, does not make it a point that the
    table came to.
    """
    if any(_is_of(item, one) for one in _said_here(told, "agreements", here)):
        return True
    if item["case"]:
        by_pupil = (one.get("pupil") == item["pupil"] for name in OF_THE_PUPIL for one in _said_here(told, name, here))
        return any(by_pupil) or any(
            one["case"] == item["case"] for name in OF_THE_CASE for one in _said_here(told, name, here)
        )
    matter = item.get("matter", "")
    if any(_said_here(told, name, here) for name in LEADS_TO.get(matter, ())):
        return True
    return matter in PARTS and any(one["part"] == PARTS[matter] for one in told["remarks"])


def _said_here(told: dict[str, Any], name: str, here: frozenset[int]) -> list[dict[str, Any]]:
    """The rows of a list that can be said at the table only, or that somebody wrote who was there."""
    return [one for one in told[name] if "writers" not in one or here & {*one["writers"]}]


def _is_of(item: dict[str, Any], agreement: dict[str, Any]) -> bool:
    """Whether an agreement was made at this point; else it is of its pupil's, and of the one for agreements."""
    if agreement.get("item"):
        return bool(agreement["item"] == item["pk"])
    if item["case"]:
        return bool(agreement["pupil"] == item["pupil"])
    return item.get("matter") == AgendaItem.Matter.NEW_AGREEMENTS and not agreement.get("instead")
