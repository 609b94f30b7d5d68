from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gezien.audit"
    label = "audit"
