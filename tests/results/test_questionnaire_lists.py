"""The school's own questionnaires: what was once asked is retired, never rewritten."""

import pytest
from django.urls import reverse

from gezien.common.models import StaleVersion
from gezien.results.actions import questionnaires as actions
from gezien.results.actions.questionnaires import InUse
from gezien.results.models import (
    Questionnaire,
    QuestionnaireAnswer,
    QuestionnaireDomain,
    QuestionnaireItem,
)
from gezien.results.queries.questionnaire_lists import contents
from gezien.schools.rules import NotAllowed


@pytest.fixture
def used(zwaluw) -> Questionnaire:
    """The questionnaire every group from 3 on used."""
    return Questionnaire.objects.select_related("school").get(code="welbevinden-werkhouding")


@pytest.fixture
def unused(zwaluw) -> Questionnaire:
    """The one for pupils themselves, which nobody used."""
    return Questionnaire.objects.select_related("school").get(code="zo-gaat-het-met-mij")


def first_item(questionnaire: Questionnaire) -> QuestionnaireItem:
    return QuestionnaireItem.objects.filter(domain__questionnaire=questionnaire).order_by(
        "domain__position", "position"
    )[0]


def texts(questionnaire: Questionnaire) -> list[str]:
    return [item["text"] for domain in contents(questionnaire)["domains"] for item in domain["items"]]


@pytest.mark.requirement("H6")
def test_asked_statement_is_retired_and_another_takes_its_place(member, used):
    old = first_item(used)
    answers = QuestionnaireAnswer.objects.filter(item=old).count()
    new = actions.change_item(by=member("sanne"), item=old, version=old.version, text="Lacht.", is_negative=False)
    assert (new.replaces_id, new.position, texts(used)[0]) == (old.pk, old.position, "Lacht.")
    stored = QuestionnaireItem.objects.get(pk=old.pk)
    assert (stored.text, stored.is_active) == (first_text := old.text, False)
    assert QuestionnaireAnswer.objects.filter(item=old).count() == answers > 0
    assert first_text not in texts(used)


@pytest.mark.requirement("H6")
def test_statement_nobody_was_asked_is_simply_reworded(member, unused):
    old = first_item(unused)
    new = actions.change_item(by=member("karim"), item=old, version=old.version, text="Ik lach.", is_negative=False)
    assert (new.pk, new.text) == (old.pk, "Ik lach.")


def test_two_who_change_a_statement_do_not_overwrite_each_other(member, unused):
    one, other = first_item(unused), first_item(unused)
    actions.change_item(by=member("sanne"), item=one, version=one.version, text="Ik lach.", is_negative=False)
    with pytest.raises(StaleVersion):
        actions.change_item(by=member("karim"), item=other, version=other.version, text="Ik zing.", is_negative=False)


def test_asked_statement_is_not_removed_but_retired_and_asked_again(member, used):
    item = first_item(used)
    with pytest.raises(InUse):
        actions.remove_item(by=member("sanne"), item=item)
    actions.set_in_use(by=member("sanne"), item=item, is_active=False)
    assert item.text not in texts(used)
    actions.set_in_use(by=member("sanne"), item=item, is_active=True)
    assert texts(used)[0] == item.text


def test_scale_and_respondent_stay_once_there_are_rounds(member, used):
    values = {name: getattr(used, name) for name in actions.FIELDS}
    with pytest.raises(InUse):
        actions.change_questionnaire(
            by=member("sanne"), questionnaire=used, version=used.version, **values | {"labels": list("abcde")}
        )
    renamed = values | {"name": "Onze lijst"}
    assert (
        actions.change_questionnaire(by=member("sanne"), questionnaire=used, version=used.version, **renamed).name
        == "Onze lijst"
    )


def test_area_of_a_domain_stays_once_it_was_asked(member, used):
    domain = QuestionnaireDomain.objects.filter(questionnaire=used, area="social").select_related("questionnaire")[0]
    with pytest.raises(InUse):
        actions.change_domain(
            by=member("sanne"), domain=domain, version=domain.version, name=domain.name, area="work_attitude"
        )


