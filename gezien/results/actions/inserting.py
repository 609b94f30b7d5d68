"""Adding results by the thousand: bare INSERT of plain rows, on every database.

Making a model object of each row and SQL of each hundred takes half the time of a whole import. What the model says
(defaults, times, how a value is written) is asked once, or once for each different value.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

from gezien.results.models import Delivery, Result

if TYPE_CHECKING:
    from gezien.results.actions.deliveries import NewResult

DIFFERENT = 20_000  # values of one column whose written form is remembered
OWN = ("pupil", "instrument", "moment", "taken_on", "figure", "level", "scores", "references", "source_line")


def insert_results(delivery: Delivery, news: Iterable["NewResult"]) -> int:
    """Add these results as the delivery's; returns how many. The caller holds the transaction.

    A result that somebody else has added since the caller looked is left as it is, and not counted.
    """
    fields = [field for field in Result._meta.concrete_fields if not field.primary_key]
    common = Result(school_id=delivery.school_id, delivery_id=delivery.pk, entered_by_id=delivery.made_by_id)
    row = [_written(field)(field.pre_save(common, add=True)) for field in fields]
    names = [field.name for field in fields]
    pupil, instrument, moment, day, figure, level, scores, references, line = (names.index(name) for name in OWN)
    as_day, as_figure = _cached(_written(fields[day])), _cached(_written(fields[figure]))
    as_scores, as_references = _written(fields[scores]), _written(fields[references])

    def rows() -> Iterable[list[Any]]:
        for new in news:
            own = row.copy()
            own[pupil], own[instrument], own[moment], own[level] = (
                new.pupil_id,
                new.instrument_id,
                new.moment,
                new.level,
            )
            own[day], own[figure], own[line] = as_day(new.taken_on), as_figure(new.figure), new.line
            if new.scores:
                own[scores] = as_scores(new.scores)
            if new.references:
                own[references] = as_references(new.references)
            yield own

    table, *columns = map(connection.ops.quote_name, [Result._meta.db_table, *(str(field.column) for field in fields)])
    marks = ", ".join(["%s"] * len(columns))
    key = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields if field.name in _key())
    statement = (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) "  # noqa: S608 - our own names
        f"ON CONFLICT ({key}) DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(rows()))
        return cursor.rowcount


def _key() -> set[str]:
    """What tells one result from another."""
    return next(set(one.fields) for one in Result._meta.total_unique_constraints if one.name == "one_result_a_moment")


def _written(field) -> Callable[[Any], Any]:
    """How this field's values are written in this database."""
    return lambda value: field.get_db_prep_save(value, connection)


def _cached(write: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """The same, each different value once; figures are told apart by what they say, not only by what they are worth."""
    cached = lru_cache(DIFFERENT)(lambda value, _shape: write(value))
    return lambda value: cached(value, str(value) if isinstance(value, Decimal) else None)
