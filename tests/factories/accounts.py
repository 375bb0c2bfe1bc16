"""People with roles."""

import datetime
from functools import cache

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from hub.accounts.choices import SCHOOL_ROLES, SECOND_FACTOR_ROLES, Role
from hub.accounts.mfa_adapter import MFAAdapter
from hub.accounts.models import RoleGrant, User
from tests.factories.schools import SchoolFactory, TrustFactory

PASSWORD = "crotchet-and-quaver"
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


class UserFactory(factory.django.DjangoModelFactory):
    """An account with a password that can be used, and no role."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    name = factory.Sequence(lambda n: f"Person Number{n}")
    # Hashed once: hashing is slow on purpose, and most tests only need somebody.
    password = factory.django.Password(PASSWORD, transform=cache(make_password))


def grant(user, role, **scope):
    """Give the user a live role; school, trust and last day are made up where it needs them."""
    if role in SCHOOL_ROLES:
        scope.setdefault("school", None) or scope.update(school=SchoolFactory())
    if role == Role.TRUST:
        scope.setdefault("trust", None) or scope.update(trust=TrustFactory())
    if role == Role.PARTNER:
        scope.setdefault("ends_on", timezone.localdate() + datetime.timedelta(days=365))
    return RoleGrant.objects.create(user=user, role=role, **scope)


def with_second_factor(user):
    """The same user, with an authenticator app set up."""
    Authenticator.objects.create(
        user=user,
        type=Authenticator.Type.TOTP,
        data={"secret": MFAAdapter().encrypt(TOTP_SECRET)},
    )
    return user


def make_user(*roles, scope=None, second_factor=None, **fields):
    """An account with these roles, such as ``make_user("lead", scope={"school": school})``.

    It has a second factor when a role requires one; ``second_factor`` True or False overrules.
    """
    user = UserFactory(**fields)
    for role in roles:
        grant(user, role, **(scope or {}))
    if second_factor is None:
        second_factor = not SECOND_FACTOR_ROLES.isdisjoint(roles)
    return with_second_factor(user) if second_factor else user
