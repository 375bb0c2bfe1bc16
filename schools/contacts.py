"""The people of a school: who holds a role there today."""

from collections import defaultdict
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
    return contacts_of_many([school])[school.pk]


def contacts_of_many(schools) -> dict[int, list[Contact]]:
    """The same of many schools, by their primary keys, in one statement."""
    trusts = {school.trust_id for school in schools} - {None}
    of = Q(school__in=[school.pk for school in schools]) | Q(trust__in=trusts)
    grants = RoleGrant.objects.live().filter(of, user__is_active=True).select_related("user")
    at_school, at_trust = defaultdict(list), defaultdict(list)
    for grant in grants:
        user = grant.user
        person = Contact(str(user), grant.get_role_display(), user.email, user.phone)
        at_school[grant.school_id].append(person)
        at_trust[grant.trust_id].append(person)
    found = {}
    for school in schools:
        people = [*at_school[school.pk], *(at_trust[school.trust_id] if school.trust_id else [])]
        found[school.pk] = sorted(people, key=lambda each: (each.role, each.name, each.email))
    return found
