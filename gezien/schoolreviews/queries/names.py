"""What the guard has to know of the school: names of pupils, and how large groups are."""

from dataclasses import replace

from django.db.models import Count
from django.utils.translation import gettext as _

from gezien.pupils.models import Enrolment, Pupil
from gezien.schoolreviews.guard import Known, Objection, fold
from gezien.schools.models import School, StaffMember, User
from gezien.schools.rules import current


def known_of(school: School) -> Known:
    """Everybody whose name is here, also who left; groups of today and year groups: five statements."""
    return replace(known_names(school), groups=_sizes(school), colleagues=_colleagues(school))


def known_names(school: School) -> Known:
    """The names alone: one statement."""
    names = list(Pupil.objects.filter(school=school).order_by().values_list("call_name", "prefix", "family_name"))
    families = {fold(" ".join(filter(None, (prefix, family)))) for _call, prefix, family in names}
    calls = {fold(call) for call, _prefix, _family in names}
    return Known(
        call_names=frozenset(calls - {""}),
        family_names=frozenset((families | {fold(family) for _call, _prefix, family in names}) - {""}),
    )


def _colleagues(school: School) -> frozenset[str]:
    """First and last names of who has an account or stands on the staff list: by a teacher one knows a group."""
    staff = StaffMember.objects.filter(school=school).order_by().values_list("call_name", "prefix", "family_name")
    users = User.objects.filter(memberships__school=school).order_by().values_list("first_name", "last_name")
    names = {
        name for call, prefix, family in staff for name in (call, family, " ".join(filter(None, (prefix, family))))
    }
    names |= {name for both in users for name in both}
    return frozenset({fold(name) for name in names if name})


def _sizes(school: School) -> dict[str, int]:
    here = Enrolment.objects.filter(current(), school=school)
    by_group = here.order_by().values_list("group__name").annotate(pupils=Count("pupil", distinct=True))
    years = Pupil.objects.filter(pk__in=here.values("pupil"), left_on=None)
    by_year = years.order_by().values_list("year_group").annotate(pupils=Count("pk"))
    sizes = {str(name).casefold(): pupils for name, pupils in by_year if name}
    return sizes | {str(name).replace(" ", "").casefold(): pupils for name, pupils in by_group if name not in sizes}


def name_words(found: list[Objection]) -> str:
    """Why a card does not go on the board, in words."""
    named = ", ".join(dict.fromkeys(f"“{one.quote}”" for one in found))
    if any(one.is_word for one in found):
        return _(
            "%(words)s reads as the name of a pupil. Say it without a name; if you mean the word, write it in small "
            "letters, later in the sentence. What you typed is still here."
        ) % {"words": named}
    return _("%(words)s looks like the name of a pupil. Say it without a name. What you typed is still here.") % {
        "words": named
    }
