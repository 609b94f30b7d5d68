"""Writes of the school's questionnaires. What was asked in a round is never rewritten, so that answers keep meaning."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from gezien.audit.log import Entry, record, record_all
from gezien.audit.models import AuditEvent
from gezien.common.models import StaleVersion
from gezien.results.models import Questionnaire, QuestionnaireDomain, QuestionnaireItem, QuestionnaireRound
from gezien.results.questionnaire_starter import add_questionnaires
from gezien.results.rules import editable_questionnaires
from gezien.schools.rules import Member, NotAllowed, require_agreed, require_among

FIELDS = ("name", "intro", "year_groups", "labels", "respondent", "is_active")
REMOVED = "questionnaire.removed"


class InUse(Exception):
    """Answers would come to mean something else, or lose their question; the text says what to do instead."""


@transaction.atomic
def add_questionnaire(
    *,
    by: Member,
    name: str,
    year_groups: Sequence[str],
    labels: Sequence[str],
    respondent: str,
    intro: str = "",
    is_active: bool = True,
) -> Questionnaire:
    """A list of the school's own, still without statements."""
    require_agreed(by)
    found = Questionnaire.objects.create(
        school=by.school,
        name=name,
        intro=intro,
        year_groups=list(year_groups),
        labels=list(labels),
        respondent=respondent,
        is_active=is_active,
    )
    record(by, "questionnaire.added", found, **_fields(found))
    return found


@transaction.atomic
def add_shipped(*, by: Member) -> list[Questionnaire]:
    """Put back the shipped questionnaires that the school does not have (any more)."""
    require_agreed(by)
    added = add_questionnaires(by.school)
    record_all(by, "questionnaire.added", [Entry(one, details={"code": one.code}) for one in added])
    return added


@transaction.atomic
def change_questionnaire(
    *,
    by: Member,
    questionnaire: Questionnaire,
    version: int,
    name: str,
    intro: str,
    year_groups: Sequence[str],
    labels: Sequence[str],
    respondent: str,
    is_active: bool,
) -> Questionnaire:
    """Raises `InUse` for another scale or respondent once there are rounds, `StaleVersion` when it has changed."""
    stored = _locked(by, questionnaire)
    if (list(labels), respondent) != (stored.labels, stored.respondent) and _has_rounds(stored):
        raise InUse(_("There are answers on this scale already. Copy the questionnaire to ask it in another way."))
    was = _fields(stored)
    stored.name, stored.intro, stored.is_active = name, intro, is_active
    stored.year_groups, stored.labels, stored.respondent = list(year_groups), list(labels), respondent
    stored.save_if_unchanged(expected=version, fields=list(FIELDS))
    record(by, "questionnaire.changed", stored, was=was, **_fields(stored))
    return stored


@transaction.atomic
def copy_questionnaire(*, by: Member, questionnaire: Questionnaire) -> Questionnaire:
    """A copy to change at will, not in use yet: its statements in use, without the retired ones."""
    stored = _locked(by, questionnaire)
    snapshot = _snapshot(stored)
    for domain in snapshot["domains"]:
        domain["items"] = [item for item in domain["items"] if item["is_active"]]
    name = (_("Copy of %(name)s") % {"name": stored.name})[:80]
    copy = _restore(by, {**snapshot, "name": name, "is_active": False, "code": ""})
    record(by, "questionnaire.added", copy, copied_from=stored.pk)
    return copy


@transaction.atomic
def remove_questionnaire(*, by: Member, questionnaire: Questionnaire, version: int) -> AuditEvent:
    """Remove a list that was never put to a group; the entry in the log can bring it back. Raises `InUse`."""
    stored = _locked(by, questionnaire)
    if _has_rounds(stored):
        raise InUse(_("This questionnaire was used, so it stays. Take it out of use instead."))
    if stored.version != version:
        raise StaleVersion(stored)
    event = record(by, REMOVED, stored, **_snapshot(stored))
    stored.delete()
    return event


