from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "gezien.plans"
    label = "plans"

    def ready(self) -> None:
        from gezien.plans import documents, receivers, team_origin  # noqa: F401
