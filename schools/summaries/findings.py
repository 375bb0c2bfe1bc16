"""What is still missing in a summary, and what does not fit: with where to mend it."""

import datetime
import re
from dataclasses import dataclass

from django.utils import timezone

from schools.summaries.rows import PARTS

#: Section of the builder in which each text of a Summary is written.
SECTIONS = {
    "curriculum": "part-a",
    "co_curricular": "part-b",
    "experiences": "part-c",
    "future": "future",
    "further": "further",
}
OVERVIEW = "overview"
#: A summary of next year is published in the summer before it, from April on.
_SUMMER = 4
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_PHONE = re.compile(r"(?<![\d/])(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)")


@dataclass(frozen=True)
class Finding:
    """One thing to look at. ``section``: of the builder; ``stops``: it is not published so."""

    text: str
    section: str
    stops: bool = False


def findings(summary, *, today=None) -> list[Finding]:
    """Everything to mend or to look at, what stops the publishing first."""
    today = today or timezone.localdate()
    found = [*_missing(summary), *_days(summary, today), *_names(summary), *_contacts(summary)]
    return sorted(found, key=lambda each: not each.stops)


def _missing(summary):
    lines = {
        "lead": "Say who leads music.",
        "hub": "Say which music hub you work with.",
        "review_on": "Choose the day on which you review the summary.",
    }
    for name, words in lines.items():
        if not getattr(summary, name):
            yield Finding(words, OVERVIEW, stops=True)
    for name, (heading, _) in PARTS.items():
        if name != "further" and not getattr(summary, name).strip():
            yield Finding(f"Write something under “{heading}”.", SECTIONS[name], stops=True)


def _days(summary, today):
    year, review, day = summary.year, summary.review_on, summary.published_on or today
    if day > year.ends_on:
        yield Finding(
            f"The year {year} ended on {_words(year.ends_on)}. Publish the plan for the year that "
            "runs now instead.",
            OVERVIEW,
            stops=True,
        )
    elif day < datetime.date(year, _SUMMER, 1):
        yield Finding(
            f"The summary covers {year}, and would say that it was published on {_words(day)}. "
            "Readers may take that for a mistake: wait until the summer before the year.",
            OVERVIEW,
        )
    if review is None:
        return
    if review <= day:
        yield Finding(
            f"The review is on {_words(review)}, not after the day on which you publish. "
            f"Choose a day up to {_words(year.ends_on)}.",
            OVERVIEW,
            stops=True,
        )
    elif review not in year:
        yield Finding(
            f"The review is on {_words(review)}, outside {year}. A summary is brought up to date "
            "before the next year begins.",
            OVERVIEW,
        )


def _names(summary):
    if summary.senior and summary.senior.casefold() == summary.lead.casefold():
        yield Finding(
            "The senior leader is the music lead, so the template’s row stays empty.", OVERVIEW
        )


def _contacts(summary):
    """Who writes an address of a person into a text makes it public: that should be meant."""
    for name, (heading, _) in PARTS.items():
        text = getattr(summary, name)
        if _MAIL.search(text) or _PHONE.search(text):
            yield Finding(
                f"“{heading}” holds an e-mail address or a phone number. Everybody can read it.",
                SECTIONS[name],
            )


def _words(day):
    return f"{day:%-d %B %Y}"
