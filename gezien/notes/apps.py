from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "gezien.notes"
    label = "notes"
