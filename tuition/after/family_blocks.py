"""The next lessons, and what is to be said about next year, on the cards of My family."""

from django.urls import reverse

from hub.people.family.cards import Block, Line, family_block
from hub.people.models import Pupil
from hub.places.choices import LIVE
from hub.templatetags.hub import clock
from tuition.after import words
from tuition.after.continue_views import to_answer
from tuition.after.next_lesson import absences_of, next_lessons
from tuition.models import Enrolment

#: Lines on one card; the others are on the page of lessons and groups.
_MOST = 6


@family_block(order=15)
def next_year(user, pupils):
    """{key of a learner: [Block]} where nobody has said whether lessons go on. One statement."""
    rows = to_answer(user).filter(answer="", enrolment__pupil__in=pupils)
    found: dict = {}
    for pupil, closes_on in rows.values_list("enrolment__pupil", "round__closes_on"):
        found[pupil] = [Block("Next year", [_to_say(closes_on)])]
    return found


@family_block(order=20)
def lessons(user, pupils):
    """{key of a learner: [Block]} of lessons and groups, with the next date. Four statements."""
    rows = Enrolment.objects.allowing("tuition.report_absence", user).taught()
    rows = rows.filter(pupil__in=pupils).with_all()
    rows = list(rows.with_right("tuition.see_whereabouts", user, as_="is_open").order_by("pk"))
    days, away = next_lessons(rows), absences_of(rows)
    found: dict = {}
    for row in rows:
        lines = [_lesson(row, days.get(row.pk))]
        if days.get(row.pk) or away.get(row.pk):
            tell = f"Tell us of an absence from {row.provision.instrument.name.lower()}"
            lines.append(Line(tell, url=reverse("tuition:absence", args=[row.pk])))
        found.setdefault(row.pupil_id, []).extend(lines)
    url = reverse("tuition:enrolments")
    return {
        key: [Block("Lessons and groups", lines[: 2 * _MOST], url, "All lessons and groups")]
        for key, lines in found.items()
    }


@family_block(order=40)
def nothing_yet(user, pupils):
    """{key of a learner: [Block]} where there is nothing, for who may apply. One statement."""
    own = Pupil.objects.allowing("people.book_for", user).filter(pk__in=[row.pk for row in pupils])
    idle = own.exclude(pk__in=Enrolment.objects.filter(state__in=LIVE).values("pupil"))
    url = reverse("tuition:find")
    return {
        key: [Block("Lessons and groups", [Line("None yet.")], url, "Find lessons and groups")]
        for key in idle.values_list("pk", flat=True)
    }


def _lesson(row, day):
    status, kind = words.tag_of(row)
    when = "No date is fixed"
    if day is not None:
        at = f", {clock(row.time)}" if row.time else ""
        when = f"Next: {day:%A %-d %B}{at}"
    where = f", {words.place_of(row)}" if row.is_open else ""
    tutor = f", with {row.taught_by}" if row.taught_by else ""
    return Line(
        text=words.title_of(row.provision, is_open=row.is_open),
        url=row.get_absolute_url(),
        detail=f"{when}{tutor}{where}",
        status=status,
        kind=kind,
    )


def _to_say(closes_on):
    return Line(
        "Say whether the lessons go on",
        url=reverse("tuition:continue"),
        detail=f"By {closes_on:%A %-d %B}",
        status="To answer",
        kind="warn",
    )
