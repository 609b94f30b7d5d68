"""The report: what a review recorded, gathered when it closes, and told to each reader as far as it is theirs.

`content_of` is plain JSON with keys of people; `report_page` gives them their names and leaves out what the reader may
not see: cases they cannot open, and, for who takes part without seeing the group's file, what comes from that.
"""

from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from gezien.agreements.queries import group_in_words
from gezien.cases.models import Ground
from gezien.cases.rules import visible_cases
from gezien.meetings.models import AgendaItem, AttentionPoint, Judgement, Meeting, Remark
from gezien.meetings.points import TAKEAWAYS, THEMES
from gezien.meetings.queries.looking_back import plan_in_words
from gezien.meetings.queries.report_agreed import agreement_row, beside, closed_here, instead, settled
from gezien.meetings.queries.report_individual import readable
from gezien.meetings.queries.report_log import Written
from gezien.meetings.queries.report_points import led_to_something
from gezien.meetings.queries.report_words import Names, words_of
from gezien.meetings.queries.report_written import EMPTY, written
from gezien.meetings.queries.room import agreements_made
from gezien.pupils.models import Pupil
from gezien.pupils.rules import visible_groups
from gezien.schools.models import User
from gezien.schools.rules import Member
from gezien.team.rules import visible_team_needs

# Lists with a pupil in each row, and what stands in a report because it stands in the group's file.
ABOUT_PUPILS = (
    *("agreements", "settled", "altered", "attention", "needs", "factors"),
    *("registrations", "moves", "helped", "done"),
)
OF_THE_FILE = (
    *("judgements", "attention", "needs", "factors", "registrations"),
    *("moves", "clusters", "plans", "helped"),
)
OF_A_CASE = ("texts", "companions", "effects", "outside")
ORDER = {point.key: place for place, point in enumerate([*THEMES, *TAKEAWAYS])}


def content_of(meeting: Meeting, told: Written | None = None) -> dict[str, Any]:
    """Everything that was recorded in a review, as JSON; `told`: what was written, if not as the log has it."""
    told = told or Written(meeting)
    closed = closed_here(told)
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
            *(agreement_row(one) for one in agreements_made(meeting).select_related("made_in")),
            *instead(told, closed),
            *beside(told),
        ],
        "settled": settled(told, closed),
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
        **written(told),
    }


def _item(one: AgendaItem) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "matter": one.matter,
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
            "subject": plan_in_words(meeting, one.plan),
            "of": one.of,
            "carried_out": one.carried_out,
            "feasible": one.feasible,
            "words": one.words,
        }
        for one in meeting.judgements.select_related("plan__subject", "plan__period")
        if one.carried_out or one.feasible or one.words
    ]


def stored(meeting: Meeting) -> dict[str, Any]:
    """The content of the report made at closing; of a review of long ago what its records say."""
    report = getattr(meeting, "report", None)
    return {**EMPTY, **report.content} if report else content_of(meeting)


