"""What plans are called on screen and on paper."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gezien.pupils.models import Group, Pupil
from gezien.schools.models import Period

# The texts of a row, in the order of the sheet.
LABELS = {
    "content": gettext_lazy("Content"),
    "approach": gettext_lazy("Approach"),
    "organisation": gettext_lazy("Organisation"),
    "evaluation": gettext_lazy("Evaluation"),
}


def group_title(group: Group) -> str:
    """ "Group 5b"; a name that says so itself stays as it is."""
    if group.name.lower().startswith(("groep", "klas", "group", "leerjaar")):
        return group.name
    return _("Group %(name)s") % {"name": group.name}


def period_name(period: Period) -> str:
    """ "Period 2"."""
    return _("Period %(number)s") % {"number": period.number}


def from_period(period: Period) -> str:
    """ "from period 1"."""
    return _("from %(period)s") % {"period": period_name(period).lower()}


def period_title(period: Period) -> str:
    """The period with its days: "Period 2 · 1 February – 31 July 2027"."""
    same_year = period.starts_on.year == period.ends_on.year
    first = date_format(period.starts_on, "j F" if same_year else "j F Y")
    return f"{period_name(period)} · {first} – {date_format(period.ends_on, 'j F Y')}"


def time_in_words(minutes: int, times: int) -> str:
    """Extra teaching time: "3 × 20 min. extra a week", or the sum where it does not divide; empty without any."""
    if not minutes:
        return ngettext("%(times)s × a week", "%(times)s × a week", times) % {"times": times} if times else ""
    if times and minutes % times == 0:
        return _("%(times)s × %(minutes)s min. extra a week") % {"times": times, "minutes": minutes // times}
    if times:
        return _("%(minutes)s min. extra a week in %(times)s times") % {"times": times, "minutes": minutes}
    return _("%(minutes)s min. extra a week") % {"minutes": minutes}


def enumerated(names: Sequence[str], most: int = 5) -> str:
    """ "Noor, Sem and Yara"; of a long list the first, and how many more."""
    if len(names) > most:
        rest = len(names) - most + 1
        shown = ", ".join(names[: most - 1])
        return ngettext("%(names)s and %(count)s other", "%(names)s and %(count)s others", rest) % {
            "names": shown,
            "count": rest,
        }
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def short_names(pupils: Sequence[Pupil]) -> dict[int, str]:
    """By pupil the shortest name that is theirs alone in this group: "Noor", "Noor v. D.", "Noor van Dijk"."""
    names: dict[int, str] = {}
    for spelled in (lambda one: one.call_name, _with_initials, lambda one: one.name):
        left = [pupil for pupil in pupils if pupil.pk not in names]
        asked = [spelled(pupil) for pupil in left]
        names |= {pupil.pk: name for pupil, name in zip(left, asked, strict=True) if asked.count(name) == 1}
    return names | {pupil.pk: pupil.name for pupil in pupils if pupil.pk not in names}


def _with_initials(pupil: Pupil) -> str:
    parts = [*pupil.prefix.split(), *pupil.family_name.split()[:1]]
    return " ".join([pupil.call_name, *(f"{part[0]}." for part in parts)])
