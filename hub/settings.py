"""Every setting of the portal, read from the environment (docs/deployment.md lists them).

Three modes. *Production* is what holds when nothing says otherwise: it refuses to start with a
missing or weak secret, debugging, a wildcard host or demo mode. *Demo* (``HUB_DEMO=1``, what
``make run`` sets) serves this machine alone. *Test* (``HUB_TEST=1``) is what pytest sets.
"""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from hub.front import logs
from hub.platform import addresses

BASE_DIR = Path(__file__).resolve().parent.parent


def _flag(name):
    return os.environ.get(name, "").strip().lower() in {"1", "true", "yes", "on"}


def _list(name):
    return [part.strip() for part in os.environ.get(name, "").split(",") if part.strip()]


# --- mode -------------------------------------------------------------------------------------
HUB_DEMO = _flag("HUB_DEMO")
HUB_TEST = _flag("HUB_TEST")
HUB_PRODUCTION = not (HUB_DEMO or HUB_TEST)
DEBUG = _flag("HUB_DEBUG")
HUB_MAINTENANCE = _flag("HUB_MAINTENANCE")
SECRET_KEY = os.environ.get("HUB_SECRET_KEY", "")
SECRET_KEY_FALLBACKS = _list("HUB_SECRET_KEY_FALLBACKS")
SITE_URL = os.environ.get("HUB_SITE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = _list("HUB_HOSTS") or (
    [] if HUB_PRODUCTION else ["localhost", "127.0.0.1", "[::1]"]
)
VAR_DIR = Path(os.environ.get("HUB_VAR") or BASE_DIR / "var").resolve()

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}


def _refuse(sentence):
    raise ImproperlyConfigured(f"The portal does not start: {sentence}")


if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith("django-insecure"):
    _refuse("HUB_SECRET_KEY must be a random text of at least 50 characters.")
if any("*" in host or host.startswith(".") for host in ALLOWED_HOSTS):
    _refuse("HUB_HOSTS must name each host in full, without a wildcard.")
if HUB_PRODUCTION:
    if DEBUG:
        _refuse("HUB_DEBUG is for the demo and for tests only.")
    if not ALLOWED_HOSTS:
        _refuse("HUB_HOSTS must name the host or hosts that the portal answers to.")
    if not SITE_URL.startswith("https://"):
        _refuse("HUB_SITE_URL must be the portal's address and start with https://.")
elif set(ALLOWED_HOSTS) - _LOOPBACK:
    # Everybody knows the demo's passwords, and it asks for no second factor.
    _refuse("demo mode serves this machine alone; HUB_HOSTS names another host.")

# --- apps -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "hub.platform",
    "hub.accounts",
    "hub.policy",
    "hub.trail",
    "hub.calendar",
    "hub.messaging",
    "hub.files",
    "hub.imports",
    "hub.geography",
    "hub.reporting",
    "hub.home",
    "hub.content",
    "hub.surveys",
    "hub.music",
    "hub.people",
    "hub.venues",
    "hub.places",
    "hub.front",
    "hub.gallery",
    "hub.api",
    "schools",
    "tuition",
    "ensembles",
    "cpd",
    "visits",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "csp",
    "slippers",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "hub.front.reference.Reference",
    "hub.api.middleware.ProblemDetails",
    "hub.front.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hub.front.maintenance.Maintenance",
    "hub.front.hostile.RefuseHostileInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hub.accounts.middleware.SessionLimits",
    "hub.trail.middleware.TrailContext",
    "hub.front.errors.OwnErrorPages",
    "hub.front.kept.KeepTypedForms",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "hub.accounts.middleware.SecondFactorGate",
    "hub.accounts.middleware.TrueStatus",
]

ROOT_URLCONF = "hub.urls"
WSGI_APPLICATION = "hub.wsgi.application"
FORM_RENDERER = "hub.forms.HubRenderer"
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
                "hub.home.context.shell",
                "hub.accounts.context.sign_in",
            ],
            "builtins": [
                "slippers.templatetags.slippers",
                "hub.templatetags.hub",
                "hub.templatetags.passkeys",
                "hub.templatetags.rights",
            ],
            "libraries": {"passkeys": "hub.templatetags.passkeys"},
        },
    }
]

