"""What follows in families from what happens to accounts."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from hub.accounts.models import User
from hub.people import carers


@receiver(post_save, sender=User, dispatch_uid="people.keep_in_step")
def keep_carers_in_step(sender, instance, created, update_fields, raw=False, **kwargs):
    """A name, an address of e-mail or a phone number that changes on the account does on the
    carer too. Signing in, which saves when that was, asks nothing.
    """
    if created or raw:
        return
    if update_fields is None or not set(update_fields).isdisjoint(carers.OF_ACCOUNT):
        carers.keep_in_step(instance)
