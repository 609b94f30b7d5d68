"""axe-core on the page that is open."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "vendor/axe.js").read_text(encoding="utf-8")
# Only what is held against the page is told; style sheets, which none of these rules asks for, are not fetched again.
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    "preload": {"assets": ["media"], "timeout": 10_000},
}


def violations(page: Page) -> list[str]:
    """What axe-core holds against the page: rule, what to do, and the first elements it is about."""
    page.evaluate(SCRIPT)
    found = page.evaluate("options => axe.run(options).then(result => result.violations)", OPTIONS)
    return [f"{one['id']}: {one['help']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in found]
