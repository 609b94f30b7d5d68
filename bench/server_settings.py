"""Gezien's settings with the pages of bench/server_app.py."""

import os

from config.settings import *  # noqa: F403
from config.settings import DATABASES, STORAGES

ROOT_URLCONF = "bench.server_app"
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING_CONFIG = None
if os.environ.get("BENCH_CLOSE_CONNECTIONS"):  # what Django asks for when it runs under ASGI
    DATABASES["default"]["CONN_MAX_AGE"] = 0
