"""Who sees and changes needs, clusterings and signal rules: the queryset and the reason say the same."""

import pytest

from gezien.needs import rules
from gezien.needs.models import Clustering, EducationalNeed, SignalRule
from gezien.pupils.models import Enrolment
from gezien.pupils.rules import visible_groups, visible_pupils

PEOPLE = ("emmy", "tom", "fleur", "sanne", "karim", "marleen", "petra")


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize(
    ("visible", "why", "model"),
    [
        (rules.visible_needs, rules.why_need_visible, EducationalNeed),
        (rules.visible_clusterings, rules.why_clustering_visible, Clustering),
        (rules.visible_rules, rules.why_rule_visible, SignalRule),
    ],
    ids=["needs", "clusterings", "rules"],
)
def test_reason_and_queryset_agree_for_every_record(member, who, visible, why, model):
    seen = set(visible(member(who)).values_list("pk", flat=True))
    related = {EducationalNeed: "pupil", Clustering: "group", SignalRule: "subject"}[model]
    with_reason = {one.pk for one in model.objects.select_related(related) if why(member(who), one)}
    assert seen == with_reason


@pytest.mark.parametrize("who", PEOPLE)
def test_pupils_of_a_visible_group_are_the_visible_pupils_who_were_in_it(member, who):
    seen = visible_pupils(member(who))
    for group in visible_groups(member(who)):
        of_group = Enrolment.objects.filter(group=group, pupil__in=seen)
        assert set(rules.visible_enrolments(member(who), group)) == set(of_group)


def test_pupil_who_left_is_no_longer_seen_by_the_teacher_but_by_the_coach(member, group_5b):
    left = Enrolment.objects.filter(group=group_5b).first()
    Enrolment.objects.filter(pk=left.pk).update(ends_on="2027-02-03")
    assert [left in rules.visible_enrolments(member(who), group_5b) for who in ("emmy", "sanne")] == [False, True]


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("emmy", True, True),
        ("sanne", True, True),
        ("karim", True, False),
        ("fleur", False, False),
        ("petra", False, False),
    ],
)
def test_needs_are_seen_with_the_pupil_and_written_by_teachers_and_coach(member, pupils_5b, who, sees, edits):
    of_5b = EducationalNeed.objects.filter(pupil__in=pupils_5b)
    assert of_5b.exists()
    assert (rules.visible_needs(member(who)) & of_5b).exists() is sees
    assert (rules.editable_needs(member(who)) & of_5b).exists() is edits


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("emmy", True, True),
        ("sanne", True, True),
        ("karim", True, False),
        ("fleur", False, False),
        ("marleen", False, False),
    ],
)
def test_clusterings_are_seen_with_the_group_and_decided_by_teachers_and_coach(member, group_5b, who, sees, edits):
    of_5b = Clustering.objects.filter(group=group_5b)
    assert of_5b.exists()
    assert rules.visible_clusterings(member(who)).filter(group=group_5b).exists() is sees
    assert rules.editable_clusterings(member(who)).filter(group=group_5b).exists() is edits


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("emmy", True, False),
        ("sanne", True, True),
        ("karim", True, True),
        ("marleen", True, True),
        ("petra", False, False),
    ],
)
def test_rules_are_read_by_who_works_with_them_and_kept_by_who_agreed_them(member, who, sees, edits):
    assert rules.visible_rules(member(who)).exists() is sees
    assert rules.editable_rules(member(who)).exists() is edits
