"""How a second factor is set up, used, remembered and given up."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hub.accounts.sign_up import confirm_address
from hub.trail.models import Entry
from tests.factories.accounts import PASSWORD, TOTP_SECRET, make_user
from tests.hub.accounts.conftest import letters
from tests.hub.accounts.second_step import second_step, signed_in, totp
from tests.sign_in import sign_in

SET_UP = "/accounts/second-factor/"


@pytest.fixture(autouse=True)
def _clock_stands_still(time_machine):
    """Or a code would run out now and then between making and using it."""
    time_machine.move_to(timezone.now(), tick=False)


# --- setting it up


def test_staff_set_up_an_app_save_their_codes_and_go_on_to_the_page_they_wanted(set_up_app):
    client = signed_in(make_user("officer", second_factor=False))
    client.get(reverse("account_profile"))
    _, response = set_up_app(client)
    codes = client.get(response.url).context["codes"]
    on = client.post(reverse("mfa_view_recovery_codes"))
    assert (response.url, len(set(codes)), on.url) == (
        reverse("mfa_view_recovery_codes"),
        10,
        reverse("account_profile"),
    )


def test_the_page_draws_the_code_as_svg_without_style_or_data_address(client, db):
    client = signed_in(make_user("officer", second_factor=False))
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert "<path d=" in page
    assert [mark for mark in ("style=", "data:", "<script>") if mark in page] == []


def test_a_wrong_code_is_422_and_sets_nothing_up(client, db):
    user = make_user("officer", second_factor=False)
    client = signed_in(user)
    client.get(reverse("mfa_activate_totp"))
    response = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert (response.status_code, Authenticator.objects.filter(user=user).count()) == (422, 0)


def test_the_secret_is_not_readable_in_the_database(set_up_app):
    user = make_user("officer", second_factor=False)
    secret, _ = set_up_app(signed_in(user))
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored


def test_secrets_written_with_the_former_key_can_still_be_read(db, settings):
    from hub.accounts.mfa_adapter import MFAAdapter

    written = MFAAdapter().encrypt(TOTP_SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-of-fifty-characters-or-so-0123456789"
    assert MFAAdapter().decrypt(written) == TOTP_SECRET


def test_recovery_codes_are_shown_until_they_are_saved_and_never_again(set_up_app):
    client = signed_in(make_user("officer", second_factor=False))
    set_up_app(client)
    page = reverse("mfa_view_recovery_codes")
    statuses = [client.get(page).status_code, client.get(page).status_code]
    client.post(page)
    assert (statuses, client.get(page).url) == ([200, 200], SET_UP)


def test_recovery_codes_are_shown_in_no_other_session(set_up_app):
    user = make_user("officer", second_factor=False)
    first = signed_in(user)
    secret, _ = set_up_app(first)
    other = signed_in(user)
    other.post(reverse("mfa_authenticate"), {"code": totp(secret)})
    assert other.get(reverse("mfa_view_recovery_codes")).url == SET_UP


def test_setting_it_up_is_on_the_trail_told_by_e_mail_and_ends_other_sessions(set_up_app):
    user = make_user("carer")
    first, other = signed_in(user), signed_in(user)
    set_up_app(first)
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"added authenticator app", "added recovery codes", "signed out"} <= actions
    assert letters()[-1].subject == "A change to how you sign in"
    assert other.get(reverse("account_home")).status_code == 302
    assert first.get(reverse("account_home")).status_code == 200


# --- using it


@pytest.fixture
def officer_with_app(officer):
    confirm_address(user=officer)
    return officer


def test_the_password_alone_does_not_sign_in(officer_with_app):
    client = signed_in(officer_with_app)
    assert "_auth_user_id" not in client.session
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_password_and_code_sign_in(officer_with_app):
    client = signed_in(officer_with_app)
    second_step(client, totp(TOTP_SECRET))
    assert "_auth_user_id" in client.session


def test_a_code_from_an_e_mail_alone_does_not_sign_in_either(officer_with_app, code_from_mail):
    client = Client()
    client.post(reverse("account_request_login_code"), {"email": officer_with_app.email})
    response = client.post(reverse("account_confirm_login_code"), {"code": code_from_mail()})
    assert (response.url, "_auth_user_id" in client.session) == (
        reverse("mfa_authenticate"),
        False,
    )


@pytest.mark.parametrize("spelling", ["{0}", "{0[0]} {0[1]}{0[2]}{0[3]}{0[4]}-{0[5]}"])
def test_a_code_that_was_used_is_refused_the_second_time(officer_with_app, spelling):
    code = totp(TOTP_SECRET)
    second_step(signed_in(officer_with_app), code)
    again = signed_in(officer_with_app)
    response = second_step(again, spelling.format(code))
    assert (response.status_code, "_auth_user_id" in again.session) == (422, False)


def test_a_code_of_the_next_half_minute_is_refused(officer_with_app):
    client = signed_in(officer_with_app)
    assert second_step(client, totp(TOTP_SECRET, steps_ahead=1)).status_code == 422


def test_the_sixth_wrong_code_is_429(officer_with_app):
    client = signed_in(officer_with_app)
    statuses = [second_step(client, "000000").status_code for _ in range(6)]
    assert statuses == [422] * 5 + [429]


def test_a_recovery_code_stands_in_once(set_up_app):
    user = make_user("officer", second_factor=False)
    client = signed_in(user)
    _, response = set_up_app(client)
    code = client.get(response.url).context["codes"][0]
    first, second = signed_in(user), signed_in(user)
    second_step(first, code)
    second_step(second, code)
    assert ["_auth_user_id" in each.session for each in (first, second)] == [True, False]


# --- a phone of one's own


def remembered(user, answer="trust"):
    """A browser in which the user signed in, answered so, and signed out again."""
    client = signed_in(user)
    second_step(client, totp(TOTP_SECRET))
    client.post(reverse("mfa_trust"), {"action": answer})
    client.post(reverse("account_logout"))
    return client


def signs_in_with_the_password_alone(client, user):
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    return "_auth_user_id" in client.session


@pytest.mark.parametrize(("answer", "left_out"), [("trust", True), ("ask", False)])
def test_a_tutors_own_phone_may_be_remembered(db, answer, left_out):
    tutor = make_user("tutor")
    confirm_address(user=tutor)
    assert signs_in_with_the_password_alone(remembered(tutor, answer), tutor) is left_out


def test_a_remembered_phone_is_asked_again_after_fourteen_days(db, time_machine):
    tutor = make_user("tutor")
    confirm_address(user=tutor)
    client = remembered(tutor)
    time_machine.shift(14 * 24 * 60 * 60 + 1)
    assert not signs_in_with_the_password_alone(client, tutor)


def test_a_tutor_who_joins_the_office_is_asked_on_the_remembered_phone_too(db):
    tutor = make_user("tutor")
    confirm_address(user=tutor)
    client = remembered(tutor)
    tutor.grants.create(role="office")
    assert not signs_in_with_the_password_alone(client, tutor)


def test_nobody_else_is_offered_to_be_remembered(officer_with_app):
    client = signed_in(officer_with_app)
    assert second_step(client, totp(TOTP_SECRET)).url == "/home/"


# --- giving it up


def test_staff_cannot_remove_their_last_factor(officer_with_app):
    client = signed_in(officer_with_app)
    second_step(client, totp(TOTP_SECRET))
    response = client.post(reverse("mfa_deactivate_totp"))
    assert response.status_code == 422
    assert Authenticator.objects.filter(user=officer_with_app, type="totp").exists()


def test_staff_cannot_remove_their_last_passkey(officer):
    Authenticator.objects.filter(user=officer).delete()
    key = Authenticator.objects.create(user=officer, type="webauthn", data={"name": "Laptop"})
    client = sign_in(Client(), officer)
    response = client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert (response.status_code, Authenticator.objects.filter(pk=key.pk).exists()) == (422, True)


def test_a_carer_may_remove_it(db):
    user = make_user("carer", second_factor=True)
    client = signed_in(user)
    second_step(client, totp(TOTP_SECRET))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()


def test_renaming_a_passkey_is_on_the_trail(client, member):
    passkey = Authenticator.objects.create(
        user=member, type=Authenticator.Type.WEBAUTHN, data={"name": "Old", "credential": {}}
    )
    sign_in(client, member)
    client.post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Work laptop"})
    passkey.refresh_from_db()
    assert passkey.data["name"] == "Work laptop"
    assert Entry.objects.get().fields == {"second factor": {}}


def test_a_strangers_passkey_is_404(member, carer):
    key = Authenticator.objects.create(user=carer, type="webauthn", data={"name": "Laptop"})
    client = signed_in(member)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine"}).status_code == 404