def report_page(member: Member, meeting: Meeting) -> dict[str, Any]:
    """The report with names and words, as far as the member may read it. See the keys in `meetings/report.html`.

    `pupils`: the keys of whom it names, to log that they were read about.
    """
    recorded = stored(meeting)
    told = _readable(member, meeting, recorded)
    names = _names(member, meeting, told)
    points = [
        {
            **one,
            "title": names.about(one["pupil"]) if one["case"] else one["title"],
            "said": _said_of(one, recorded, told, names.here),
        }
        for one in told["items"]
    ]
    return {
        "people": [
            {"name": names.user(one["user"]), "came": one["came"], "leads": one["user"] == told["chair"]}
            for one in told["people"]
        ],
        **{name: [names.agreement(one) for one in told[name]] for name in ("agreements", "settled", "altered")},
        "items": points,
        "passed_over": [one["title"] for one in points if not one["said"]],
        "themes": _remarks(told, Remark.Part.THEME),
        "takeaways": _remarks(told, Remark.Part.TAKEAWAY),
        "judgements": [_judgement(one) for one in told["judgements"]],
        "attention": [{"about": names.about(one["pupil"]), "text": one["text"]} for one in told["attention"]],
        "needs": [{**one, "about": names.about(one["pupil"]), "by": names.aside(one)} for one in told["needs"]],
        "registrations": [
            {"about": names.about(one["pupil"]), "grounds": [str(Ground(ground).label) for ground in one["grounds"]]}
            for one in told["registrations"]
        ],
        **words_of(told, names),
        "closed_by": names.users.get(told["closed_by"] or 0, ""),
        "held": _held(told),
        "planned": _planned(told),
        "approved": _approved(meeting),
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
    kept["done"] = readable(member, kept["done"])
    kept["team"] = [one for one in told["team"] if one["need"] in heard and one["case"] in (None, *mine)]
    if meeting.group_id is None:
        about = {item["pupil"] for item in items if item["case"]}
        kept["clusters"] = [one for one in told["clusters"] if one.get("pupil") in about]
        return {**told, "items": items, **kept}
    if visible_groups(member).filter(pk=meeting.group_id).exists():
        return {**told, "items": items, **kept}
    for name in ("settled", "altered"):
        kept[name] = [one for one in kept[name] if _is_theirs(member, one)]
    kept["agreements"] = [one for one in kept["agreements"] if not _is_beside(one) or _is_theirs(member, one)]
    own = [one for one in kept["done"] if one["case"] in mine]
    return {**told, "items": items, **kept, **{key: [] for key in OF_THE_FILE}, "done": own}


def _is_beside(agreement: dict[str, Any]) -> bool:
    """Whether it was not made at the table itself ("instead": as older reports have it)."""
    return bool(agreement.get("beside") or agreement.get("instead"))


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
        here=frozenset({one["user"] for one in told["people"] if one["came"]} | {told["chair"]}),
    )


def _said_of(item: dict[str, Any], recorded: dict[str, Any], told: dict[str, Any], here: frozenset[int]) -> str:
    """The minutes of a point, or else that it was come to; empty when it was not: no tick, and nothing came of it.

    Whether it was come to is the same for everybody (`recorded`); this reader is pointed to the report only when what
    came of it stands in theirs (`told`).
    """
    if item["minutes"]:
        return str(item["minutes"])
    if led_to_something(item, told, here):
        return _("Recorded in this report.")
    if led_to_something(item, recorded, here):
        return _("Discussed.")
    return _("Discussed, without minutes.") if item["discussed"] else ""


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


def _planned(told: dict[str, Any]) -> str:
    """ "planned on 11 February 2027" of a review that was held on another day; else nothing."""
    planned, opened = parse_datetime(told["starts_at"]), parse_datetime(told["opened_at"])
    if planned is None or opened is None or timezone.localtime(planned).date() == timezone.localtime(opened).date():
        return ""
    return _("planned on %(day)s") % {"day": date_format(timezone.localtime(planned), "j F Y")}


def _approved(meeting: Meeting) -> list[str]:
    """ "approved on 12 February 2027" and "by Sanne Visser"; nothing while it waits."""
    report = getattr(meeting, "report", None)
    if report is None or report.approved_at is None:
        return []
    on = _("approved on %(day)s") % {"day": date_format(timezone.localtime(report.approved_at), "j F Y")}
    return [on, _("by %(who)s") % {"who": report.approved_by.name}] if report.approved_by else [on]


def _users(told: dict[str, Any]) -> set[int]:
    rows = [one for name in ("agreements", "settled", "altered", "helped", "team") for one in told[name]]
    users = {one["user"] for one in told["people"]} | {one["owner"] or 0 for one in rows}
    users |= {
        user for name in ("agreements", "settled", *EMPTY) for one in told[name] for user in one.get("writers", [])
    }
    return users | {one["by"] or 0 for one in told["effects"]} | {told["chair"], told["closed_by"] or 0}


def _pupils(told: dict[str, Any]) -> set[int]:
    rows = [one for name in ("items", *ABOUT_PUPILS, *OF_A_CASE, "team") for one in told[name]]
    return {one["pupil"] for one in rows if one["pupil"]} | {one["who"] for one in told["companions"]}


def pupils_named(member: Member, meeting: Meeting) -> list[Pupil]:
    """The pupils whom the report names to this reader: their reading is logged."""
    return [Pupil(pk=pk) for pk in report_page(member, meeting)["pupils"]]
