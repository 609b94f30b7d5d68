"""Settings, all from the environment; what is not set gets a safe value for one school on one machine.

GEZIEN_DATA        folder of the database, the secret key and uploads (default: .data)
GEZIEN_DATABASE    database URL; default SQLite in GEZIEN_DATA
GEZIEN_DEBUG       "1" while developing
GEZIEN_HOSTS       host names, comma separated, this installation answers to
GEZIEN_HTTPS       "1" when a proxy in front serves HTTPS
GEZIEN_URL         address of this installation, for the links in mail (default: http://127.0.0.1:8000)
GEZIEN_SMTP        mail server: smtp://user:password@host:587; without one mail is printed
GEZIEN_REDIS       redis://… of Redis or Valkey, when more than one process serves; what is live then reaches all screens
GEZIEN_THREADS     pages made at the same moment (default: 4)
GEZIEN_WORKER      who does large imports: "serve" (default) starts a worker, "separate": `gezien worker`, "none": the page
GEZIEN_SECRET_KEY  overrides the key kept in GEZIEN_DATA
GEZIEN_TODAY       a day the school's clock stands still on, for tests and screenshots
"""

import json
import os
import secrets
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("GEZIEN_DATA", BASE_DIR / ".data")).resolve()
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _secret_key() -> str:
    """The key from the environment, or the one made on first start and kept readable to its owner alone."""
    if key := os.environ.get("GEZIEN_SECRET_KEY"):
        return key
    path = DATA_DIR / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    for _try in range(100):  # another process may have made the file and be about to write in it
        if kept := path.read_text().strip():
            return kept
        time.sleep(0.01)
    raise ImproperlyConfigured(f"{path} is empty: remove it, and start again")


def _demo() -> dict:
    """What `gezien demo` left behind: present only where the data are the demo school's."""
    path = DATA_DIR / "demo.json"
    return json.loads(path.read_text()) if path.exists() else {}


SECRET_KEY = _secret_key()
REDIS = os.environ.get("GEZIEN_REDIS", "")
DEBUG = os.environ.get("GEZIEN_DEBUG") == "1"
HTTPS = os.environ.get("GEZIEN_HTTPS") == "1"
DEMO = bool(_demo())
# The demo school lives in a school year of its own: its "today" is shifted by whole weeks (see common/clock.py).
CLOCK_OFFSET_DAYS = _demo().get("clock_offset_days", 0)
# Shown on the demo's sign-in page: [{"username", "name", "story"}] and the one password.
DEMO_ACCOUNTS = _demo().get("accounts", [])
DEMO_PASSWORD = _demo().get("password", "")
TODAY = os.environ.get("GEZIEN_TODAY")
ALLOWED_HOSTS = os.environ.get("GEZIEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if HTTPS and host != "*"]

LOCAL_APPS = [
    "gezien.common",
    "gezien.audit",
    "gezien.documents",
    "gezien.schools",
    "gezien.paper",
    "gezien.pupils",
    "gezien.quality",
    "gezien.results",
    "gezien.agreements",
    "gezien.team",
    "gezien.notes",
    "gezien.needs",
    "gezien.plans",
    "gezien.cases",
    "gezien.meetings",
    "gezien.visits",
    "gezien.schoolreviews",
    "gezien.imports",
    "gezien.dashboards",
    "gezien.privacy",
    "gezien.workspace",
    "gezien.demo",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "django_tasks_db",
    *LOCAL_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gezien.common.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gezien.schools.middleware.SignInFirst",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gezien.common.middleware.PrivatePages",
    "gezien.common.middleware.PageOfAButton",
    "gezien.common.middleware.RefuseTooLarge",
    "gezien.common.middleware.NumbersThatFit",
    "gezien.common.middleware.ReadsDoNotWrite",
    "gezien.schools.middleware.PasswordFirst",
    "gezien.schools.middleware.CurrentSchool",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gezien.common.context.page",
                "gezien.schools.context.current_school",
                "gezien.workspace.navigation.navigation",
            ],
            "builtins": ["gezien.common.templatetags.components"],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("GEZIEN_DATABASE") or f"sqlite:///{DATA_DIR / 'gezien.sqlite3'}",
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA mmap_size=134217728; PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY; "
            # What is deleted (a pupil's file, who voted) does not stay readable, in pages that come free neither.
            "PRAGMA secure_delete=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "schools.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "gezien.schools.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_TEMPLATE = "schools/locked_out.html"
LOGIN_URL = "schools:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "schools:login"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_NAME = "gezien_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "gezien_csrf"
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # asked from within the machine, without the proxy
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # other names of the school's domain are not ours to bind
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("nl-be", "Nederlands (Vlaanderen)"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "gezien_language"
THEME_COOKIE_NAME = "gezien_theme"
KEYS_COOKIE_NAME = "gezien_keys"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
FORMAT_MODULE_PATH = ["gezien.common.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "gezien.common.storage.FoldedStaticFiles"},
}
MEDIA_ROOT = DATA_DIR / "uploads"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
MAX_IMPORT_BYTES = 50 * 1024 * 1024
MAX_REQUEST_BYTES = MAX_IMPORT_BYTES + 1024 * 1024  # the file and the form around it
THREADS = int(os.environ.get("GEZIEN_THREADS", "4"))  # pages made at the same moment, see decision 0004
# What pages do not wait for (decision 0012): in a worker that `serve` starts, in one of your own, or at once.
WORKER = os.environ.get("GEZIEN_WORKER", "serve")
WORK_ROOT = DATA_DIR / "work"
TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"
        if WORKER == "none"
        else "django_tasks_db.DatabaseBackend"
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "gezien.common.forms.Renderer"


def _mailer() -> dict:
    """Mail goes to the server of GEZIEN_SMTP; without one it is printed."""
    url = urlsplit(os.environ.get("GEZIEN_SMTP", ""))
    if not url.hostname:
        backend = os.environ.get("GEZIEN_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
        return {"BACKEND": backend}
    options = {
        "host": url.hostname,
        "port": url.port or (465 if url.scheme == "smtps" else 587),
        "username": unquote(url.username or ""),
        "password": unquote(url.password or ""),
        "use_tls": url.scheme == "smtp",
        "use_ssl": url.scheme == "smtps",
        "timeout": 10,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


MAILERS = {"default": _mailer()}
BASE_URL = os.environ.get("GEZIEN_URL", "http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = os.environ.get("GEZIEN_EMAIL_FROM", "gezien@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"shared": {"()": "gezien.common.logs.HideSharedLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["shared"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
