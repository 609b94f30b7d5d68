"""Drawing up a group plan, writing in it with two, and printing it, as one does."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE


def open_draft(page: Page) -> str:
    """From the group's plans to the draft that Emmy has begun; its address."""
    page.get_by_role("link", name="Groepsplan Begrijpend lezen, Periode 2").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Groep 5b · Begrijpend lezen")
    return page.url


def group_plans(person) -> Page:
    """The plans of 5b by the menu, as one finds them."""
    page = person.visit("groups/")
    link = page.get_by_role("link", name=re.compile("^Groep 5b"))
    if link.count():
        link.first.click()
    page.get_by_role("navigation", name="Groep 5b").get_by_role("link", name="Groepsplan").click()
    return page


def saved(page: Page, field) -> None:
    """Wait until the form of this field says it is saved."""
    expect(field.locator("xpath=ancestor::form").locator("[data-autosave-status]")).to_contain_text("Bewaard om")


@pytest.mark.requirement("H18")
def test_teacher_draws_up_a_plan_and_finds_its_rows_filled(open_screen):
    emmy = open_screen("emmy")
    page = group_plans(emmy)
    page.get_by_role("link", name="Stel op Rekenen, Periode 2").click()
    emmy.check_accessibility()
    page.get_by_role("button", name="Stel dit plan op").click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Intensief", "Basis", "Verdiept"])
    expect(page.get_by_label("Aanpak").first).not_to_be_empty()
    emmy.check_accessibility()
    emmy.check_reflow()


@pytest.mark.requirement("H20", "H21", "H22", "H23")
def test_what_is_typed_is_saved_by_itself(open_screen):
    page = group_plans(open_screen("emmy"))
    address = open_draft(page)
    field = page.get_by_label("Evaluatie").first
    field.fill("Elke vrijdag drie vragen bij een korte tekst.")
    page.get_by_label("Keer per week").first.fill("4")
    page.get_by_label("Keer per week").first.blur()
    saved(page, field)
    page.goto(address)
    expect(page.get_by_label("Evaluatie").first).to_have_value("Elke vrijdag drie vragen bij een korte tekst.")
    expect(page.get_by_label("Keer per week").first).to_have_value("4")


def test_two_teachers_in_one_row_see_each_others_words(open_screen):
    emmy, tom = (group_plans(open_screen(name)) for name in ("emmy", "tom"))
    tom.goto(open_draft(emmy))
    emmy.get_by_label("Inhoud").first.fill("Emmy: teksten over dieren.")
    emmy.get_by_label("Inhoud").first.blur()
    saved(emmy, emmy.get_by_label("Inhoud").first)
    tom.get_by_label("Aanpak").first.fill("Tom: hardop denken.")
    tom.get_by_label("Aanpak").first.blur()
    saved(tom, tom.get_by_label("Aanpak").first)
    expect(tom.get_by_label("Inhoud").first).to_have_value("Emmy: teksten over dieren.")
    emmy.reload()
    expect(emmy.get_by_label("Aanpak").first).to_have_value("Tom: hardop denken.")
    expect(emmy.get_by_label("Inhoud").first).to_have_value("Emmy: teksten over dieren.")


def test_two_teachers_in_one_field_choose_with_both_texts_in_sight(open_screen):
    emmy, tom = (group_plans(open_screen(name)) for name in ("emmy", "tom"))
    tom.goto(open_draft(emmy))
    emmy.get_by_label("Inhoud").last.fill("Inhoud van Emmy.")
    emmy.get_by_label("Inhoud").last.blur()
    saved(emmy, emmy.get_by_label("Inhoud").last)
    tom.get_by_label("Aanpak").last.fill("Aanpak van Tom.")
    tom.get_by_label("Inhoud").last.fill("Inhoud van Tom.")
    tom.get_by_label("Inhoud").last.blur()
    panel = tom.locator(".conflict")
    expect(panel).to_contain_text("Inhoud van Emmy.")
    expect(panel).to_contain_text("Inhoud van Tom.")
    panel.get_by_role("button").last.click()
    saved(tom, tom.get_by_label("Inhoud").last)
    tom.reload()
    expect(tom.get_by_label("Inhoud").last).to_have_value("Inhoud van Emmy.")
    expect(tom.get_by_label("Aanpak").last).to_have_value("Aanpak van Tom.")


