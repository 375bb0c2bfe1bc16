"""What is new to somebody at a school: since the visit before this one."""

from datetime import timedelta

from django.utils import timezone

from schools.models import SchoolLook

#: Whoever comes back later than this begins a new visit; until then, new stays new.
VISIT = timedelta(hours=1)
#: A visit is written down no oftener than this: opening a page is no reason to write.
_WRITTEN = timedelta(minutes=5)


def look(school, *, user):
    """Note that the user looks now; return since when things are new, None on the first visit."""
    now = timezone.now()
    seen, is_first = SchoolLook.objects.get_or_create(
        user=user, school=school, defaults={"looked_at": now}
    )
    away = now - seen.looked_at
    if is_first or away < _WRITTEN:
        return seen.before_at
    before = seen.looked_at if away >= VISIT else seen.before_at
    # Of two pages at once the second finds the row changed, and changes nothing.
    here = SchoolLook.objects.filter(pk=seen.pk, looked_at=seen.looked_at)
    here.update(looked_at=now, before_at=before)
    return before
