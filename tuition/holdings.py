"""What lessons hold of a pupil: enrolments, absences, requests, answers, schools' applications."""

from django.db.models import Exists, OuterRef, Q

from hub.calendar.choices import Weekday
from hub.people.holdings import Conflict, Holding, Line, Section, holds
from hub.places import verbs as places
from hub.places.choices import LIVE, PlaceState
from tuition.booking import basket
from tuition.models import (
    Absence,
    BasketLine,
    ChangeRequest,
    Continuation,
    Enrolment,
    SchoolApplication,
)

_KINDS = {
    PlaceState.CONFIRMED: "ok",
    PlaceState.OFFERED: "warn",
    PlaceState.HELD: "info",
    PlaceState.APPLIED: "info",
    PlaceState.WAITING: "info",
    PlaceState.STOPPING: "warn",
}
_AGAIN = "The place that was given up in {} does not come back by itself"


@holds("tuition", order=10)
class Lessons(Holding):
    """Enrolments, and what was said about them."""

    def lines(self, pupil, user):
        """One line an enrolment, the newest first."""
        rows = Enrolment.objects.visible_to(user).filter(pupil=pupil).with_all()
        return [
            Line(
                str(each.provision),
                each.state_in_words,
                _KINDS.get(PlaceState(each.state), ""),
                each.get_absolute_url(),
            )
            for each in rows.order_by("-applied_at", "-pk")
        ]

    def sections(self, pupil, *, whereabouts):
        """Enrolments with prices, absences, requests, answers to the yearly round."""
        mine = Q(enrolment__pupil=pupil)
        enrolments = Enrolment.objects.filter(pupil=pupil).with_all().order_by("applied_at", "pk")
        absences = Absence.objects.filter(mine).select_related("enrolment").order_by("day", "pk")
        requests = ChangeRequest.objects.filter(mine).select_related("enrolment")
        answers = Continuation.objects.filter(mine).select_related("enrolment", "round")
        return [
            Section(
                "Lessons and groups",
                (
                    *("Reference", "What", "State", "Applied on", "Starts on", "Last day"),
                    *("Day", "Time", "Price a term", "Your wishes", "Where"),
                    "Version of the terms",
                ),
                [
                    (
                        each.reference,
                        f"{each.provision.instrument}, {each.provision.get_kind_display().lower()}",
                        each.get_state_display(),
                        each.applied_at,
                        each.starts_on,
                        each.last_day,
                        _weekday(each),
                        each.time,
                        each.price_term,
                        each.wishes if whereabouts else "",
                        str(each.provision.venue) if whereabouts else "",
                        each.terms_version,
                    )
                    for each in enrolments
                ],
            ),
            Section(
                "Absences that you told us of",
                ("Reference", "Day", "Reason", "Told on"),
                [
                    (each.enrolment.reference, each.day, each.get_reason_display(), each.told_at)
                    for each in absences
                ],
            ),
            Section(
                "What you asked to change",
                ("Reference", "What", "Your words", "State", "Our answer"),
                [
                    (
                        each.enrolment.reference,
                        each.get_kind_display(),
                        each.words if whereabouts else "",
                        each.get_state_display(),
                        each.answer if whereabouts else "",
                    )
                    for each in requests.order_by("created_at", "pk")
                ],
            ),
            Section(
                "Your answers to “continue next year?”",
                ("Reference", "Year", "Answer", "Your words"),
                [
                    (
                        each.enrolment.reference,
                        str(each.round.year),
                        each.get_answer_display(),
                        each.words,
                    )
                    for each in answers.order_by("pk")
                ],
            ),
        ]

    def conflicts(self, kept, gone):
        """Live enrolments of both in one provision."""
        rows = Enrolment.objects.filter(pupil__in=[kept, gone], state__in=LIVE)
        found: dict = {}
        for each in rows.select_related("provision", "provision__instrument").order_by("pk"):
            found.setdefault(each.provision, {})[each.pupil_id] = each
        return [
            Conflict(
                f"{pair[kept.pk].pk}-{pair[gone.pk].pk}",
                str(provision),
                _words(pair[kept.pk]),
                _words(pair[gone.pk]),
            )
            for provision, pair in found.items()
            if {kept.pk, gone.pk} <= set(pair)
        ]

    def settle(self, key, *, keep_gone, by):
        """Give up the place that does not count; it goes to the next in turn."""
        of_kept, of_gone = (int(part) for part in key.split("-"))
        lost = Enrolment.objects.get(pk=of_kept if keep_gone else of_gone)
        if lost.is_taught:
            places.end(place=lost, by=by, reason="One child was enrolled twice")
        elif lost.is_live:
            places.withdraw(place=lost, by=by)
        return _AGAIN.format(lost.provision)

    def take_out_twice(self, kept, gone, *, by):
        """In an open basket one child stands once for a lesson: the other line goes."""
        mine = BasketLine.objects.filter(pupil=kept, basket=OuterRef("basket"))
        lines = BasketLine.objects.filter(
            Exists(mine.filter(provision=OuterRef("provision"))),
            pupil=gone,
            basket__done_at=None,
        )
        said = []
        for line in lines.select_related("basket", "provision").order_by("pk"):
            basket.remove(line=line, by=by)
            said.append(f"The second line for {line.provision} in a basket does not come back")
        return said

    def why_not_erased(self, pupil):
        """A place that stands, or is wanted, must come to its end first."""
        live = Enrolment.objects.filter(pupil=pupil, state__in=LIVE).count()
        if not live:
            return ""
        many = "A place stands or is" if live == 1 else f"{live} places stand or are"
        return (
            f"{many} asked for. End or withdraw first, so that what is free goes to the next in "
            "turn."
        )

    def kept_words(self):
        """What is kept of enrolments."""
        return (
            "That there was an enrolment: lesson, state, dates, prices and who paid, without a "
            "name (accounts are kept for six years)"
        )

    def erase(self, pupil, *, by):
        """Take what was said in words, and days of absence, which may tell of an illness."""
        mine = Enrolment.objects.filter(pupil=pupil)
        Absence.objects.filter(enrolment__in=mine.values("pk")).delete()
        ChangeRequest.objects.filter(enrolment__in=mine.values("pk")).delete()
        Continuation.objects.filter(enrolment__in=mine.values("pk")).update(words="")
        SchoolApplication.objects.filter(enrolment__in=mine.values("pk")).update(
            pupil_name="", carer_email="erased@example.invalid"
        )
        mine.update(wishes="", reason="", needs_adapted=False)

    def active_since(self, day):
        """Pupils with a place or a wish that stands, or that ended since the day."""
        since = Q(state__in=[str(each) for each in LIVE]) | Q(state_since__date__gte=day)
        since |= Q(last_day__gte=day)
        return Enrolment.objects.filter(since, pupil__isnull=False).values("pupil")


def _words(place):
    return f"{place.state_in_words.lower()}, applied {place.applied_at:%-d %B %Y}"


def _weekday(place):
    return Weekday(place.day).label if place.day is not None else ""
