from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "gezien.notes"
    label = "notes"

    def ready(self) -> None:
        from gezien.notes import receivers  # noqa: F401
