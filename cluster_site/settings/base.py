"""What every environment shares. Values from outside are read here only."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

env = environ.Env()

# Paths

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

# Apps

INSTALLED_APPS = [
    "home",
    "skills_centers",
    "workflows",
    "partners",
    "viewflow.workflow",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_countries",
    "django_tasks",
    "leaflet",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

# Middleware

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.middleware.PageCacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partners.middleware.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "cluster_site.urls"
WSGI_APPLICATION = "cluster_site.wsgi.application"

# Templates

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")

# Database

DATABASES = {
    "default": env.db(
        "DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'cluster.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Django's defaults lose writes as soon as there are four writers.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all processes, because counters of failed sign-ins live there.
CACHES = {
    "default": env.cache("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}"),
    # Public pages. Apart, so that visitors cannot push out the counters above.
    "pages": env.cache(
        "PAGE_CACHE_URL",
        default=f"filecache://{VAR_DIR / 'cache-pages'}?max_entries=5000",
    ),
    # Wagtail writes each picture of each answer here. Keys carry the hash of the file,
    # so processes need not share it.
    "renditions": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "renditions",
        "OPTIONS": {"MAX_ENTRIES": 2000},
    },
}
TASKS = {
    "default": {
        "BACKEND": env.str(
            "TASKS_BACKEND", default="django_tasks.backends.immediate.ImmediateBackend"
        ),
    }
}

# Accounts: by invitation, e-mail login, second factor

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "partners.accounts.InvitationOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
# Nobody signs up: there is nothing to offer to an address without an account.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "KSSEMP"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workflows:tasks"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "account_login"
# Passwords are reset and changed in the account, in one way for everybody.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False

# Addresses that everybody can type: ``lodz``, not ``%C5%82%C3%B3d%C5%BA``.
WAGTAIL_ALLOW_UNICODE_SLUGS = False

# Languages: Polish first

LANGUAGE_CODE = "pl"
LOCALE_PATHS = [BASE_DIR / "home" / "locale"]
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("pl", _("Polish")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["cluster_site.formats"]
USE_TZ = True
TIME_ZONE = "Europe/Warsaw"
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# Static and uploaded files. Signed documents are not media: nothing serves them.

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# The web server does it, except on one machine: development and demo.
SERVE_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

# A hundred rows of commitments with their details are more than Django's 1000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mail and addresses

vars().update(env.email("EMAIL_URL", default="filemail://"))
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="biuro@klaster.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
BASE_URL = env.str("BASE_URL", default="http://localhost:8000")

# Wagtail

WAGTAIL_SITE_NAME = "KSSEMP"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database"},
}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "xlsx", "zip"]
# No avatar from a third party: no request leaves the browser without a click.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False

# The map of partners. A browser asks for tiles after a click, never before; the
# tile servers want to know which site it shows.

LEAFLET_CONFIG = {
    "TILES": [
        (
            "OpenStreetMap",
            "https://tile.openstreetmap.org/{z}/{x}/{y}.png",
            {
                "attribution": (
                    '© <a href="https://www.openstreetmap.org/copyright">'
                    "OpenStreetMap</a>"
                ),
                "maxZoom": 19,
                "referrerPolicy": "strict-origin",
            },
        )
    ],
}

# Our apps; every key is explained in docs/settings.md

CLUSTER_PARTNERS = {"REQUIRE_SECOND_FACTOR": False}
CLUSTER_WORKFLOWS = {
    "BASE_URL": BASE_URL,
    "DOCUMENT_ROOT": str(VAR_DIR / "documents"),
    "KEY_DIRECTORY": env.str("KEY_DIRECTORY", default=str(VAR_DIR / "keys")),
    "AUTHORITY_PASSPHRASE": env.str("CLUSTER_AUTHORITY_PASSPHRASE", default=""),
    "TIMESTAMP_URLS": env.list("TIMESTAMP_URLS", default=[]),
    "REAUTHENTICATE": "partners.accounts.AccountProof",
    "TEST_MODE": env.bool("CLUSTER_TEST_MODE", default=False),
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "workflows": {"level": env.str("LOG_LEVEL", default="INFO")},
        # Font subsetting tells every glyph it keeps.
        "fontTools": {"level": "ERROR"},
    },
}
