"""Seasons, weekdays, why a day is closed, year groups and key stages. Stored as they stand here."""

from django.db.models import IntegerChoices, TextChoices


class Season(TextChoices):
    """The three terms of a year, in their order."""

    AUTUMN = "autumn", "Autumn"
    SPRING = "spring", "Spring"
    SUMMER = "summer", "Summer"


class Weekday(IntegerChoices):
    """A day of the week, numbered as ``date.weekday()`` does."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class ClosureKind(TextChoices):
    """Why there are no lessons. The labels are public: they are the titles of calendar feeds."""

    BANK_HOLIDAY = "bank", "Bank holiday"
    HUB_CLOSED = "hub", "Hub closed"
    TRAINING = "training", "Hub training day"
    INSET = "inset", "INSET day"
    OCCASIONAL = "occasional", "Occasional day"
    TRIP = "trip", "School trip"
    EXAMS = "exams", "Exam period"
    OTHER = "other", "No lessons"


#: What staff may enter for the whole hub, and what may be entered for one school. Bank holidays
#: come from the bundled list alone.
HUB_KINDS = (ClosureKind.HUB_CLOSED, ClosureKind.TRAINING, ClosureKind.OTHER)
SCHOOL_KINDS = (
    ClosureKind.INSET,
    ClosureKind.OCCASIONAL,
    ClosureKind.TRIP,
    ClosureKind.EXAMS,
    ClosureKind.OTHER,
)


class YearGroup(IntegerChoices):
    """The class of a year: the age on 31 August before it, less four."""

    NURSERY_1 = -2, "Nursery 1"
    NURSERY_2 = -1, "Nursery 2"
    RECEPTION = 0, "Reception"
    YEAR_1 = 1, "Year 1"
    YEAR_2 = 2, "Year 2"
    YEAR_3 = 3, "Year 3"
    YEAR_4 = 4, "Year 4"
    YEAR_5 = 5, "Year 5"
    YEAR_6 = 6, "Year 6"
    YEAR_7 = 7, "Year 7"
    YEAR_8 = 8, "Year 8"
    YEAR_9 = 9, "Year 9"
    YEAR_10 = 10, "Year 10"
    YEAR_11 = 11, "Year 11"
    YEAR_12 = 12, "Year 12"
    YEAR_13 = 13, "Year 13"
    YEAR_14 = 14, "Year 14"


class KeyStage(TextChoices):
    """The stages of the national curriculum, in their order."""

    EYFS = "eyfs", "Early years (EYFS)"
    KS1 = "ks1", "Key stage 1"
    KS2 = "ks2", "Key stage 2"
    KS3 = "ks3", "Key stage 3"
    KS4 = "ks4", "Key stage 4"
    KS5 = "ks5", "Key stage 5"