@transaction.atomic
def restore_questionnaire(*, by: Member, event: AuditEvent) -> Questionnaire:
    """Undo a removal, from what the log keeps of it. Restoring twice, or one that is shipped again, gives a second."""
    require_agreed(by)
    if event.verb != REMOVED or event.school_id != by.school.pk:
        raise NotAllowed("questionnaire")
    taken = Questionnaire.objects.filter(school=by.school, code=event.details["code"]).exclude(code="").exists()
    found = _restore(by, {**event.details, **({"code": ""} if taken else {})})
    record(by, "questionnaire.restored", found)
    return found


@transaction.atomic
def add_domain(*, by: Member, questionnaire: Questionnaire, name: str, area: str) -> QuestionnaireDomain:
    """A domain at the end of the list."""
    stored = _locked(by, questionnaire)
    domain = QuestionnaireDomain.objects.create(
        school=by.school, questionnaire=stored, name=name, area=area, position=_next_place(stored.domains.all())
    )
    record(by, "questionnaire.changed", stored, domain_added=name)
    return domain


@transaction.atomic
def change_domain(
    *, by: Member, domain: QuestionnaireDomain, version: int, name: str, area: str
) -> QuestionnaireDomain:
    """Another name; another area only as long as the domain was never asked. Raises `InUse`, `StaleVersion`."""
    stored = _locked(by, domain.questionnaire)
    if area != domain.area and any(domain.pk == asked for asked, _items in _asked(stored)):
        raise InUse(_("There are answers in this domain already, so what it is about stays."))
    was = domain.name
    domain.name, domain.area = name, area
    domain.save_if_unchanged(expected=version, fields=["name", "area"])
    record(by, "questionnaire.changed", stored, domain=domain.pk, was=was, name=name, area=area)
    return domain


@transaction.atomic
def remove_domain(*, by: Member, domain: QuestionnaireDomain) -> None:
    """Remove an empty domain; with statements, also retired ones, it stays."""
    stored = _locked(by, domain.questionnaire)
    if QuestionnaireItem.objects.filter(domain=domain).exists():
        raise InUse(_("This domain has statements. Take those out first; what was once asked stays."))
    record(by, "questionnaire.changed", stored, domain_removed=domain.name)
    domain.delete()


@transaction.atomic
def add_item(*, by: Member, domain: QuestionnaireDomain, text: str, is_negative: bool) -> QuestionnaireItem:
    """A statement at the end of its domain. Rounds that are open keep theirs; the next round asks it."""
    stored = _locked(by, domain.questionnaire)
    item = QuestionnaireItem.objects.create(
        school=by.school, domain=domain, text=text, is_negative=is_negative, position=_next_place(domain.items.all())
    )
    record(by, "questionnaire.changed", stored, item_added=text)
    return item


@transaction.atomic
def change_item(
    *, by: Member, item: QuestionnaireItem, version: int, text: str, is_negative: bool
) -> QuestionnaireItem:
    """Reword a statement. Once it was asked the old one is retired and the new one takes its place.

    Raises `StaleVersion` when somebody else changed it meanwhile.
    """
    stored = _locked(by, item.domain.questionnaire)
    if (text, is_negative) == (item.text, item.is_negative):
        return item
    was = item.text
    if item.pk not in _asked_items(stored):
        item.text, item.is_negative = text, is_negative
        item.save_if_unchanged(expected=version, fields=["text", "is_negative"])
        found = item
    else:
        item.is_active = False
        item.save_if_unchanged(expected=version, fields=["is_active"])
        found = QuestionnaireItem.objects.create(
            school=by.school,
            domain=item.domain,
            text=text,
            is_negative=is_negative,
            position=item.position,
            replaces=item,
        )
    record(by, "questionnaire.changed", stored, item=found.pk, was=was, text=text, is_negative=is_negative)
    return found


@transaction.atomic
def set_in_use(*, by: Member, item: QuestionnaireItem, is_active: bool) -> QuestionnaireItem:
    """Retire a statement, or ask it again; answers stay."""
    stored = _locked(by, item.domain.questionnaire)
    if item.is_active != is_active:
        item.is_active = is_active
        item.save_if_unchanged(expected=item.version, fields=["is_active"])
        record(by, "questionnaire.changed", stored, item=item.pk, is_active=is_active)
    return item


