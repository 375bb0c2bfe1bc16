"""Kinds of question, states of versions and of answers. Stored as they stand here."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a question takes for an answer."""

    CHOICE = "choice", "One of several answers"
    CHOICES = "choices", "Several of several answers"
    SCALE = "scale", "A step of a scale"
    NUMBER = "number", "A whole number"
    MONEY = "money", "An amount in pounds"
    TEXT = "text", "A line of text"
    LONG_TEXT = "long-text", "A longer text"
    YEARS = "years", "A number for each year group"
    YES_NO = "yes-no", "Yes or no"
    DATE = "date", "A date"
    ADDRESS = "address", "A web address"


class VersionState(TextChoices):
    """A draft is edited; what is published is asked, and never changes; what is retired was."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    RETIRED = "retired", "Retired"


class FillingState(TextChoices):
    """Answers are open until they are handed in."""

    OPEN = "open", "In progress"
    SUBMITTED = "submitted", "Handed in"


#: Kinds whose answers are chosen among the question's options.
WITH_OPTIONS = (Kind.CHOICE, Kind.CHOICES, Kind.SCALE)
#: Kinds on whose answer it may depend whether another question is asked.
STEERING = (*WITH_OPTIONS, Kind.YES_NO)
#: Kinds that have bounds.
BOUNDED = (Kind.NUMBER, Kind.MONEY, Kind.YEARS)

#: Answers to a scale or choice that stand beside its options, where the question allows them.
NOT_SURE, NOT_APPLICABLE = "not-sure", "not-applicable"
BESIDE = {NOT_SURE: "Not sure", NOT_APPLICABLE: "Not applicable to us"}
YES, NO = "yes", "no"
