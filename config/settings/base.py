"""Everything Dentelle is set with; each `DENTELLE_*` variable is read once and told in docs/operations.md."""

import secrets
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from dentelle.core import env

ROOT = Path(__file__).resolve().parents[2]
DATA_DIR = env.path("DENTELLE_DATA_DIR", ROOT / "var")
env.writable("DENTELLE_DATA_DIR", DATA_DIR)
DEBUG = env.boolean("DENTELLE_DEBUG", default=False)


def _secret_key() -> str:
    """Return the configured key, or one made at the first start and kept in the data folder."""
    if configured := env.text("DENTELLE_SECRET_KEY", ""):
        return configured
    file = DATA_DIR / "secret.key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


SECRET_KEY = _secret_key()
SECRET_KEY_FALLBACKS = env.words("DENTELLE_SECRET_KEY_FALLBACKS", "")
SITE_URL = env.site("DENTELLE_SITE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.words("DENTELLE_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "dentelle.portal.views.errors.unproven"

INSTALLED_APPS = [
    "dentelle.demo",
    "dentelle.desk",
    "dentelle.website",
    "dentelle.portal",
    "dentelle.interop",
    "dentelle.participation",
    "dentelle.agenda",
    "dentelle.jobs",
    "dentelle.catalogue",
    "dentelle.media",
    "dentelle.publishing",
    "dentelle.museums",
    "dentelle.accounts",
    "dentelle.search",
    "dentelle.ui",
    "wagtail.contrib.redirects",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.users",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "csp.middleware.CSPMiddleware",
    "dentelle.ui.middleware.AnonymousCaching",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "dentelle.ui.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "dentelle.desk.middleware.Presence",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

_CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
]
TEMPLATES = [
    {
        # What we write. Files live in each room's `jinja2/<room>/`.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "dentelle.ui.environment.environment",
            "extensions": ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
            "context_processors": ["dentelle.ui.context_processors.network"],
        },
    },
    {
        # Wagtail's and Django's own screens.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                *_CONTEXT_PROCESSORS,
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {
    "default": env.database("DENTELLE_DATABASE_URL", f"sqlite:///{DATA_DIR}/dentelle.sqlite3")
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "dentelle.accounts.validators.NotOneselfValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "desk:sign-in"
LOGIN_REDIRECT_URL = "desk:home"
LOGOUT_REDIRECT_URL = "portal:home"
AXES_FAILURE_LIMIT = env.integer("DENTELLE_SIGN_IN_ATTEMPTS", 8, least=1)
AXES_COOLOFF_TIME = 1  # hour
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "dentelle.desk.views.session.locked"
AXES_CLIENT_IP_CALLABLE = "dentelle.desk.views.session.address"

SECOND_FACTOR_GRACE_DAYS = env.integer("DENTELLE_SECOND_FACTOR_GRACE_DAYS", 14)

SESSION_ENGINE = "dentelle.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = False  # the operator may have other names under this one
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
CONTENT_SECURITY_POLICY = {
    # Wagtail's own screens carry inline scripts and styles; they are behind sign-in.
    "EXCLUDE_URL_PREFIXES": ("/bureau/pages/",),
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = env.choice("DENTELLE_LANGUAGE", "fr", ("fr", "en"))
LANGUAGES = [("fr", _("French")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "media", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "media"
WHITENOISE_MAX_AGE = 31_536_000
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # LIDO exports often hold a file a record

TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend",
        "QUEUES": ["default", "index", "imports", "pictures"],
    },
}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # until a server is named
EMAIL_FILE_PATH = DATA_DIR / "mailbox"
EMAIL_TIMEOUT = 30  # seconds
globals().update(env.mail("DENTELLE_MAIL_URL"))
DEFAULT_FROM_EMAIL = env.text("DENTELLE_MAIL_FROM", "ne-pas-repondre@localhost")

WAGTAIL_SITE_NAME = "Dentelle"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "desk:sign-in"
# Names, addresses and passwords are decided at the desk, which keeps their history.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "docx", "csv", "txt"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES

# The network's own settings.
NETWORK_NAME = env.text("DENTELLE_NETWORK_NAME", "Réseau des musées")
ARK_NAAN = env.text("DENTELLE_ARK_NAAN", "99999")
SEARCH_DIR = DATA_DIR / "index"
SEARCH_ENGINE = env.choice("DENTELLE_SEARCH_ENGINE", "tantivy", ("tantivy", "memory"))
SEARCH_HEAP_MB = env.integer("DENTELLE_SEARCH_HEAP_MB", 256, least=32)
SEARCH_COST_PER_MINUTE = env.integer("DENTELLE_SEARCH_COST_PER_MINUTE", 240, least=1)
IMPORT_APPROVAL = env.boolean("DENTELLE_IMPORT_APPROVAL", default=False)
IMPORT_DISAPPEARED_LIMIT = env.number("DENTELLE_IMPORT_DISAPPEARED_LIMIT", 5.0)  # percent
IMPORT_REJECTED_LIMIT = env.number("DENTELLE_IMPORT_REJECTED_LIMIT", 20.0)  # percent
IMPORT_KEEP_DAYS = env.integer("DENTELLE_IMPORT_KEEP_DAYS", 180, least=1)
IMPORT_MAX_MB = env.integer("DENTELLE_IMPORT_MAX_MB", 1024, least=1)
MAP_FILE = env.text("DENTELLE_MAP_FILE", "")
SCHOOL_HOLIDAYS = env.text("DENTELLE_SCHOOL_HOLIDAYS", "")  # else those of zone B, in the agenda
MEDIA_STORE = env.text("DENTELLE_MEDIA_URL", "")  # s3://bucket/prefix?endpoint=…; else MEDIA_ROOT
PICTURE_MEMORY_MB = env.integer("DENTELLE_PICTURE_MEMORY_MB", 1536, least=512)
UPLOAD_MAX_MB = env.integer("DENTELLE_UPLOAD_MAX_MB", 2048, least=1)
PREPARE_PICTURES = env.boolean("DENTELLE_PREPARE_PICTURES", default=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {
        "secrets": {
            "()": "dentelle.core.logs.WithoutSecrets",
            "after": ("/agenda/verifier/", "/connexion/lien/", "/connexion/mot-de-passe/"),
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["secrets"],
        },
    },
    "root": {
        "handlers": ["console"],
        "level": env.choice("DENTELLE_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")),
    },
}
SILENCED_SYSTEM_CHECKS: list[str] = []
