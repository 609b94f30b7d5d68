"""Who sees and changes needs, clusters and signal rules, and why."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gezien.needs.models import (
    BankSentence,
    Clustering,
    ClusterTemplate,
    EducationalNeed,
    PupilPair,
    Signal,
    SignalRule,
)
from gezien.pupils.models import Enrolment, Group, Pupil
from gezien.pupils.rules import (
    editable_groups,
    editable_pupils,
    visible_groups,
    visible_pupils,
    why_group_visible,
    why_visible,
)
from gezien.schools.rules import (
    Member,
    current,
    may_keep_agreed,
    may_write_files,
    require_among,
    sees_all_groups,
    works_with_pupils,
)


def visible_needs(member: Member) -> QuerySet[EducationalNeed]:
    """The needs of visible pupils: a need is part of the pupil's file."""
    return EducationalNeed.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def why_need_visible(member: Member, need: EducationalNeed) -> str | None:
    """The reason why this member sees this need: whoever sees the pupil; None when they do not."""
    return why_visible(member, need.pupil)


def visible_signals(member: Member) -> QuerySet[Signal]:
    """What became of the signals of visible pupils: a signal is part of the pupil's file."""
    return Signal.objects.filter(school=member.school, pupil__in=visible_pupils(member))


def may_list_signals(member: Member) -> bool:
    """Whether there are pupils whose signals the member may come to see: who works with pupils."""
    return works_with_pupils(member)


def why_signals_listed(member: Member, pupils: Collection[tuple[Pupil, int | None]]) -> list[tuple[str, list[Pupil]]]:
    """The reasons why a list shows these pupils (each with their group), each with its pupils.

    Who sees all groups has one reason for everybody, a teacher one for each group.
    """
    parts: dict[int | None, list[Pupil]] = {}
    for pupil, group in pupils:
        parts.setdefault(None if sees_all_groups(member) else group, []).append(pupil)
    return [(why_visible(member, part[0]) or "", part) for part in parts.values()]


def editable_needs(member: Member) -> QuerySet[EducationalNeed]:
    """The needs of the pupils in whose files the member may write."""
    return EducationalNeed.objects.filter(school=member.school, pupil__in=editable_pupils(member))


def visible_clusterings(member: Member) -> QuerySet[Clustering]:
    """How the visible groups are clustered."""
    return Clustering.objects.filter(school=member.school, group__in=visible_groups(member))


def why_clustering_visible(member: Member, clustering: Clustering) -> str | None:
    """The reason why this member sees this clustering: whoever sees the group; None when they do not."""
    return why_group_visible(member, clustering.group)


def editable_clusterings(member: Member) -> QuerySet[Clustering]:
    """The clusterings of the groups for which the member may plan: the teacher decides, the coach may help."""
    return Clustering.objects.filter(school=member.school, group__in=editable_groups(member))


def visible_templates(member: Member) -> QuerySet[ClusterTemplate]:
    """The clusters as the school names them: for who works with them, and for who agrees on them. No pupil data."""
    templates = ClusterTemplate.objects.filter(school=member.school)
    return templates if works_with_pupils(member) or may_keep_agreed(member) else templates.none()


def visible_pairs(member: Member) -> QuerySet[PupilPair]:
    """The pairs of pupils in both of whose files the member may write: a pair tells about two children at once."""
    own = editable_pupils(member)
    return PupilPair.objects.filter(school=member.school, one__in=own, other__in=own)


def require_editable_group(member: Member, group: Group) -> None:
    """Raise `NotAllowed` when the member may not plan, cluster and write for this group."""
    require_among(editable_groups(member), group)


def visible_enrolments(member: Member, group: Group) -> QuerySet[Enrolment]:
    """The enrolments in a visible group (from `visible_groups`) of pupils whom the member sees.

    A teacher sees who is in the group today; coach and head also who has left. It is `visible_pupils` for one group,
    short enough for a page that asks it each time; a test holds the two together.
    """
    enrolments = Enrolment.objects.filter(school=member.school, group=group)
    return enrolments if sees_all_groups(member) else enrolments.filter(current())


def may_edit_overview(member: Member) -> bool:
    """Whether the cells of a visible group's overview may be edited; the actions still ask for each pupil."""
    return may_write_files(member)


def visible_bank(member: Member) -> QuerySet[BankSentence]:
    """The example sentences for needs: for who works with pupils, and for who keeps what was agreed. No pupil data."""
    bank = BankSentence.objects.filter(school=member.school)
    return bank if works_with_pupils(member) or may_keep_agreed(member) else bank.none()


def visible_rules(member: Member) -> QuerySet[SignalRule]:
    """The rules by which pupils are flagged: for who works with them, and for who agrees on them. No pupil data."""
    rules = SignalRule.objects.filter(school=member.school, removed_at=None)
    return rules if works_with_pupils(member) or may_keep_agreed(member) else rules.none()


def why_rule_visible(member: Member, rule: SignalRule) -> str | None:
    """The reason why this member sees this rule; None when they do not."""
    if rule.school_id == member.school.pk and visible_rules(member).filter(pk=rule.pk).exists():
        return _("works with what the school agreed")
    return None


def editable_rules(member: Member) -> QuerySet[SignalRule]:
    """The rules, for who keeps what the school agreed."""
    rules = SignalRule.objects.filter(school=member.school, removed_at=None)
    return rules if may_keep_agreed(member) else rules.none()


def removed_rules(member: Member) -> QuerySet[SignalRule]:
    """The rules that were taken away, newest first: to bring back, for who keeps what the school agreed."""
    rules = SignalRule.objects.filter(school=member.school, removed_at__isnull=False).order_by("-removed_at", "pk")
    return rules if may_keep_agreed(member) else rules.none()
