"""Static files as they are served: compressed, with their hash in the name, and the style sheet in one piece."""

import re
from collections.abc import Iterator

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

from gezien.common import assets

IMPORT = re.compile(r'@import url\("([\w-]+\.css)"\) layer\((\w+)\);')


def fold(name: str, read) -> str:
    """The style sheet with each `@import … layer(x)` replaced by that file in `@layer x {…}`.

    `read(name)` gives the text of a static file; the imported files lie beside the sheet, so their addresses hold.
    """
    folder = name.rpartition("/")[0]

    def body(found: re.Match) -> str:
        return f"@layer {found[2]} {{\n{read(f'{folder}/{found[1]}')}}}\n"

    return IMPORT.sub(body, read(name))


class FoldedStaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; the main style sheet is folded first, so that a first visit makes one request for it."""

    def post_process(self, paths, dry_run=False, **options) -> Iterator:
        if assets.STYLE in paths and not dry_run:
            # From the sources, not from the collected copy: that one is already folded from the last time.
            def read(name: str) -> str:
                storage, path = paths[name]
                with storage.open(path) as file:
                    return file.read().decode()

            self.delete(assets.STYLE)
            self._save(assets.STYLE, ContentFile(fold(assets.STYLE, read).encode()))
        yield from super().post_process(paths, dry_run, **options)
