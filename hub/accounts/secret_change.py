"""When the deployment changes its secret: what the old one encrypted is encrypted anew."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from hub.accounts.mfa_adapter import is_of_newest_secret, reencrypted

#: Where an authenticator app's and the recovery codes' rows keep what is encrypted.
_FIELDS = ("secret", "seed")


def catch_up() -> int:
    """Encrypt second factors with the newest secret; returns how many. Safe to run twice at once.

    Does nothing unless HUB_SECRET_KEY_FALLBACKS names an earlier secret, so that this one may be
    dropped from there afterwards without anybody setting up an app again.
    """
    if not settings.SECRET_KEY_FALLBACKS:
        return 0
    count = 0
    for pk in Authenticator.objects.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = Authenticator.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            old = [name for name in _FIELDS if row and name in row.data]
            old = [name for name in old if not is_of_newest_secret(row.data[name])]
            if old:
                row.data |= {name: reencrypted(row.data[name]) for name in old}
                row.save(update_fields=["data"])
                count += 1
    return count
