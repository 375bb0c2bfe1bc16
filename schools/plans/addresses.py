"""The public address of a school's summaries: one for good, whatever year and number come."""

import secrets
import string

from django.conf import settings
from django.urls import reverse

from schools.lineage import lineage_of
from schools.models import PlanAddress

_LETTERS = string.ascii_lowercase + string.digits


def address_of(school) -> PlanAddress:
    """The address of the school, made when there is none. Call it under the school's lock.

    One that was made under an earlier number of the school goes on, and leads to the later.
    """
    found = PlanAddress.objects.filter(school__in=lineage_of(school)).order_by("-pk").first()
    if found is None:
        # The number is what a school knows itself by; a setting without one gets letters.
        slug = str(school.urn) if school.urn else "".join(secrets.choice(_LETTERS) for _ in "x" * 8)
        return PlanAddress.objects.create(school=school, slug=slug)
    if found.school_id != school.pk:
        found.school = school
        found.save(update_fields=["school"])
    return found


def public_url(slug) -> str:
    """Where everybody reads the newest summary of the school with this slug."""
    return settings.SITE_URL + reverse("schools:public_summary", args=[slug])


def standing_slug(school) -> str:
    """The address that a school has, "" before its first summary. One statement."""
    found = PlanAddress.objects.filter(school__in=lineage_of(school)).order_by("-pk")
    return found.values_list("slug", flat=True).first() or ""
