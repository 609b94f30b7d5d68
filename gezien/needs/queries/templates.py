"""What others ask about the school's own list of clusters."""

from gezien.needs.models import ClusterTemplate
from gezien.schools.models import School


def names_of_clusters(school: School) -> list[str]:
    """What the school calls its clusters, in its order: one statement."""
    return list(ClusterTemplate.objects.filter(school=school).values_list("name", flat=True))
