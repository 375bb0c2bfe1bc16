"""Questionnaires in the menus, and drafts that wait to be published."""

from django.urls import reverse

from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from hub.surveys.models import Version

entry(
    area=("staff", "manager"),
    text="Questionnaires",
    url_name="surveys:list",
    right="surveys.see_questionnaire",
)


@thing_to_do(area="manager", order=42)
def drafts_of_questionnaires(user):
    """Drafts that nobody has published yet, for those who may."""
    if not may(user, "surveys.edit_version"):
        return None
    drafts = Version.objects.visible_to(user).drafts().select_related("questionnaire")
    return [
        Todo(
            f"Publish the draft of “{draft.questionnaire}”",
            reverse("surveys:version", args=[draft.pk]),
            hint="What is asked now stays until you publish it, or give it up.",
            status="Draft",
            kind="info",
        )
        for draft in drafts.order_by("questionnaire__title")[:3]
    ]
