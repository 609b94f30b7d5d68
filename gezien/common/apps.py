from django.apps import AppConfig
from django.db.models.signals import pre_migrate
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "gezien.common"
    label = "common"

    def ready(self) -> None:
        from gezien.common.updating import refuse_half_updated

        pre_migrate.connect(refuse_half_updated, sender=self)
        autodiscover_modules("tasks")
