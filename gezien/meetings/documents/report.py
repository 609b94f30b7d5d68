"""The report of a review on paper: the same facts as its page."""

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.meetings.models import Meeting
from gezien.meetings.queries.report import pupils_named, report_page
from gezien.meetings.queries.report_words import with_writer
from gezien.meetings.queries.reviews import subject_in_words
from gezien.meetings.rules import visible_meetings, why_meeting_visible
from gezien.paper.kinds import Choice, Kind, register
from gezien.paper.report import FIELDS, TYPST, report, section, write_template
from gezien.schools.rules import Member

type Line = tuple[str, str]
NOT_JUDGED = "–"


def closed_reviews(member: Member) -> QuerySet[Meeting]:
    """The reviews the member sees whose report there is."""
    found = visible_meetings(member).filter(closed_at__isnull=False)
    return found.select_related("group__year", "period__year", "report")


def report_paper(meeting: Meeting, member: Member) -> dict[str, Any]:
    """What the report tells this reader; texts only, in reading order."""
    told = report_page(member, meeting)
    title = f"{meeting.get_kind_display()} · {subject_in_words(meeting)}" if meeting.group else _("Pupil review")
    return report(
        title=f"{_('Report')} · {title}",
        subtitle=title,
        over=_("Report"),
        aside=[
            told["held"],
            *([told["planned"]] if told["planned"] else []),
            *(told["approved"] or [_("waits for approval")]),
        ],
        sections=_sections(told),
    )


def _sections(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        section(_("At the table"), [("", ", ".join(_person(one) for one in told["people"]))]),
        section(_("Agreed"), [_agreed(one) for one in told["agreements"]]),
        section(_("What was discussed"), _discussed(told)),
        *(
            section(_("Written in the case of %(name)s") % {"name": one["about"]}, one["lines"])
            for one in told["cases"]
        ),
        section(_("How the group is doing"), [(one["label"], one["text"]) for one in told["themes"]]),
        section(_("What the teacher takes away"), [(one["label"], one["text"]) for one in told["takeaways"]]),
        section(_("Clusters and group plan"), [_judged(one) for one in told["judgements"]]),
        section(_("Points of attention"), [(one["about"], one["text"]) for one in told["attention"]]),
        section(_("Needs set or sharpened"), [_need(one) for one in told["needs"]]),
        section(_("Stimulating and hindering factors"), [_factor(one) for one in told["factors"]]),
        section(
            _("Registered for the pupil review"),
            [(one["about"], ", ".join(one["grounds"]) or "–") for one in told["registrations"]],
        ),
        section(
            _("Changed in the clusters"),
            [(one["subject"], with_writer(one["what"], one["by"])) for one in told["clusters"]]
            + [(one["subject"], with_writer(f"{one['about']}: {one['text']}", one["by"])) for one in told["moves"]],
        ),
        section(_("Changed in the group plans"), [_planned(one) for one in told["plans"]]),
        section(
            _("What this asks of the team"),
            [(one["kind"] + one["more"], with_writer(one["text"], one["by"])) for one in told["team"]],
        ),
        section(_("Also done"), [(one["about"], with_writer(one["text"], one["by"])) for one in told["done"]]),
        section(_("Did it help?"), [_helped(one) for one in told["helped"]]),
        section(_("Settled from before"), [_settled(one) for one in told["settled"]]),
        section(_("Agreements of before, changed"), [_agreed(one) for one in told["altered"]]),
    ]


def _person(one: dict[str, Any]) -> str:
    name = f"{one['name']} ({_('led it')})" if one["leads"] else one["name"]
    return name if one["came"] or one["leads"] else f"{name} ({_('not noted as present')})"


def _discussed(told: dict[str, Any]) -> list[Line]:
    """Point by point, also without minutes; in the end what was not come to."""
    lines = [(one["title"], one["said"]) for one in told["items"] if one["said"]]
    return [*lines, (_("Not discussed:").rstrip(":"), " · ".join(told["passed_over"]))]


