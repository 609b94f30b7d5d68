from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CommonConfig(AppConfig):
    name = "gezien.common"
    label = "common"

    def ready(self) -> None:
        autodiscover_modules("tasks")
