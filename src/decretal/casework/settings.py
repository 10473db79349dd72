"""Django's settings, made from what the deployment declares."""

from __future__ import annotations

import os

from decretal.casework.deployment import Mode, database, deployment, secret_key

_HERE = deployment()

SECRET_KEY = secret_key(_HERE)
DEBUG = False
ALLOWED_HOSTS = list(_HERE.hosts)
DECRETAL_MODE = _HERE.mode.value

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "decretal.offices",
    "decretal.registry.register",
    "decretal.casework",
    "decretal.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "decretal.web.unseen.Unseen",
    "decretal.web.gate.Gate",
]
ROOT_URLCONF = "decretal.web.urls"
WSGI_APPLICATION = "decretal.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "decretal.web.frame.frame",
            ],
            "builtins": ["django.templatetags.i18n", "decretal.web.templatetags.words"],
        },
    },
]
DATABASES = {"default": database(_HERE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "offices.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "sign-in"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ko", "한국어"), ("zh-hans", "中文")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("DECRETAL_TIME_ZONE", "UTC")
DATE_FORMAT = "j F Y"

STATIC_URL = "static/"
STATIC_ROOT = str(_HERE.home / "static")
WHITENOISE_USE_FINDERS = True

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "decretal.web.pages.failures.csrf_failed"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HERE.https
SECURE_SSL_REDIRECT = _HERE.https
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _HERE.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HERE.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HERE.https else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# What goes to the server's log names paths and codes, and nobody's particulars.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "decretal.casework.server_log.Formatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

if _HERE.mode is Mode.LIVE and not _HERE.https:
    # A deployment for living people is never served in the clear but on its own machine.
    ALLOWED_HOSTS = [host for host in ALLOWED_HOSTS if host in ("localhost", "127.0.0.1", "[::1]")]
