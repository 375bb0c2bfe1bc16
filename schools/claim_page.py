"""What stands beside a request to join a school, for whoever answers it."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from hub.accounts.models import RoleGrant
from schools.contacts import contacts_of
from schools.models import SchoolClaim

#: Addresses that anybody can have: they say nothing of a school.
_ANYBODYS = {
    *("gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk"),
    *("yahoo.com", "yahoo.co.uk", "icloud.com", "me.com", "aol.com", "btinternet.com"),
}
_EARLIER = 10


@dataclass(frozen=True)
class Hint:
    """Whether the address speaks for the person: a sentence, and the colour of its inset."""

    text: str
    kind: str


def context_of(claim, *, viewer):
    """The context of schools/claims/decide.html: of other requests, those that ``viewer`` sees."""
    earlier = SchoolClaim.objects.visible_to(viewer).filter(user=claim.user_id)
    earlier = earlier.exclude(pk=claim.pk).order_by("-asked_at", "-pk")
    return {
        "claim": claim,
        "school": claim.school,
        "contacts": contacts_of(claim.school),
        "hint": address_hint(claim),
        "earlier": list(earlier.select_related("school")[:_EARLIER]),
    }


def roles_taken(school):
    """Labels of the roles that somebody holds at the school today; never who."""
    grants = RoleGrant.objects.live().filter(school=school, user__is_active=True)
    return sorted({grant.get_role_display() for grant in grants})


def address_hint(claim):
    """What the person's address says, beside the website that the register knows."""
    domain = claim.user.email.rpartition("@")[2].lower()
    host = (urlsplit(claim.school.website_address).hostname or "").removeprefix("www.")
    if host and (domain == host or domain.endswith(f".{host}") or host.endswith(f".{domain}")):
        return Hint(f"The address ends like the school’s website, {host}.", "ok")
    if domain in _ANYBODYS:
        return Hint(f"Anybody can have an address at {domain}. Ask the school.", "warn")
    if host:
        return Hint(f"The school’s website is {host}, and the address is at {domain}.", "warn")
    return Hint("The register knows no website of the school to compare the address with.", "warn")
