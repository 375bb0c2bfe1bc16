"""What every page's shell needs: the hub's name and contact, and the menu of who looks at it."""

from django.conf import settings

from hub.policy.current import hub_settings


def shell(request):
    """``hub`` (HubSettings) and ``shell`` for templates/base.html."""
    return {"hub": hub_settings(), "shell": {"demo": settings.HUB_DEMO, "menu": [], "right": []}}
