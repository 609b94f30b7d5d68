"""Overview, needs, clusters and rules: read by who sees the group, written by who may write in its files."""

from gezien.needs.models import (
    BankSentence,
    Clustering,
    ClusterTemplate,
    EducationalNeed,
    PupilPair,
    SignalRule,
    SignalRuleVersion,
)
from gezien.quality.models import LearningGoal
from tests.factories.needs import make_clustering, place
from tests.permissions import OWN_TEACHERS, SEES_5B, STAFF, Row, everyone

WRITERS = (*OWN_TEACHERS, "sanne")
WRITE = everyone(*WRITERS, status=302, karim=403)
KEEPERS = ("sanne", "karim", "marleen")
KEEP = everyone(*KEEPERS, status=302, emmy=403, tom=403, fleur=403)
NOT_KEEPING = {"emmy": 403, "tom": 403, "fleur": 403, "petra": 403}


def of_group(world):
    return {"pk": world.group_5b.pk}


def of_pupil(world):
    return {"pupil": world.pupil.pk}


def of_row(world):
    return {"pk": world.group_5b.pk, "pupil": world.pupil.pk}


def of_subject(world):
    return {"pk": world.group_5b.pk, "subject": world.arithmetic.pk}


def of_need(world):
    return {"pupil": world.pupil.pk, "subject": world.arithmetic.pk}


def in_first_cluster(world):
    """Where the pupil goes."""
    found = clustering(world)
    return {"cluster": found.clusters.first().pk, "version": found.version}


def of_rule(world):
    return {"pk": SignalRule.objects.order_by("pk").first().pk}


def of_kind(world):
    return {"measure": "lowest_levels"}


def of_version(world):
    """A rule with an earlier version."""
    rule = SignalRule.objects.order_by("pk").first()
    SignalRuleVersion.objects.get_or_create(school=rule.school, rule=rule, number=rule.version)
    return {"pk": rule.pk, "number": rule.version}


def rule_version(world):
    return {"version": SignalRule.objects.order_by("pk").first().version, "on": "1"}


def rule_in_sight(world):
    """Also when somebody before took it away."""
    SignalRule.objects.update(removed_at=None)
    return rule_version(world)


def typed_rule(world):
    """The sentence of a rule about the lowest levels, filled in."""
    blanks = {"years_from": "1", "years_until": "8", "where": "a", "times": "1", "threshold": "1", "instrument": ""}
    about = {"name": "Laagste niveau", "direction": "support", "severity": "2"}
    return {**blanks, **about, "version": SignalRule.objects.order_by("pk").first().version}


def need(world, **values):
    """What is typed; for a removal there is always a need to remove."""
    return {"goal": "Tafels tot 6.", "support": "", "version": 0, **values}


def need_to_remove(world):
    target = {"pupil": world.pupil, "subject": world.arithmetic, "period": world.period}
    made, _new = EducationalNeed.objects.get_or_create(
        **target, defaults={"school": world.school, "goal": "Klokkijken."}
    )
    return {"version": made.version}


def of_open_need(world):
    """A need that is open, whoever came before."""
    target = {"pupil": world.pupil, "subject": world.arithmetic, "period": world.period}
    EducationalNeed.objects.filter(**target).delete()
    return {"pk": EducationalNeed.objects.create(**target, school=world.school, goal="Klokkijken.").pk}


def how_it_ended(world):
    """What is typed to close a need that is open, whoever closed it before."""
    target = {"pupil": world.pupil, "subject": world.arithmetic, "period": world.period}
    EducationalNeed.objects.filter(**target).update(outcome="", closed_on=None, version=1)
    return {"outcome": "reached", "version": 1}


def of_sentence(world):
    return {"pk": BankSentence.objects.order_by("pk").first().pk}


def sentence(world, **values):
    """What is typed for an example sentence; another one each time."""
    count = BankSentence.objects.count()
    version = BankSentence.objects.order_by("pk").first().version
    text = f"een instructie die {count} keer {version} telt"
    return {"kind": "instruction", "domain": "", "text": text, "version": version, **values}


def clustering(world) -> Clustering:
    """How 5b is divided for arithmetic, with the pupil in the first cluster."""
    target = {"group": world.group_5b, "subject": world.arithmetic, "period": world.period}
    found = Clustering.objects.filter(**target).first() or make_clustering(**target)
    if not found.placements.filter(pupil=world.pupil).exists():
        place(found, found.clusters.first().name, [world.pupil])
    return found


