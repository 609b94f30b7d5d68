from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "gezien.agreements"
    label = "agreements"
