"""What every test of signing in needs: limits that start at nought, and the code of an e-mail."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from hub.accounts.sign_up import confirm_address
from hub.messaging.models import Message
from tests.factories.accounts import make_user
from tests.factories.schools import SchoolFactory
from tests.hub.accounts.second_step import totp

CODE = re.compile(r"\b[B-Z]{4}-[B-Z]{4}\b")


@pytest.fixture(autouse=True)
def _no_limit_is_used_up(db):
    cache.clear()


@pytest.fixture
def member(db):
    """A carer whose address is proven: signs in with the password alone."""
    user = make_user("carer", email="member@people.example")
    confirm_address(user=user)
    return user


@pytest.fixture
def code_from_mail():
    """The code in the newest e-mail."""

    def newest():
        return CODE.search(letters()[-1].text)[0]

    return newest


def letters():
    """The e-mails written so far, the newest last."""
    return list(Message.objects.order_by("pk"))


@pytest.fixture
def set_up_app(db, django_capture_on_commit_callbacks):
    """``set_up_app(client)`` sets up an authenticator app; returns (its secret, the answer)."""

    def set_up(client):
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        with django_capture_on_commit_callbacks(execute=True):
            return secret, client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})

    return set_up


@pytest.fixture
def school(db):
    """A school with a head and a music lead."""
    return SchoolFactory()


@pytest.fixture
def head(school):
    """The head of that school."""
    return make_user("head", scope={"school": school}, name="Hana Head")


@pytest.fixture
def lead(school):
    """Its music lead."""
    return make_user("lead", scope={"school": school}, name="Lena Lead")


@pytest.fixture
def stranger(db):
    """The lead of another school: somebody whom a head must not see."""
    return make_user("lead", name="Stan Stranger")
