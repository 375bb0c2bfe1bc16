"""Everything under /accounts/: of allauth's pages only those that we want, under its names.

Not here, on purpose: confirming an address or resetting a password by a link (we send codes, which
no link scanner can use up), downloading recovery codes (shown once), signing up by passkey, and
everything social.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from hub.accounts import account_views, second_factor_views, session_views, sign_in_views

urlpatterns = [
    # signing in and out
    path("login/", sign_in_views.SignIn.as_view(), name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second-step/", mfa.authenticate, name="mfa_authenticate"),
    path("login/own-phone/", mfa.trust, name="mfa_trust"),
    path("logout/", sign_in_views.SignOut.as_view(), name="account_logout"),
    path("closed/", sign_in_views.ClosedAccount.as_view(), name="account_inactive"),
    path("signup/", account.signup, name="account_signup"),
    path("confirm-email/", account.email_verification_sent, name="account_email_verification_sent"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("reauthenticate/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path(
        "reauthenticate/passkey/",
        webauthn.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    # the account
    path("", account_views.home, name="account_home"),
    path("details/", account_views.profile, name="account_profile"),
    path("email/", sign_in_views.ChangeAddress.as_view(), name="account_email"),
    path("sessions/", session_views.own_sessions, name="usersessions_list"),
    path("sessions/<int:pk>/end/", session_views.end_session, name="account_end_session"),
    path("stay/", session_views.stay, name="account_stay"),
    # the password
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path(
        "password/reset/code/",
        account.confirm_password_reset_code,
        name="account_confirm_password_reset_code",
    ),
    path(
        "password/reset/new/",
        account.complete_password_reset,
        name="account_complete_password_reset",
    ),
    path(
        "password/reset/done/",
        account.password_reset_from_key_done,
        name="account_password_reset_completed",
    ),
    # the second factor
    path("second-factor/", second_factor_views.SecondFactor.as_view(), name="mfa_index"),
    path("second-factor/app/", second_factor_views.AddApp.as_view(), name="mfa_activate_totp"),
    path(
        "second-factor/app/remove/",
        second_factor_views.RemoveApp.as_view(),
        name="mfa_deactivate_totp",
    ),
    path("passkeys/add/", second_factor_views.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "passkeys/<int:pk>/edit/",
        second_factor_views.RenamePasskey.as_view(),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        second_factor_views.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
    path(
        "recovery-codes/", second_factor_views.show_recovery_codes, name="mfa_view_recovery_codes"
    ),
    path(
        "recovery-codes/new/",
        second_factor_views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
