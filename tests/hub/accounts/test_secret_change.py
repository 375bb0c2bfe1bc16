"""A deployment changes its secret, and nobody has to set up their app again."""

import pytest
from allauth.mfa.models import Authenticator

from hub.accounts.mfa_adapter import MFAAdapter
from hub.accounts.secret_change import catch_up
from tests.factories.accounts import TOTP_SECRET, make_user, with_second_factor

NEW = "a-new-secret-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG"


@pytest.fixture
def changed(settings, db):
    """Somebody with an app, in a deployment whose secret was changed since."""
    person = with_second_factor(make_user("carer"))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = NEW
    return person


def test_the_app_works_after_the_old_secret_was_dropped(changed, settings):
    assert catch_up() == 1
    settings.SECRET_KEY_FALLBACKS = []
    kept = Authenticator.objects.get(user=changed).data["secret"]
    assert MFAAdapter().decrypt(kept) == TOTP_SECRET


def test_a_second_round_finds_nothing_to_do(changed):
    assert [catch_up(), catch_up()] == [1, 0]


def test_nothing_is_touched_while_there_is_one_secret(changed, settings):
    settings.SECRET_KEY_FALLBACKS = []
    before = Authenticator.objects.get(user=changed).data
    assert (catch_up(), Authenticator.objects.get(user=changed).data) == (0, before)
