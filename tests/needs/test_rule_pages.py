"""The pages on which the internal coach reads and writes the rules that flag pupils."""

import pytest
from django.urls import reverse

from gezien.needs.models import SignalRule
from gezien.pupils.models import Pupil
from gezien.results.models import Instrument
from gezien.schools.models import Subject
from tests.factories.needs import add_results, make_group, pupils_of

LIST = "/s/zwaluw/groups/rules/"


@pytest.fixture
def lowest(zwaluw) -> SignalRule:
    """The rule about the lowest levels."""
    return SignalRule.objects.get(measure="lowest_levels")


def address(name: str, rule: SignalRule, *rest) -> str:
    """A page of the rule."""
    return reverse(f"needs:{name}", args=["zwaluw", rule.pk, *rest])


def typed(rule: SignalRule, **values) -> dict:
    """The blanks of a rule about levels as its page has them, with what one changes."""
    blanks = {"years_from": "1", "years_until": "8", "where": "a", "times": 1, "threshold": 1, "instrument": ""}
    about = {"name": rule.name, "direction": rule.direction, "severity": 2, "version": rule.version or 0}
    return {**blanks, **about, **values}


@pytest.mark.requirement("H11")
def test_rules_stand_in_plain_words_with_how_many_pupils_each_flags(sign_in, lowest, period):
    before = sign_in("sanne").get(LIST).context["rows"][0]
    for pupil in pupils_of(make_group(period.year, 2)):
        add_results(pupil, "lvs-rekenen", [(60, "V")])
    after = sign_in("sanne").get(LIST).context["rows"][0]
    told = "Signaleer leerlingen van alle groepen die bij een van de vakken de laatste keer het laagste niveau halen."
    assert after["sentence"] == told
    assert after["number"] - before["number"] == 2


@pytest.mark.requirement("H11")
def test_coach_sees_whom_the_changed_sentence_would_flag_before_saving(sign_in, lowest, period):
    pupil = pupils_of(make_group(period.year, 1))[0]
    add_results(pupil, "lvs-rekenen", [(70, "IV")])
    page = sign_in("sanne").post(
        address("rule_preview", lowest), typed(lowest, threshold=2), headers={"HX-Request": "true"}
    )
    now = page.context["moments"][0]
    assert "Abel Oefening00 (Oefengroep)" in [f"{one.name} ({one.group})" for one in now.added]
    assert (now.changed - now.stored, len(now.dropped)) == (len(now.added), 0)
    assert "<html" not in page.text
    lowest.refresh_from_db()
    assert lowest.threshold == 1


def test_preview_without_javascript_is_the_page_with_what_was_typed(sign_in, lowest):
    page = sign_in("sanne").post(address("rule_preview", lowest), typed(lowest, threshold=2, name="Nog niet"))
    assert (page.status_code, page.context["form"]["name"].value()) == (200, "Nog niet")
    assert next(moment.title for moment in page.context["moments"]) == "Nu"


@pytest.mark.requirement("H11")
def test_preview_also_tells_the_end_of_the_last_period(sign_in, lowest):
    page = sign_in("sanne").get(address("rule", lowest))
    assert [moment.title for moment in page.context["moments"]] == [
        "Nu",
        "Aan het eind van de vorige periode, 31 januari",
    ]


@pytest.mark.requirement("H11")
def test_changed_sentence_counts_from_then_on_and_one_button_takes_it_back(sign_in, lowest):
    coach = sign_in("sanne")
    spelling = Subject.objects.get(code="spelling")
    values = typed(lowest, threshold=2, times=2, years_from="3", where=f"s{spelling.pk}")
    page = coach.post(address("rule", lowest), values, follow=True)
    assert "groep 3 t/m 8 die bij Spelling twee keer achter elkaar een van de twee laagste niveaus halen" in page.text
    assert page.context["saved"]["earlier"] == 1
    coach.post(address("rule_version", lowest, 1), {"version": 2})
    lowest.refresh_from_db()
    assert (lowest.threshold, lowest.times, lowest.subject_id, lowest.year_groups) == (1, 1, None, [])


@pytest.mark.requirement("H11")
def test_history_tells_who_changed_what(sign_in, lowest):
    coach = sign_in("sanne")
    coach.post(address("rule", lowest), typed(lowest, threshold=2, severity=3))
    newest, oldest = coach.get(address("rule", lowest)).context["versions"]
    assert (newest["who"], oldest["who"]) == ("Sanne Visser", "zoals meegeleverd")
    assert newest["changes"] == ["Hoeveel haast het heeft: nu iets doen (was: deze periode iets doen)"]
    assert (newest["is_now"], oldest["is_now"]) == (True, False)


@pytest.mark.requirement("H11")
def test_new_rule_begins_with_a_kind_and_flags_nobody_it_should_not(sign_in, zwaluw):
    coach = sign_in("sanne")
    assert "below_norm" in coach.get(reverse("needs:rule_kinds", args=["zwaluw"])).text
    url = reverse("needs:rule_new", args=["zwaluw", "not_seen"])
    page = coach.get(url)
    assert page.context["moments"][0].stored is None
    about = {"name": "Kleuters gezien", "direction": "attention", "severity": 1, "version": 0}
    coach.post(url, {**about, "threshold": 3, "years_from": "1", "years_until": "2"})
    made = SignalRule.objects.get(name="Kleuters gezien")
    assert (made.year_groups, made.threshold, made.measure) == (["1", "2"], 3, "not_seen")