def _agreed(one: dict[str, Any]) -> Line:
    sign = f"\n{_('Worked if:')} {one['sign']}" if one["sign"] else ""
    due = one["due"].replace(" ", "\N{NO-BREAK SPACE}")
    return f"{one['owner']}, {due}", with_writer(f"{one['what']} ({one['about']}){sign}", one["by"])


def _judged(one: dict[str, Any]) -> Line:
    said = ((_("carried out: %s"), one["carried_out"]), (_("feasible: %s"), one["feasible"]))
    marks = ", ".join(words % mark for words, mark in said if mark not in ("", NOT_JUDGED))
    return f"{one['subject']} · {one['of']}", f"{marks}\n{one['words']}".strip()


def _need(one: dict[str, Any]) -> Line:
    text = "\n".join(filter(None, (one["goal"], one["support"])))
    return f"{one['about']}, {one['subject']}", with_writer(text, one["by"])


def _factor(one: dict[str, Any]) -> Line:
    return one["about"], with_writer(f"{one['text']} ({one['direction']}, {one['what']})", one["by"])


def _settled(one: dict[str, Any]) -> Line:
    text = f"{one['what']} ({one['about']})\n{one['note']}".strip()
    return f"{one['owner']} ({one['outcome']})", with_writer(text, one["by"])


def _planned(one: dict[str, Any]) -> Line:
    of, label = ", ".join(filter(None, (one["subject"], one["of"]))), one["label"]
    was = f"\n{_('was: %(text)s') % {'text': one['was']}}" if one["was"] else ""
    return (f"{of}, {label}" if one["text"] else of), with_writer(f"{one['text'] or label}{was}", one["by"])


def _helped(one: dict[str, Any]) -> Line:
    who = f"{one['owner']} ({one['helped']})" if one["helped"] else one["owner"]
    return who, with_writer(f"{one['what']} ({one['about']})\n{one['words']}".strip(), one["by"])


def _held_at(meeting: Meeting) -> dt.datetime:
    """When it was held, which may be another day than it was planned on."""
    return timezone.localtime(meeting.opened_at or meeting.starts_at)


def choices(member: Member) -> list[Choice]:
    """Every report the member may read, by period and group."""
    return [
        Choice(
            pk=meeting.pk,
            name=f"{subject_in_words(meeting)} · {date_format(_held_at(meeting), 'j F Y')}",
            facets={
                "period": f"{_('Period')} {meeting.period.number}, {meeting.period.year.name}",
                "kind": str(meeting.get_kind_display()),
                "group": meeting.group.name if meeting.group else "",
            },
        )
        for meeting in closed_reviews(member).order_by("-starts_at", "pk")
    ]


def review_sample() -> dict[str, Any]:
    """A report of nobody's group, for whoever tries a template of their own."""
    return {
        "title": "Verslag · Groepsbespreking · Groep 5",
        "subtitle": "Groepsbespreking · Groep 5",
        "over": "Verslag",
        "aside": ["12 februari 2027, 15:30–16:28", "vastgesteld"],
        "facts": "12 februari 2027, 15:30–16:28 · vastgesteld · Verslag",
        "sections": [
            {
                "head": "Afgesproken",
                "lines": [{"label": "Juf Noor, 1 maart 2027", "text": "Begint elke les met het doel op het bord."}],
            },
            {"head": "Wat is besproken", "lines": [{"label": "De groep", "text": "De sfeer is goed."}]},
        ],
    }


REVIEW_REPORT = register(
    Kind(
        key="review_report",
        name=gettext_lazy("Report of a review"),
        plural=gettext_lazy("Reports of reviews"),
        fields=FIELDS,
        write=write_template,
        typst=TYPST,
        sample=review_sample,
        find=closed_reviews,
        data=report_paper,
        file_name=lambda meeting: f"{_('report')} {subject_in_words(meeting)} {_held_at(meeting):%Y-%m-%d}",
        about=lambda meeting: {"group": meeting.group},
        why=why_meeting_visible,
        verb="review.exported",
        choices=choices,
        pupils=lambda meeting, member: pupils_named(member, meeting),
        facets={
            "period": gettext_lazy("Period"),
            "kind": gettext_lazy("Kind"),
            "group": gettext_lazy("Group"),
        },
    )
)
