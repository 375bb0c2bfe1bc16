"""Which passwords are refused, and which must not be."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from hub.policy import current
from hub.policy.models import HubSettings, LocalAuthority


@pytest.fixture
def hub_of_barsetshire(db):
    HubSettings.objects.update(name="Barsetshire Sounds")
    LocalAuthority.objects.create(code="919", name="Barchester")
    current.forget()


@pytest.mark.parametrize(
    "password",
    [
        "barsetshire1",
        "Barchester-2026",
        "5ounds-b4rsetshire",
        "musicmusicmusic",
        "MusicTeacher2026",
        "x" * 257,
    ],
)
def test_words_of_our_own_and_endless_ones_are_refused(hub_of_barsetshire, password):
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    [
        "crotchet-and-quaver",
        "violet anchor tuesday",
        "music while painting fences",
        "ñandú über Łódź",
        "x7" * 32,
        "kqzvwxjpfb",
    ],
)
def test_long_ones_with_spaces_any_letters_and_no_rules_are_taken(hub_of_barsetshire, password):
    assert validate_password(password) is None
