"""Behind a TLS proxy. Refuses to start without its secrets."""

from .base import *  # noqa: F403 -- settings are layered this way in Django projects
from .base import CLUSTER_WORKFLOWS, DATABASES, STORAGES, env

DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.list(
    "CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS]
)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True

# Opening a database costs as much as drawing a third of a page.
DATABASES = {
    "default": {
        **DATABASES["default"],
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600),
        "CONN_HEALTH_CHECKS": True,
    }
}

STORAGES = {
    **STORAGES,
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}

CLUSTER_PARTNERS = {
    "REQUIRE_SECOND_FACTOR": True,
    "TRUSTED_PROXIES": env.int("TRUSTED_PROXIES", default=1),
}
CLUSTER_WORKFLOWS = {
    **CLUSTER_WORKFLOWS,
    "AUTHORITY_PASSPHRASE": env.str("CLUSTER_AUTHORITY_PASSPHRASE"),
}
