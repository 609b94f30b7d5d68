# What Gezien uses of django-scopes, which ships no types: managers that raise outside a scope, and the scope itself.

from contextlib import _GeneratorContextManager
from typing import Any, TypeVar

from django.db import models

_Model_co = TypeVar("_Model_co", bound=models.Model, covariant=True)

class ScopeError(Exception): ...

class ScopedManager(models.Manager[_Model_co]):
    def __init__(self, **scopes: str) -> None: ...

def scope(**scopes: Any) -> _GeneratorContextManager[None]: ...
def scopes_disabled() -> _GeneratorContextManager[None]: ...
def get_scope() -> dict[str, Any]: ...
