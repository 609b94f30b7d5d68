from django.apps import AppConfig


class PupilsConfig(AppConfig):
    name = "gezien.pupils"
    label = "pupils"
