"""Schools, whose app is above this room: known here by the foreign key that names them."""

from hub.calendar.models import Term


def schools():
    """The model of schools; its queryset knows ``visible_to``."""
    return Term._meta.get_field("school").related_model


def schools_seen_by(user):
    """The schools whose record, and so whose calendar, this user may open."""
    return schools().objects.visible_to(user)
