"""What Gezien proposes as an answer in a preparation, from what it knows; each with its source, never put in by itself.

A question names one of `SOURCES`; whoever fills in takes the proposal over into their own answer, or does not.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.cases.queries.cases import parts_of
from gezien.cases.queries.known import done_before
from gezien.meetings.models import FormTemplate, Preparation, Remark
from gezien.meetings.queries.reviews import previous_review
from gezien.meetings.queries.room import rows_before
from gezien.needs.queries.attention import Choice, attention_rows
from gezien.needs.queries.rule_terms import terms_of
from gezien.notes.models import Factor, Note
from gezien.notes.queries.factors import factors_of
from gezien.notes.rules import visible_notes
from gezien.plans.models import PlanReflection, RowReflection
from gezien.plans.rules import visible_plans
from gezien.schools.models import Subject
from gezien.schools.rules import Member

GROUP, PUPIL = FormTemplate.Kind.GROUP, FormTemplate.Kind.PUPIL
MOST = 6  # lines of one proposal
LONGEST = 400  # characters of one line
Lines = Iterable[str]


@dataclass(frozen=True)
class Source:
    """Something Gezien knows: for which forms, what the form's editor calls it, and where it is read."""

    kind: str
    label: Any
    read: Callable[[Member, Preparation], Lines]


def proposals(member: Member, preparation: Preparation, asked: Iterable[str]) -> dict[str, dict[str, str]]:
    """By source what is proposed: text and where it comes from; without those about which nothing is known.

    Only what this member may see anyway, and each source is read once.
    """
    kind = PUPIL if preparation.case_id else GROUP
    found = {}
    for code in dict.fromkeys(asked):
        source = SOURCES.get(code)
        if source is None or source.kind != kind:
            continue
        lines = [Truncator(line).chars(LONGEST) for line in source.read(member, preparation) if line]
        if lines:
            found[code] = {"text": "\n".join(lines[:MOST]), "source": str(source.label)}
    return found


def taken_over(typed: str, proposal: str) -> str:
    """What was typed with the proposal behind it; nothing typed is lost, and taking it over twice adds nothing."""
    if proposal in typed.replace("\r\n", "\n"):
        return typed
    return f"{typed.rstrip()}\n\n{proposal}" if typed.strip() else proposal


def source_choices(kind: str) -> list[tuple[str, str]]:
    """For the form's editor: nothing, and the sources for such forms."""
    return [("", _("nothing")), *((code, str(one.label)) for code, one in SOURCES.items() if one.kind == kind)]


def _signals(member: Member, preparation: Preparation) -> Lines:
    group = preparation.about_group
    names = dict(Subject.objects.filter(school=member.school).values_list("pk", "name"))
    for row in attention_rows(member, Choice(group=group.pk), terms_of(member.school)):
        told = "; ".join(dict.fromkeys(_in_full(signal, names) for signal in row["signals"]))
        yield f"{row['name']}: {told}" + (f" ({', '.join(row['attention'])})" if row["attention"] else "")


def _in_full(signal: dict[str, Any], names: dict[int, str]) -> str:
    """A signal's label with the subject's name for its letters: what is taken over is read by others, in a report."""
    letters, rest = signal["short"], signal["label"]
    if signal["subject"] in names and letters and rest.startswith(f"{letters} "):
        return names[signal["subject"]] + rest.removeprefix(letters)
    return str(rest)


def _last_plan(member: Member, preparation: Preparation) -> Lines:
    meeting = preparation.review
    plans = visible_plans(member).filter(group=preparation.about_group, period__starts_on__lte=meeting.period.starts_on)
    helped: dict[str, Counter[str]] = {}
    rows = RowReflection.objects.filter(row__plan__in=plans).exclude(helped="")
    for one in rows.select_related("row__plan__subject").order_by("row__plan__subject__position", "pk"):
        helped.setdefault(one.row.plan.subject.name, Counter())[str(one.get_helped_display())] += 1
    for subject, marks in helped.items():
        counted = ", ".join(f"{mark} {number}×" for mark, number in marks.items())
        yield _("%(subject)s: the approach helped: %(marks)s") % {"subject": subject, "marks": counted}
    said = PlanReflection.objects.filter(plan__in=plans).exclude(adjustments="")
    for whole in said.select_related("plan__subject").order_by("-plan__period__starts_on", "pk"):
        yield _("%(subject)s, to take along: %(text)s") % {
            "subject": whole.plan.subject.name,
            "text": whole.adjustments,
        }


