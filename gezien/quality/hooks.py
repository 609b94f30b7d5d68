"""What apps above tell this one; who registers is listed in docs/architecture.md."""

from collections.abc import Callable

from gezien.schools.models import School

# Functions that give the names of the school's clusters, in its order: a new education plan begins with them.
cluster_names: list[Callable[[School], list[str]]] = []
