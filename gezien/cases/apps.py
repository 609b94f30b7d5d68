from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "gezien.cases"
    label = "cases"