def _remarks(_member: Member, preparation: Preparation) -> Lines:
    previous = previous_review(preparation.review)
    if previous:
        for one in Remark.objects.filter(meeting=previous, part=Remark.Part.THEME).exclude(text=""):
            yield f"{one.label}: {one.text}"


def _remark(theme: str) -> Callable[[Member, Preparation], Lines]:
    def read(_member: Member, preparation: Preparation) -> Lines:
        previous = previous_review(preparation.review)
        said = Remark.objects.filter(meeting=previous, part=Remark.Part.THEME, key=theme).exclude(text="")
        return [one.text for one in said] if previous else []

    return read


def _agreements(member: Member, preparation: Preparation) -> Lines:
    for row in rows_before(member, preparation.review):
        yield f"{row['what']} ({row['closed'] if row['is_closed'] else row['due']})"


def _group_notes(member: Member, preparation: Preparation) -> Lines:
    notes = _open_notes(member).filter(group=preparation.about_group.pk)
    return _told(notes.order_by("-happened_on", "-pk")[:3])


def _case(_member: Member, preparation: Preparation) -> Lines:
    parts = parts_of(preparation.about_case)
    for key in ("question", "concern"):
        if key in parts and parts[key].text:
            yield parts[key].text


def _hindering(_member: Member, preparation: Preparation) -> Lines:
    return _factors(preparation, Factor.Direction.HINDERING)


def _stimulating(_member: Member, preparation: Preparation) -> Lines:
    return _factors(preparation, Factor.Direction.STIMULATING)


def _factors(preparation: Preparation, direction: str) -> Lines:
    current, _ended = factors_of(preparation.about_case.pupil)
    return [one.text for one in current if one.direction == direction]


def _tried(member: Member, preparation: Preparation) -> Lines:
    for row in done_before(member, preparation.about_case):
        yield f"{row['what']} ({row['when']}): {row['text']}" + (f" – {row['words']}" if row["words"] else "")


def _talk(kind: str) -> Callable[[Member, Preparation], Lines]:
    def read(member: Member, preparation: Preparation) -> Lines:
        notes = _open_notes(member).filter(pupil=preparation.about_case.pupil_id, kind=kind)
        return _told(notes.order_by("-happened_on", "-pk")[:1])

    return read


def _open_notes(member: Member) -> QuerySet[Note]:
    """What every teacher of the pupil reads: a preparation has more readers than a note that few colleagues see."""
    return visible_notes(member).filter(visibility=Note.Visibility.TEAM)


def _told(notes: Iterable[Note]) -> Lines:
    return [f"{date_format(note.happened_on, 'j F')}: {note.text}" for note in notes]


SOURCES = {
    "signals": Source(GROUP, gettext_lazy("signals in the group"), _signals),
    "plan": Source(GROUP, gettext_lazy("looking back on the group plans"), _last_plan),
    "remarks": Source(GROUP, gettext_lazy("the previous group review"), _remarks),
    "remark_atmosphere": Source(GROUP, gettext_lazy("atmosphere, at the previous group review"), _remark("atmosphere")),
    "remark_work_climate": Source(
        GROUP, gettext_lazy("work climate, at the previous group review"), _remark("work_climate")
    ),
    "remark_independence": Source(
        GROUP, gettext_lazy("working independently, at the previous group review"), _remark("independence")
    ),
    "agreements": Source(GROUP, gettext_lazy("agreements about the group"), _agreements),
    "group_notes": Source(GROUP, gettext_lazy("notes about the group"), _group_notes),
    "case": Source(PUPIL, gettext_lazy("the registration"), _case),
    "factors": Source(PUPIL, gettext_lazy("hindering factors"), _hindering),
    "positive": Source(PUPIL, gettext_lazy("stimulating factors"), _stimulating),
    "needs": Source(PUPIL, gettext_lazy("what was done before, and what it did"), _tried),
    "pupil_talk": Source(PUPIL, gettext_lazy("the last talk with the pupil"), _talk(Note.Kind.PUPIL_TALK)),
    "parent_talk": Source(PUPIL, gettext_lazy("the last talk with the parents"), _talk(Note.Kind.PARENT_TALK)),
}
