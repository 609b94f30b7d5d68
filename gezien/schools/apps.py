from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "gezien.schools"
    label = "schools"
