"""Questionnaires: everyone reads what is asked; who works with a group fills in; who keeps what was agreed changes."""

from gezien.results.models import Questionnaire, QuestionnaireDomain, QuestionnaireItem, QuestionnaireRound
from tests.permissions import OWN_TEACHERS, SEES_5B, STAFF, Row, everyone

EDITORS = ("sanne", "karim", "marleen")
READERS = dict.fromkeys(set(STAFF) - set(EDITORS), 403)
FILLS_5B = (*OWN_TEACHERS, "sanne")
WRITERS = (*FILLS_5B, "fleur")  # of some group
NOT_WRITERS = dict.fromkeys(set(STAFF) - set(WRITERS), 403)


def asked(world):
    """The shipped questionnaire for year groups 3 to 8."""
    return Questionnaire.objects.get(code="welbevinden-werkhouding")


def unused(world):
    """The shipped one for pupils themselves, which no group used."""
    return Questionnaire.objects.get(code="zo-gaat-het-met-mij")


def running(world):
    """The round of this period in 5b, still empty."""
    return QuestionnaireRound.objects.get(questionnaire=asked(world), group=world.group_5b, period=world.period)


def of_round(world):
    return {"pk": running(world).pk}


def round_version(world):
    return {"version": running(world).version}


def stale(world):
    """A version nobody has: whoever may is told so, and everyone after them finds the same."""
    return {"version": 0}


def new_round(world):
    """A round of another questionnaire for nobody in particular: the form comes back with what is missing."""
    return {"questionnaire": asked(world).pk}


def of_list(world):
    return {"pk": asked(world).pk}


def of_unused(world):
    return {"pk": unused(world).pk}


def list_as_it_is(world):
    """What the form sends when nothing was changed."""
    one = asked(world)
    values = {name: getattr(one, name) for name in ("name", "intro", "year_groups", "respondent", "version")}
    return {**values, "labels": "\n".join(one.labels), "is_active": "on"}


def new_list(world):
    data = list_as_it_is(world)
    return {**data, "name": "Eigen lijst"}


def domain(world):
    return QuestionnaireDomain.objects.filter(questionnaire=unused(world)).order_by("position").first()


def of_domain(world):
    return {"pk": domain(world).pk}


def domain_as_it_is(world):
    return {name: getattr(domain(world), name) for name in ("name", "area", "version")}


def item(world):
    return QuestionnaireItem.objects.filter(domain=domain(world)).order_by("position").first()


def of_item(world):
    return {"pk": item(world).pk}


def of_asked_item(world):
    """A statement with answers, which stays."""
    return {"pk": running(world).items[0][1][0]}


def item_as_it_is(world):
    return {"text": item(world).text, "version": item(world).version}


def edits(url: str, kwargs=lambda world: {}, data=lambda world: {}) -> Row:
    """A write of who keeps what the school agreed; others of the school get 403."""
    return Row(url, everyone(*EDITORS, status=302, **READERS), kwargs, "post", data)


def fills(url: str, data=lambda world: {}) -> Row:
    """A write in a round of 5b."""
    return Row(url, everyone(*FILLS_5B, status=302, karim=403), of_round, "post", data)


ROWS = [
    Row("results:rounds", everyone(*STAFF)),
    Row("results:group_rounds", everyone(*SEES_5B), lambda world: {"group": world.group_5b.pk}),
    Row("results:pupil_answers", everyone(*SEES_5B), lambda world: {"pupil": world.pupil.pk}),
    Row("results:round", everyone(*SEES_5B), of_round),
    Row("results:add_round", everyone(*WRITERS, **NOT_WRITERS)),
    Row("results:add_round", everyone(*WRITERS, status=422, **NOT_WRITERS), method="post", data=new_round),
    Row("results:round_answers", everyone(*FILLS_5B, karim=403), of_round),
    fills("results:round_answers"),
    Row("results:change_round", everyone(*FILLS_5B, karim=403), of_round),
    fills("results:change_round", round_version),
    fills("results:round_closure"),
    fills("results:round_removal", stale),
    Row("results:questionnaires", everyone(*STAFF)),
    Row("results:questionnaire", everyone(*STAFF), of_list),
    Row("results:add_questionnaire", everyone(*EDITORS, **READERS)),
    edits("results:add_questionnaire", data=new_list),
    Row("results:change_questionnaire", everyone(*EDITORS, **READERS), of_list),
    edits("results:change_questionnaire", of_list, list_as_it_is),
    edits("results:shipped_questionnaires"),
    edits("results:questionnaire_return"),
    edits("results:questionnaire_copy", of_list),
    edits("results:questionnaire_removal", of_unused, stale),
    edits("results:add_questionnaire_domain", of_list, lambda world: {"domain-name": "Rust", "domain-area": "social"}),
    Row("results:questionnaire_domain", everyone(*EDITORS, **READERS), of_domain),
    edits("results:questionnaire_domain", of_domain, domain_as_it_is),
    edits("results:questionnaire_domain_place", of_domain, lambda world: {"down": "1"}),
    edits("results:questionnaire_domain_removal", of_domain),
    edits(
        "results:add_questionnaire_item",
        of_domain,
        lambda world: {f"item-{domain(world).pk}-text": "Ik lach op school."},
    ),
    Row("results:questionnaire_item", everyone(*EDITORS, **READERS), of_item),
    edits("results:questionnaire_item", of_item, item_as_it_is),
    edits("results:questionnaire_item_place", of_item, lambda world: {"down": "1"}),
    edits("results:questionnaire_item_retirement", of_item),
    edits("results:questionnaire_item_removal", of_asked_item),
]
