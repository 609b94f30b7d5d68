"""What a new school starts from. It is the school's own from the first day: names, order and periods are theirs."""

import datetime as dt

from gezien.schools.models import School, Subject

D = Subject.Domain
# code, name, short name, domain
SUBJECTS = [
    ("begrijpend-lezen", "Begrijpend lezen", "BL", D.LANGUAGE),
    ("technisch-lezen", "Technisch lezen", "TL", D.LANGUAGE),
    ("spelling", "Spelling", "SP", D.LANGUAGE),
    ("rekenen", "Rekenen", "RW", D.ARITHMETIC),
    ("werkhouding", "Werkhouding", "WH", D.WORK_ATTITUDE),
    ("sociaal-emotioneel", "Sociaal-emotioneel", "SE", D.SOCIAL),
]


def add_subjects(school: School) -> None:
    """The usual subjects of a primary school and the two domains of behaviour."""
    Subject.objects.bulk_create(
        Subject(school=school, code=code, name=name, short_name=short, domain=domain, position=position)
        for position, (code, name, short, domain) in enumerate(SUBJECTS)
    )


def year_bounds(first: int, country: str) -> tuple[dt.date, dt.date]:
    """First and last day of the school year that starts in calendar year `first`.

    NL: 1 August to 31 July. Flanders: 1 September to 31 August (domain.md §4.2; a default, to be edited).
    """
    month = 9 if country == School.Country.FLANDERS else 8
    return dt.date(first, month, 1), dt.date(first + 1, month, 1) - dt.timedelta(days=1)


def default_periods(first: int, country: str) -> list[tuple[dt.date, dt.date]]:
    """Two halves, cut at the end of January when the middle tests begin; a school may choose two to five."""
    start, end = year_bounds(first, country)
    return [(start, dt.date(first + 1, 1, 31)), (dt.date(first + 1, 2, 1), end)]
