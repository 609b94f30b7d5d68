"""Settings of the tests: quick hashing, no cache of static names, a fixed day in the demo school's year."""

import os
import tempfile

os.environ.setdefault("GEZIEN_DATA", tempfile.mkdtemp(prefix="gezien-test-"))

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES, TEMPLATES  # noqa: E402

DEBUG = False
DEMO = True
TODAY = "2027-02-04"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED TEMPLATE VARIABLE «%s»"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
ALLOWED_HOSTS = ["*"]
