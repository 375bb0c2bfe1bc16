"""States and kinds of visits and of what comes of them."""

from django.db.models import TextChoices


class VisitState(TextChoices):
    """How far a visit is (architecture: one word for one thing)."""

    TO_ARRANGE = "to-arrange", "To arrange"
    PROPOSED = "proposed", "Dates proposed"
    CONFIRMED = "confirmed", "Confirmed"
    DONE = "done", "Done"
    WRITTEN_UP = "written-up", "Written up"
    CLOSED = "closed", "Closed"
    CANCELLED = "cancelled", "Cancelled"
    REFUSED = "refused", "Refused"
    NO_REPLY = "no-reply", "No reply"


#: Somebody still has something to do before it takes place.
COMING = (VisitState.TO_ARRANGE, VisitState.PROPOSED, VisitState.CONFIRMED)
#: It took place.
TOOK_PLACE = (VisitState.DONE, VisitState.WRITTEN_UP, VisitState.CLOSED)
#: It never will.
CAME_TO_NOTHING = (VisitState.CANCELLED, VisitState.REFUSED, VisitState.NO_REPLY)
#: States in which a visit has a day, an hour and an officer.
AT_A_TIME = (VisitState.CONFIRMED, *TOOK_PLACE)


class Medium(TextChoices):
    """Where officer and school meet."""

    SCHOOL = "school", "At the school"
    ONLINE = "online", "Online"
    ELSEWHERE = "elsewhere", "Somewhere else"


class ReplyKind(TextChoices):
    """What a school says to dates that were proposed."""

    CHOSE = "chose", "Chose a date"
    ASKED = "asked", "Asked for other dates"
    REFUSED = "refused", "Does not want a visit"


class SurveyState(TextChoices):
    """How far “Have Your Say” is at a visit. A refusal is an answer."""

    NOT_ASKED = "not-asked", "Not begun"
    OPEN = "open", "In progress"
    DONE = "done", "Filled in"
    REFUSED = "refused", "Refused"


class Owner(TextChoices):
    """Who does an action."""

    OFFICER = "officer", "The hub"
    SCHOOL = "school", "The school"
    PARTNER = "partner", "A partner"
