"""What the page of one learner shows to one carer."""

from django.urls import reverse

from hub.people.models import CarerLink
from hub.permissions import may


def context_of(pupil, user):
    """The context of family/child.html, without the blocks of other apps."""
    links = CarerLink.objects.live().visible_to(user).filter(pupil=pupil)
    links = list(links.select_related("carer"))
    return {
        "pupil": pupil,
        "own": next((link for link in links if link.carer.user_id == user.pk), None),
        "others": [link for link in links if link.carer.user_id != user.pk],
        "change_url": reverse("family:child_change", args=[pupil.pk])
        if may(user, "people.change_pupil", pupil)
        else "",
    }
