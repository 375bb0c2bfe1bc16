"""E-mails about places that are taken, each a Message row in the transaction of its cause.

Never a child's name, a school or a place in them: they show on locked phones and in shared boxes.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from hub.messaging.outbox import queue
from tuition.after.people import written_to
from tuition.after.words import date_words


def notice_given(enrolment):
    """To the carers: until when there are lessons."""
    last = date_words(enrolment.last_day)
    _to_carers(enrolment, "stopping", last_day=last)


def notice_taken_back(enrolment):
    """To the carers: the lessons go on."""
    _to_carers(enrolment, "going_on")


def paused(enrolment):
    """To the carers: from when to when the place pauses; or that it goes on."""
    first, last = enrolment.suspended_from, enrolment.suspended_until
    _to_carers(
        enrolment,
        "paused",
        first=date_words(first) if first else None,
        last=date_words(last) if last else None,
    )


def taught_elsewhere(enrolment):
    """To the carers: the school has closed, and the lessons are at another place."""
    _to_carers(enrolment, "taught_elsewhere")


def ends(enrolment):
    """To the carers: the school has closed, and until when there are lessons."""
    _to_carers(
        enrolment,
        "lessons_end",
        last_day=date_words(enrolment.last_day),
        find_link=settings.SITE_URL + reverse("tuition:find"),
    )


def request_answered(request):
    """To the carers: what the office says to what they asked for."""
    target = request.new_enrolment or request.enrolment
    _to_carers(
        target,
        "request_answered",
        key=f"request-answered:{request.pk}",
        is_agreed=request.is_agreed,
    )


def absence_told(absence, tutor):
    """To the tutor: look at the list. Once a day, and once more for a lesson that is near."""
    if tutor is None or not tutor.is_active:
        return
    today = timezone.localdate()
    is_near = (absence.day - today).days <= 1
    which = str(absence.day) if is_near else "later"
    queue(
        template="tuition/email/absences",
        to=tutor.email,
        user=tutor,
        context={
            "is_near": is_near,
            "link": settings.SITE_URL + reverse("tuition:tutor_pupils"),
        },
        dedupe_key=f"tuition-absences:{tutor.pk}:{today}:{which}",
    )


def _to_carers(enrolment, template, *, key="", **context):
    context["reference"] = enrolment.reference
    context["link"] = settings.SITE_URL + enrolment.get_absolute_url()
    for each in written_to([enrolment.pupil_id]).get(enrolment.pupil_id, []):
        queue(
            template=f"tuition/email/{template}",
            to=each.email,
            user=each.user,
            context=context | {"whose": each.whose},
            dedupe_key=f"tuition:{enrolment.pk}:{key}:{each.email}" if key else "",
        )
