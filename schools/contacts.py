"""The people of a school: who holds a role there today."""

from dataclasses import dataclass

from django.db.models import Q

from hub.accounts.models import RoleGrant


@dataclass(frozen=True)
class Contact:
    """One person in one role at the school, or at its trust."""

    name: str
    role: str
    email: str
    phone: str


def contacts_of(school) -> list[Contact]:
    """Everybody with a role at the school or its trust today, by role and name."""
    of = Q(school=school)
    if school.trust_id:
        of |= Q(trust=school.trust_id)
    grants = RoleGrant.objects.live().filter(of, user__is_active=True).select_related("user")
    people = [
        Contact(str(grant.user), grant.get_role_display(), grant.user.email, grant.user.phone)
        for grant in grants
    ]
    return sorted(people, key=lambda each: (each.role, each.name, each.email))
