"""What the calendar itself puts into private feeds: terms, half terms and closures."""

from django.urls import reverse

from hub.accounts.choices import Role
from hub.calendar.choices import ClosureKind, Season
from hub.calendar.feed_registry import FeedEvent, feed_source
from hub.calendar.places import schools_seen_by
from hub.calendar.school_calendar import calendars_of
from hub.calendar.years import AcademicYear
from hub.home.here import schools_of

_TERM_TITLES = {
    (season, what): f"{season.label} {words}"
    for season in Season
    for what, words in [
        ("begins", "term begins"),
        ("half-term", "half term"),
        ("ends", "term ends"),
    ]
}


@feed_source("terms", titles=_TERM_TITLES.values())
def terms(user):
    """First and last days and half terms, as they hold at one's own schools; else the hub's."""
    names, calendars = _calendars(user)
    found = {term.pk: term for calendar in calendars for term in calendar.terms}
    return [
        FeedEvent(
            key=f"{term.pk}-{what}",
            title=_TERM_TITLES[Season(term.season), what],
            starts=first,
            ends=last,
            **_common(term, term.year, names),
        )
        for term in found.values()
        for what, first, last in [
            ("begins", term.starts_on, term.starts_on),
            ("half-term", term.half_term_starts_on, term.half_term_ends_on),
            ("ends", term.ends_on, term.ends_on),
        ]
    ]


@feed_source("closures", titles=ClosureKind.labels)
def closures(user):
    """Closures of the hub and of one's own schools. Their words stay in the portal: anybody may

    have typed anybody's name.
    """
    names, calendars = _calendars(user)
    found = {row.pk: row for calendar in calendars for row in calendar.closures}
    return [
        FeedEvent(
            key=str(row.pk),
            title=ClosureKind(row.kind).label,
            starts=row.starts_on,
            ends=row.ends_on,
            **_common(row, row.year, names),
        )
        for row in found.values()
    ]


def _calendars(user):
    """({key: name} of one's own schools, their calendars of three years; else the hub's)."""
    now = AcademicYear.current()
    names = {school.pk: str(school) for school in _own_schools(user)}
    calendars = calendars_of(names, years=[now.previous, now, now.next])
    return names, [calendars[key] for key in names or [None]]


def _own_schools(user):
    """Those at which the user holds a role, and those of a trust of theirs."""
    trusts = user.scope_ids("trust", Role.TRUST)
    of_trusts = schools_seen_by(user).filter(trust__in=trusts) if trusts else []
    return [*schools_of(user), *of_trusts]


def _common(row, year, names):
    page = (
        reverse("calendar:school", args=[row.school_id, year])
        if row.school_id
        else reverse("calendar:year", args=[year])
    )
    return {
        "changed_at": row.changed_at,
        "revision": row.revision,
        "url": page,
        "place": names.get(row.school_id, ""),
    }
