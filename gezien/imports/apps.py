from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "gezien.imports"
    label = "imports"

    def ready(self) -> None:
        from gezien.imports import receivers  # noqa: F401
