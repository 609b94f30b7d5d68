from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "gezien.paper"
    label = "paper"
