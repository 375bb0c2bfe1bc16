"""Families of instruments, adaptations, and the one scale of levels."""

from django.db.models import IntegerChoices, TextChoices


class Family(TextChoices):
    """Families of instruments as hubs group them (sector practice, b9a)."""

    VOICE = "voice", "Voice"
    STRINGS = "strings", "Strings"
    WOODWIND = "woodwind", "Woodwind"
    BRASS = "brass", "Brass"
    GUITAR = "guitar", "Guitar and ukulele"
    KEYBOARD = "keyboard", "Piano and keyboard"
    PERCUSSION = "percussion", "Percussion and drums"
    WORLD = "world", "Folk and world traditions"
    TECHNOLOGY = "technology", "Music technology"


class Adaptation(TextChoices):
    """For whom an instrument can be had in another make, so that nobody is left out."""

    ONE_HANDED = "one-handed", "One-handed"
    LEFT_HANDED = "left-handed", "Left-handed"
    BREATH = "breath", "Played by breath"
    SWITCH = "switch", "Played by a switch or by eye"
    SMALL = "small", "Small or light"


class Level(IntegerChoices):
    """One scale for lessons, ensembles and reports; graded boards stand on the same steps.

    Source: ABRSM, Trinity, RSL, MTB and LCM grades are equal by level of the Regulated
    Qualifications Framework.
    """

    BEGINNER = 0, "Beginner"
    INITIAL = 1, "Initial"
    GRADE_1 = 2, "Grade 1"
    GRADE_2 = 3, "Grade 2"
    GRADE_3 = 4, "Grade 3"
    GRADE_4 = 5, "Grade 4"
    GRADE_5 = 6, "Grade 5"
    GRADE_6 = 7, "Grade 6"
    GRADE_7 = 8, "Grade 7"
    GRADE_8 = 9, "Grade 8"
    DIPLOMA = 10, "Above grade 8"


class Standard(TextChoices):
    """The four standards by which the annual return counts learners."""

    ENTRY = "entry", "Entry"
    FOUNDATION = "foundation", "Foundation"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"
