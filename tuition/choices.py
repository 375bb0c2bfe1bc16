"""Kinds of provision, who pays, what may be asked for, and answers of the yearly round."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What can be taken (sector.md c2; sizes of groups are the provision's own)."""

    INDIVIDUAL = "individual", "Individual lesson"
    PAIR = "pair", "Lesson for two"
    SMALL_GROUP = "small", "Small group"
    LARGE_GROUP = "large", "Large group"
    ONLINE = "online", "Online lesson"
    WEBCAM = "webcam", "Online group"
    ADULT = "adult", "Adult lesson"
    VIRTUAL = "virtual", "Virtual strand"


#: Taken at once when they have a day and time.
GROUPS = (Kind.PAIR, Kind.SMALL_GROUP, Kind.LARGE_GROUP, Kind.WEBCAM, Kind.VIRTUAL)
#: Need no place to go to.
WITHOUT_PLACE = (Kind.ONLINE, Kind.WEBCAM, Kind.VIRTUAL)


class Payer(TextChoices):
    """Who pays for it."""

    FAMILY = "family", "The family"
    SCHOOL = "school", "The school"


class ProvisionState(TextChoices):
    """Where a provision stands. Open dates narrow what published means for families."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    STOPPED = "stopped", "Stopped"


class LineOutcome(TextChoices):
    """What came of a line of a basket."""

    TAKEN = "taken", "Taken in"
    GONE = "gone", "The last place had gone"
    REFUSED = "refused", "Not possible"


class RequestKind(TextChoices):
    """What somebody who has a place can ask for."""

    INSTRUMENT = "instrument", "Another instrument"
    LENGTH = "length", "A longer or shorter lesson"
    DAY = "day", "Another day or time"
    TUTOR = "tutor", "Another tutor"
    PAUSE = "pause", "A pause"
    OTHER = "other", "Something else"


class RequestState(TextChoices):
    """Where a request stands."""

    OPEN = "open", "Open"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Not possible"
    WITHDRAWN = "withdrawn", "Taken back"


class AbsenceReason(TextChoices):
    """Why a learner will be away; for the register. No details: those are nobody's business."""

    ILL = "ill", "Ill"
    TRIP = "trip", "School trip or event"
    EXAM = "exam", "Exam"
    APPOINTMENT = "appointment", "Appointment"
    OTHER = "other", "Another reason"


class ContinueAnswer(TextChoices):
    """What a family says to "continue next year?"."""

    YES = "yes", "Yes, as it is"
    CHANGE = "change", "Yes, with a change"
    NO = "no", "No"


class NoticeRule(TextChoices):
    """How hubs ask for notice; each is somebody's practice (sector.md c1)."""

    FRIDAY = "friday", "By the Friday before half term, for the end of that term"
    DAYS = "days", "So many days before a term ends, for the end of that term"
    WEEKS = "weeks", "So many weeks at any time"
