from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "gezien.pupils"
    label = "pupils"

    def ready(self) -> None:
        from gezien.pupils import receivers, rules  # noqa: F401 - rules register what is known of each member