# --- database, cache, broker ------------------------------------------------------------------
# Schema and retention work connects as the owner, where the deployment has one, and may take long.
_AS_OWNER = len(sys.argv) > 1 and sys.argv[1] in {"migrate", "createcachetable", "retention"}
_DATABASE_URL = os.environ.get("DATABASE_URL", "")
if _AS_OWNER:
    _DATABASE_URL = os.environ.get("DATABASE_OWNER_URL") or _DATABASE_URL
if not _DATABASE_URL:
    _refuse("DATABASE_URL is not set. `make run` sets up a database; production names its own.")
DATABASES = {
    "default": dj_database_url.parse(_DATABASE_URL, conn_max_age=600, conn_health_checks=True)
}
DATABASES["default"].setdefault("OPTIONS", {})
DATABASES["default"]["OPTIONS"]["connect_timeout"] = 5
if not _AS_OWNER:
    _TIMEOUT = int(os.environ.get("HUB_STATEMENT_TIMEOUT_MS", "30000"))
    DATABASES["default"]["OPTIONS"]["options"] = f"-c statement_timeout={_TIMEOUT}"
# Where lxml is, which writes our documents, openpyxl would read spreadsheets with it, and that
# refuses no file that names others: without it, defusedxml stands before it.
os.environ["OPENPYXL_LXML"] = "False"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES = {
    # In PostgreSQL, so that limits and replay guards hold with Redis gone; and with room for a
    # million entries, because at the default of 300 counters that still count are culled.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "hub_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    "fast": {
        "BACKEND": "hub.platform.cache.SoftRedisCache",
        "LOCATION": os.environ.get("HUB_CACHE_URL") or addresses.next_database(REDIS_URL),
    },
}
SESSION_ENGINE = "hub.accounts.session_store"
# In the session, not in a cookie of its own: it may name people.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Celery: hub/celery.py says the rest ------------------------------------------------------
CELERY_BROKER_URL = addresses.for_celery(REDIS_URL)
CELERY_VISIBILITY_SECONDS = 3600

# --- who you are ------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "hub.accounts.backend.SignInBackend",
    "hub.permissions.RightsBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "hub.accounts.passwords.LengthValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "hub.accounts.passwords.OwnWordsValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/home/"
LOGOUT_REDIRECT_URL = "/"
# The longest that any session lasts; hub/accounts/sessions.py ends those of staff much sooner.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
ACCOUNT_ADAPTER = "hub.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "website"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# Codes, never links: the link scanners of school mail cannot use one up, and a GET does nothing.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_EMAIL_NOTIFICATIONS = True
# A school stands behind one address, so the limits for an address are wide; those for one account
# ("key") are allauth's own.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "signup": "60/m/ip",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_FORMS = {
    "login": "hub.accounts.sign_in_forms.LoginForm",
    "signup": "hub.accounts.sign_in_forms.SignupForm",
    "add_email": "hub.accounts.sign_in_forms.AddEmailForm",
    "change_password": "hub.accounts.sign_in_forms.ChangePasswordForm",
    "set_password": "hub.accounts.sign_in_forms.SetPasswordForm",
    "reset_password": "hub.accounts.sign_in_forms.ResetPasswordForm",
    "reset_password_from_key": "hub.accounts.sign_in_forms.ResetPasswordKeyForm",
    "confirm_password_reset_code": "hub.accounts.sign_in_forms.ConfirmPasswordResetCodeForm",
    "reauthenticate": "hub.accounts.sign_in_forms.ReauthenticateForm",
    "request_login_code": "hub.accounts.sign_in_forms.RequestLoginCodeForm",
    "confirm_login_code": "hub.accounts.sign_in_forms.ConfirmLoginCodeForm",
    "confirm_email_verification_code": (
        "hub.accounts.sign_in_forms.ConfirmEmailVerificationCodeForm"
    ),
}
MFA_ADAPTER = "hub.accounts.mfa_adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# For 14 days, and of tutors and leaders alone: hub/accounts/login_stages.py.
MFA_TRUST_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "hub.accounts.sign_in_forms.AuthenticateForm",
    "reauthenticate": "hub.accounts.sign_in_forms.MfaReauthenticateForm",
    "activate_totp": "hub.accounts.sign_in_forms.ActivateTOTPForm",
    "deactivate_totp": "hub.accounts.sign_in_forms.DeactivateTOTPForm",
    "generate_recovery_codes": "hub.accounts.sign_in_forms.GenerateRecoveryCodesForm",
    "add_webauthn": "hub.accounts.sign_in_forms.AddWebAuthnForm",
    "edit_webauthn": "hub.accounts.sign_in_forms.EditWebAuthnForm",
    "authenticate_webauthn": "hub.accounts.sign_in_forms.AuthenticateWebAuthnForm",
    "login_webauthn": "hub.accounts.sign_in_forms.LoginWebAuthnForm",
    "reauthenticate_webauthn": "hub.accounts.sign_in_forms.ReauthenticateWebAuthnForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HUB_PROXIES", "0"))

