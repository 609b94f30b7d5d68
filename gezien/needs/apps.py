from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "gezien.needs"
    label = "needs"

    def ready(self) -> None:
        from gezien.needs import receivers  # noqa: F401
