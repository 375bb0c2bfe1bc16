"""Terms, closures, and private addresses of calendar feeds."""

from hub.calendar.models.dates import ONE_DAY, Closure, HalfTerm, Term
from hub.calendar.models.feed_address import FeedAddress

__all__ = ["ONE_DAY", "Closure", "FeedAddress", "HalfTerm", "Term"]
