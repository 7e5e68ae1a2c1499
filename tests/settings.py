"""Settings for the tests: they need nothing from the environment and listen only to where rows and keys are kept."""

import os

LISTENED_TO = ("DATABASE_URL", "CACHE_URL")
FIXED = {
    "DEBUG": "0",
    "SECRET_KEY": "not-a-secret-it-opens-only-the-tests",
    "SITE_URL": "https://news.example",
    "ALLOWED_HOSTS": "news.example, testserver, localhost, 127.0.0.1",
    "TIME_ZONE": "Asia/Singapore",  # not UTC, so that a forgotten conversion shows
    "LANGUAGE_CODE": "en-gb",
}
NOT_OURS_TO_READ = (
    "S3_",
    "EMAIL_URL",
    "MEDIA_",
    "PRIVATE_MEDIA_",
    "PUBLICATION_",
    "LOG_",
    "BEHIND_PROXY",
    "DATABASE_POOL",
    "DEFAULT_FROM_EMAIL",
)

for name in list(os.environ):
    if name.startswith(NOT_OURS_TO_READ):
        del os.environ[name]
os.environ.update(FIXED)

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import CACHES, MIDDLEWARE, STORAGES  # noqa: E402

# One process of a parallel run must not see another's keys, nor anyone else's in a shared Redis.
CACHES["default"]["KEY_PREFIX"] = f"newsroom-test-{os.getpid()}"
# The real storage needs `collectstatic` first; tests that are about it ask for it by name.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
# Real hashers take a tenth of a second on purpose; hundreds of logins would be most of the suite's time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# There is nothing collected to serve.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
