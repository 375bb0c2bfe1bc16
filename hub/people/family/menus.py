"""What a carer still has to tell about the learners of the family."""

from django.urls import reverse

from hub.home.registry import Todo, thing_to_do
from hub.people.models import Needs, Pupil

_SHOWN = 6


@thing_to_do(area="parent", order=10)
def learners_to_add(user):
    """With nobody in the family there is nothing to apply for."""
    if Pupil.objects.present().allowing("people.care_for", user).exists():
        return None
    return Todo(
        text="Add a child",
        url=reverse("family:child_add"),
        hint="Or yourself, further down. Then you can apply for lessons.",
        status="Not started",
    )


@thing_to_do(area="parent", order=30)
def needs_to_tell(user):
    """For each learner of whom nobody has said yet what helps, and whom to phone."""
    answered = Needs.objects.filter(answered_at__isnull=False).values("pupil")
    own = Pupil.objects.present().allowing("people.change_needs", user)
    return [
        Todo(
            text=f"Say what helps {'you' if pupil.is_adult else pupil.called} to learn",
            url=reverse("family:needs", args=[pupil.pk]),
            hint="And whom to phone in an emergency. We ask once, for all lessons.",
            status="Not started",
        )
        for pupil in own.exclude(pk__in=answered)[:_SHOWN]
    ]