@pytest.mark.requirement("H19")
def test_goal_opens_in_place_and_an_offer_comes_in_with_one_press(open_screen):
    emmy = open_screen("emmy")
    page = group_plans(emmy)
    open_draft(page)
    page.get_by_text("Andere doelen die bij dit cluster passen").first.click()
    row = page.locator(".plan-goals").filter(has=page.locator("[data-goal-offer]")).first
    count, offered = row.locator(".goal").count(), row.locator("[data-goal-offer]").count()
    row.locator("[data-goal-offer] button").first.click()
    expect(row.locator(".goal")).to_have_count(count + 1)
    expect(row.locator("[data-goal-offer]")).to_have_count(offered - 1)
    row.locator(".goal summary").last.click()
    field = row.get_by_label("Waaraan zie je het?").last
    field.fill("In het schrift, 8 van de 10 goed.")
    field.blur()
    saved(page, field)
    row.get_by_role("button", name="Eruit halen").last.click()
    row.get_by_role("button", name="Zet terug").click()
    expect(row.locator(".goal").last).to_contain_text("In het schrift, 8 van de 10 goed.")


def test_plan_on_a_phone_is_a_card_for_each_cluster(open_screen):
    emmy = open_screen("emmy", viewport=PHONE)
    page = group_plans(emmy)
    open_draft(page)
    emmy.check_accessibility()
    expect(page.locator("label", has_text="Organisatie").first).to_be_visible()
    expect(page.locator(".tabs [aria-current]")).to_be_in_viewport()


def test_head_reads_the_plan_and_changes_nothing(open_screen):
    address = open_draft(group_plans(open_screen("emmy")))
    karim = open_screen("karim")
    karim.page.goto(address)
    expect(karim.page.get_by_role("heading", level=3)).to_have_count(3)
    expect(karim.page.get_by_role("textbox")).to_have_count(0)
    karim.check_accessibility()


@pytest.mark.requirement("H29")
def test_two_edit_one_plan_and_one_without_network_loses_nothing(open_screen):
    tom_at_work = open_screen("tom")
    emmy, tom = group_plans(open_screen("emmy")), group_plans(tom_at_work)
    tom.goto(open_draft(emmy))
    tom.context.set_offline(True)
    tom.get_by_label("Organisatie").first.fill("Tom zonder netwerk: aan de ronde tafel.")
    tom.get_by_label("Aanpak").first.fill("Tom: samen doen.")
    tom.get_by_label("Aanpak").first.blur()
    expect(tom.locator("[data-autosave-status]", has_text="geen verbinding").first).to_be_visible()
    for label, text in (("Inhoud", "Emmy: verhalen over dieren."), ("Aanpak", "Emmy: hardop denken.")):
        emmy.get_by_label(label).first.fill(text)
        emmy.get_by_label(label).first.blur()
        saved(emmy, emmy.get_by_label(label).first)
    tom.context.set_offline(False)
    panel = tom.locator(".conflict")
    expect(panel).to_contain_text("Emmy: hardop denken.")
    tom_at_work.faults.clear()  # being offline is a fault in the browser's console
    expect(panel).to_contain_text("Tom: samen doen.")
    expect(tom.get_by_label("Inhoud").first).to_have_value("Emmy: verhalen over dieren.")
    panel.get_by_role("button").first.click()  # Tom keeps his own words, with Emmy's in sight
    saved(tom, tom.get_by_label("Aanpak").first)
    emmy.reload()
    for label, text in (
        ("Inhoud", "Emmy: verhalen over dieren."),
        ("Organisatie", "Tom zonder netwerk: aan de ronde tafel."),
        ("Aanpak", "Tom: samen doen."),
    ):
        expect(emmy.get_by_label(label).first).to_have_value(text)
