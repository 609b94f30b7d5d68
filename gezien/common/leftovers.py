"""Stored files that no row names: what a process left behind that was killed between writing the file and its row."""

import time
from collections.abc import Callable, Collection
from pathlib import Path

PATIENCE = 24 * 60 * 60  # seconds: whoever is writing the row is long done


def remove_leftovers(folder: Path, named: Callable[[Collection[str]], set[str]]) -> int:
    """Remove the files below `folder` that have no name in the database and lie there for a day; how many.

    `named` is given the names (as below `folder`) and answers with those that a row holds. Files that are younger stay,
    whatever the database says: their row may be on its way.
    """
    before = time.time() - PATIENCE
    old = {
        str(path.relative_to(folder)): path
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and path.stat().st_mtime < before
    }
    kept = named(old) if old else set()
    unnamed = [path for name, path in old.items() if name not in kept]
    for path in unnamed:
        path.unlink(missing_ok=True)
    return len(unnamed)
