"""The tool that keeps the catalogues."""

import pytest

from gezien.common.messages import App, compile_app, conflicts, main, problems, stored, update_app

VIEWS = """
from django.utils.translation import gettext as _, ngettext, pgettext

a = _("Save")
b = ngettext("%(n)s pupil", "%(n)s pupils", 3)
c = pgettext("month", "May")
"""
PAGE = """
{% load i18n %}
  <p>{% translate "It's open" %}</p>
      {% blocktranslate trimmed with name=pupil.name %}
        File of
        {{ name }}
      {% endblocktranslate %}
"""


@pytest.fixture(autouse=True)
def _database():
    """Files only."""


@pytest.fixture
def app(tmp_path) -> App:
    """An app with texts in a module and a template, and no catalogue yet."""
    folder = tmp_path / "gezien/plans"
    (folder / "templates/plans").mkdir(parents=True)
    (folder / "apps.py").touch()
    (folder / "views.py").write_text(VIEWS)
    (folder / "templates/plans/page.html").write_text(PAGE)
    return App("plans", tmp_path)


def translate(app: App, texts: dict[str, str], language: str = "nl") -> None:
    """Fill in the catalogue's empty translations."""
    path = app.catalogue(language)
    content = path.read_text()
    for english, dutch in texts.items():
        content = content.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{dutch}"')
    path.write_text(content)


def texts(app: App) -> set:
    """What the catalogue holds."""
    return {(message.context, message.id) for message in stored(app.catalogue("nl"), "nl") if message.id}


def test_update_gathers_the_texts_of_modules_and_templates(app):
    update_app(app)

    assert texts(app) == {
        (None, "Save"),
        (None, ("%(n)s pupil", "%(n)s pupils")),
        ("month", "May"),
        (None, "It's open"),
        (None, "File of %(name)s"),
    }


def test_update_keeps_the_dutch_and_drops_what_is_no_longer_used(app):
    update_app(app)
    translate(app, {"Save": "Bewaren", "It's open": "Het is open"})
    (app.folder / "templates/plans/page.html").write_text("")
    missing = update_app(app)

    assert (None, "It's open") not in texts(app)
    assert 'msgstr "Bewaren"' in app.catalogue("nl").read_text()
    assert missing == 2


def test_update_changes_nothing_the_second_time(app):
    update_app(app)
    first = app.catalogue("nl").read_bytes()
    update_app(app)

    assert app.catalogue("nl").read_bytes() == first


def test_check_names_every_text_without_dutch(app):
    assert len(problems(app)) == 5
    update_app(app)

    assert "plans nl: without Dutch: 'Save'" in problems(app)


@pytest.mark.parametrize(
    ("dutch", "problem"),
    [
        ("Dossier van %(name)s", None),
        ("Dossier", "placeholders differ"),
        ("Dossier van %(naam)s", "placeholders differ"),
        ("", "without Dutch"),
    ],
)
def test_check_compares_placeholders(app, dutch, problem):
    update_app(app)
    translate(app, {"File of %(name)s": dutch})

    found = [line for line in problems(app) if "File of" in line]
    assert found == ([f"plans nl: {problem}: 'File of %(name)s'"] if problem else [])


def test_check_finds_guesses_and_leftovers(app):
    update_app(app)
    path = app.catalogue("nl")
    path.write_text(
        path.read_text().replace('msgid "Save"\nmsgstr ""', '#, fuzzy\nmsgid "Save"\nmsgstr "Redden"')
        + '\nmsgid "Gone"\nmsgstr "Weg"\n'
    )

    found = problems(app)
    assert "plans nl: marked as fuzzy: 'Save'" in found
    assert "plans nl: no longer used: 'Gone'" in found


def test_flemish_catalogue_holds_only_what_differs(app):
    update_app(app)
    flemish = app.catalogue("nl_BE")
    flemish.parent.mkdir(parents=True)
    flemish.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Save"\nmsgstr "Opslaan"\n'
    )
    update_app(app)

    assert [line for line in problems(app) if "nl_BE" in line] == []
    assert "It's open" not in flemish.read_text()


def test_compile_writes_only_what_changed(app):
    update_app(app)
    translate(app, {"Save": "Bewaren"})

    assert (compile_app(app), compile_app(app)) == (1, 0)
    assert b"Bewaren" in app.catalogue("nl").with_suffix(".mo").read_bytes()


def test_two_apps_that_translate_differently_need_a_context(app):
    other = App("notes", app.root)
    other.folder.mkdir()
    (other.folder / "views.py").write_text(VIEWS)
    for one, dutch in ((app, "Bewaren"), (other, "Opslaan")):
        update_app(one)
        translate(one, {"Save": dutch})

    assert conflicts([app, other]) == ["plans and notes differ: 'Save': 'Bewaren' and 'Opslaan'"]


def test_unknown_app_is_refused():
    with pytest.raises(SystemExit, match="No such app: nonsense"):
        main(["check", "nonsense"])
