"""For whom a provision is: the one place where page, verb and API learn why not."""

from datetime import date

from django.db.models import Exists, OuterRef, Subquery

from hub.calendar.choices import YearGroup
from hub.people.models import CarerLink, Needs, Pupil
from hub.places.choices import LIVE, PlaceState
from hub.policy.values import value
from tuition.booking.words import why_closed
from tuition.models import Enrolment, Provision

#: A provision that goes on to this year or beyond takes learners to 25 with an EHCP too.
_OPEN_ENDED = YearGroup.YEAR_11
_HAS_ONE = {
    PlaceState.APPLIED: "has been applied for already",
    PlaceState.WAITING: "is on the waiting list already",
    PlaceState.OFFERED: "has an offer to answer already",
}


def why_not(provision: Provision, pupil: Pupil, *, has_plan, live, on: date | None = None) -> str:
    """Why this learner cannot be booked into this provision, in a sentence; "" when they can.

    ``has_plan``: has an EHCP. ``live``: the state of a place or turn that they have in it, if any.
    Source: the provision's own range, and hub policy for learners to 25 with an EHCP.
    """
    if words := why_closed(provision, on):
        return words
    if live:
        has = _HAS_ONE.get(PlaceState(live), "has a place already")
        return f"{pupil.called} {has} in {provision}."
    return _why_not_old_enough(provision, pupil, has_plan, on) or _why_not_of_school(
        provision, pupil
    )


def learners(user, provision):
    """The learners for whom the user books, each with ``has_plan`` and ``live`` for a provision."""
    own = Pupil.objects.present().allowing("people.book_for", user).order_by("born_on", "pk")
    return own.annotate(
        has_plan=plan_of(OuterRef("pk")), live=live_of(OuterRef("pk"), provision.pk)
    )


def plan_of(pupil):
    """Does the pupil have an EHCP? To annotate rows with."""
    return Exists(Needs.objects.filter(pupil=pupil, has_ehcp=True))


def live_of(pupil, provision):
    """The state of the pupil's live place or turn in a provision. To annotate rows with."""
    rows = Enrolment.objects.filter(pupil=pupil, provision=provision, state__in=LIVE).order_by()
    return Subquery(rows.values("state")[:1])


def booked_by(user, pupil):
    """May the user book for the pupil? To annotate rows with; the rule is the link's."""
    return Exists(CarerLink.objects.booking().of_user(user).filter(pupil=pupil))


def _why_not_old_enough(provision, pupil, has_plan, on):
    if pupil.is_adult:
        return "" if provision.is_for_adults else f"{provision} is for children and young people."
    if provision.from_year_group is None:
        return f"{provision} is for adults."
    group = pupil.year_group(provision.academic_year)
    if group is None:
        return _why_not_of_any_year(provision, pupil, has_plan, on)
    if provision.from_year_group <= group <= provision.to_year_group:
        return ""
    year = f"{pupil.called} is in {group.label} in {provision.academic_year}."
    return f"{provision} is for {_years(provision)}. {year}"


def _why_not_of_any_year(provision, pupil, has_plan, on):
    """Too young for any year, or too old; with an EHCP learners are young people to 25."""
    young = has_plan and (pupil.age(on) or 0) <= value("plan-age-most")
    if young and provision.to_year_group >= _OPEN_ENDED:
        return ""
    return f"{provision} is for {_years(provision)}."


def _years(provision):
    return provision.years_in_words.replace(", and adults", "")


def _why_not_of_school(provision, pupil):
    own = provision.only_own_pupils and provision.venue.school_id
    if own and pupil.school_id != own:
        return f"{provision} is for pupils of {provision.venue} only."
    return ""
