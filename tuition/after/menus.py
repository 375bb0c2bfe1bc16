"""A carer's lessons and a tutor's pupils in the menus, and what waits. By tuition/menus.py."""

from django.urls import reverse
from django.utils import timezone

from hub.home.registry import Todo, entry, thing_to_do
from hub.permissions import may
from tuition.after import closed_schools, school_gone
from tuition.after.continue_views import to_answer
from tuition.models import ChangeRequest, ContinueRound

entry(area="parent", text="Lessons and groups", url_name="tuition:enrolments")
entry(area="tutor", text="Pupils", url_name="tuition:tutor_pupils", right="tuition.teach")


@thing_to_do(area="parent", order=15)
def say_whether_it_goes_on(user):
    """For carers: lessons of which they have not said whether they go on next year."""
    rows = to_answer(user).filter(answer="")
    first = rows.select_related("round").order_by("round__closes_on").first()
    if first is None:
        return None
    number = rows.count()
    return Todo(
        text="Say whether lessons go on next year",
        url=reverse("tuition:continue"),
        hint=f"Please answer by {first.round.closes_on:%-d %B}. It takes two taps.",
        status=f"{number} to answer",
    )


@thing_to_do(area="staff", order=30)
def changes_asked_for(user):
    """For the office: what families ask to have otherwise."""
    if not may(user, "tuition.see_waiting_list"):
        return None
    number = ChangeRequest.objects.allowing("tuition.answer_change_request", user).open().count()
    if not number:
        return None
    return Todo(
        text="Answer families that ask for a change",
        url=reverse("tuition:requests"),
        hint="Another day, tutor or length, or a pause.",
        status=f"{number:,} request{'' if number == 1 else 's'}",
    )


@thing_to_do(area="staff", order=31)
def school_has_changed(user):
    """For the office: places at schools that have closed, or that the learner has left."""
    if not may(user, "tuition.see_waiting_list"):
        return None
    number = closed_schools.at_closed().count() + school_gone.left_behind().count()
    if not number:
        return None
    return Todo(
        text="Look at places whose school has changed",
        url=reverse("tuition:school_gone"),
        hint="The school has closed, or the learner goes to another one.",
        status=f"{number:,} to look at",
    )


@thing_to_do(area="staff", order=32)
def rounds_to_close(user):
    """For the office: rounds of "continue next year?" whose last day to answer is past."""
    if not may(user, "tuition.run_continue_round"):
        return None
    over = ContinueRound.objects.filter(closed_at=None, closes_on__lt=timezone.localdate())
    return [
        Todo(
            text=f"Close the round “Continue after {row.year}?”",
            url=reverse("tuition:continue_round", args=[row.pk]),
            hint="The last day to answer is past. Closing gives out next year’s places.",
        )
        for row in over[:5]
    ]
