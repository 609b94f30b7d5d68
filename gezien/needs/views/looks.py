"""The switches of the overview's page: every link is the address of another way to look at the same group."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gezien.needs.queries.groups import is_now
from gezien.needs.queries.look import (
    ALL,
    CLUSTER,
    HAS_SIGNAL,
    LEVEL,
    NAME,
    SEEN,
    SIGNAL,
    SOCIAL,
    SUBJECT,
    YEAR,
)
from gezien.needs.queries.overview import Overview
from gezien.schools.models import Period


def switches(found: Overview, periods: list[Period]) -> dict[str, Any]:
    """What the page offers: sets of columns, division, order, filters, another period; fills in links of the parts."""
    _link_parts(found)
    place = [period.pk for period in periods].index(found.period.pk)
    return {
        "sets": _sets(found),
        "set_subjects": _set_subjects(found),
        "divisions": _divisions(found),
        "subjects": _subjects(found),
        "orders": _orders(found),
        "filters": _filters(found),
        "active": _active(found),
        "looks_at": looks_at(found),
        "query": _url(found),
        "previous": _url(found, to=periods[place - 1].pk) if place else "",
        "next": _url(found, to=periods[place + 1].pk) if place + 1 < len(periods) else "",
    }


def _url(found: Overview, *, to: int | None = None, **changed: Any) -> str:
    """Another period has its own usual subject and division, so that address says them all."""
    if to is not None:
        return found.look.query(to, **changed)
    return found.look.query(None if is_now(found.period) else found.period.pk, usual=found.usual, **changed)


def _link_parts(found: Overview) -> None:
    """Heads sort, figures filter, and a column can show another test."""
    look = found.look
    for head, piece in zip(found.columns, found.pieces, strict=True):
        if head["sorts"]:
            head["url"] = _url(found, sort=f"-{piece.key}" if look.sort == piece.key else piece.key)
        if piece.column and piece.column.others:
            own = {scale.instrument_id for scale in piece.column.line.scales}
            other = piece.column.others[0]
            tests = (*(test for test in look.tests if test not in own), other.instrument_id)
            head["other"] = {"name": other.name, "url": _url(found, tests=tests)}
    filtered = [level for card in found.strip for level in card["levels"]]
    for one in filtered + [card["below"] for card in found.strip if card["below"]]:
        one["url"] = _url(found, only=(one["filter"],)) if one["filter"] else ""
    for line in found.attention:
        line["url"] = _url(found, only=(line["key"],))


def set_names() -> dict[str, str]:
    """The sets of columns in words."""
    return {
        ALL: _("Everything"),
        SUBJECT: _("One subject"),
        SOCIAL: _("Well-being and attitude"),
        SEEN: _("Seen and spoken"),
    }


def _sets(found: Overview) -> list[dict]:
    return [
        {"key": key, "label": label, "is_current": key == found.look.columns}
        for key, label in set_names().items()
        if key != SUBJECT
    ]


def _set_subjects(found: Overview) -> list[dict]:
    shows = found.look.columns == SUBJECT
    return [one | {"is_current": shows and one["pk"] == found.look.subject} for one in found.subjects]


def division_names(found: Overview) -> dict[str, str]:
    """The ways to divide the rows that mean something in this group."""
    names = {CLUSTER: _("By cluster"), SIGNAL: _("By signal"), LEVEL: _("By level"), NAME: _("By name")}
    if found.year_groups > 1:
        names[YEAR] = _("By year group")
    if not found.has_clusters:
        del names[CLUSTER]
    return names


def _divisions(found: Overview) -> list[dict]:
    subject = found.subject["name"] if found.subject else ""
    return [
        {
            "label": label,
            "of": subject if key in (CLUSTER, LEVEL) else "",
            "url": _url(found, by=key),
            "is_current": key == found.look.by,
        }
        for key, label in division_names(found).items()
    ]


def _subjects(found: Overview) -> list[dict]:
    return [
        one | {"url": _url(found, subject=one["pk"]), "is_current": one["pk"] == found.look.subject}
        for one in found.subjects
    ]


def _orders(found: Overview) -> list[dict]:
    """By name, by each column that sorts, and by growth."""
    keys = [("", _("Name"))]
    for piece in found.pieces:
        name = f"{piece.name} {piece.note}".strip() if piece.key.startswith("m") else piece.name
        if piece.rank:
            keys.append((piece.key, name))
        if piece.growth_rank:
            keys.append((f"{piece.key}.growth", _("%(subject)s: growth") % {"subject": name}))
    sort = found.look.sort
    return [
        {"label": name, "url": _url(found, sort=key), "is_current": sort.removeprefix("-") == key} for key, name in keys
    ]


OFFERED = (
    "support",
    "no_need",
    "challenge",
    HAS_SIGNAL,
    "not_seen",
    "no_pupil_talk",
    "no_parent_talk",
    "no_factors",
    "no_result",
)


def _filters(found: Overview) -> list[dict]:
    """The filters to choose from; those of levels stand in the cards."""
    look = found.look
    return [
        {
            "label": found.filters[key].text,
            "is_current": key in look.only,
            "url": _url(found, only=look.without(key) if key in look.only else look.with_filter(key)),
        }
        for key in OFFERED
        if key in found.filters
    ]


def _active(found: Overview) -> dict[str, Any] | None:
    """What is filtered now, each with the address without it."""
    look = found.look
    if not look.only:
        return None
    count = ngettext("%(found)s of %(n)s pupil", "%(found)s of %(n)s pupils", found.count)
    return {
        "count": count % {"found": found.found, "n": found.count},
        "chips": [{"label": found.filters[key].text, "url": _url(found, only=look.without(key))} for key in look.only],
        "clear": _url(found, only=()),
    }


def looks_at(found: Overview) -> str:
    """The look in words, for paper and spreadsheet: "Everything · by cluster: arithmetic · any signal"."""
    look = found.look
    subject = found.subject["name"] if found.subject else ""
    name = set_names()[look.columns]
    parts = [subject if look.columns == SUBJECT and subject else name]
    if look.by != NAME:
        division = division_names(found).get(look.by, "")
        parts.append(f"{division}: {subject}" if look.by in (CLUSTER, LEVEL) and subject else division)
    parts += [found.filters[key].text for key in look.only]
    return " · ".join(filter(None, parts))
