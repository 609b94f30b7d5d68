from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "gezien.pupils"
    label = "pupils"

    def ready(self) -> None:
        from gezien.pupils import receivers  # noqa: F401
