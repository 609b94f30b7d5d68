"""Reads of what the school agreed."""

from gezien.quality.queries.agreed import (
    YEAR_GROUPS,
    SubjectAmbitions,
    ambitions_by_subject,
    period_in_words,
    periods_by_year,
    year_group_name,
)

__all__ = [
    "YEAR_GROUPS",
    "SubjectAmbitions",
    "ambitions_by_subject",
    "period_in_words",
    "periods_by_year",
    "year_group_name",
]