# --- API --------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    # Tokens first: a dead one answers 401 even where the browser is signed in.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "hub.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["hub.permissions.RightsPermission"],
    "DEFAULT_THROTTLE_CLASSES": [
        "hub.api.throttling.AddressThrottle",
        "hub.api.throttling.TokenThrottle",
        "hub.api.throttling.UserThrottle",
    ],
    "DEFAULT_PARSER_CLASSES": ["hub.api.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PAGINATION_CLASS": "hub.api.pagination.CursorPages",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "hub.api.problems.handler",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Music Hub Portal API",
    "DESCRIPTION": "What the portal knows, for the programs of those who may know it.",
    "VERSION": "1",
    "SERVE_PERMISSIONS": ["hub.permissions.RightsPermission"],
    "SERVE_PUBLIC": True,
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "hub.api.schema.describe_problems",
    ],
    "ENUM_NAME_OVERRIDES": {"RoleKey": "hub.accounts.choices.Role"},
}

# --- e-mail -----------------------------------------------------------------------------------
# Every e-mail becomes a Message row; a worker hands it to the server that HUB_EMAIL_URL names
# (hub/messaging/transport.py), in demo mode to nobody.
EMAIL_BACKEND = "hub.messaging.backend.QueueBackend"
HUB_EMAIL_URL = os.environ.get("HUB_EMAIL_URL", "")
if HUB_EMAIL_URL:
    try:
        addresses.mail_server(HUB_EMAIL_URL)
    except ValueError:
        _refuse("HUB_EMAIL_URL must look like submission://user:password@mail.example:587.")
DEFAULT_FROM_EMAIL = os.environ.get("HUB_EMAIL_FROM", "Music hub <no-reply@localhost>")

# --- language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# --- files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# A test client starts the middleware anew: reading every static file then costs it 20 ms.
WHITENOISE_AUTOREFRESH = HUB_TEST
MEDIA_ROOT = VAR_DIR / "files"
# The virus scanner clamd, as host:port or the path of its socket; without one, uploads are opened
# by nobody but those who brought them.
HUB_CLAMAV = os.environ.get("HUB_CLAMAV", "")
if HUB_CLAMAV and not (HUB_CLAMAV.startswith("/") or HUB_CLAMAV.rpartition(":")[2].isdigit()):
    _refuse("HUB_CLAMAV must look like clamav.example:3310 or /run/clamav/clamd.ctl.")
# Where a test has a web server of its own; otherwise no published address may lead to this machine.
HUB_CHECKS_LOOPBACK_PORT = None
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- logs: one JSON object a line, without personal data ----------------------------------------
LOGGING = logs.config(with_messages=not HUB_PRODUCTION)

# --- what a browser may do --------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{
            f"{kind}-src": [SELF]
            for kind in ("script", "style", "img", "font", "connect", "media", "worker", "manifest")
        },
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
_HTTPS = SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = _HTTPS
# Asked from within, by a container or a load balancer, which speak plain HTTP.
SECURE_REDIRECT_EXEMPT = [r"^healthz/(live|ready)$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
if ALLAUTH_TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "hub.front.errors.csrf_failure"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
if _HTTPS:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    MFA_TRUST_COOKIE_NAME = "__Host-mfa_trusted"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if urlsplit(SITE_URL).netloc else []
# The preload list is each hub's own decision: a domain leaves it only after months.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
