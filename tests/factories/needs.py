"""Groups with results for tests of overview, signals and clusters: small, and the same each time."""

import datetime as dt
from collections.abc import Sequence

from gezien.needs.models import Cluster, Clustering, Placement
from gezien.notes.models import Note
from gezien.pupils.models import Enrolment, Group, Pupil, Teaching
from gezien.results.models import Instrument, Result
from gezien.schools.models import Period, SchoolYear, StaffMember, Subject, User

MOMENTS = [("M4", dt.date(2026, 1, 20)), ("E4", dt.date(2026, 6, 8)), ("M5", dt.date(2027, 1, 19))]
KNOWN_SINCE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
NAMES = ["Abel", "Bo", "Cato", "Dries", "Eef", "Floor", "Guus", "Hein", "Ise", "Jip"]


def make_group(
    year: SchoolYear, pupils: int = 3, *, name: str = "Oefengroep", year_group: str = "5", teachers: Sequence[str] = ()
) -> Group:
    """A group with pupils in alphabetical order; `teachers` are the user names of who teaches it."""
    group = Group.objects.create(school_id=year.school_id, year=year, name=name, year_group=year_group)
    made = Pupil.objects.bulk_create(
        Pupil(
            school_id=year.school_id,
            created_at=KNOWN_SINCE,
            call_name=NAMES[number % len(NAMES)],
            family_name=f"Oefening{number:02}",
            year_group=year_group if year_group.isdigit() else str(5 + number % 2),
        )
        for number in range(pupils)
    )
    Enrolment.objects.bulk_create(
        Enrolment(school_id=year.school_id, group=group, pupil=pupil, starts_on=year.starts_on) for pupil in made
    )
    for staff in StaffMember.objects.filter(user__username__in=teachers):
        Teaching.objects.create(school_id=year.school_id, staff_member=staff, group=group, starts_on=year.starts_on)
    return group


def pupils_of(group: Group) -> list[Pupil]:
    """The pupils of a group in the order they were made."""
    return list(Pupil.objects.filter(enrolments__group=group).order_by("pk"))


def see(group: Group) -> None:
    """Observe and speak with every pupil of the group, so that nobody is flagged for not being seen."""
    Note.objects.bulk_create(
        Note(school_id=pupil.school_id, pupil=pupil, kind=kind, happened_on=dt.date(2027, 2, 1), text="Werkt fijn.")
        for pupil in pupils_of(group)
        for kind in (Note.Kind.OBSERVATION, Note.Kind.PUPIL_TALK)
    )


def add_results(pupil: Pupil, code: str, results: Sequence[tuple[float | None, str]]) -> None:
    """Results on the instrument with this code, oldest first; the last one is of M5."""
    instrument = Instrument.objects.get(code=code)
    moments = MOMENTS[len(MOMENTS) - len(results) :]
    Result.objects.bulk_create(
        Result(
            school_id=pupil.school_id,
            pupil=pupil,
            instrument=instrument,
            moment=moment,
            taken_on=day,
            figure=figure,
            level=level,
        )
        for (moment, day), (figure, level) in zip(moments, results, strict=True)
    )


def make_clustering(group: Group, subject: Subject, period: Period, names: Sequence[str] = ("Basis",)) -> Clustering:
    """A clustering with empty clusters."""
    clustering = Clustering.objects.create(school_id=group.school_id, group=group, subject=subject, period=period)
    Cluster.objects.bulk_create(
        Cluster(school_id=group.school_id, clustering=clustering, name=name, position=position)
        for position, name in enumerate(names)
    )
    return clustering


def place(clustering: Clustering, name: str, pupils: Sequence[Pupil], by: User | None = None) -> None:
    """Put pupils in the cluster of this name."""
    cluster = clustering.clusters.get(name=name)
    Placement.objects.bulk_create(
        Placement(school_id=pupil.school_id, clustering=clustering, cluster=cluster, pupil=pupil, placed_by=by)
        for pupil in pupils
    )
