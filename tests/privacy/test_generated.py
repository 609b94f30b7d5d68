"""The pages of docs/ that are written from the code."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from gezien.privacy.declared import declared, own_models
from gezien.privacy.generated import PAGES, permissions_page, privacy_page
from gezien.schools.roles import MEANING, Permission


@pytest.mark.parametrize("name", PAGES)
def test_page_is_up_to_date(name):
    assert (settings.BASE_DIR / "docs" / name).read_text() == PAGES[name](), "run make docs"


def test_every_permission_has_a_meaning():
    assert set(MEANING) == set(Permission)


def test_permissions_page_says_that_an_administrator_opens_no_file():
    row = next(line for line in permissions_page().splitlines() if "`groups.all`" in line)

    assert row.split("|")[2:-1] == ["  ", " yes ", " yes ", "  ", "  "]


def test_privacy_page_has_a_row_for_every_model():
    page = privacy_page()

    assert [model.__name__ for model in declared() if f"| {model.__name__} |" not in page] == []
    assert set(declared()) <= set(own_models())


def test_stale_page_is_refused(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()

    with pytest.raises(CommandError, match=r"permissions.md, privacy.md"):
        call_command("docs", check=True)