def test_copy_says_the_same_under_another_name(sign_in, lowest):
    SignalRule.objects.filter(pk=lowest.pk).update(threshold=3, year_groups=["5"])
    page = sign_in("sanne").get(reverse("needs:rule_new", args=["zwaluw", "lowest_levels"]), {"copy": lowest.pk})
    form = page.context["form"]
    assert [form[name].value() for name in ("name", "threshold", "years_from")] == ["Laagste niveau (kopie)", 3, "5"]


def test_rule_changed_by_another_meanwhile_shows_both(sign_in, lowest):
    sign_in("karim").post(address("rule", lowest), typed(lowest, threshold=2))
    page = sign_in("sanne").post(address("rule", lowest), typed(lowest, threshold=3))
    assert (page.status_code, page.context["form"]["threshold"].value()) == (409, "3")
    assert "een van de twee laagste niveaus" in page.context["conflict"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"threshold": "0"}, "threshold"),
        ({"threshold": "x"}, "threshold"),
        ({"times": ""}, "times"),
        ({"where": "s0"}, "where"),
        ({"name": ""}, "name"),
        ({"years_from": "5", "years_until": "3"}, "years_until"),
        ({"valid_from": "2027-02-01", "valid_until": "2027-01-01"}, "valid_until"),
    ],
)
def test_sentence_that_means_nothing_is_refused_at_its_blank(sign_in, lowest, values, field):
    page = sign_in("sanne").post(address("rule", lowest), typed(lowest, **values))
    assert (page.status_code, list(page.context["form"].errors)) == (422, [field])
    lowest.refresh_from_db()
    assert lowest.version == 1


def test_test_of_another_subject_is_refused(sign_in, lowest):
    spelling, arithmetic = Subject.objects.get(code="spelling"), Instrument.objects.get(code="lvs-rekenen")
    values = typed(lowest, where=f"s{spelling.pk}", instrument=arithmetic.pk)
    page = sign_in("sanne").post(address("rule", lowest), values)
    assert list(page.context["form"].errors) == ["instrument"]


@pytest.mark.requirement("H11")
def test_list_tells_which_rules_flag_nobody_and_why(sign_in, zwaluw):
    SignalRule.objects.exclude(measure="not_seen").update(valid_until="2020-01-01")
    SignalRule.objects.filter(measure="not_seen").update(threshold=1)
    Pupil.objects.filter(school=zwaluw).update(created_at="2025-09-01T08:00:00Z")
    rows = {row["measure"]: row for row in sign_in("sanne").get(LIST).context["rows"]}
    assert rows["lowest_levels"]["state"] == "niet meer"
    SignalRule.objects.filter(measure="not_seen").update(threshold=60)
    rows = {row["measure"]: row for row in sign_in("sanne").get(LIST).context["rows"]}
    assert rows["not_seen"]["verdict"] == "signaleert niemand"


def test_rule_is_switched_moved_taken_away_and_brought_back_from_the_list(sign_in, lowest):
    coach = sign_in("sanne")
    coach.post(address("rule_activity", lowest), {"version": 1, "on": 0})
    coach.post(address("rule_position", lowest), {"step": 1})
    coach.post(address("rule_removal", lowest), {"version": 2})
    page = coach.get(LIST)
    assert [one["name"] for one in page.context["removed"]] == ["Laagste niveau"]
    coach.post(address("rule_removal", lowest), {"version": 3, "undo": 1})
    row = coach.get(LIST).context["rows"][1]
    assert (row["name"], row["state"]) == ("Laagste niveau", "uit")


def test_rule_that_is_off_flags_nobody_and_says_so(sign_in, lowest, group_5b):
    SignalRule.objects.update(is_active=False)
    assert "uit" in sign_in("sanne").get(LIST).text
    text = sign_in("emmy").get(f"/s/zwaluw/groups/{group_5b.pk}/").text
    assert 'class="sg"' not in text


def test_coordinator_sees_figures_but_no_names(sign_in, lowest):
    page = sign_in("marleen").post(address("rule_preview", lowest), typed(lowest, threshold=4))
    assert page.context["moments"][0].changed > 0
    assert [pupil.name for pupil in Pupil.objects.all() if pupil.name in page.text] == []


def test_teacher_reads_the_rules_without_figures(sign_in, lowest):
    response = sign_in("emmy").get(LIST)
    assert {rule["count"] for rule in response.context["rows"]} == {None}


@pytest.mark.parametrize("size", [2, 20])
def test_list_and_preview_ask_the_same_of_the_database_at_any_size(
    sign_in, lowest, period, size, django_assert_num_queries
):
    for pupil in pupils_of(make_group(period.year, size)):
        add_results(pupil, "lvs-rekenen", [(60, "V")])
    coach = sign_in("sanne")
    coach.get(LIST)
    with django_assert_num_queries(19):
        coach.get(LIST)
    with django_assert_num_queries(28):
        coach.post(address("rule_preview", lowest), typed(lowest, threshold=2), headers={"HX-Request": "true"})
