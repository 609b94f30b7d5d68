from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "gezien.results"
    label = "results"

    def ready(self) -> None:
        from gezien.results import receivers  # noqa: F401
