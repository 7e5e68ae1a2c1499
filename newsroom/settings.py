"""Newsroom's settings: one file, everything an operator sets comes from the environment (docs/settings.md)."""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django import VERSION
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment as env
from newsroom import services

BASE_DIR = Path(__file__).resolve().parent.parent

# --- who we are -------------------------------------------------------------------------------------------------
DEBUG = env.flag("DEBUG", False)
SECRET_KEY = env.text("SECRET_KEY")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured(
            "SECRET_KEY is not set. Give a long random one, or DEBUG=1 on your own machine."
        )
    SECRET_KEY = "only-for-a-developer-s-own-machine"  # noqa: S105  DEBUG only; signs nothing that matters
SITE_URL = env.web_address("SITE_URL", "http://127.0.0.1:8000")
OUR_HOST = urlsplit(SITE_URL).hostname or ""
ALLOWED_HOSTS = env.hosts(
    "ALLOWED_HOSTS", [f"[{OUR_HOST}]" if ":" in OUR_HOST else OUR_HOST, "127.0.0.1", "localhost", "[::1]"]
)
SECURE = SITE_URL.startswith("https://")
BEHIND_PROXY = env.flag("BEHIND_PROXY", SECURE)

# --- what runs --------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "newsroom.redirects",
    "newsroom.masthead",
    "authors",
    "articles",
    "articles.reports",
    "articles.comments",
    "taggit",
    "django_prose_editor",
    "js_asset",
    "django_filters",
    "axes",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "articles.site.pagecache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

# --- where things are kept --------------------------------------------------------------------------------------
DATABASES = {
    "default": services.database(
        "DATABASE_URL", BASE_DIR / "newsroom.sqlite3", pool=env.whole_number("DATABASE_POOL", 0)
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": services.cache("CACHE_URL")}
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "staticfiles")
MEDIA_URL = env.public_prefix("MEDIA_URL", "/media/")
MEDIA_ROOT = env.folder("MEDIA_ROOT", BASE_DIR / "media")
PRIVATE_MEDIA_ROOT = env.folder("PRIVATE_MEDIA_ROOT", MEDIA_ROOT.with_name("private-media"))
_BUCKET = services.object_storage()
STORAGES = {
    "default": _BUCKET or {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": services.private_storage(_BUCKET),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static_files.ManifestFiles"
    },
}

# What a publication's file may have at the most.
PUBLICATION_MAX_MB = env.whole_number("PUBLICATION_MAX_MB", 50, least=1)
PUBLICATION_MAX_PAGES = env.whole_number("PUBLICATION_MAX_PAGES", 2000, least=1)
# Whether feeds and pictures may be fetched from this very machine: for trying things out, never in production.
FETCH_LOOPBACK = env.flag("FETCH_LOOPBACK", False)
# How long a CDN may keep a page without asking, in seconds; never past the next scheduled change.
SHARED_CACHE_SECONDS = env.whole_number("SHARED_CACHE_SECONDS", 60)

# --- words and times --------------------------------------------------------------------------------------------
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
LANGUAGE_CODE = env.language("LANGUAGE_CODE", "en-gb")
USE_I18N = True
if VERSION < (6,):
    FORMS_URLFIELD_ASSUME_HTTPS = (
        True  # as Django 6 does: an address typed without http(s):// is an https one
    )

# --- people and safety ------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "newsroom.client_address.client_address"
AXES_ENABLE_ADMIN = False
LOGIN_URL = "admin:login"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if SECURE else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_TRUSTED_ORIGINS = [SITE_URL]
X_FRAME_OPTIONS = "SAMEORIGIN"
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: the owner of the domain decides, at the proxy
    "security.W008",  # http to https: the proxy that ends TLS redirects (deploy/), health probes come without TLS
    "security.W019",  # the desk may show a preview of a page in a frame; nobody else's page may
    "security.W021",  # HSTS preloading: the owner of the domain decides
]
# style-src-attr: Google Docs marks plain text with style attributes; the editor must be able to read them on paste.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "style-src-attr": [UNSAFE_INLINE],
        "img-src": [SELF, "data:", *services.picture_origins(MEDIA_URL, _BUCKET)],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
}

# --- words to others --------------------------------------------------------------------------------------------
MAILER = services.mailer("EMAIL_URL", "consolemail://")
vars().update(services.mail_settings(MAILER))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"newsroom@{OUR_HOST}")
LOG_LEVEL = env.one_of("LOG_LEVEL", "INFO", ["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"])
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Replaces Django's own handlers, which mail to nobody and print a line twice in development.
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Each missing page would be a warning; the access log has them.
        "django.request": {"level": "ERROR"},
        **{
            name: {"handlers": ["stderr"], "level": LOG_LEVEL, "propagate": False}
            for name in ("newsroom", "authors", "articles")
        },
    },
}

# --- libraries --------------------------------------------------------------------------------------------------
TAGGIT_CASE_INSENSITIVE = True
