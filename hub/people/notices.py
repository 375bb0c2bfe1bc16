"""E-mails about families, each a Message row in the transaction of its cause.

No child's name, need or school stands in any of them.
"""

from django.conf import settings
from django.urls import reverse

from hub.messaging.outbox import queue
from hub.people.choices import Restriction
from hub.people.models import CarerLink
from hub.policy.current import hub_settings

#: The template of every e-mail with an invitation, by which they are counted.
INVITATION = "family/email/carer_invited"


def home_link():
    """The full address of My family."""
    return settings.SITE_URL + reverse("family:home")


def invited(invitation, link):
    """The invitation with its link, to the invited address."""
    queue(
        template=INVITATION,
        to=invitation.email,
        context={
            "inviter": str(invitation.invited_by),
            "number": invitation.pupils.count(),
            "link": link,
            "expires_at": invitation.expires_at,
        },
        dedupe_key=f"carer-invited:{invitation.pk}",
        is_secret=True,
        useless_after=invitation.expires_at,
    )


def accepted(invitation, carer):
    """Tell who invited that it was accepted."""
    inviter = invitation.invited_by
    if not inviter.email:
        return
    queue(
        template="family/email/carer_accepted",
        to=inviter.email,
        context={"who": str(carer), "link": home_link()},
        dedupe_key=f"carer-accepted:{invitation.pk}",
        user=inviter.user,
    )


def left(link):
    """Tell the other carers of the child that one has left, unless one is kept from the other."""
    if link.restriction != Restriction.NONE:
        return
    others = CarerLink.objects.written_to().filter(
        pupil=link.pupil_id, restriction=Restriction.NONE
    )
    for other in others.exclude(carer=link.carer_id).select_related("carer__user"):
        queue(
            template="family/email/carer_left",
            to=other.carer.email or other.carer.user.email,
            context={"who": str(link.carer), "link": home_link()},
            dedupe_key=f"carer-left:{link.pk}:{other.pk}",
            user=other.carer.user,
        )


def school_changed(pupil, spell):
    """Tell the office, where it has an address: lessons at the old school may have to move."""
    office = hub_settings().email
    if not office:
        return
    queue(
        template="family/email/school_changed",
        to=office,
        context={
            "reference": pupil.reference,
            "from_on": spell.from_on,
            "link": settings.SITE_URL + pupil.get_absolute_url(),
        },
        dedupe_key=f"school-changed:{spell.pk}:{pupil.school_id or pupil.schooling}",
    )
