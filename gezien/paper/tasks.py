"""What the paper app has done in the background, and every day."""

import datetime as dt
from collections.abc import Collection

from django_scopes import scopes_disabled

from gezien.common.leftovers import remove_leftovers
from gezien.common.work import every
from gezien.paper import files
from gezien.paper.bundling import clear_expired, make_bundle
from gezien.paper.models import Bundle

__all__ = ["clear_bundles", "make_bundle"]


@every(dt.timedelta(hours=6))
def clear_bundles() -> None:
    """Bundles of yesterday go, and files that no bundle names."""
    clear_expired()
    remove_leftovers(files.folder(), _named)


@scopes_disabled()
def _named(_names: Collection[str]) -> set[str]:
    return set(Bundle.objects.exclude(stored_as="").order_by().values_list("stored_as", flat=True))