@transaction.atomic
def remove_item(*, by: Member, item: QuestionnaireItem) -> None:
    """Remove a statement that was never asked. Raises `InUse` once it was."""
    stored = _locked(by, item.domain.questionnaire)
    if item.pk in _asked_items(stored):
        raise InUse(_("This statement was asked before, so it stays with its answers. Retire it instead."))
    record(by, "questionnaire.changed", stored, item_removed=item.text)
    item.delete()


@transaction.atomic
def move_item(*, by: Member, item: QuestionnaireItem, up: bool) -> None:
    """One place up or down among the statements of its domain; at the end nothing happens."""
    stored = _locked(by, item.domain.questionnaire)
    _move(item.domain.items.filter(is_active=True), item.pk, up=up)
    record(by, "questionnaire.changed", stored, moved=item.text, up=up)


@transaction.atomic
def move_domain(*, by: Member, domain: QuestionnaireDomain, up: bool) -> None:
    """One place up or down among the domains; at the end nothing happens."""
    stored = _locked(by, domain.questionnaire)
    _move(stored.domains.all(), domain.pk, up=up)
    record(by, "questionnaire.changed", stored, moved=domain.name, up=up)


def _next_place(among: QuerySet) -> int:
    """The place after the last of these rows."""
    last = among.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _move(among: QuerySet, key: int, *, up: bool) -> None:
    """This one of the rows goes a place up or down; their places are counted anew."""
    keys = list(among.values_list("pk", flat=True))
    if key in keys:
        place = keys.index(key)
        goal = min(max(place + (-1 if up else 1), 0), len(keys) - 1)
        keys[place], keys[goal] = keys[goal], keys[place]
    for position, one in enumerate(keys):
        among.model.objects.filter(pk=one).update(position=position)


def _asked(questionnaire: Questionnaire) -> list[list]:
    """What the rounds of a questionnaire ask, by domain."""
    rounds = QuestionnaireRound.objects.filter(questionnaire=questionnaire).values_list("items", flat=True)
    return [asked for items in rounds for asked in items]


def _asked_items(questionnaire: Questionnaire) -> set[int]:
    return {item for _domain, items in _asked(questionnaire) for item in items}


def _has_rounds(questionnaire: Questionnaire) -> bool:
    return QuestionnaireRound.objects.filter(questionnaire=questionnaire).exists()


def _locked(by: Member, questionnaire: Questionnaire) -> Questionnaire:
    """The questionnaire, one writer at a time; `NotAllowed` for who does not keep what the school agreed."""
    require_among(editable_questionnaires(by), questionnaire)
    return Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)


def _fields(found: Questionnaire) -> dict[str, Any]:
    return {name: getattr(found, name) for name in FIELDS}


def _snapshot(found: Questionnaire) -> dict[str, Any]:
    """The whole list as JSON."""
    domains = QuestionnaireDomain.objects.filter(questionnaire=found).prefetch_related("items")
    return {
        **_fields(found),
        "code": found.code,
        "domains": [
            {
                "name": domain.name,
                "area": domain.area,
                "items": [
                    {"text": item.text, "is_negative": item.is_negative, "is_active": item.is_active}
                    for item in domain.items.all()
                ],
            }
            for domain in domains
        ],
    }


def _restore(by: Member, snapshot: dict[str, Any]) -> Questionnaire:
    """A questionnaire from its snapshot."""
    values = {name: snapshot[name] for name in (*FIELDS, "code")}
    found = Questionnaire.objects.create(school=by.school, **values)
    for position, domain in enumerate(snapshot["domains"]):
        made = QuestionnaireDomain.objects.create(
            school=by.school, questionnaire=found, name=domain["name"], area=domain["area"], position=position
        )
        QuestionnaireItem.objects.bulk_create(
            QuestionnaireItem(school=by.school, domain=made, position=place, **item)
            for place, item in enumerate(domain["items"])
        )
    return found
