"""Where levels lie, for plots and explanations. Never for computing a level: that is the provider's."""

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from gezien.results.models import Instrument, NormBand, NormTable
from gezien.results.rules import visible_instruments, visible_norms
from gezien.schools.rules import Member


class Band(NamedTuple):
    """A level with its bounds as the school wrote them (`lowest`, `highest`) and as a plot draws them (`low`, `high`).

    A plot leaves no gap: between "90 to 99" and "100 and more" a band runs on to 100. Open ends are None.
    """

    level: str
    lowest: Decimal | None
    highest: Decimal | None
    low: float | None
    high: float | None

    @property
    def words(self) -> str:
        """ "90–99", "100 and more", "up to 89"."""
        return bounds_in_words(self.lowest, self.highest)


class Norm(NamedTuple):
    """One norm table: the moment it is for ("" is every moment), where the school read it, its bands highest first."""

    moment: str
    source: str
    bands: tuple[Band, ...]


Norms = dict[int, dict[str, Norm]]
PARTS = "BME"  # begin, middle, end of a school year


def bands_for(instruments: Collection[Instrument | int], *, moments: Collection[str] | None = None) -> Norms:
    """By instrument (its key) and moment the norm table, as far as the school filled any: one statement.

    Give `moments` to fetch only those; a table for every moment ("") always comes along. See `norm_at`.
    """
    keys = {one.pk if isinstance(one, Instrument) else one for one in instruments}
    rows = NormBand.objects.filter(table__instrument__in=keys, table__removed_at=None)
    if moments is not None:
        rows = rows.filter(table__moment__in={*moments, ""})
    columns = ("table__instrument_id", "table__moment", "table__source", "level", "lowest", "highest")
    found: Norms = {}
    ordered = rows.order_by("table__instrument_id", "table__moment", "table_id", "position").values_list(*columns)
    for (instrument, moment, source), bands in groupby(ordered, key=itemgetter(0, 1, 2)):
        found.setdefault(instrument, {})[moment] = Norm(moment, source, drawn([tuple(band[3:]) for band in bands]))
    return found


def norm_at(norms: dict[str, Norm] | None, moment: str) -> Norm | None:
    """The norm table of a moment, else the one for every moment, else None. `norms` is one value of `bands_for`."""
    return (norms or {}).get(moment) or (norms or {}).get("")


def drawn(bands: list[tuple[str, Decimal | None, Decimal | None]]) -> tuple[Band, ...]:
    """Bands (level, lowest, highest), highest level first, with the edges at which a plot draws them."""
    above: list[Decimal | None] = [None, *(lowest for _level, lowest, _highest in bands[:-1])]
    below: list[Decimal | None] = [*(highest for _level, _lowest, highest in bands[1:]), None]
    return tuple(
        Band(level, lowest, highest, _first(lowest, under), _first(over, highest))
        for (level, lowest, highest), over, under in zip(bands, above, below, strict=True)
    )


def _first(*edges: Decimal | None) -> float | None:
    return next((float(edge) for edge in edges if edge is not None), None)


def bounds_in_words(lowest: Decimal | None, highest: Decimal | None) -> str:
    """ "90–99", "100 and more", "up to 89"; empty without bounds."""
    low, high = (None if edge is None else number_format(edge.normalize(), use_l10n=True) for edge in (lowest, highest))
    if low is not None and high is not None:
        return f"{low}\N{EN DASH}{high}"
    if low is not None:
        return _("%(figure)s and more") % {"figure": low}
    return _("up to %(figure)s") % {"figure": high} if high is not None else ""


def editions(table: NormTable) -> list[dict[str, Any]]:
    """What a table said before, the newest first: until which day, from which manual, which bounds in words."""
    last = table.previous or {}
    return [
        {
            "moment": one["moment"],
            "source": one["source"],
            "until": date_format(dt.date.fromisoformat(one["until"]), "j F Y") if one.get("until") else "",
            "bands": [
                {"level": level, "words": bounds_in_words(*map(_decimal, edges))} for level, *edges in one["bands"]
            ],
        }
        for one in ([last, *last.get("earlier", [])] if last else [])
    ]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def level_in_norm(norm: Norm | None, level: str) -> str:
    """From where to where a delivered level runs in this norm: "81–90"; empty when the table does not know it."""
    band = next((band for band in norm.bands if band.level == level), None) if norm else None
    return band.words if band else ""


def norm_tables(member: Member) -> list[dict]:
    """Every subject with the tests that have both levels and figures, each with its tables as plain rows."""
    tests = visible_instruments(member).filter(is_active=True).exclude(figure=Instrument.Figure.LEVEL)
    ordered = tests.select_related("subject").order_by("subject__position", "-is_main", "name", "pk")
    tables: dict[int, list[NormTable]] = {}
    rows = visible_norms(member).prefetch_related("bands").select_related("changed_by")
    for table in rows.order_by("instrument_id", "moment", "pk"):
        tables.setdefault(table.instrument_id, []).append(table)
    subjects: dict[str, list[dict]] = {}
    for one in ordered:
        if one.levels or one.pk in tables:
            found = sorted(tables.get(one.pk, []), key=lambda table: in_school_order(table.moment))
            row = {"pk": one.pk, "name": one.name, "tables": [_table(table) for table in found]}
            subjects.setdefault(one.subject.name, []).append(row)
    return [{"name": name, "tests": tests} for name, tests in subjects.items()]


def in_school_order(moment: str) -> tuple[int, int, str]:
    """Sorts moments as a school goes through them: M3, E3, B4, M4…; what is no such moment comes first."""
    part, year = moment[:1], moment[1:]
    if part and part in PARTS and year.isdecimal():
        return int(year), PARTS.index(part), moment
    return 0, 0, moment


def _table(table: NormTable) -> dict:
    bands = drawn([(band.level, band.lowest, band.highest) for band in table.bands.all()])
    return {
        "pk": table.pk,
        "version": table.version,
        "moment": table.moment or _("every moment"),
        "source": table.source,
        "bands": [{"level": band.level, "words": band.words} for band in bands if band.words],
        "can_undo": table.previous is not None,
    }
