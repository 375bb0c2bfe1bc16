"""What a resource can be, for whom, and in which state. Imports nothing of ours."""

from django.db.models import IntegerChoices, TextChoices


class Kind(TextChoices):
    """What sort of thing it is."""

    GUIDE = "guide", "Guide"
    LESSON = "lesson", "Lesson or scheme of work"
    TEMPLATE = "template", "Template or worksheet"
    RECORDING = "recording", "Recording or film"
    MUSIC = "music", "Songs and sheet music"
    EXAMPLE = "example", "Example from a school"
    NEWSLETTER = "newsletter", "School newsletter"


class State(TextChoices):
    """How far an editor has brought it. What is published may still have its day to come."""

    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class Readers(TextChoices):
    """Who may read it once it is published."""

    PUBLIC = "public", "Everybody"
    SCHOOLS = "schools", "Schools and hub staff only"


class Phase(TextChoices):
    """Phases of schools, by the keys that the school directory has for them."""

    EARLY_YEARS = "early-years", "Early years"
    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all-through", "All-through"
    SPECIAL = "special", "Special or alternative provision"
    POST_16 = "post-16", "16 plus"


class KeyStage(TextChoices):
    """Stages of the curriculum."""

    EYFS = "eyfs", "Early years (EYFS)"
    KS1 = "ks1", "Key stage 1"
    KS2 = "ks2", "Key stage 2"
    KS3 = "ks3", "Key stage 3"
    KS4 = "ks4", "Key stage 4"
    KS5 = "ks5", "Key stage 5"


class YearGroup(IntegerChoices):
    """School years, in order; Nursery and Reception come before Year 1."""

    NURSERY = -1, "Nursery"
    RECEPTION = 0, "Reception"
    Y1 = 1, "Year 1"
    Y2 = 2, "Year 2"
    Y3 = 3, "Year 3"
    Y4 = 4, "Year 4"
    Y5 = 5, "Year 5"
    Y6 = 6, "Year 6"
    Y7 = 7, "Year 7"
    Y8 = 8, "Year 8"
    Y9 = 9, "Year 9"
    Y10 = 10, "Year 10"
    Y11 = 11, "Year 11"
    Y12 = 12, "Year 12"
    Y13 = 13, "Year 13"


class Audience(TextChoices):
    """Whom it is written for: what somebody does, not the role that they have in the portal."""

    LEAD = "lead", "Music leads"
    TEACHER = "teacher", "Class teachers"
    LEADERSHIP = "leadership", "Head teachers and governors"
    TUTOR = "tutor", "Instrumental and vocal tutors"
    FAMILY = "family", "Families"
