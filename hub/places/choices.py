"""The one set of states that a place has, in lessons, ensembles and training alike."""

from django.db.models import TextChoices


class PlaceState(TextChoices):
    """Where a place stands (architecture.md, section 6). Suspended is a flag with dates."""

    APPLIED = "applied", "Applied"
    WAITING = "waiting", "Waiting list"
    OFFERED = "offered", "Offered"
    HELD = "held", "Held"
    CONFIRMED = "confirmed", "Confirmed"
    STOPPING = "stopping", "Stopping"
    ENDED = "ended", "Ended"
    DECLINED = "declined", "Declined"
    LAPSED = "lapsed", "Lapsed"
    WITHDRAWN = "withdrawn", "Withdrawn"


_S = PlaceState
#: These are counted in ``places_taken``: an offer and a hold take the place.
TAKING = (_S.OFFERED, _S.HELD, _S.CONFIRMED, _S.STOPPING)
#: Those who have no place yet and want one.
ASKING = (_S.APPLIED, _S.WAITING)
#: Somebody has one of these in one thing at most once.
LIVE = (*ASKING, *TAKING)
#: Those who are taught.
TAUGHT = (_S.CONFIRMED, _S.STOPPING)
OVER = (_S.ENDED, _S.DECLINED, _S.LAPSED, _S.WITHDRAWN)

#: What may follow what. Anything else is a mistake of ours and refused.
FOLLOWING = {
    None: (_S.HELD, _S.APPLIED, _S.WAITING, _S.OFFERED, _S.CONFIRMED),
    _S.HELD: (_S.APPLIED, _S.WAITING, _S.CONFIRMED, _S.LAPSED, _S.WITHDRAWN),
    _S.APPLIED: (_S.WAITING, _S.OFFERED, _S.CONFIRMED, _S.DECLINED, _S.WITHDRAWN),
    _S.WAITING: (_S.OFFERED, _S.CONFIRMED, _S.DECLINED, _S.WITHDRAWN),
    _S.OFFERED: (_S.CONFIRMED, _S.DECLINED, _S.LAPSED, _S.WITHDRAWN, _S.WAITING, _S.APPLIED),
    _S.CONFIRMED: (_S.STOPPING, _S.ENDED, _S.WITHDRAWN),
    _S.STOPPING: (_S.CONFIRMED, _S.ENDED),
}
