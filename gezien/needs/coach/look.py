"""Look at one goal: recognise its parts and put the advice into words."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gezien.common import clock
from gezien.needs.coach import behaviour, challenge, context, measure, single, term, vague
from gezien.needs.coach.advice import Advice, Part, Piece, Span, Text
from gezien.needs.coach.reading import Reading, read

LONGEST = 2000  # as long as a goal may be; what comes after is not read

TITLES = {
    "behaviour": gettext_lazy("Visible behaviour"),
    "measure": gettext_lazy("Measure"),
    "context": gettext_lazy("Situation"),
    "term": gettext_lazy("Moment"),
    "challenge": gettext_lazy("Challenge"),
    "single": gettext_lazy("One goal"),
}
WHY = {
    "behaviour": gettext_lazy("What you can see or hear, you can follow together, and celebrate."),
    "measure": gettext_lazy("Then the pupil and you both know when it is reached."),
    "context": gettext_lazy("With material or help it often works already; elsewhere not yet."),
    "term": gettext_lazy("Then you know when to look back together."),
    "challenge": gettext_lazy("A goal just above what works now makes one grow."),
    "single": gettext_lazy("One goal at a time is manageable, for the pupil and for you."),
}
ASK = {
    "behaviour": gettext_lazy("What will you see or hear the pupil do?"),
    "measure": gettext_lazy("How many, how well or how often?"),
    "context": gettext_lazy("Where or when, with what or with whom?"),
    "term": gettext_lazy("By when should it work?"),
    "challenge": gettext_lazy("What works now already, and what is the next step?"),
    "single": gettext_lazy("Which goal comes first?"),
}
BLANKS = {
    "term": gettext_lazy("by when?"),
    "behaviour": gettext_lazy("does what, so that you see or hear it?"),
    "context": gettext_lazy("where, with what or with whom?"),
    "measure": gettext_lazy("how many, how well, how often?"),
}


def look_at(text: str, *, level: challenge.Level | str | None = None, today: dt.date | None = None) -> Advice:
    """What is there and what is missing in a goal, as far as its words show; `level` is where the pupil stands now.

    Reads Dutch as written in the Netherlands and in Flanders; the advice is in the language of the screen. What a
    verdict means stands in the docstring of `gezien.needs.coach`.
    """
    reading = read(text[:LONGEST])
    known = challenge.Level((level,)) if isinstance(level, str) else level
    acts = behaviour.acts(reading)
    timed = term.terms(reading)
    measured = measure.measures(reading, timed)
    said = vague.look_for(reading)
    until = term.until(reading, timed, today or clock.today())
    parts = {
        "behaviour": _behaviour(reading, acts),
        "measure": _part(reading, "measure", measured),
        "context": _part(reading, "context", context.contexts(reading, measured, timed)),
        "term": _term(reading, timed, until, today or clock.today()),
        "challenge": _challenge(reading, known, timed),
        "single": _single(reading, single.others(reading, acts, measured, labelled=bool(said.labels))),
    }
    shapeless = not parts["behaviour"].found and not parts["measure"].found
    is_vague = bool(said.labels or said.problems or shapeless)
    labels, problems = _typed(reading, said.labels), _typed(reading, said.problems)
    return Advice(
        **parts,
        is_vague=is_vague,
        is_empty=not reading.text.strip(" .,;:!?-"),
        labels=labels,
        problems=problems,
        questions=_questions(parts, is_vague=is_vague, labels=labels, problems=problems),
        scaffold=_scaffold(reading, parts, is_vague=is_vague),
        until=until,
    )


# --- parts ------------------------------------------------------------------------------------------------------------


def _part(reading: Reading, name: str, spans: list[Span], *, found: bool | None = None, note: Text = "") -> Part:
    there = bool(spans) if found is None else found
    places = tuple(reading.span(*span) for span in spans)
    words = tuple(reading.typed[start:end] for start, end in places)
    return Part(name, TITLES[name], there, places, words, WHY[name], ASK[name], note)


def _behaviour(reading: Reading, acts: list[behaviour.Act]) -> Part:
    """Found with the first act one can see; else the words that stand in its place are named."""
    seen = [act for act in acts if act.counts]
    words = reading.words
    spans = [
        (words[at].start, words[at].end)
        for act in (seen or acts)[:3]
        for at in (act.at, act.particle)
        if at is not None
    ]
    denial = _("This says what does not happen. What happens instead?")
    if seen:
        return _part(reading, "behaviour", spans, note=denial if all(act.denied for act in seen) else "")
    first = acts[:1]
    shown = [
        " … ".join(
            _typed(reading, [(words[at].start, words[at].end) for at in (act.at, act.particle) if at is not None])
        )
        for act in first
    ]
    denied = any(act.visible and act.denied for act in acts)
    note: Text = ""
    if denied:
        note = denial
    elif shown:
        note = _("“%(word)s” happens inside the pupil, or tells a result. What shows it?") % {"word": shown[0]}
    return _part(reading, "behaviour", spans, found=False, note=note)


def _term(reading: Reading, spans: list[Span], until: dt.date | None, today: dt.date) -> Part:
    note = _("That day is behind us.") if until is not None and until < today else ""
    return _part(reading, "term", spans, note=note)


def _challenge(reading: Reading, level: challenge.Level | None, timed: list[Span]) -> Part:
    """Judged only when the level of now is known or told, and the goal names the same scale."""
    step = challenge.step(reading, level, timed)
    name = "challenge"
    if step is None:
        return Part(name, TITLES[name], None, (), (), WHY[name], ASK[name])
    place = reading.span(*step.span)
    note: Text = ""
    if step.by <= 0:
        note = _("The pupil is at %(level)s now.") % {"level": step.now}
    elif step.big:
        note = _("From %(level)s this is a big step. What is a first step on the way?") % {"level": step.now}
    words = (reading.typed[slice(*place)],)
    return Part(name, TITLES[name], step.by > 0, (place,), words, WHY[name], ASK[name], note)


def _single(reading: Reading, others: list[Span]) -> Part:
    note = _("A second goal seems to begin at “%(word)s”.") % {"word": _typed(reading, others)[0]} if others else ""
    return _part(reading, "single", others, found=not others, note=note)


def _typed(reading: Reading, spans: list[Span]) -> tuple[str, ...]:
    """The words as the teacher typed them, each once."""
    found = [reading.typed[slice(*reading.span(*span))] for span in spans]
    return tuple(dict.fromkeys(found))


# --- questions and scaffold -------------------------------------------------------------------------------------------


def _questions(
    parts: dict[str, Part], *, is_vague: bool, labels: tuple[str, ...], problems: tuple[str, ...]
) -> tuple[Text, ...]:
    """What to ask oneself next. From a complaint or a label towards a goal of learning or behaviour (F5)."""
    if not is_vague:
        return tuple(part.ask for part in parts.values() if part.found is False)
    asked: list[Text] = []
    if labels:
        asked.append(
            _("“%(label)s” is a name for it. What do you see or hear the pupil do, and when?") % {"label": labels[0]}
        )
    if problems:
        asked.append(_("What would you like to see or hear instead?"))
    if not parts["behaviour"].found:
        asked.append(_("What should the pupil learn to do: a goal of learning, or of behaviour?"))
    asked.append(_("When does it go well already, even a little? What does the pupil do then?"))
    asked.append(_("What is a first small step?"))
    return tuple(asked)


def _scaffold(reading: Reading, parts: dict[str, Part], *, is_vague: bool) -> tuple[Piece, ...]:
    """A sentence to rewrite into: the teacher's own words where they serve, blanks where not. No numbers of ours."""
    missing = [name for name in BLANKS if not parts[name].found]
    if not missing:
        return ()
    if parts["behaviour"].found and not is_vague:
        typed = reading.typed.strip().rstrip(" .,;:!?…")
        order = [name for name in ("context", "measure", "term") if name in missing]
        return (Piece(typed), *(Piece(BLANKS[name], blank=True) for name in order))
    return tuple(
        Piece(parts[name].words[0]) if parts[name].found and name != "behaviour" else Piece(blank, blank=True)
        for name, blank in BLANKS.items()
    )
