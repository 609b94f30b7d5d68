"""Fetch what `vendor.toml` names, check it, and put it where the browser gets it; then write the licences beside it.

    python scripts/vendor.py

Uses `npm pack` only to fetch: nothing of a package runs, and nothing is built. Run it after changing vendor.toml and
commit the result.
"""

import base64
import hashlib
import re
import subprocess
import tarfile
import tempfile
import tomllib
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = "gezien/common/static/common"


def main() -> None:
    """Fetch every package, copy its files, write the licences."""
    packages = tomllib.loads((ROOT / "vendor.toml").read_text())["package"]
    licences = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for package in packages:
            with tarfile.open(fetch(package, Path(folder))) as archive:
                copy_files(package, archive)
                licences[folder_of(package)].append(licence_text(package, archive))
    for folder, texts in licences.items():
        (folder / "vendor/LICENCES.txt").write_text("\n\n".join(texts) + "\n", encoding="utf-8")


def folder_of(package: dict) -> Path:
    """Where a package's targets are below: what browsers get, or the `folder` it names (tools of the tests)."""
    return ROOT / package.get("folder", STATIC)


def fetch(package: dict, folder: Path) -> Path:
    """Download one package and return its archive; stop when its sha512 differs from the one agreed."""
    spec = f"{package['name']}@{package['version']}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", "--pack-destination", folder, spec], check=True, capture_output=True, text=True
    )
    archive = folder / packed.stdout.split()[-1]
    found = "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package["integrity"]:
        raise SystemExit(f"{spec}: integrity is {found}, vendor.toml says {package['integrity']}")
    return archive


def copy_files(package: dict, archive: tarfile.TarFile) -> None:
    """Copy the named files; fold the named icons into one sprite."""
    for source, target in package.get("files", {}).items():
        (folder_of(package) / target).write_bytes(without_source_map(read(archive, source)))
    if icons := package.get("icons"):
        symbols = [symbol(name, read(archive, f"icons/{name}.svg").decode()) for name in sorted(icons)]
        sprite = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
        (folder_of(package) / package["sprite"]).write_text(sprite, encoding="utf-8")


def symbol(name: str, svg: str) -> str:
    """One icon as a symbol; stroke and size come from the style sheet."""
    inner = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)[1]
    shapes = re.sub(r"\s+", " ", inner).strip().replace("> <", "><").replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def read(archive: tarfile.TarFile, name: str) -> bytes:
    """A file of the package."""
    return archive.extractfile(f"package/{name}").read()


def without_source_map(content: bytes) -> bytes:
    """The same without the last comment that points to a source map we do not serve."""
    return re.sub(rb"\n?//# sourceMappingURL=\S+\s*$", b"\n", content)


def licence_text(package: dict, archive: tarfile.TarFile) -> str:
    """Name, version and the licence as the package brings it."""
    head = f"{package['name']} {package['version']} ({package['licence']})"
    return f"{head}\n{'=' * len(head)}\n\n{read(archive, 'LICENSE').decode().strip()}"


if __name__ == "__main__":
    main()
