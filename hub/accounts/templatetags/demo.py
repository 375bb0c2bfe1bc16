"""``{% demo_sign_ins as demo %}``: who can sign in to the demo, for its sign-in page."""

from dataclasses import dataclass

from django import template
from django.conf import settings

from hub.accounts.demo_sign_ins import PASSWORD, SIGN_INS

register = template.Library()


@dataclass(frozen=True)
class DemoSignIns:
    """The people, and the one password of all of them."""

    people: list
    password: str


@register.simple_tag
def demo_sign_ins():
    """The demo's sign-ins; None outside the demo, where nobody has these passwords."""
    return DemoSignIns(SIGN_INS, PASSWORD) if settings.HUB_DEMO else None
