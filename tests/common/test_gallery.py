"""The gallery shows every component, and every style and icon a template asks for exists."""

import re
from pathlib import Path

import pytest

from gezien.common.gallery import SECTIONS, context
from gezien.common.templatetags.components import icon_names, register

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = ROOT / "gezien/common/static/common/css"
SHOWN = "\n".join(example["source"] for section in SECTIONS for example in section["examples"])
NOT_SHOWN = {"scripts"}


def test_gallery_opens_for_whoever_is_signed_in(sign_in):
    response = sign_in("emmy").get("/gallery/")
    assert response.status_code == 200
    assert "UNDEFINED TEMPLATE VARIABLE" not in response.text


@pytest.mark.parametrize("tag", sorted(set(register.tags) - NOT_SHOWN))
def test_gallery_shows_every_component(tag):
    assert re.search(rf"{{% {tag}\b", SHOWN)


@pytest.mark.parametrize("kind", ["info", "success", "warning", "error"])
def test_gallery_shows_every_kind_of_notice(kind):
    assert f'{{% notice "{kind}"' in SHOWN


def test_gallery_shows_every_named_style():
    rendered = "".join(example["html"] for section in context()["sections"] for example in section["examples"])
    shown = {name for names in re.findall(r'class="([^"]+)"', rendered) for name in names.split()}
    named = """button-main button-quiet button-ember button-s button-icon l1 l2 l3 l4 l5 u d e sp sd sd-half sd-open
    avatar badge badge-accent badge-leaf badge-ember plus min sig sig-up chip card card-link card-accent card-leaf
    strip dist bar tally table-cards group on trail tabs pill pages steps progress inline conflict dialog items done
    overdue agenda timeline facts board notice empty field-error help check"""
    assert set(named.split()) - shown == set()


def test_every_icon_in_the_templates_is_in_the_sprite():
    sources = [*ROOT.glob("gezien/**/*.html"), *ROOT.glob("templates/**/*.html")]
    used = {name for path in sources for name in re.findall(r'{% icon "([\w-]+)"', path.read_text(encoding="utf-8"))}
    assert used - icon_names() == set()


def test_every_style_file_stands_in_the_one_sheet_or_is_linked_by_its_page():
    listed = re.findall(r'url\("([\w-]+\.css)"\)', (CSS / "app.css").read_text(encoding="utf-8"))
    sources = [*ROOT.glob("gezien/**/*.html"), *ROOT.glob("templates/**/*.html")]
    linked = [name for path in sources for name in re.findall(r"common/css/([\w-]+\.css)", path.read_text("utf-8"))]
    assert {*listed, *linked} == {path.name for path in CSS.glob("*.css")}


def test_no_template_has_inline_style_or_script():
    inline = re.compile(r"\sstyle=|\son(?!e=)[a-z]+=|<style|<script(?![^>]*\bsrc=)|hx-on")
    sources = [*ROOT.glob("gezien/**/*.html"), *ROOT.glob("templates/**/*.html")]
    assert [str(path) for path in sources if inline.search(path.read_text(encoding="utf-8"))] == []
