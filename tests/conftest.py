"""Characters that every test may meet. Servers and settings come from the pytest plumbing."""

import pytest
from django.conf import settings
from django.template import engines
from django.test import TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples

from hub.kept import forget_everything
from hub.policy import current, values
from tests.browser import _server, browse, chromium, portal  # noqa: F401
from tests.factories.accounts import make_user
from tests.putting_back import Kept
from tests.undefined import Undefined

# How fast examples come is the machine's affair: no test of ours is timed.
examples.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, which after each test that commits holds again what the migrations wrote."""
    with django_db_blocker.unblock():
        kept = Kept()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", lambda: None)
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: kept.put_back())
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """Passwords are hashed by the same algorithm as in use, but not slowly on purpose."""
    quick = "tests.hub.accounts.hashers.QuickHasher"
    with override_settings(PASSWORD_HASHERS=[quick, *settings.PASSWORD_HASHERS[1:]]):
        yield


@pytest.fixture(autouse=True)
def _undefined_names_are_errors():
    """In every template that any test draws. Each time: a test that changes settings makes anew."""
    for engine in engines.all():
        engine.engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True)
def _fresh_hub_settings():
    """The hub's settings are kept in the process for seconds; a test must not see another's."""
    current.forget()
    values.forget()
    forget_everything()
    yield
    current.forget()
    values.forget()
    forget_everything()


@pytest.fixture
def manager(db):
    """A manager of the hub."""
    return make_user("manager")


@pytest.fixture
def administrator(db):
    """A system administrator."""
    return make_user("admin")


@pytest.fixture
def officer(db):
    """A school visits officer."""
    return make_user("officer")


@pytest.fixture
def carer(db):
    """A parent or carer."""
    return make_user("carer")


@pytest.fixture
def hub(db):
    """The hub's own settings."""
    return current.HubSettings.objects.get(pk=1)
