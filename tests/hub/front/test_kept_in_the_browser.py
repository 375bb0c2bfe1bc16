"""Script off: the session runs out in the middle of a form, and the typed form comes back."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.utils import timezone

from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.browser


def test_the_typed_form_comes_back_after_signing_in(browse):
    user = make_user("lead", name="Amira Hughes", phone="")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    page = browse("/accounts/details/", user=user, width=360, script=False).page
    page.fill("[name=phone]", "01992 555 821")
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    page.click("button:text-is('Save')")
    page.wait_for_selector("text=the form that you had filled in comes back")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("button[type=submit]:has-text('Sign in')")
    page.wait_for_url("**/accounts/details/")
    assert page.input_value("[name=phone]") == "01992 555 821"
    user.refresh_from_db()
    assert user.phone == ""
    page.click("button:text-is('Save')")
    page.wait_for_selector("text=Your details are saved")
    user.refresh_from_db()
    assert user.phone == "01992 555 821"
