from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gezien.cases"
    label = "cases"

    def ready(self) -> None:
        from gezien.cases import documents, receivers, team_origin  # noqa: F401
