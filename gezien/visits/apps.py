from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "gezien.visits"
    label = "visits"

    def ready(self) -> None:
        from gezien.visits import receivers  # noqa: F401
