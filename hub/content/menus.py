"""The foot of every page and the way to writing it; resources in every menu."""

from django.urls import reverse

from hub.content.choices import State
from hub.content.models import Page, Resource
from hub.content.players import allowed_hosts
from hub.home.areas import NO_ROLE, PUBLIC
from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.policy.pages import settings_page

for _text, _slug in [
    ("Contact", "contact"),
    ("Accessibility", "accessibility"),
    ("Privacy", "privacy"),
    ("Cookies", "cookies"),
    ("Terms", "terms"),
    ("Safeguarding", "safeguarding"),
]:
    entry(area="footer", text=_text, url_name="content:page", kwargs={"slug": _slug})
entry(
    area=("staff", "manager"), text="Pages", url_name="content:index", right="content.change_page"
)


@thing_to_do(area=("manager", "staff"), order=50)
def pages_of_ones_own(user):
    """The pages come with a text to start from, which no hub should leave unread."""
    if not may(user, "content.change_page") or Page.objects.filter(version__gt=1).exists():
        return None
    return Todo(
        "Read the pages at the foot and make them yours",
        reverse("content:index"),
        hint="Privacy, terms and the others say what the portal does; add what your hub does.",
        status="Not started",
    )


entry(
    area=(PUBLIC, NO_ROLE, "parent", "school", "tutor", "staff", "manager"),
    text="Resources",
    url_name="resources:list",
    right="content.see_resource",
)
settings_page(
    text="Recordings on other sites",
    hint=lambda: ", ".join(allowed_hosts()) or "None is allowed yet.",
    url_name="resources:players",
    right="content.set_players",
)


@thing_to_do(area=("staff", "manager"), order=40)
def drafts_of_resources(user):
    """Drafts that nobody has published yet, for those who may."""
    if not may(user, "content.change_resource"):
        return None
    number = Resource.objects.allowing("content.change_resource", user).drafts().count()
    if not number:
        return None
    return Todo(
        "Publish the resources that wait as drafts",
        f"{reverse('resources:desk')}?state=draft",
        hint="Readers see a resource once it is published.",
        status=f"{number} draft{'' if number == 1 else 's'}",
    )


@thing_to_do(area=("staff", "manager"), order=41)
def files_that_readers_cannot_open(user):
    """Published resources whose file no scanner has passed, for those who may change them."""
    if not may(user, "content.change_resource"):
        return None
    mine = Resource.objects.allowing("content.change_resource", user)
    number = mine.filter(state=State.PUBLISHED).with_closed_files().count()
    if not number:
        return None
    return Todo(
        "Look at files of resources that readers cannot open",
        f"{reverse('resources:desk')}?state=published&closed=on",
        hint="No virus scanner has passed them: none is set up, or it found something.",
        status=f"{number} file{'' if number == 1 else 's'}",
    )
