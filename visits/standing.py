"""How schools stand with visits: reckoned anew by every verb that changes one of their visits."""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate
from django.utils import timezone

from schools.models import School
from visits.models import Visit, VisitStanding

_FIELDS = ["last_counted_on", "last_visit_id", "next_visit_id", "next_on"]


def reckoned(schools):
    """{school's pk: the values of its VisitStanding}, of those with a visit past or to come."""
    visits = Visit.objects.filter(school=OuterRef("pk"))
    past = visits.took_place().order_by("-starts_at", "-pk")
    counting = visits.counting().order_by("-starts_at", "-pk")
    # What has a day stands before what is still to be arranged.
    coming = visits.coming().order_by("starts_at", "pk")
    rows = (
        School.objects.filter(pk__in=schools, visits__isnull=False)
        .order_by()
        .distinct()
        .annotate(
            last_counted_on=Subquery(counting.values(day=TruncDate("starts_at"))[:1]),
            last_visit_id=Subquery(past.values("pk")[:1]),
            next_visit_id=Subquery(coming.values("pk")[:1]),
            next_on=Subquery(coming.values(day=TruncDate("starts_at"))[:1]),
        )
    )
    return {row.pop("pk"): row for row in rows.values("pk", *_FIELDS)}


def refresh(*schools) -> None:
    """Reckon the standing of these schools (or primary keys) anew, inside the change's transaction.

    The rows are locked in the order of their schools, so that two changes wait and do not deadlock.
    """
    keys = sorted({getattr(school, "pk", school) for school in schools})
    # Two visits of one school may change at once: the later one reckons with what the first wrote.
    list(
        School.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=keys)
        .order_by("pk")
    )
    found = reckoned(keys)
    VisitStanding.objects.filter(school__in=keys).exclude(school__in=found).delete()
    VisitStanding.objects.bulk_create(
        [VisitStanding(school_id=key, **values) for key, values in found.items()],
        update_conflicts=True,
        unique_fields=["school"],
        update_fields=["last_counted_on", "last_visit", "next_visit", "next_on"],
    )


def drift(keys) -> int:
    """Mend the standings of these schools; returns how many were wrong."""
    found = reckoned(keys)
    stored = {
        row.pop("school_id"): row
        for row in VisitStanding.objects.filter(school__in=keys).values("school_id", *_FIELDS)
    }
    wrong = [key for key in keys if found.get(key) != stored.get(key)]
    if wrong:
        refresh(*wrong)
    return len(wrong)


def months_between(day, today=None) -> int:
    """Whole months from a day until today."""
    today = today or timezone.localdate()
    months = (today.year - day.year) * 12 + today.month - day.month
    return months - (today.day < day.day)
