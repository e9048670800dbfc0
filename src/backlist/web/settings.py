"""Django's settings, all of them made of Backlist's own (`pipeline.settings`)."""

from __future__ import annotations

from pathlib import Path

from backlist.web.environment import chosen, database, secret

BACKLIST = chosen()

SECRET_KEY = secret(BACKLIST)
DEBUG = BACKLIST.debug
ALLOWED_HOSTS = list(BACKLIST.allowed_hosts)
DATABASES = {"default": database(BACKLIST)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = ["backlist.catalogue"]
ROOT_URLCONF = "backlist.web.urls"
WSGI_APPLICATION = "backlist.web.wsgi.application"

MIDDLEWARE = [
    "backlist.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "backlist.web.assets.Assets",
    "backlist.web.headers.Conditional",
    "django.middleware.common.CommonMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
        "OPTIONS": {
            "context_processors": ["backlist.web.site.site"],
            "string_if_invalid": "",
        },
    }
]

STATIC_URL = "/static/"
STATIC_ROOT = None
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Words of the interface are written out in English; dates and numbers must not change with a server's locale.
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
