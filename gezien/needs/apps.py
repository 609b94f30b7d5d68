from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "gezien.needs"
    label = "needs"

    def ready(self) -> None:
        from gezien.needs import documents, receivers  # noqa: F401
        from gezien.needs.queries.templates import names_of_clusters
        from gezien.quality.hooks import cluster_names

        cluster_names.append(names_of_clusters)