def of_placement(world):
    return {"clustering": clustering(world).pk, "pupil": world.pupil.pk}


def of_clustering(world):
    return {"clustering": clustering(world).pk}


def of_cluster(world):
    found = clustering(world)
    return {"clustering": found.pk, "pk": found.placements.get(pupil=world.pupil).cluster_id}


def mastered(world):
    """The pupil masters a goal."""
    return {"mastered": f"{world.pupil.pk}-{LearningGoal.objects.order_by('pk').first().pk}"}


def shape(world):
    """For whom a cluster is."""
    return {"kind": "more", "least": 0, "times_a_week": 3, "minutes_a_week": 60, "version": 1}


def two_of_5b(world):
    return list(world.group_5b.enrolments.order_by("pk").values_list("pupil", flat=True)[:2])


def two_pupils(world):
    """To keep apart."""
    one, other = two_of_5b(world)
    return {"one": one, "other": other, "way": "apart", "version": 1}


def of_pair(world):
    found, (one, other) = clustering(world), sorted(two_of_5b(world))
    pair, _made = PupilPair.objects.get_or_create(
        clustering=found, one_id=one, other_id=other, defaults={"school": world.school}
    )
    return {"clustering": found.pk, "pk": pair.pk}


def other_group(world):
    """Another group of the school: who does not teach it may not join it."""
    return {"group": world.group_6.pk, "version": clustering(world).version}


def of_template(world):
    return {"pk": ClusterTemplate.objects.order_by("pk").first().pk}


