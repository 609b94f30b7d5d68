"""PDF and Word look the same wherever a page offers them: through one include."""

import re
from pathlib import Path

import pytest
from django.urls import reverse

import gezien
from gezien.plans.models import GroupPlan

TEMPLATES = Path(gezien.__file__).parent
OWN = TEMPLATES / "paper/templates/paper"  # the include itself, and the page of templates with its examples
LINK = re.compile(r"""href="(?:\{% url [^%]*(?:pdf|docx)"?[^%]*%\}|\{\{ (?:pdf|docx)_url \}\})""")
BUTTON = re.compile(r'<a class="button button-quiet" href="([^"]*)"><svg(?:(?!</a>).)*</svg>(PDF|Word)<span', re.DOTALL)


def test_no_template_writes_its_own_links_to_pdf_and_word():
    pages = [path for path in TEMPLATES.rglob("*.html") if OWN not in path.parents]
    found = [str(path.relative_to(TEMPLATES)) for path in pages if LINK.search(path.read_text())]

    assert len(pages) > 100
    assert found == []


def test_pattern_knows_a_link_by_hand():
    assert LINK.search('<a class="pill" href="{% url "paper:document" school.slug "x" one.pk "docx" %}">')
    assert LINK.search('<a class="pill" href="{% url "plans:pdf" school.slug plan.pk %}">')
    assert LINK.search('<a class="pill" href="{{ pdf_url }}">')


@pytest.mark.parametrize("screen", ["plan", "overview"])
def test_page_offers_both_with_an_icon_and_for_whom_listens(sign_in, zwaluw, group_5b, period, screen):
    plan = GroupPlan.objects.filter(group=group_5b, period=period).first()
    address = {"plan": ("plans:detail", plan.pk), "overview": ("needs:overview", group_5b.pk)}[screen]
    content = sign_in("emmy").get(reverse(address[0], args=[zwaluw.slug, address[1]])).content.decode()

    links = BUTTON.findall(content)
    ways = {
        "plan": [f"/plans/{plan.pk}/pdf/", f"/plans/{plan.pk}/docx/"],
        "overview": [f"/paper/documents/overview/{group_5b.pk}.pdf", f"/paper/documents/overview/{group_5b.pk}.docx"],
    }
    assert [name for _way, name in links] == ["PDF", "Word"]
    assert [way.removeprefix(f"/s/{zwaluw.slug}") for way, _name in links] == ways[screen]
