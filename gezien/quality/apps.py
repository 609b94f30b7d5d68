from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "gezien.quality"
    label = "quality"

    def ready(self) -> None:
        from gezien.quality import documents, receivers  # noqa: F401
