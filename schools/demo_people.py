"""The demo's people of schools: a lead of two schools, and somebody who asks to join one."""

import datetime

from django.utils import timezone

from hub.accounts import roles
from hub.accounts.choices import Role
from hub.accounts.demo_sign_ins import DOMAIN
from hub.accounts.models import RoleGrant, User
from hub.platform.demo import demo_builder
from schools.models import School, SchoolClaim

WORDS = (
    "I lead the choir here on Mondays, and from January I share leading music with Amy. "
    "The school office can confirm it."
)


@demo_builder("people-of-schools", order=40)
def build(county):
    """The lead gets a second primary school; the ensemble leader asks to join the first."""
    held = RoleGrant.objects.filter(user__email=f"lead@{DOMAIN}", role=Role.LEAD)
    grant = held.select_related("user", "school").first()
    if grant is None:
        return
    others = School.objects.open().filter(phase=grant.school.phase, urn__isnull=False)
    other = others.exclude(pk=grant.school_id).order_by("urn").first()
    today = min(county.as_of, timezone.localdate())
    if other is not None:
        roles.grant(user=grant.user, role=Role.LEAD, school=other, by=None, starts_on=today)
    asks = User.objects.filter(email=f"leader@{DOMAIN}").first()
    if asks is not None:
        noon = datetime.time(12, 20)
        at = timezone.make_aware(
            datetime.datetime.combine(today - datetime.timedelta(days=2), noon)
        )
        SchoolClaim.objects.create(
            user=asks, school=grant.school, role=Role.LEAD, words=WORDS, asked_at=at
        )
