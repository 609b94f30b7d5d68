"""Learning lines: kept by who may, spread over the year, in and out as a spreadsheet."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_scopes import scope
from hypothesis import given
from hypothesis import strategies as st

from gezien.common.models import StaleVersion
from gezien.common.sheets import SheetProblem, read_sheet, write_sheet
from gezien.quality.actions import lines as actions
from gezien.quality.actions.goal_files import CannotTakeIn, keep_rows, take_back, take_in
from gezien.quality.goal_rows import WIDTHS, GoalRow, as_cells, head_names, read_rows
from gezien.quality.line_starter import shipped_goals
from gezien.quality.models import GoalImport, LearningGoal, LearningLine
from gezien.quality.queries.goal_files import plan_of, school_rows, shipped_rows, subject_names
from gezien.quality.queries.lines import goals_in_use, periods_a_year, planned
from gezien.quality.spreading import spread
from gezien.results.models import Mastery
from gezien.schools.models import School
from gezien.schools.rules import NotAllowed

SUBJECTS = {"rekenen": "rekenen", "begrijpend lezen": "begrijpend-lezen", "begrijpend-lezen": "begrijpend-lezen"}
NAMES = {"rekenen": "Rekenen", "begrijpend-lezen": "Begrijpend lezen"}
TEXT = st.text(st.characters(whitelist_categories=["L", "N", "P"], max_codepoint=0x17F), min_size=1, max_size=30)
ROW = st.builds(
    GoalRow,
    code=TEXT,
    subject=st.sampled_from(sorted(NAMES)),
    line=TEXT,
    year_group=st.sampled_from("345678"),
    text=TEXT,
    is_crucial=st.booleans(),
    period=st.none() | st.integers(1, 5),
    is_active=st.booleans(),
)


def page_of(name, *args):
    return reverse(f"quality:{name}", args=["zwaluw", *args])


def workbook(rows: list[list], heads=None) -> bytes:
    return write_sheet("Leerlijnen", heads or head_names("NL"), rows, WIDTHS[: len(heads or WIDTHS)])


def upload(client, data: bytes):
    file = SimpleUploadedFile("leerlijnen.xlsx", data)
    return client.post(page_of("goal_upload"), {"file": file})


@pytest.fixture
def goal(arithmetic) -> LearningGoal:
    """The tables of group 5."""
    return LearningGoal.objects.select_related("line").get(code="RV-5-2")


@pytest.mark.requirement("H19")
def test_lines_are_read_by_a_teacher_who_cannot_change_them(sign_in, goal, arithmetic):
    page = sign_in("emmy").get(page_of("lines"), {"subject": arithmetic.pk}).content.decode()
    assert goal.text in page
    assert page_of("goal", goal.pk) not in page


@pytest.mark.requirement("H19")
def test_goal_is_changed_by_the_coach(sign_in, goal):
    data = {"text": "Kent alle tafels.", "year_group": "6", "line": goal.line_id, "is_crucial": "on", "version": 1}
    reply = sign_in("sanne").post(page_of("goal", goal.pk), data)
    goal.refresh_from_db()
    assert reply.status_code == 302
    assert (goal.text, goal.year_group, goal.version) == ("Kent alle tafels.", "6", 2)


def test_goal_of_two_people_is_refused_to_the_second(member, goal):
    values = {"text": "Anders.", "year_group": "5", "is_crucial": True, "line": goal.line}
    actions.change_goal(by=member("karim"), goal=goal, version=1, **values)
    with pytest.raises(StaleVersion):
        actions.change_goal(by=member("sanne"), goal=goal, version=1, **values)


def test_goal_moves_one_place_and_back(member, goal):
    among = LearningGoal.objects.filter(line=goal.line, year_group="5")
    before = [one.pk for one in among]
    actions.move_goal(by=member("sanne"), goal=goal, up=True)
    assert [one.pk for one in among.all()] == before[::-1]
    actions.move_goal(by=member("sanne"), goal=goal, up=False)
    assert [one.pk for one in among.all()] == before


def test_goal_out_of_use_comes_back(sign_in, zwaluw, goal):
    client = sign_in("marleen")
    client.post(page_of("goal_retirement", goal.pk))
    assert goal.pk not in [one.pk for one in goals_in_use(zwaluw)]
    client.post(page_of("goal_retirement", goal.pk), {"again": 1})
    assert goal.pk in [one.pk for one in goals_in_use(zwaluw)]


def test_line_of_a_name_that_is_there_is_refused(member, arithmetic):
    with pytest.raises(actions.NameTaken):
        actions.add_line(by=member("sanne"), subject=arithmetic, name="GETALLEN")


def test_new_goal_gets_a_code_of_its_own(member, goal):
    made = [actions.add_goal(by=member("sanne"), line=goal.line, text="x", year_group="5") for _time in range(2)]
    assert [one.code for one in made] == ["RVE-5-1", "RVE-5-2"]


@pytest.mark.parametrize("person", ["emmy", "petra"])
def test_teacher_and_administrator_keep_no_lines(member, goal, person):
    with pytest.raises(NotAllowed):
        actions.set_crucial(by=member(person), goal=goal, is_crucial=False)
    with pytest.raises(NotAllowed):
        actions.plan_goals(by=member(person), goals=[goal], periods={goal.pk: 1})


@pytest.mark.requirement("H12")
def test_goals_are_planned_to_periods_on_screen(sign_in, goal, arithmetic, zwaluw):
    goals = goals_in_use(zwaluw, subject=arithmetic, year_groups=["5"])
    seen = " ".join(f"{one.pk}.{one.version}" for one in goals)
    url = page_of("goal_plan", arithmetic.pk, "5")
    assert sign_in("sanne").post(url, {"seen": seen, f"goal-{goal.pk}": "2"}).status_code == 302
    again = sign_in("marleen").post(url, {"seen": seen, f"goal-{goal.pk}": "1"})
    goal.refresh_from_db()
    assert (goal.period, again.status_code) == (2, 409)


def test_period_that_the_year_does_not_have_is_its_last(zwaluw, goal):
    LearningGoal.objects.filter(pk=goal.pk).update(period=5)
    assert planned(goals_in_use(zwaluw), periods_a_year(zwaluw))[goal.pk] == 2


@given(st.lists(st.integers(0, 6), max_size=6), st.integers(1, 5))
def test_spread_is_even_and_keeps_each_line_in_order(sizes, periods):
    keys = iter(range(100))
    lines = [[next(keys) for _one in range(size)] for size in sizes]
    found = spread(lines, periods)
    assert sorted(found) == [key for line in lines for key in line]
    assert all([found[key] for key in line] == sorted(found[key] for key in line) for line in lines)
    counts = [list(found.values()).count(number) for number in range(1, periods + 1)]
    assert max(counts) - min(counts) <= 1


@given(st.lists(ROW, min_size=1, max_size=8, unique_by=lambda row: row.code), st.sampled_from(["NL", "BE"]))
def test_rows_written_and_read_are_the_same_rows(rows, country):
    data = write_sheet("x", head_names(country), [as_cells(row, NAMES[row.subject], country) for row in rows], WIDTHS)
    found, faults = read_rows(read_sheet(data), SUBJECTS, country)
    assert (found, faults) == (rows, [])


def test_export_read_again_changes_nothing(sign_in, zwaluw):
    data = sign_in("emmy").get(page_of("goal_export")).content
    rows, faults = read_rows(read_sheet(data), subject_names(zwaluw), "NL")
    assert (len(rows), faults) == (len(list(school_rows(zwaluw))), [])
    assert plan_of(zwaluw, rows).is_empty


def test_faults_say_where_and_what(sign_in, zwaluw):
    rows = [
        ["A", "Rekenen", "Getallen", "9", "Telt.", "misschien", "7", ""],
        ["A", "Muziek", "", "5", "x" * 201, "ja", "", ""],
    ]
    page = upload(sign_in("sanne"), workbook(rows)).content.decode()
    for words in ("Rij 2, Groep:", "Rij 2, Cruciaal:", "Rij 2, Periode:", "Rij 3, Code:", "Rij 3, Vakgebied:"):
        assert words in page
    assert "Rij 3, Leerlijn:" in page
    assert "Rij 3, Doel:" in page
    assert not GoalImport.objects.filter(applied_at=None).exists()


@pytest.mark.parametrize("data", [b"", b"geen werkmap", b"PK\x03\x04stuk"])
def test_file_that_is_no_workbook_is_told(data):
    with pytest.raises(SheetProblem):
        read_sheet(data)


def test_list_without_its_heads_is_told(sign_in):
    reply = upload(sign_in("sanne"), workbook([["A", "b"]], heads=["Code", "Iets"]))
    assert reply.status_code == 422
    assert "mist de kolom" in reply.content.decode()


@pytest.mark.requirement("H12")
def test_list_is_previewed_taken_in_and_taken_back(sign_in, goal, zwaluw):
    client, count = sign_in("sanne"), LearningGoal.objects.count()
    rows = [
        ["RV-5-2", "Rekenen", goal.line.name, "5", "Kent alle tafels tot 10.", "ja", "1", "ja"],
        ["ME-5-1", "rekenen", "Meetkunde", "groep 5", "Tekent een spiegelbeeld.", "", "", ""],
    ]
    preview = upload(client, workbook(rows))
    assert "Kent alle tafels tot 10." in client.get(preview.url).content.decode()
    found = GoalImport.objects.get(applied_at=None)
    seen = plan_of(zwaluw, [GoalRow(**row) for row in found.rows]).fingerprint()
    client.post(page_of("goal_application", found.pk), {"seen": seen})
    assert LearningGoal.objects.count() == count + 1
    client.post(page_of("goal_undo", found.pk))
    goal.refresh_from_db()
    assert (goal.text, goal.period) == ("Kent de tafels van 3, 4, 6, 7, 8 en 9 uit het hoofd.", None)
    assert (LearningGoal.objects.count(), LearningLine.objects.filter(name="Meetkunde").count()) == (count, 0)


@pytest.mark.requirement("H12")
def test_goals_changed_since_stay_by_name_when_their_list_is_taken_back(sign_in, member, zwaluw, goal):
    rows = [
        GoalRow("ME-5-1", "rekenen", "Meetkunde", "5", "Tekent een spiegelbeeld."),
        GoalRow("ME-5-2", "rekenen", "Meetkunde", "5", "Bouwt een blokkenbouwsel na."),
        GoalRow("RV-5-2", "rekenen", goal.line.name, "5", "Anders."),
    ]
    found = keep_rows(by=member("sanne"), rows=rows, source="x")
    take_in(by=member("sanne"), found=found, seen=plan_of(zwaluw, rows).fingerprint())
    actions.set_crucial(by=member("karim"), goal=LearningGoal.objects.get(code="ME-5-1"), is_crucial=True)
    page = sign_in("sanne").post(page_of("goal_undo", found.pk), follow=True).text
    assert "“Tekent een spiegelbeeld.”" in page
    assert list(LearningGoal.objects.filter(line__name="Meetkunde").values_list("code", flat=True)) == ["ME-5-1"]
    assert (LearningLine.objects.get(name="Meetkunde").is_active, LearningGoal.objects.get(pk=goal.pk).text) == (
        True,
        goal.text,
    )
    with pytest.raises(CannotTakeIn):
        take_back(by=member("sanne"), found=found)


def test_preview_of_goals_that_changed_meanwhile_is_shown_again(member, goal):
    rows = [GoalRow("RV-5-2", "rekenen", goal.line.name, "5", "Anders.")]
    found = keep_rows(by=member("sanne"), rows=rows, source="x")
    seen = plan_of(goal.school, rows).fingerprint()
    actions.set_crucial(by=member("karim"), goal=goal, is_crucial=False)
    with pytest.raises(CannotTakeIn):
        take_in(by=member("sanne"), found=found, seen=seen)


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_starter_set_has_goals_of_every_year_group_a_third_crucial(country):
    goals = list(shipped_goals(country))
    assert {year for _subject, _line, _code, year, _text, _crucial in goals} == set("12345678")
    assert 60 <= len(goals) <= 100
    assert 0.3 <= sum(crucial for *_rest, crucial in goals) / len(goals) <= 0.45
    assert len({code for _subject, _line, code, *_rest in goals}) == len(goals)


def test_flemish_school_gets_its_own_words():
    flemish = School.objects.get(country="BE")
    with scope(school=flemish):
        texts = [row.text for row in shipped_rows(flemish)]
    assert "Kent de maaltafels van 1, 2, 5 en 10 uit het hoofd." in texts


def test_school_without_lines_is_led_to_the_starter_set(sign_in, zwaluw):
    Mastery.objects.all().delete()
    LearningGoal.objects.all().delete()
    LearningLine.objects.all().delete()
    assert page_of("goal_starter") in sign_in("sanne").get(page_of("lines")).content.decode()
    assert page_of("goal_starter") not in sign_in("emmy").get(page_of("lines")).content.decode()
    reply = sign_in("sanne").post(page_of("goal_starter"), follow=True)
    assert "Vlot lezen" in reply.content.decode()


def test_lines_ask_as_many_statements_with_more_goals(sign_in, member, goal, django_assert_num_queries):
    client, url = sign_in("sanne"), page_of("lines") + f"?subject={goal.line.subject_id}"
    with django_assert_num_queries(9):
        client.get(url)
    for _time in range(5):
        actions.add_goal(by=member("sanne"), line=goal.line, text="Nog een.", year_group="5")
    with django_assert_num_queries(9):
        client.get(url)


def test_template_is_a_list_that_can_be_read(sign_in, zwaluw):
    data = sign_in("sanne").get(page_of("goal_template")).content
    rows, faults = read_rows(read_sheet(BytesIO(data).getvalue()), subject_names(zwaluw), "NL")
    assert (len(rows), faults) == (6, [])
