"""What notes have done every day."""

import datetime as dt
from collections.abc import Collection
from itertools import chain
from pathlib import Path

from django_scopes import scopes_disabled

from gezien.common.leftovers import remove_leftovers
from gezien.common.work import every
from gezien.notes.models import Attachment
from gezien.notes.models.attachment import private_storage


@every(dt.timedelta(days=1))
def forget_unnamed_files() -> None:
    """Stored files that no attachment names are removed."""
    remove_leftovers(Path(private_storage().location), _named)


@scopes_disabled()
def _named(_names: Collection[str]) -> set[str]:
    return set(chain.from_iterable(Attachment.objects.order_by().values_list("file", "preview")))
