"""The foot of every page, and the way to writing them."""

from django.urls import reverse

from hub.content.models import Page
from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may

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
