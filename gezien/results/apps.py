from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "gezien.results"
    label = "results"
