"""What the page of one lesson or group says."""

from django.utils import timezone

from hub.money import pounds
from tuition import lesson_dates, pricing
from tuition.choices import Payer
from tuition.finding import cards
from tuition.models import Provision
from tuition.notice import notice

#: Words of the one button, by what can be done (Standing.can).
BUTTONS = {"take": "Take a place", "apply": "Apply", "wait": "Join the waiting list"}


def facts_of(provision: Provision) -> dict:
    """The context of the page, in a bounded number of statements."""
    today = timezone.localdate()
    quote = pricing.quote(provision)
    card = cards.card_of(provision, quote)
    calendar = lesson_dates.calendar_for(provision)
    term = lesson_dates.term_to_show(provision, calendar, today)
    days = lesson_dates.lesson_days(provision, calendar, term) if term else []
    return {
        "provision": provision,
        "card": card,
        "quote": quote,
        "button": BUTTONS.get(card.standing.can, ""),
        "lesson": pounds(quote.per_lesson) if quote else "",
        "due": _due(quote),
        "school_pays": provision.payer == Payer.SCHOOL,
        "tutor": tutor_words(provision),
        "term": term if provision.is_fixed else None,
        "days": [day for day in days if day >= today] if provision.is_fixed else [],
        "notice": notice(provision, calendar),
        "over": provision.is_over(today),
    }


def tutor_words(provision: Provision) -> str:
    """The tutor's name as families read it, "" while nobody is named or the account has ended."""
    tutor = provision.tutor
    return tutor.name if tutor is not None and tutor.is_active else ""


def _due(quote):
    """What a start with the next lesson costs, where it is not the whole term's price."""
    if quote is None or quote.left == quote.lessons:
        return ""
    lessons = f"{quote.left} lesson{'' if quote.left == 1 else 's'}"
    due = pounds(quote.due)
    return f"Start with the next lesson and this term costs {due}, for the {lessons} left."
