"""E-mails about visits, each a Message row in the transaction of its cause."""

from django.conf import settings
from django.urls import reverse

from hub.accounts.choices import Role
from hub.accounts.models import RoleGrant, User
from hub.messaging.outbox import queue
from visits.arranging import links
from visits.arranging.clocking import in_words
from visits.choices import VisitState


def people_at(school) -> list[User]:
    """The lead and head of a school who have accounts."""
    grants = RoleGrant.objects.live().filter(school=school, role__in=[Role.LEAD, Role.HEAD])
    found = User.objects.filter(is_active=True, pk__in=grants.values("user"))
    return list(found.order_by("pk"))


def proposed(visit, times, *, stood_at=None) -> int:
    """Ask the school to choose; returns how many people were written to."""
    dates = [in_words(*each) for each in times]
    return _to_school(
        visit, "proposal", key="proposal", dates=dates, before=_words(stood_at), is_secret=True
    )


def confirmed(visit, *, before=None):
    """Tell the school of the day and hour; ``before``: when it was to be until now."""
    template = "moved" if before else "confirmed"
    _to_school(visit, template, key="confirmed", before=_words(before), is_secret=True)


def cancelled(visit):
    """Tell the school that the hub has called the visit off."""
    _to_school(visit, "cancelled", key="cancelled")


def reminder(visit):
    """Remind the school of a visit that is near."""
    _to_school(visit, "reminder", key="reminder", is_secret=True)


def unanswered(visit, times):
    """Remind the school of dates that wait for its answer."""
    dates = [in_words(*each) for each in times]
    _to_school(visit, "unanswered", key="unanswered", dates=dates, is_secret=True)


def answered(visit, kind, words, *, by, name, stood_at=None):
    """Tell whoever goes what the school said."""
    about = {"reply": {"kind": str(kind), "words": words}, "who": str(by) if by else name}
    _to_officers(visit, "answered", key="answered", before=_words(stood_at), **about)


def given(visit, *, by, to=None):
    """Tell an officer of a visit that somebody else gave them, fixed or called off for them."""
    if by is None or (to or visit.officer_id) is None:
        return
    officers = [to] if to else [visit.officer]
    _to_officers(visit, "given", key="given", officers=officers, but=by, who=str(by))


def officer_reminder(visit):
    """Remind whoever goes of a visit that is near."""
    _to_officers(visit, "officer_reminder", key="officer-reminder")


def late(visit):
    """Remind the officer of a visit that is past and not marked done, or not written up."""
    _to_officers(visit, "late", key="late", officers=[visit.officer])


def carried(visit, *, before, after):
    """Tell whoever goes that the school has closed: another goes on, or none and it is off."""
    names = {"before": before, "after": after}
    _to_officers(visit, "carried", key=f"carried:{visit.school_id}", **names)


def asked(request):
    """Tell the officers of the school's region that it asks for a visit."""
    link = settings.SITE_URL + reverse("visits:request", args=[request.pk])
    context = {"school": str(request.school), "words": request.words, "link": link}
    for user in officers_for(request.school):
        queue(
            template="visits/email/asked",
            to=user.email,
            context=context,
            dedupe_key=f"visit-asked:{request.pk}:{user.pk}",
            user=user,
        )


def request_answered(request):
    """Tell the school what came of its request."""
    link = settings.SITE_URL + reverse("visits:school", args=[request.school_id])
    context = {"school": str(request.school), "answer": request.answer or None, "link": link}
    for user in people_at(request.school_id):
        queue(
            template="visits/email/request_answered",
            to=user.email,
            context=context,
            dedupe_key=f"visit-request-answered:{request.pk}:{user.pk}",
            user=user,
        )


def officers_for(school) -> list[User]:
    """The visits officers of a school's region; of a school without one, and where there is no
    such officer, those of the whole hub.
    """
    grants = RoleGrant.objects.live().filter(role=Role.OFFICER)
    of_region = grants.filter(region=school.region_id) if school.region_id else grants.none()
    chosen = of_region if of_region.exists() else grants.filter(region=None)
    found = User.objects.filter(is_active=True, pk__in=chosen.values("user"))
    return list(found.order_by("pk"))


def _to_school(visit, template, *, key, is_secret=False, **context):
    people = [(user.email, user) for user in people_at(visit.school_id)]
    if not people and visit.contact_email:
        people = [(visit.contact_email, None)]
    context |= {"link": links.link_of(visit), "file": links.file_of(visit)}
    for address, user in people:
        _queue(visit, template, key, address, user, context, is_secret=is_secret)
    return len(people)


def _to_officers(visit, template, *, key, officers=None, but=None, **context):
    if officers is None:
        places = visit.officers.select_related("officer").order_by("pk")
        officers = [place.officer for place in places]
    context["link"] = settings.SITE_URL + reverse("visits:visit", args=[visit.pk])
    for user in officers:
        if user.is_active and (but is None or user.pk != but.pk):
            _queue(visit, template, key, user.email, user, context)


def _queue(visit, template, key, address, user, context, *, is_secret=False):
    stands = visit.state in (VisitState.CONFIRMED, VisitState.DONE)
    common = {
        "visit": visit,
        "school": str(visit.school),
        "officer": str(visit.officer) if visit.officer_id else "",
        "when": in_words(visit.starts_at, visit.ends_at) if visit.starts_at else "",
        "stands": stands,
    }
    queue(
        template=f"visits/email/{template}",
        to=address,
        context=common | context,
        # Once for each turn that the visit takes, whatever is sent twice.
        dedupe_key=f"visit-{key}:{visit.pk}:{visit.revision}:{user.pk if user else 'contact'}",
        user=user,
        is_secret=is_secret,
    )


def _words(moment):
    return in_words(moment) if moment else ""
