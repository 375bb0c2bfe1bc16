"""Where the settings stand in the menu, and what is still missing in them."""

from django.urls import reverse

from hub.home.registry import Todo, entry, thing_to_do
from hub.policy.current import hub_settings
from hub.policy.models import LocalAuthority
from hub.policy.pages import settings_page

entry(area="manager", text="Settings", url_name="policy:settings", right="policy.change_settings")


def _contact_hint():
    hub = hub_settings()
    return ", ".join(each for each in (hub.name, hub.email, hub.phone) if each)


def _authorities_hint():
    named = [str(each) for each in LocalAuthority.objects.all()]
    return f"The hub serves {', '.join(named)}." if named else "No local authority yet."


settings_page(
    text="Name and contact",
    hint=_contact_hint,
    url_name="policy:contact",
    right="policy.change_settings",
    order=10,
)
settings_page(
    text="Colours and logo",
    hint="How the hub’s pages, e-mails and documents look.",
    url_name="policy:look",
    right="policy.change_settings",
    order=11,
)
settings_page(
    text="Local authorities",
    hint=_authorities_hint,
    url_name="policy:authorities",
    right="policy.change_settings",
    order=12,
)

settings_page(
    text="Rules of practice",
    hint="What the hub decides for itself, by academic year: how long, how many, from when.",
    url_name="policy:rules",
    right="policy.change_rules",
    order=13,
)


@thing_to_do(area="manager", order=10)
def safeguarding_line(user):
    """Every page that takes notes about children names the line; without it they cannot."""
    hub = hub_settings()
    if hub.safeguarding_name and hub.safeguarding_phone:
        return None
    return Todo(
        "Say who the safeguarding lead is, and their phone number",
        reverse("policy:contact"),
        hint="Every page that takes notes about children tells people to phone them instead.",
        status="Not started",
    )


@thing_to_do(area="manager", order=11)
def contact(user):
    """The footer, the contact page and every e-mail say how to reach the hub."""
    hub = hub_settings()
    if hub.email and hub.phone:
        return None
    return Todo(
        "Say how people reach the hub",
        reverse("policy:contact"),
        hint="The foot of every page and every e-mail give its phone number and address.",
        status="Not started",
    )


@thing_to_do(area="manager", order=12)
def authorities(user):
    """Without an authority no school is taken in from the register."""
    if LocalAuthority.objects.exists():
        return None
    return Todo(
        "Name the local authorities that the hub serves",
        reverse("policy:authorities"),
        hint="The schools of these authorities come from the register.",
        status="Not started",
    )