ROWS = [
    Row("needs:groups", everyone("sanne", "karim", "petra", "marleen", emmy=302, tom=302, fleur=302)),
    Row("needs:overview", everyone(*SEES_5B), of_group),
    Row("needs:signals", everyone(*SEES_5B), of_row),
    Row("needs:columns", everyone(*SEES_5B, status=302), of_group, "post", lambda world: {"columns": "seen"}),
    Row("needs:export", everyone(*SEES_5B), of_group),
    Row("needs:placing", everyone(*WRITERS, karim=403), of_need),
    Row("needs:placing", WRITE, of_need, "post", in_first_cluster),
    Row("needs:row", everyone(*SEES_5B, status=302), of_row),
    Row("needs:need", everyone(*WRITERS, karim=403), of_need),
    Row("needs:need", WRITE, of_need, "post", need),
    Row("needs:need_removal", everyone(*WRITERS, karim=403), of_need, "post", need_to_remove),
    Row("needs:need_closure", WRITE, of_open_need, "post", how_it_ended),
    Row("needs:need_reopening", WRITE, of_open_need, "post", lambda world: {"version": 1}),
    Row("needs:need_carrying", WRITE, of_open_need, "post"),
    Row("needs:need_history", everyone(*SEES_5B), of_open_need),
    Row("needs:carry_over", everyone(*WRITERS, karim=403), of_group),
    Row("needs:carry_over", WRITE, of_group, "post"),
    Row(
        "needs:suggestions",
        everyone("emmy", "tom", "fleur", "sanne", karim=403, marleen=403, petra=403),
        lambda world: {"subject": world.arithmetic.pk},
        "post",
        lambda world: {"kind": "feedback"},
    ),
    Row("needs:bank", {**dict.fromkeys(STAFF, 403), **everyone(*KEEPERS)}),
    Row("needs:bank", {**dict.fromkeys(STAFF, 403), **everyone(*KEEPERS, status=302)}, method="post", data=sentence),
    Row("needs:bank_sentence", everyone(*KEEPERS, emmy=403, tom=403, fleur=403), of_sentence),
    Row(
        "needs:bank_sentence",
        everyone(*KEEPERS, status=302, emmy=403, tom=403, fleur=403),
        of_sentence,
        "post",
        sentence,
    ),
    Row(
        "needs:bank_retirement",
        everyone(*KEEPERS, status=302, emmy=403, tom=403, fleur=403),
        of_sentence,
        "post",
        lambda world: {"again": "1"},
    ),
    Row("needs:coach", everyone(*STAFF), method="post", data=lambda world: {"text": "Leest vlotter."}),
    Row("needs:coach_switch", everyone(*STAFF), method="post", data=lambda world: {"coach": "on"}),
    Row("needs:ahead", everyone(*SEES_5B), of_group),
    Row("needs:ahead", everyone(*WRITERS, status=302, karim=403), of_group, "post", mastered),
    Row("needs:cluster_subjects", everyone(*SEES_5B), of_group),
    Row("needs:clusters", everyone(*SEES_5B), of_subject),
    Row("needs:clusters", WRITE, of_subject, "post"),
    Row("needs:placement", WRITE, of_placement, "post", lambda world: {"cluster": "", "version": 1}),
    Row("needs:cluster_new", WRITE, of_clustering, "post", lambda world: {"name": "Plus", "version": 1}),
    Row("needs:cluster", WRITE, of_cluster, "post", lambda world: {"name": "Extra", "version": 1}),
    Row("needs:cluster_shape", WRITE, of_cluster, "post", shape),
    Row("needs:limits", WRITE, of_clustering, "post", lambda world: {"most_groups": 3, "lessons_a_week": 5}),
    Row("needs:proposal", WRITE, of_clustering, "post", lambda world: {"mark": "old", "version": 1}),
    Row("needs:undo", WRITE, of_clustering, "post", lambda world: {"number": 0, "version": 1}),
    Row("needs:pair_new", WRITE, of_clustering, "post", two_pupils),
    Row("needs:pair_removal", WRITE, of_pair, "post", lambda world: {"version": 0}),  # too late: it stays
    Row(
        "needs:joining",
        everyone(*WRITERS, status=302, emmy=404, tom=404, karim=403),
        of_clustering,
        "post",
        other_group,
    ),
    Row("needs:separation", WRITE, of_clustering, "post", lambda world: {"version": 1}),
    Row("needs:cluster_templates", everyone("emmy", "tom", "fleur", *KEEPERS)),
    Row("needs:cluster_template_new", everyone(*KEEPERS, emmy=403, tom=403, fleur=403, petra=403)),
    Row("needs:cluster_template", everyone(*KEEPERS, emmy=403, tom=403, fleur=403), of_template),
    Row(
        "needs:cluster_template_removal",
        everyone(*KEEPERS, status=302, emmy=403, tom=403, fleur=403),
        of_template,
        "post",
        lambda world: {"version": 0},
    ),
    Row("needs:cluster_removal", WRITE, of_cluster, "post", lambda world: {"version": 1}),
    Row("needs:signal_list", everyone("emmy", "tom", "fleur", "sanne", "karim")),
    Row("needs:pupil_signals", everyone(*SEES_5B), of_pupil),
    Row("needs:signals_aside", WRITE, of_pupil, "post", lambda world: {"reason": "Later.", "until": "2027-12-01"}),
    Row("needs:signals_closure", WRITE, of_pupil, "post", lambda world: {"reason": "Besproken."}),
    Row("needs:signals_undo", WRITE, of_pupil, "post"),
    Row("needs:rules", everyone("emmy", "tom", "fleur", *KEEPERS)),
    Row("needs:rule", everyone(*KEEPERS, emmy=403, tom=403, fleur=403), of_rule),
    Row("needs:rule", KEEP, of_rule, "post", typed_rule),
    Row("needs:rule_kinds", everyone(*KEEPERS, **NOT_KEEPING)),
    Row("needs:rule_new", everyone(*KEEPERS, **NOT_KEEPING), of_kind),
    Row("needs:rule_new", everyone(*KEEPERS, status=302, **NOT_KEEPING), of_kind, "post", typed_rule),
    Row("needs:rule_preview", everyone(*KEEPERS, emmy=403, tom=403, fleur=403), of_rule, "post", typed_rule),
    Row("needs:rule_new_preview", everyone(*KEEPERS, **NOT_KEEPING), of_kind, "post", typed_rule),
    Row("needs:rule_activity", KEEP, of_rule, "post", rule_version),
    Row("needs:rule_position", KEEP, of_rule, "post", rule_version),
    Row("needs:rule_removal", everyone(*KEEPERS, status=302, **NOT_KEEPING), of_rule, "post", rule_in_sight),
    Row("needs:rule_version", KEEP, of_version, "post", rule_version),
]
