"""What follows from a change of dates."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from hub.calendar import kept_calendars
from hub.calendar.models import Closure, Term


@receiver([post_save, post_delete], sender=Term)
@receiver([post_save, post_delete], sender=Closure)
def read_calendars_anew(sender, **kwargs):
    """Who has just changed a date sees it on the next page."""
    kept_calendars.forget()
