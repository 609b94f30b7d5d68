"""Rules about what was seen, said and asked: days without, counts, questionnaires, missing results."""

import datetime as dt
from collections.abc import Iterator

from gezien.needs.signals.facts import MEASURE, TREND, Facts, Found, Rule
from gezien.needs.signals.words import weeks_since


def not_seen(rule: Rule, facts: Facts) -> Iterator[Found]:
    """Nobody observed or spoke with the pupil for so many weeks."""
    yield from _without(rule, facts, facts.seen_on)


def no_pupil_talk(rule: Rule, facts: Facts) -> Iterator[Found]:
    """No talk with the pupil for so many weeks."""
    yield from _without(rule, facts, facts.talked_on)


def no_parent_talk(rule: Rule, facts: Facts) -> Iterator[Found]:
    """No talk with the parents for so many weeks."""
    yield from _without(rule, facts, facts.parents_on)


def _without(rule: Rule, facts: Facts, last: dt.date | None) -> Iterator[Found]:
    """Holds when the last day, or that from which Gezien knows the pupil, is so many weeks ago."""
    begun = last or facts.known_since
    weeks = weeks_since(begun, facts.today)
    if weeks >= rule.threshold:
        yield Found(
            rule=rule,
            key="",
            mark=last.isoformat() if last else "",
            since_on=begun + dt.timedelta(weeks=rule.threshold),
            data={"last": last and last.isoformat(), "known_since": facts.known_since.isoformat(), "weeks": weeks},
            trend=TREND.REPEATS if weeks >= 2 * rule.threshold else TREND.NEW,
        )


def no_result(rule: Rule, facts: Facts) -> Iterator[Found]:
    """A test of which the pupil has results has none of the last so many weeks; a test nobody takes any more is silent.

    Once a subject: where one of its tests has a result in time, nothing is missing.
    """
    newest: dict[int, tuple] = {}
    for scale, scores in facts.tracks:
        if rule.looks_at(scale) and scores:
            kept = newest.get(scale.subject_id)
            if kept is None or scores[0].taken_on > kept[1].taken_on:
                newest[scale.subject_id] = (scale, scores[0])
    for scale, score in newest.values():
        weeks = weeks_since(score.taken_on, facts.today)
        if weeks >= rule.threshold:
            yield Found(
                rule=rule,
                key=f"subject:{scale.subject_id}",
                mark=score.taken_on.isoformat(),
                since_on=score.taken_on + dt.timedelta(weeks=rule.threshold),
                data={"test": scale.name, "short": scale.short, "last": score.taken_on.isoformat(), "weeks": weeks},
                subject_id=scale.subject_id,
                short=scale.short,
            )


def counted(rule: Rule, facts: Facts) -> Iterator[Found]:
    """So many notes or factors of a kind in the last weeks; compared with as many weeks before."""
    span = dt.timedelta(weeks=max(rule.weeks, 1))
    start = facts.today - span
    days = sorted(
        (day for kind, area, day in facts.counted if kind == rule.kind and rule.area in ("", area)), reverse=True
    )
    now = [day for day in days if start < day <= facts.today]
    before = [day for day in days if start - span < day <= start]
    threshold = max(rule.threshold, 1)
    if len(now) < threshold:
        return
    again = len(before) >= threshold
    trend = TREND.IMPROVES if again and len(now) < len(before) else TREND.REPEATS if again else TREND.NEW
    yield Found(
        rule=rule,
        key="",
        mark=now[0].isoformat(),
        since_on=now[threshold - 1] if not again else before[threshold - 1],
        data={"count": len(now), "kind": rule.kind, "weeks": rule.weeks, "newest": now[0].isoformat()},
        times=2 if again else 1,
        trend=trend,
    )


def by_score(rule: Rule, facts: Facts) -> Iterator[Found]:
    """The mean of a domain of a questionnaire is low, high, or fell."""
    for score in facts.social:
        if rule.questionnaire_domain_id not in (None, score.domain_id) or rule.area not in ("", score.area):
            continue
        if not _holds(rule, score.mean, score.change):
            continue
        before = None if score.change is None else score.mean - score.change
        again = before is not None and rule.measure != MEASURE.SCORE_FELL and _holds(rule, before, None)
        improves = again and rule.measure == MEASURE.SCORE_BELOW and (score.change or 0) > 0
        yield Found(
            rule=rule,
            key=f"domain:{score.domain_id}",
            mark=f"{score.day.isoformat()} {round(score.mean, 2)}",
            since_on=score.day,
            data={
                "domain": score.domain,
                "day": score.day.isoformat(),
                "mean": round(score.mean, 2),
                "before": None if before is None else round(before, 2),
                "answered": score.answered,
                "asked": score.asked,
            },
            subject_id=facts.around.subjects.get(score.area),
            short=score.domain,
            times=2 if again else 1,
            trend=TREND.IMPROVES if improves else TREND.REPEATS if again else TREND.NEW,
        )


def _holds(rule: Rule, mean: float, change: float | None) -> bool:
    amount = float(rule.amount or 0)
    if rule.measure == MEASURE.SCORE_FELL:
        return change is not None and -change >= amount - 1e-9
    return mean < amount - 1e-9 if rule.measure == MEASURE.SCORE_BELOW else mean >= amount - 1e-9
