"""A first visit costs at most 150 KB over the wire, of which 60 KB JavaScript; everything comes from here."""

import base64
import gzip
import re
import tomllib
from pathlib import Path

from django.template import Context, Template
from django.test import RequestFactory

from gezien.common import assets
from gezien.common.storage import fold

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "gezien/common/static"
KB = 1024


def read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def wire(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def styles() -> bytes:
    return fold(assets.STYLE, read).encode()


def modules() -> int:
    return sum(wire((STATIC / path).read_bytes()) for path in assets.MODULES.values())


def test_javascript_of_a_page_fits_its_budget():
    assert modules() <= 60 * KB


def test_first_visit_fits_its_budget(sign_in):
    page = sign_in("emmy").get("/gallery/")
    fonts = sum((STATIC / path).stat().st_size for path in assets.FONTS)
    icons = wire((STATIC / assets.ICONS).read_bytes())
    # The extended fonts count too: a name such as Yeşim asks for them.
    extended = sum((STATIC / path.replace(".woff2", "-ext.woff2")).stat().st_size for path in assets.FONTS)
    assert wire(page.content) + wire(styles()) + modules() + fonts + extended + icons <= 150 * KB


def test_base_page_links_nothing_but_what_is_counted(sign_in):
    page = sign_in("emmy").get("/gallery/").text
    linked = set(re.findall(r'(?:src|href)="/static/([^"#]+)', page))
    counted = {assets.STYLE, assets.ICONS, *assets.MODULES.values(), *assets.FONTS}
    assert linked - counted == {"common/favicon.svg", "common/css/gallery.css"}


def test_folding_leaves_no_import_and_keeps_the_layers():
    sheet = styles().decode()
    assert "@import" not in sheet
    assert sheet.index("@layer reset, tokens, base, components, utilities;") < sheet.index("@layer reset {")


def test_no_asset_asks_another_origin():
    texts = [styles().decode(), *(read(path) for path in assets.MODULES.values())]
    outside = re.compile(r"""(?:url\(|from|import|fetch\()\s*["']?(?:https?:)?//""")
    assert [text[:60] for text in texts if outside.search(text)] == []


def test_scripts_carry_the_nonce_and_stay_away_without_one():
    context = Context({"csp_nonce": "abc", "request": RequestFactory().get("/")})
    assert '<script type="importmap" nonce="abc">' in Template("{% scripts %}").render(context)
    assert Template("{% scripts %}").render(Context()) == ""


def test_vendored_files_are_named_pinned_and_licensed():
    every = tomllib.loads((ROOT / "vendor.toml").read_text(encoding="utf-8"))["package"]
    packages = [package for package in every if "folder" not in package]
    targets = {path for package in packages for path in package.get("files", {}).values()}
    targets |= {package["sprite"] for package in packages if "sprite" in package}
    present = {f"vendor/{path.name}" for path in (STATIC / "common/vendor").iterdir()}
    assert present == targets | {"vendor/LICENCES.txt"}
    assert {len(base64.b64decode(package["integrity"].removeprefix("sha512-"))) for package in packages} == {64}
    licences = read("common/vendor/LICENCES.txt")
    assert all(f"{package['name']} {package['version']}" in licences for package in packages)


def test_one_module_reads_the_token_for_posts():
    readers = [path.name for path in (ROOT / "gezien").glob("*/static/**/*.js") if "gezien_csrf" in path.read_text()]
    assert readers == ["csrf.js"]


def test_no_script_waits_before_it_listens():
    """The stream begins when the page stands: a script that waits at its top level, or loads one that does, would miss
    what is told meanwhile."""
    waiting = re.compile(r"^(?:export\s+)?(?:(?:const|let|var)\s.*=\s*)?(?:for\s+)?await\b", re.MULTILINE)
    scripts = [path for path in (ROOT / "gezien").glob("*/static/**/*.js") if "vendor" not in path.parts]

    assert [path.name for path in scripts if waiting.search(path.read_text(encoding="utf-8"))] == []
    assert len(scripts) > 20
