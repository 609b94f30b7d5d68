from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "gezien.meetings"
    label = "meetings"

    def ready(self) -> None:
        from gezien.meetings import documents, receivers, team_origin  # noqa: F401
