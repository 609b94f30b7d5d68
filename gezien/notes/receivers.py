"""What this app does when something below it happens, or something of its own goes."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django_scopes import scopes_disabled

from gezien.notes.factor_starter import add_factor_terms
from gezien.notes.guide_starter import add_guides
from gezien.notes.models import Attachment
from gezien.notes.models.attachment import private_storage
from gezien.schools.signals import school_created


@receiver(school_created)
def fill_new_school(sender, school, **kwargs):
    """A new school begins with words for its factors, and with guides for talks."""
    add_factor_terms(school)
    add_guides(school)


@receiver(post_delete, sender=Attachment)
def forget_stored_file(sender, instance, **kwargs):
    """The stored file goes once no row names it any more: also when a pupil is erased, also after a term."""
    names = [found.name for found in (instance.file, instance.preview) if found]
    transaction.on_commit(partial(_forget_unused, names))


@scopes_disabled()
def _forget_unused(names: list[str]) -> None:
    for name in names:
        if not Attachment.objects.filter(Q(file=name) | Q(preview=name)).exists():
            private_storage().delete(name)
