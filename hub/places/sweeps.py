"""What the portal does by itself about places."""

from datetime import timedelta

from hub.places import ranking, sweeping, untold
from hub.platform.sweeps import sweep


@sweep("places.take-back")
def take_back():
    """End holds, offers and places whose time is past, and offer on what came free."""
    taken = sweeping.take_back_all()
    return (
        f"{taken['held']} holds and {taken['offered']} offers lapsed, "
        f"{taken['stopping']} places ended"
    )


@sweep("places.offer", every=timedelta(minutes=5))
def offer_free():
    """Offer free places that somebody waits for."""
    return f"{sweeping.offer_all()} places offered that were free though somebody waited"


@sweep("places.remind", every=timedelta(minutes=15))
def remind():
    """Remind of offers that nobody has answered."""
    return f"{sweeping.remind_all()} offers reminded of"


@sweep("places.tell")
def tell():
    """Tell of changes of which nobody could be told when they happened."""
    done = untold.tell_all()
    return f"{done['told']} told of, {done['waiting']} wait, {done['given up']} given up"


@sweep("places.rank", every=timedelta(minutes=10))
def rank():
    """Let waiting lists follow the hub's rule of who goes first, and what is known of people."""
    return f"{ranking.rank_all()} ranked anew"


@sweep("places.recount", every=timedelta(days=1))
def recount():
    """Recount the places taken: what differs was changed past the verbs."""
    wrong = sweeping.recount_all()
    return f"{len(wrong)} counted wrong" + (f": {'; '.join(wrong)}" if wrong else "")
