"""What follows in lessons and groups from what happens elsewhere."""

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from hub.content.models import Page
from tuition import lesson_terms, pricing
from tuition.booking.opening import KEY, adopt
from tuition.models import Price


@receiver(user_logged_in)
def keep_what_a_visitor_chose(sender, request, user, **kwargs):
    """The basket begun before signing in or signing up is the account's from then on."""
    if key := request.session.pop(KEY, None):
        adopt(key=key, user=user)


@receiver(post_save, sender=Page)
def read_the_terms_anew(sender, instance, **kwargs):
    """Changed terms are shown from the next page on."""
    if instance.slug == lesson_terms.SLUG:
        lesson_terms.standing.forget()


@receiver([post_save, post_delete], sender=Price)
def read_prices_anew(sender, **kwargs):
    """Who has just set a price sees it on the next page."""
    pricing.forget()
