from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "gezien.schools"
    label = "schools"

    def ready(self) -> None:
        from gezien.schools import receivers  # noqa: F401
