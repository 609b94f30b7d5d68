"""What every app declares about the data it keeps (its `personal_data.KEPT`), gathered."""

from importlib import import_module

from django.apps import apps
from django.db.models import Model

from gezien.common.personal_data import BOOKKEEPING, Kept


def own_models() -> list[type[Model]]:
    """Gezien's models, in the order of the apps."""
    return [model for model in apps.get_models() if model.__module__.startswith("gezien.")]


def declared() -> dict[type[Model], Kept]:
    """Every declaration; an app that has none yet is left out (tests/test_repository.py names it)."""
    found: dict[type[Model], Kept] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("gezien."):
            try:
                found |= import_module(f"{config.name}.personal_data").KEPT
            except ModuleNotFoundError:
                continue
    return found


def fields_to_declare(model: type[Model]) -> set[str]:
    """The fields that say something: not keys to other records, not bookkeeping."""
    return {field.name for field in model._meta.concrete_fields if not field.is_relation} - BOOKKEEPING
