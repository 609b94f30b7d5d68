"""Settings of the tests: quick hashing, no cache of static names, a fixed day in the demo school's year."""

import atexit
import os
import shutil
import tempfile

if "GEZIEN_TEST_DATA" not in os.environ:  # the first process makes a folder and clears it; its workers share it
    os.environ["GEZIEN_TEST_DATA"] = tempfile.mkdtemp(prefix="gezien-test-")
    atexit.register(shutil.rmtree, os.environ["GEZIEN_TEST_DATA"], ignore_errors=True)
os.environ["GEZIEN_DATA"] = os.environ["GEZIEN_TEST_DATA"]

from config.settings import *  # noqa: F403
from config.settings import DATA_DIR, MIDDLEWARE, STORAGES, TEMPLATES

DEBUG = False
DEMO = True
TODAY = "2027-02-04"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Static files come straight from the apps; nothing is collected.
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise.")]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "UNDEFINED TEMPLATE VARIABLE «%s»"
# Each process has files of its own: a test that throws one away does so for itself.
MEDIA_ROOT = DATA_DIR / "uploads" / os.environ.get("PYTEST_XDIST_WORKER", "")
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
ALLOWED_HOSTS = ["*"]
