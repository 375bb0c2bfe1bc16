"""What every e-mail template needs, whoever renders it."""

from django import template

from hub.policy.current import hub_settings

register = template.Library()


@register.simple_tag
def the_hub():
    """The hub's own settings: ``{% the_hub as hub %}``."""
    return hub_settings()
