"""The carer that an account is. Made on first use, and kept in step with the account."""

from allauth.account.models import EmailAddress
from django.db import transaction

from hub.accounts.models import User
from hub.people.models import Carer
from hub.trail.record import record

#: What a carer without a name is called until they tell it: an address is nobody else's to read.
NAMELESS = "Name not given yet"
#: What the account says and the carer's row repeats.
OF_ACCOUNT = ("name", "email", "phone")
#: Records under one address that are looked at: more nobody can tell apart.
_MOST_OF_ONE = 10
ADDRESS = ("street", "locality", "town", "postcode")


def carer_of(user) -> Carer | None:
    """The carer who signs in as this user, or None when there is none yet."""
    return Carer.objects.filter(user=user.pk).first()


@transaction.atomic
def ensure(*, user) -> Carer:
    """The same, made when there is none.

    Somebody whom the office wrote up under the account's proven address is this carer, with the
    children that the office linked; where there are two such, nobody can tell which.
    """
    # Locked: of two requests at once the second finds what the first made.
    user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if found := carer_of(user):
        return found
    written_up = _written_up_for(user)
    carer = written_up or Carer(user=user)
    carer.user = user
    for name, value in _of_account(user).items():
        setattr(carer, name, value or getattr(carer, name))
    carer.save()
    if carer.phone and not user.phone:
        # Else who signs in would be asked for what the office knows.
        user.phone = carer.phone
        user.save(update_fields=["phone"])
        record("changed profile", user, by=user, fields=["phone"])
    record("joined" if written_up else "created", carer, by=user, fields=OF_ACCOUNT)
    return carer


def keep_in_step(user):
    """Repeat on the carer's row what the account now says."""
    values = {name: value for name, value in _of_account(user).items() if value}
    Carer.objects.filter(user=user.pk, anonymised_at=None).update(**values)


@transaction.atomic
def change_details(*, carer, by, name, phone, **address) -> Carer:
    """Change how a carer is called and reached: name and phone on the account, then the address.

    ``address``: street, locality, town and postcode.
    """
    carer = Carer.objects.select_for_update(of=("self",)).select_related("user").get(pk=carer.pk)
    of_account = {"name": name, "phone": phone}
    changed = [key for key, value in of_account.items() if getattr(carer, key) != value]
    if carer.user is not None and changed:
        user = carer.user
        user.name, user.phone = name, phone
        user.save(update_fields=["name", "phone"])
        record("changed profile", user, by=by, fields=changed)
    new = of_account | {key: address.get(key, "") for key in ADDRESS}
    changed = [key for key, value in new.items() if getattr(carer, key) != value]
    for key, value in new.items():
        setattr(carer, key, value)
    carer.save(update_fields=list(new))
    if changed:
        # Where somebody lives stays off the trail, which nobody can erase.
        record("changed", carer, by=by, fields=changed)
    return carer


def _of_account(user):
    return {"name": user.name or NAMELESS, "email": user.email, "phone": user.phone}


def _written_up_for(user):
    """The one carer without an account whom the office wrote up under a proven address of this

    account, or None. A record that went into another one stands for that.
    """
    proven = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    told = Carer.objects.filter(anonymised_at=None, email__in=list(proven))
    rows = Carer.objects.present().select_for_update(of=("self",)).filter(user=None)
    found = list(rows.filter(pk__in={_in_use(each).pk for each in told[:_MOST_OF_ONE]})[:2])
    return found[0] if len(found) == 1 else None


def _in_use(carer):
    """The record that a carer's went into, and that one, until one that stands."""
    while carer.merged_into is not None:
        carer = carer.merged_into
    return carer
