"""What private calendars show. Each app registers its own events in its ``feeds.py``.

    from hub.calendar.feed_registry import FeedEvent, feed_source

    @feed_source("lessons", titles=["Lesson", "Lesson moved"])
    def lessons(user):
        return [FeedEvent(key=str(lesson.pk), title="Lesson", …) for lesson in …]

Calendars are shared and read over shoulders: a title is one of the source's ``titles``, which are
written in code and so name nobody; who and what stands behind ``url``, after signing in.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.module_loading import autodiscover_modules

log = logging.getLogger(__name__)
#: Stands for a title that its source did not declare.
PLAIN_TITLE = "Music hub"


@dataclass(frozen=True)
class FeedEvent:
    """One entry of a calendar.

    ``key``: stable among the events of its source. ``starts`` and ``ends``: days, the last one
    included, for what lasts all day; else aware datetimes. ``url``: a path of the portal.
    ``place``: where, no person's home. ``changed_at`` and ``revision``: when and how often the row
    behind it changed, so that calendar programs notice. ``is_cancelled``: it does not take place;
    a feed leaves such an event out, a file of it takes it out of the calendar.
    """

    key: str
    title: str
    starts: date
    ends: date
    changed_at: datetime
    revision: int = 0
    url: str = ""
    place: str = ""
    is_cancelled: bool = False


@dataclass(frozen=True)
class Source:
    """A registered source: ``events(user)`` gives only what the user may see."""

    name: str
    titles: frozenset[str]
    events: Callable[..., Iterable[FeedEvent]]

    def title_of(self, event):
        """The event's title, if its source declared it."""
        if event.title in self.titles:
            return event.title
        log.error("feed source %s gave a title that it does not declare", self.name)
        return PLAIN_TITLE


_sources: dict[str, Source] = {}


def feed_source(name, *, titles):
    """Register the function below, ``user -> [FeedEvent]``; ``titles``: all that it may use."""

    def register(function):
        if name in _sources:
            raise ValueError(f"The feed source {name} is registered twice.")
        _sources[name] = Source(name, frozenset(titles), function)
        return function

    return register


def sources():
    """Every source of every app, by name."""
    autodiscover_modules("feeds")
    return [_sources[name] for name in sorted(_sources)]


def source(name):
    """The source of this name."""
    return next(each for each in sources() if each.name == name)


def events_for(user):
    """[(source, event)] of all that is in this user's calendar."""
    return [(each, event) for each in sources() for event in each.events(user)]
