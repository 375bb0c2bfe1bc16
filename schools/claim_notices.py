"""E-mails about requests to join a school, each a Message row in the transaction of its cause."""

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue


def approvers_of(claim) -> list[User]:
    """Who is told of a request: heads of the school and the officers of its region.

    Where there is neither, the managers: somebody always is.
    """
    school = claim.school
    officers = Q(role=Role.OFFICER) & (Q(region=None) | Q(region=school.region_id))
    near = _holders(Q(role=Role.HEAD, school=school) | officers).exclude(pk=claim.user_id)
    return list(near) or list(_holders(Q(role=Role.MANAGER)).exclude(pk=claim.user_id))


def asked(claim):
    """Tell those who may answer, and the person that their request has come in."""
    context = {
        "role": str(claim),
        "who": str(claim.user),
        "address": claim.user.email,
        "words": claim.words,
        "link": settings.SITE_URL + claim.get_absolute_url(),
    }
    for user in approvers_of(claim):
        queue(
            template="schools/email/claim_asked",
            to=user.email,
            context=context,
            dedupe_key=f"claim-asked:{claim.pk}:{user.pk}",
            user=user,
        )
    _to_the_person(claim, "claim_received", link=_own_requests())


def approved(claim):
    """Tell the person that the role is theirs."""
    _to_the_person(claim, "claim_approved", link=settings.SITE_URL + reverse("home:home"))


def refused(claim):
    """Tell the person that it was refused, and why."""
    _to_the_person(claim, "claim_refused", reason=claim.reason)


def lapsed(claim):
    """Tell the person that nobody has answered, and what to do."""
    _to_the_person(claim, "claim_lapsed", link=settings.SITE_URL + reverse("schools:find"))


def _to_the_person(claim, template, **context):
    queue(
        template=f"schools/email/{template}",
        to=claim.user.email,
        context={"role": str(claim), **context},
        dedupe_key=f"{template}:{claim.pk}",
        user=claim.user,
    )


def _own_requests():
    return settings.SITE_URL + reverse("schools:my_claims")


def _holders(which):
    grants = RoleGrant.objects.live().filter(which)
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")
