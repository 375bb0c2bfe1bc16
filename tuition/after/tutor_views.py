"""A tutor's own pupils: who comes when, who will be away, and what they need."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hub.lists import Column, paginate
from hub.people.models import Consent, Needs, Pupil
from hub.permissions import require
from hub.trail.record import record_read
from tuition.after import words
from tuition.after.next_lesson import absences_of, next_lessons
from tuition.models import Enrolment
from tuition.permissions import taught_by_user

_COLUMNS = [Column(text) for text in ("Pupil", "Lessons", "Next lesson", "Will be away", "State")]


@dataclass(frozen=True)
class PupilLine:
    """One pupil in one lesson, as the tutor knows them: given name and initial."""

    row: Enrolment
    name: str
    title: str
    when: str
    place: str
    next_lesson: date | None
    away: list
    tag: tuple[str, str]


@require_safe
def pupils(request):
    """All whom the tutor teaches, in the order of the week."""
    require(request.user, "tuition.teach")
    rows = Enrolment.objects.visible_to(request.user).taught().filter(taught_by_user(request.user))
    in_order = rows.with_all().order_by(
        Coalesce("weekday", "provision__weekday").asc(nulls_last=True),
        Coalesce("starts_at", "provision__starts_at").asc(nulls_last=True),
        "pupil__first_name",
        "pk",
    )
    page = paginate(request, in_order, per_page=50)
    context = {"page": page, "columns": _COLUMNS, "lines": _lines(page.rows)}
    return render(request, "tuition/after/pupils.html", context)


@require_safe
def needs(request, pk):
    """What one of them needs. That it was read stands on the trail."""
    pupil = get_object_or_404(Pupil.objects.allowing("tuition.teach", request.user), pk=pk)
    require(request.user, "people.see_needs")
    row = Needs.objects.visible_to(request.user).filter(pupil=pupil).first()
    if row is not None:
        record_read(row, by=request.user, fields=Needs.FIELDS, reason="Teaches the pupil")
    consents = Consent.objects.visible_to(request.user).live().filter(pupil=pupil)
    context = {
        "name": pupil.short_name,
        "year": pupil.year_in_words,
        "needs": row,
        "consents": [each.get_kind_display() for each in consents],
    }
    return render(request, "tuition/after/needs.html", context)


def _lines(rows):
    today, lessons, away = timezone.localdate(), next_lessons(rows), absences_of(rows)
    return [
        PupilLine(
            row,
            row.pupil.short_name,
            words.title_of(row.provision),
            words.when_of(row),
            words.place_of(row),
            lessons.get(row.pk),
            sorted(day for day in away.get(row.pk, ()) if day >= today),
            words.tag_of(row),
        )
        for row in rows
    ]
