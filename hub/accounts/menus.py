"""Where people and roles stand in the menus, and what is unsafe about them."""

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from hub.accounts import second_factor
from hub.accounts.choices import SECOND_FACTOR_ROLES, Role
from hub.accounts.models import RoleGrant
from hub.home.registry import Todo, entry, thing_to_do

entry(
    area=("manager", "school", "staff"),
    text="People",
    url_name="people:list",
    right="accounts.see_people",
)


@thing_to_do(area="manager", order=20)
def second_manager(user):
    """One manager alone is one lost phone away from nobody being able to let anybody in."""
    managers = RoleGrant.objects.live().filter(role=Role.MANAGER, user__is_active=True)
    if managers.values("user").distinct().count() > 1:
        return None
    return Todo(
        "Invite a second manager",
        reverse("people:invite_to", args=[Role.MANAGER.value]),
        hint="So that somebody can help when the only manager is ill or has lost their phone.",
        status="Not started",
    )


@thing_to_do(area="manager", order=30)
def without_second_factor(user):
    """People who can reach nothing until they have set one up, and may need a hand."""
    if settings.HUB_DEMO:  # nobody is asked for one there
        return None
    has_one = second_factor.of(OuterRef("user"))
    grants = RoleGrant.objects.live().filter(role__in=SECOND_FACTOR_ROLES, user__is_active=True)
    number = grants.filter(~Exists(has_one)).values("user").distinct().count()
    if not number:
        return None
    return Todo(
        "Help people to set up their second step",
        reverse("people:list"),
        hint="Their role needs it at sign-in, so they reach nothing until they have.",
        status="1 person" if number == 1 else f"{number} people",
    )
