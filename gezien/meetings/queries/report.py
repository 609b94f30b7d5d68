"""The report: what a review recorded, gathered when it closes, and told to each reader as far as it is theirs.

`content_of` is plain JSON with keys of people; `report_page` gives them their names and leaves out what the reader may
not see: cases they cannot open, and, for who takes part without seeing the group's file, what comes from that.
"""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format

from gezien.agreements.models import Agreement
from gezien.agreements.queries import group_in_words
from gezien.cases.models import Ground
from gezien.cases.rules import visible_cases
from gezien.meetings.models import AgendaItem, AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import TAKEAWAYS, THEMES
from gezien.meetings.queries.report_words import Names, words_of
from gezien.meetings.queries.report_written import EMPTY, written
from gezien.meetings.queries.room import agreements_about, agreements_made
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_groups
from gezien.schools.models import User
from gezien.schools.rules import Member
from gezien.team.rules import visible_team_needs

# Lists with a pupil in each row, and what stands in a report because it stands in the group's file.
ABOUT_PUPILS = ("agreements", "settled", "attention", "needs", "factors", "registrations", "moves", "helped", "done")
OF_THE_FILE = (
    *("judgements", "attention", "needs", "factors", "registrations"),
    *("moves", "clusters", "plans", "helped"),
)
OF_A_CASE = ("texts", "companions", "effects", "outside")
ORDER = {point.key: place for place, point in enumerate([*THEMES, *TAKEAWAYS])}


def content_of(meeting: Meeting) -> dict[str, Any]:
    """Everything that was recorded in a review, as JSON."""
    settled = list(_settled(meeting))
    return {
        "kind": meeting.kind,
        "starts_at": meeting.starts_at.isoformat(),
        "opened_at": meeting.opened_at.isoformat() if meeting.opened_at else "",
        "closed_at": meeting.closed_at.isoformat() if meeting.closed_at else "",
        "closed_by": meeting.closed_by_id,
        "place": meeting.place,
        "chair": meeting.chair_id,
        "people": [
            {"user": seat.user_id, "came": seat.joined_at is not None}
            for seat in meeting.participants.order_by("user__last_name", "user__first_name", "pk")
        ],
        "items": [_item(one) for one in meeting.agenda.select_related("case")],
        "agreements": [
            *(_agreement(one) for one in agreements_made(meeting).select_related("made_in")),
            *(_agreement(one) | {"instead": True} for one in _instead(settled)),
        ],
        "settled": [_agreement(one) for one in settled],
        "remarks": [
            {"part": one.part, "key": one.key, "label": one.label, "text": one.text}
            for one in sorted(meeting.remarks.exclude(text=""), key=lambda one: ORDER.get(one.key, len(ORDER)))
        ],
        "judgements": _judgements(meeting),
        "attention": [
            {"pupil": one.pupil_id, "text": one.text} for one in AttentionPoint.objects.filter(meeting=meeting)
        ],
        "registrations": [
            {"pupil": one.case.pupil_id, "grounds": one.case.grounds}
            for one in meeting.registrations.select_related("case")
        ],
        **written(meeting),
    }


def _item(one: AgendaItem) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "title": one.title,
        "case": one.case_id,
        "pupil": one.case.pupil_id if one.case else None,
        "minutes": one.minutes,
        "discussed": one.discussed_at is not None,
        "spent": round(one.seconds_spent / 60),
    }


def _judgements(meeting: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "subject": one.plan.subject.name,
            "of": one.of,
            "carried_out": one.carried_out,
            "feasible": one.feasible,
            "words": one.words,
        }
        for one in meeting.judgements.select_related("plan__subject")
        if one.carried_out or one.feasible or one.words
    ]


def _agreement(one: Agreement) -> dict[str, Any]:
    made_in = getattr(one, "made_in", None)
    return {
        "what": one.what,
        "owner": one.owner_id,
        "due_on": one.due_on.isoformat(),
        "sign": one.sign_of_success,
        "pupil": one.pupil_id,
        "item": made_in.agenda_item_id if made_in else None,
        "outcome": one.outcome,
        "note": one.closing_note,
    }


def _settled(meeting: Meeting) -> Iterable[Agreement]:
    """The agreements of before that were closed while the review was open."""
    if meeting.opened_at is None:
        return []
    found = agreements_about(meeting).filter(closed_at__gte=meeting.opened_at).exclude(made_in__meeting=meeting)
    return found.filter(closed_at__lte=meeting.closed_at) if meeting.closed_at else found


def _instead(settled: Iterable[Agreement]) -> Iterable[Agreement]:
    """What was agreed instead of something that was closed as changed."""
    return Agreement.objects.filter(follows__in=[one.pk for one in settled], made_in=None).order_by("pk")


def stored(meeting: Meeting) -> dict[str, Any]:
    """The content of the report made at closing; of a review of long ago what its records say."""
    report = getattr(meeting, "report", None)
    return {**EMPTY, **report.content} if report else content_of(meeting)


