"""Who sees a kept form: whoever typed it."""

from django.db.models import Q

from hub.permissions import right


@right("front.see_kept_form")
def see_kept_form(user):
    """One's own and nobody else's."""
    return Q(user=user)
