"""The demo's people: one sign-in for every role."""

from datetime import date

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from hub.accounts import roles, scopes
from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN, PASSWORD, SIGN_INS
from hub.accounts.models import User
from hub.platform.demo import demo_builder, demo_stranger


@demo_stranger
def accounts_that_no_demo_made():
    """An account of another address than the demo's."""
    count = User.objects.exclude(email__endswith=f"@{DOMAIN}").count()
    return f"{count} account{'' if count == 1 else 's'}" if count else ""


@demo_builder("sign-ins", order=20)
def build(county):
    """Make the sign-ins with verified addresses, and give each its role in its place."""
    password = make_password(PASSWORD)  # hashed once: the same known password for all
    for each in SIGN_INS:
        user = User.objects.create(email=each.email, name=each.name, password=password)
        EmailAddress.objects.create(user=user, email=each.email, verified=True, primary=True)
        field = scopes.field_for(each.role)
        roles.grant(
            user=user,
            role=each.role,
            by=None,
            starts_on=min(county.as_of, timezone.localdate()),
            ends_on=_end_of_partnership(county) if each.role == Role.PARTNER else None,
            **({field: county.places[field]} if field else {}),
        )


def _end_of_partnership(county):
    """The end of the academic year after next, so that the sign-in works for a good while."""
    return date(max(county.as_of, timezone.localdate()).year + 2, 8, 31)
