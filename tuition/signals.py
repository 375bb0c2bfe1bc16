"""What follows in lessons and groups from what happens elsewhere."""

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from tuition.booking.opening import KEY, adopt


@receiver(user_logged_in)
def keep_what_a_visitor_chose(sender, request, user, **kwargs):
    """The basket begun before signing in or signing up is the account's from then on."""
    if key := request.session.pop(KEY, None):
        adopt(key=key, user=user)
