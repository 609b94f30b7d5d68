from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "gezien.imports"
    label = "imports"
