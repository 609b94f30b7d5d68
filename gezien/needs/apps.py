from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "gezien.needs"
    label = "needs"
