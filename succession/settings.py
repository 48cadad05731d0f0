"""The one settings file. Every value that differs between installations comes from the environment.

With nothing set this is a trial on this machine: an embedded PostgreSQL, mail printed to the log.
`SUCCESSION_PRODUCTION=1` asks for a real installation: what is then missing or unsafe stops the start with a sentence.
"""

from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError, validate

from core import logs
from core.database.locations import database_settings
from people.accounts.providers import sign_in_providers

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("SUCCESSION_VAR", str(BASE_DIR / "var"))).resolve()
try:
    PRODUCTION = env.bool("SUCCESSION_PRODUCTION", default=False)
except EnvError as error:
    raise ImproperlyConfigured(
        "Set SUCCESSION_PRODUCTION to 1 for a real installation, or to 0 for a trial: it is neither."
    ) from error


def _required(name: str, trial: str) -> str:
    """The setting `name`; outside production `trial` stands in for it."""
    value = env.str(name, "")
    if value:
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"Set {name}: a production installation cannot start without it.")
    return trial


SECRET_KEY = _required("SECRET_KEY", "a-trial-on-this-machine-only-not-for-production-use")
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("Set SECRET_KEY to at least 50 random characters.")
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
DEBUG = False
ALLOWED_HOSTS = _required("ALLOWED_HOSTS", "localhost,127.0.0.1").split(",")
# How many proxies of our own stand before this server, each adding to X-Forwarded-For whom it heard from.
try:
    PROXIES = env.int("SUCCESSION_PROXIES", 1 if PRODUCTION else 0, validate=validate.Range(min=0))
except EnvError as error:
    raise ImproperlyConfigured(
        "Set SUCCESSION_PROXIES to how many proxies stand before this server: 0, 1 or more."
    ) from error
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "succession.apps.SuccessionAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "core",  # before procrastinate, whose worker it makes ask whether the database is safe
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "csp",
    "people",
    "policies",
    "actionplan",
    "succession",
]

MIDDLEWARE = [
    "core.middleware.RequestReferenceMiddleware",
    "core.logs.RequestLogMiddleware",
    "core.middleware.ClientAddressMiddleware",
    "core.middleware.BrowserMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.ByItselfMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.BodyLimitMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "core.history.acting.ActingMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "succession.urls"
WSGI_APPLICATION = "succession.wsgi.application"

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
                "succession.navigation.place",
            ],
            "builtins": ["core.templatetags.everywhere"],
        },
    },
]

# Database -----------------------------------------------------------------------------------------------------------
# Reached as the application's role. `migrate` and `flush` use the one that owns the tables (core.database.privileges).
DATABASES = database_settings(
    var_dir=VAR_DIR,
    url=env.str("DATABASE_URL", ""),
    owner_url=env.str("DATABASE_OWNER_URL", ""),
    production=PRODUCTION,
)
# Every change to a tracked table is kept (core.history). Events keep keys without indexes: pages find them by record or
# by organisation.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "core.caching.Cache", "LOCATION": "cache"}}

# People and sign-in -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.accounts.backends.EmailBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "people.accounts.passwords.LongEnough"},
    {"NAME": "people.accounts.passwords.NotCommon"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "people.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "people.accounts.forms.SignInForm",
    "change_password": "people.accounts.forms.PasswordForm",
    "reauthenticate": "people.accounts.forms.ProofForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# For an address, and for what people.adapter and people.account_forms say is guessed at: an account, a code.
ACCOUNT_RATE_LIMITS = {
    "login": "",  # people.guesses counts what is typed there, in two statements for allauth's twenty
    "login_failed": "",
    "second_step": "10/5m/key,60/d/key",
    "reauthenticate": "30/5m/user",
    "change_password": "20/5m/user",
    "reset_password": "20/h/ip,3/h/key",
    "manage_email": "5/h/user",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "people.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {"reauthenticate": "people.accounts.forms.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Succession"
# A code may be the one just gone or the one to come: people type slowly, and telephones' clocks differ.
MFA_TOTP_TOLERANCE = 1

# Single sign-on, where the installation names an application there and whose people may come.
SOCIALACCOUNT_ADAPTER = "people.accounts.single_sign_on.SingleSignOnAdapter"
SOCIALACCOUNT_ONLY = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "people.accounts.single_sign_on.CheckedProvider",
        "APPS": sign_in_providers(
            microsoft=(
                env.str("MICROSOFT_CLIENT_ID", ""),
                env.str("MICROSOFT_CLIENT_SECRET", ""),
                env.list("MICROSOFT_TENANTS", []),
            ),
            google=(
                env.str("GOOGLE_CLIENT_ID", ""),
                env.str("GOOGLE_CLIENT_SECRET", ""),
                env.list("GOOGLE_DOMAINS", []),
            ),
        ),
    }
}
# Whether a second step taken there ("mfa" in the token's `amr`) counts here.
TRUST_SECOND_STEP_OF_PROVIDERS = env.bool("TRUST_SECOND_STEP_OF_PROVIDERS", default=False)

# Sessions, cookies and headers --------------------------------------------------------------------------------------
SESSION_ENGINE = "core.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The prefix has browsers refuse the cookie from another host of the same domain, and over plain HTTP.
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "sessionid"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"  # Strict would have a link in a mail lead to sign-in
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "core.views.csrf_failure"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # a link out says nothing of the page it stood on
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
USE_X_FORWARDED_HOST = USE_X_FORWARDED_PORT = False  # a proxy passes on the Host it was asked for
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    },
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Files --------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "core.storage.WholeFiles"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
BACKUP_KEY = env.str("SUCCESSION_BACKUP_KEY", "")
# Who was erased, and when, by numbers: kept apart from what a backup takes, so that a restore can erase them again.
ERASURE_LEDGER = Path(_required("SUCCESSION_ERASURE_LEDGER", str(VAR_DIR / "erasures.ledger"))).resolve()
if PRODUCTION and VAR_DIR in ERASURE_LEDGER.parents:
    raise ImproperlyConfigured(
        f"Set SUCCESSION_ERASURE_LEDGER to a file outside {VAR_DIR}: what is restored from a backup must not bring "
        "back an older one."
    )
# A document of 10 MB pasted into a form; core.bodies says how long a whole request may be, by what it is sent to.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
# As many as an officer sends of schools, or as a school may attach to its answers; a field left empty counts too.
DATA_UPLOAD_MAX_NUMBER_FILES = 60

# Words and times ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["succession.formats"]

# Forms --------------------------------------------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = "govuk"
CRISPY_TEMPLATE_PACK = "govuk"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Mail and logs ------------------------------------------------------------------------------------------------------
# Letters name the installation's public address. A trial prints them to its log instead of sending them.
PUBLIC_ADDRESS = _required("PUBLIC_ADDRESS", f"http://localhost:{env.str('PORT', '8000')}").rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _required("MAIL_FROM", "Succession <succession@localhost>")
EMAIL_HOST = _required("MAIL_HOST", "")
EMAIL_PORT = env.int("MAIL_PORT", 587)
EMAIL_HOST_USER = env.str("MAIL_USER", "")
EMAIL_HOST_PASSWORD = env.str("MAIL_PASSWORD", "")
EMAIL_USE_TLS = env.bool("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
if PRODUCTION and not PUBLIC_ADDRESS.startswith("https://"):
    raise ImproperlyConfigured("Write PUBLIC_ADDRESS as https://succession.example.org: letters lead there.")
LOGGING = logs.configuration(production=PRODUCTION)
