"""What a page says of the hub itself: ``{hub}`` and its like, filled in from the hub's settings."""

from urllib.parse import urlsplit

from django.conf import settings

from hub.policy.current import hub_settings
from hub.policy.models import LocalAuthority

#: Shown beside the form; the keys are what may be written between braces.
MEANINGS = {
    "hub": "the hub's name",
    "site": "the address of this portal",
    "area": "the local authorities that the hub serves",
    "contact": "phone, e-mail, website and postal address, as a list",
    "safeguarding": "how to reach the safeguarding lead",
}


def names():
    """{name: value} for ``richtext.to_html``."""
    hub = hub_settings()
    authorities = [authority.name for authority in LocalAuthority.objects.all()]
    return {
        "hub": hub.name,
        "site": urlsplit(settings.SITE_URL).netloc,
        "area": _and(authorities) or "our area",
        "contact": _contact(hub) or ["The hub has not yet said how to reach it."],
        "safeguarding": _safeguarding(hub)
        or ["The hub has not yet named its safeguarding lead. Use the contact page."],
    }


def _contact(hub):
    address = ", ".join(line.strip() for line in hub.address.splitlines() if line.strip())
    known = {
        "Phone": hub.phone,
        "E-mail": hub.email,
        "Website": hub.website,
        "Post": address,
    }
    return [f"{label}: {value}" for label, value in known.items() if value]


def _safeguarding(hub):
    known = {
        "Safeguarding lead": hub.safeguarding_name,
        "Phone": hub.safeguarding_phone,
        "E-mail": hub.safeguarding_email,
    }
    return [f"{label}: {value}" for label, value in known.items() if value]


def _and(words):
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