def report_page(member: Member, meeting: Meeting) -> dict[str, Any]:
    """The report with names and words, as far as the member may read it. See the keys in `meetings/report.html`.

    `pupils`: the keys of whom it names, to log that they were read about.
    """
    told = _readable(member, meeting, stored(meeting))
    names = _names(member, meeting, told)
    points = [{**one, "title": names.about(one["pupil"]) if one["case"] else one["title"]} for one in told["items"]]
    return {
        "people": [
            {"name": names.user(one["user"]), "came": one["came"], "leads": one["user"] == told["chair"]}
            for one in told["people"]
        ],
        "agreements": [names.agreement(one) for one in told["agreements"]],
        "settled": [names.agreement(one) for one in told["settled"]],
        "items": points,
        "passed_over": [one["title"] for one in points if not one["discussed"] and not one["minutes"]],
        "themes": _remarks(told, Remark.Part.THEME),
        "takeaways": _remarks(told, Remark.Part.TAKEAWAY),
        "judgements": [_judgement(one) for one in told["judgements"]],
        "attention": [{"about": names.about(one["pupil"]), "text": one["text"]} for one in told["attention"]],
        "needs": [{**one, "about": names.about(one["pupil"])} for one in told["needs"]],
        "registrations": [
            {"about": names.about(one["pupil"]), "grounds": [str(Ground(ground).label) for ground in one["grounds"]]}
            for one in told["registrations"]
        ],
        **words_of(told, names),
        "closed_by": names.users.get(told["closed_by"] or 0, ""),
        "held": _held(told),
        "pupils": sorted(names.pupils),
    }


def _readable(member: Member, meeting: Meeting, told: dict[str, Any]) -> dict[str, Any]:
    """Without what is not the reader's: cases they cannot open, and what comes from a file they do not see.

    Of what was agreed before about that group's pupils, and settled or replaced here, only what is the reader's to do.
    In a review of pupils of more groups, of clusters only those where a pupil stands whose case they can open.
    """
    cases = [item["case"] for item in told["items"] if item["case"]]
    mine = set(visible_cases(member).filter(pk__in=cases).values_list("pk", flat=True)) if cases else set()
    items = [item for item in told["items"] if not item["case"] or item["case"] in mine]
    theirs = {item["pupil"] for item in told["items"] if item["case"]} - {item["pupil"] for item in items}
    kept = {key: [one for one in told[key] if one["pupil"] not in theirs] for key in ABOUT_PUPILS}
    kept |= {key: [one for one in told[key] if one["case"] in mine] for key in OF_A_CASE}
    said = visible_team_needs(member).filter(pk__in=[one["need"] for one in told["team"]])
    heard = set(said.values_list("pk", flat=True)) if told["team"] else set()
    kept["team"] = [one for one in told["team"] if one["need"] in heard and one["case"] in (None, *mine)]
    if meeting.group_id is None:
        about = {item["pupil"] for item in items if item["case"]}
        kept["clusters"] = [one for one in told["clusters"] if one.get("pupil") in about]
        return {**told, "items": items, **kept}
    if visible_groups(member).filter(pk=meeting.group_id).exists():
        return {**told, "items": items, **kept}
    kept["settled"] = [one for one in kept["settled"] if _is_theirs(member, one)]
    kept["agreements"] = [one for one in kept["agreements"] if not one.get("instead") or _is_theirs(member, one)]
    own = [one for one in kept["done"] if one["case"] in mine]
    return {**told, "items": items, **kept, **{key: [] for key in OF_THE_FILE}, "done": own}


def _is_theirs(member: Member, agreement: dict[str, Any]) -> bool:
    """Whether an agreement of before is for somebody at the table who does not see the group: not about a pupil, or
    theirs to do.
    """
    return agreement["pupil"] is None or agreement["owner"] == member.user.pk


def _names(member: Member, meeting: Meeting, told: dict[str, Any]) -> Names:
    return Names(
        users={user.pk: user.name for user in User.objects.filter(pk__in=_users(told))},
        pupils={pupil.pk: pupil.name for pupil in Pupil.objects.filter(school=member.school, pk__in=_pupils(told))},
        group=group_in_words(meeting.group) if meeting.group else "",
    )


def _remarks(told: dict[str, Any], part: str) -> list[dict[str, Any]]:
    return [one for one in told["remarks"] if one["part"] == part]


def _judgement(one: dict[str, Any]) -> dict[str, Any]:
    def mark(value: str) -> str:
        return str(Judgement.Mark(value).label) if value else "–"

    return {
        "subject": one["subject"],
        "of": str(Judgement.Of(one["of"]).label),
        "carried_out": mark(one["carried_out"]),
        "feasible": mark(one["feasible"]),
        "words": one["words"],
    }


def _held(told: dict[str, Any]) -> str:
    """ "12 February 2027, 15:31–16:27"."""
    opened, closed = parse_datetime(told["opened_at"]), parse_datetime(told["closed_at"])
    if opened is None or closed is None:
        return ""
    start, end = timezone.localtime(opened), timezone.localtime(closed)
    return f"{date_format(start, 'j F Y')}, {date_format(start, 'H:i')}–{date_format(end, 'H:i')}"


def _users(told: dict[str, Any]) -> set[int]:
    rows = [*told["agreements"], *told["settled"], *told["helped"], *told["team"]]
    users = {one["user"] for one in told["people"]} | {one["owner"] or 0 for one in rows}
    return users | {one["by"] or 0 for one in told["effects"]} | {told["chair"], told["closed_by"] or 0}


def _pupils(told: dict[str, Any]) -> set[int]:
    rows = [one for name in ("items", *ABOUT_PUPILS, *OF_A_CASE, "team") for one in told[name]]
    return {one["pupil"] for one in rows if one["pupil"]} | {one["who"] for one in told["companions"]}


def pupils_named(member: Member, meeting: Meeting) -> list[Pupil]:
    """The pupils whom the report names to this reader: their reading is logged."""
    return [Pupil(pk=pk) for pk in report_page(member, meeting)["pupils"]]
