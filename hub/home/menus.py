"""The entries that every area has, and the things to do that concern everybody's own account."""

from django.urls import reverse

from hub.accounts import second_factor
from hub.home.areas import AREAS, NO_ROLE, PUBLIC
from hub.home.registry import Todo, entry, thing_to_do

for _area in AREAS.values():
    if _area.page:
        entry(area=_area.key, text=_area.home, url_name=_area.page, right=_area.right)
    else:
        entry(area=_area.key, text=_area.home, url_name="home:area", kwargs={"key": _area.key})
entry(area=(*AREAS, NO_ROLE), text="Account", url_name="account_home", side="right")
entry(area=PUBLIC, text="Sign in", url_name="account_login", side="right")


@thing_to_do(area=("manager", "staff", "tutor", "school"), order=80)
def details(user):
    """Colleagues and schools need a name and a phone number to reach somebody."""
    wanted = {"name": user.name, "phone number": user.phone}
    missing = [what for what, value in wanted.items() if not value]
    if not missing:
        return None
    return Todo(
        f"Add your {' and '.join(missing)}",
        reverse("account_profile"),
        hint="So that colleagues and schools know whom they talk to, and can reach you.",
        status="Not started",
    )


@thing_to_do(area="parent", order=20)
def phone(user):
    """A lesson that is called off an hour before is told by phone."""
    if user.name and user.phone:
        return None
    return Todo(
        "Add your phone number" if user.name else "Add your name and phone number",
        reverse("account_profile"),
        hint="We phone when a lesson changes at short notice.",
        status="Not started",
    )


@thing_to_do(area=tuple(AREAS), order=90)
def second_step(user):
    """Offered to everybody; who must have one is sent to set it up at sign-in."""
    if second_factor.of(user).exists():
        return None
    return Todo(
        "Make your sign-in safer",
        reverse("mfa_index"),
        hint="A passkey or a code from your phone keeps others out, even with your password.",
        status="Optional",
        kind="info",
    )