@pytest.mark.requirement("H6")
def test_removing_an_unused_questionnaire_can_be_undone_whole(member, unused):
    before, version = contents(unused), unused.version
    event = actions.remove_questionnaire(by=member("sanne"), questionnaire=unused, version=version)
    assert not Questionnaire.objects.filter(code=unused.code).exists()
    back = actions.restore_questionnaire(by=member("karim"), event=event)
    assert texts(back) == [item["text"] for domain in before["domains"] for item in domain["items"]]
    assert (back.code, back.respondent, back.labels) == (unused.code, unused.respondent, unused.labels)


def test_used_questionnaire_is_not_removed(member, used):
    with pytest.raises(InUse):
        actions.remove_questionnaire(by=member("sanne"), questionnaire=used, version=used.version)


def test_copy_has_the_statements_in_use_and_is_not_in_use_itself(member, used):
    actions.set_in_use(by=member("sanne"), item=first_item(used), is_active=False)
    copy = actions.copy_questionnaire(by=member("sanne"), questionnaire=used)
    assert (copy.is_active, copy.code, texts(copy)) == (False, "", texts(used))


def test_statement_goes_up_and_down_and_stops_at_the_ends(member, unused):
    item = first_item(unused)
    before = texts(unused)
    actions.move_item(by=member("sanne"), item=item, up=True)
    assert texts(unused) == before
    actions.move_item(by=member("sanne"), item=item, up=False)
    assert texts(unused)[:2] == [before[1], before[0]]


def test_domain_moves_with_its_statements(member, unused):
    domain = first_item(unused).domain
    actions.move_domain(by=member("sanne"), domain=domain, up=False)
    assert [row["name"] for row in contents(unused)["domains"]][:2] == ["Ik en de anderen", "Hoe ik me voel"]


@pytest.mark.parametrize("person", ["emmy", "petra"])
def test_only_who_keeps_what_was_agreed_changes_questionnaires(member, unused, person):
    with pytest.raises(NotAllowed):
        actions.copy_questionnaire(by=member(person), questionnaire=unused)
    with pytest.raises(NotAllowed):
        actions.add_item(by=member(person), domain=first_item(unused).domain, text="x", is_negative=False)


@pytest.mark.requirement("H6")
def test_school_makes_a_questionnaire_of_its_own(sign_in, zwaluw):
    client = sign_in("sanne")
    data = {"name": "Rust", "year_groups": ["5"], "respondent": "teacher", "labels": "a\nb\nc\nd\ne", "is_active": "on"}
    page = client.post(reverse("results:add_questionnaire", args=["zwaluw"]), data).url
    own = Questionnaire.objects.get(name="Rust")
    add_domain = reverse("results:add_questionnaire_domain", args=["zwaluw", own.pk])
    client.post(add_domain, {"domain-name": "Stilte", "domain-area": "social"})
    domain = QuestionnaireDomain.objects.get(questionnaire=own)
    add_item = reverse("results:add_questionnaire_item", args=["zwaluw", domain.pk])
    client.post(add_item, {f"item-{domain.pk}-text": "Zit stil.", f"item-{domain.pk}-is_negative": "on"})
    assert "Zit stil." in client.get(page).content.decode()
    assert QuestionnaireItem.objects.get(domain=domain).is_negative


def test_four_words_are_no_scale(sign_in, zwaluw):
    data = {"name": "Rust", "year_groups": ["5"], "respondent": "teacher", "labels": "a\nb\nc\nd"}
    response = sign_in("sanne").post(reverse("results:add_questionnaire", args=["zwaluw"]), data)
    assert response.status_code == 422
    assert "Vijf woorden" in response.content.decode()


def test_list_of_questionnaires_offers_to_undo_a_removal(sign_in, unused):
    client = sign_in("sanne")
    removal = reverse("results:questionnaire_removal", args=["zwaluw", unused.pk])
    page = client.post(removal, {"version": unused.version}, follow=True).content.decode()
    assert "Zo gaat het met mij, groep 5–8 is verwijderd." in page
    event = page.split('name="removed" value="')[1].split('"')[0]
    client.post(reverse("results:questionnaire_return", args=["zwaluw"]), {"removed": event})
    assert Questionnaire.objects.filter(name=unused.name).exists()


def test_reader_sees_what_is_asked_without_buttons(sign_in, used):
    page = sign_in("emmy").get(reverse("results:questionnaire", args=["zwaluw", used.pk])).content.decode()
    assert texts(used)[0] in page
    assert "Niet meer vragen" not in page
