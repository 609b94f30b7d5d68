from django.apps import AppConfig


class QualityConfig(AppConfig):
    name = "gezien.quality"
    label = "quality"
