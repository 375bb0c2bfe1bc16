"""What is kept no longer than the hub says: counted first, then taken, each rule by itself.

The rules of people stand here; an app states its own in ``retained.py``, found by itself::

    @retained("baskets", name="baskets", words="…", order=10)
    class Baskets(Retained):
        def due(self): ...
        def take(self, rows): ...
"""

from datetime import date, timedelta
from functools import cache

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from hub.people import erasing, holdings
from hub.people.models import Carer, CarerInvitation, CarerLink, Pupil, RetentionRun
from hub.people.refusals import FamilyRefused
from hub.policy.values import value
from hub.trail.record import record

BATCH = 200
#: Batches of one rule in one run, so that a run ends: what is left goes tomorrow.
_MOST_BATCHES = 25


class Retained:
    """One rule. ``name``: what it takes, in the plural; ``words``: when, as a sentence."""

    key: str
    name: str
    words: str
    order: int

    def due(self):
        """A queryset of what has been kept for long enough."""
        raise NotImplementedError

    def take(self, rows, *, by) -> int:
        """Take these rows (a list); returns how many went. In one transaction."""
        pks = [row.pk for row in rows]
        type(rows[0])._base_manager.filter(pk__in=pks).delete()
        return len(pks)

    def line(self, row) -> str:
        """One row in a list of what would go: a reference and a day, never a name."""
        return f"{type(row)._meta.verbose_name} {row.pk}"


_rules: dict[str, Retained] = {}


def retained(key, *, name, words, order=50):
    """Register the class below."""

    def register(kind):
        made = kind()
        made.key, made.name, made.words, made.order = key, name, words, order
        _rules[key] = made
        return kind

    return register


def registered() -> list[Retained]:
    """Every rule of every app, in order."""
    _load()
    return sorted(_rules.values(), key=lambda each: (each.order, each.key))


def run(*, by) -> dict[str, int]:
    """Take what is due by every rule; returns {what: how many}, and keeps it as a RetentionRun."""
    taken = {each.name: _take(each, by=by) for each in registered()}
    with transaction.atomic():
        done = RetentionRun.objects.create(by=by, taken=taken)
        if any(taken.values()):
            words = ", ".join(f"{number} {name}" for name, number in taken.items() if number)
            record("ran retention", done, by=by, reason=words[:500])
    return taken


def _take(rule, *, by):
    total, last = 0, 0
    for _ in range(_MOST_BATCHES):
        rows = list(rule.due().filter(pk__gt=last).order_by("pk")[:BATCH])
        if not rows:
            break
        last = rows[-1].pk
        with transaction.atomic():
            total += rule.take(rows, by=by)
    return total


def years_ago(years) -> date:
    """The same day so many years ago; 28 February for one that there is not."""
    today = timezone.localdate()
    day = min(today.day, 28) if today.month == 2 else today.day
    return today.replace(year=today.year - years, day=day)


@retained(
    "pupils",
    name="pupils made anonymous",
    words="Pupils who left longer ago than the hub says: name, birthday and all that was said of "
    "them go; counts and what the accounts need stay.",
    order=90,
)
class PupilsWhoLeft(Retained):
    """Nothing stands any more and nothing ended since, in any app; nothing kept by order."""

    def due(self):
        """Pupils of whom no app has had anything since the day."""
        day = years_ago(value("retention-pupil-years"))
        left = Pupil.objects.present().filter(is_on_hold=False, created_at__date__lt=day)
        for each in holdings.registered():
            active = each.active_since(day)
            if active is not None:
                left = left.exclude(pk__in=active)
        return left

    def take(self, rows, *, by):
        """Each by the verb that an erasure on request takes; one that cannot go stays."""
        gone = 0
        for pupil in rows:
            try:
                with transaction.atomic():
                    erasing.erase(pupil=pupil, by=by, words="kept for as long as the hub says")
            except FamilyRefused:
                continue
            gone += 1
        return gone

    def line(self, row):
        """Its reference, and since when it is here."""
        return f"{row.reference}, here since {row.created_at:%-d %B %Y}"


@retained(
    "carers",
    name="carers without children made anonymous",
    words="Carers without an account who have cared for nobody for so long as the hub says.",
    order=91,
)
class CarersOfNobody(Retained):
    """Written up by staff, and of no use any more."""

    def due(self):
        """Those with no live link, made and last linked before the day."""
        day = years_ago(value("retention-pupil-years"))
        links = CarerLink.objects.filter(carer=OuterRef("pk"))
        recent = links.filter(Q(ended_at=None) | Q(ended_at__date__gte=day))
        return Carer.objects.present().filter(~Exists(recent), user=None, created_at__date__lt=day)

    def take(self, rows, *, by):
        """Name, address, everything."""
        for carer in rows:
            erasing.erase_carer(carer, by=by)
        return len(rows)

    def line(self, row):
        """Its reference."""
        return f"{row.reference}, here since {row.created_at:%-d %B %Y}"


@retained(
    "carer-invitations",
    name="invitations of carers",
    words="Invitations of carers that were answered, taken back or ran out more days ago than "
    "enquiries are kept.",
    order=20,
)
class OldInvitations(Retained):
    """They hold an address of somebody who may never have come."""

    def due(self):
        """Those that ran out before the day."""
        before = timezone.now() - timedelta(days=value("retention-enquiry-days"))
        return CarerInvitation.objects.filter(expires_at__lt=before)


@cache
def _load():
    autodiscover_modules("retained")
