"""Statuses and phases of schools. Imports nothing of ours."""

from django.db.models import IntegerChoices, TextChoices


class SchoolStatus(TextChoices):
    """Establishment status of the DfE's register, by its code there."""

    OPEN = "1", "Open"
    CLOSED = "2", "Closed"
    CLOSING = "3", "Open, but proposed to close"
    PROPOSED = "4", "Proposed to open"


#: Those of a school that teaches children now.
OPEN_STATUSES = (SchoolStatus.OPEN, SchoolStatus.CLOSING)


class Phase(TextChoices):
    """The hub's own phases: derived from ages, else the register's phase, and set by staff."""

    EARLY_YEARS = "early-years", "Early years"
    PRIMARY = "primary", "Primary"
    MIDDLE = "middle", "Middle"
    SECONDARY = "secondary", "Secondary"
    ALL_THROUGH = "all-through", "All-through"
    SPECIAL = "special", "Special or alternative provision"
    POST_16 = "post-16", "16 plus"
    NOT_KNOWN = "not-known", "Not known"


class HubFact(TextChoices):
    """Facts that staff may set by hand. What they set, an import leaves alone."""

    PHASE = "phase", "Phase"
    TRUST = "trust", "Trust"
    POSITION = "position", "Position on the map"


class SettingKind(TextChoices):
    """Settings that staff add by hand. Schools of the register have none of these."""

    NURSERY = "nursery", "Nursery or pre-school"
    YOUTH_GROUP = "youth-group", "Youth group"
    HOME_EDUCATION = "home-education", "Home education group"
    OUT_OF_COUNTY = "out-of-county", "School outside the hub’s area"
    OTHER = "other", "Other setting"


class FactSource(TextChoices):
    """Who says so. The order is that in which they win, as long as the rule says no other."""

    SCHOOL = "school", "the school"
    VISIT = "visit", "a visit"
    HUB = "hub", "the hub’s records"
    PUBLISHED = "published", "what the school has published"


class AuditArea(TextChoices):
    """The areas of a school's audit, by keys that topics of resources share. Never renamed."""

    LEADERSHIP = "leadership", "Leadership and vision"
    CURRICULUM = "curriculum", "Curriculum"
    SINGING = "singing", "Singing"
    CLASSROOM_INSTRUMENTS = "classroom-instruments", "Whole class and classroom instruments"
    LESSONS = "lessons", "Instrumental and singing lessons"
    ENSEMBLES = "ensembles", "Ensembles"
    PERFORMANCES = "performances", "Performances and experiences"
    INCLUSION = "inclusion", "Inclusion"
    SPACES = "spaces", "Spaces, instruments and technology"
    STAFF = "staff", "Staff confidence and training"
    PARTNERSHIP = "partnership", "Partnership and transition"


class AuditLevel(IntegerChoices):
    """How far a school is in an area. "Not sure" and "not applicable" are no levels."""

    NOT_YET = 0, "Not yet"
    EMERGING = 1, "Emerging"
    ESTABLISHED = 2, "Established"
    EXEMPLARY = 3, "Exemplary"


class TrainingTopic(TextChoices):
    """Topics of training that a school may ask for, so that the hub can count what is wanted.

    Free text cannot be counted. Topics may come to these; none changes its meaning.
    """

    SINGING = "singing", "Singing and leading songs"
    COMPOSING = "composing", "Composing and improvising"
    LISTENING = "listening", "Listening and musical knowledge"
    INSTRUMENTS = "instruments", "Classroom and whole class instruments"
    EARLY_YEARS = "early-years", "Music in the early years"
    PROGRESSION = "progression", "Planning, progression and assessment"
    TECHNOLOGY = "technology", "Music technology"
    INCLUSION = "inclusion", "Inclusion and special educational needs"
    ENSEMBLES = "ensembles", "Leading ensembles and choirs"
    LEADING = "leading", "Leading music in a school"
    CONFIDENCE = "confidence", "First steps for teachers who are no musicians"
    NONE = "none", "None just now"


class PlanState(TextChoices):
    """How far a school music development plan is; none is the absence of a row."""

    DRAFT = "draft", "Draft"
    AGREED = "agreed", "Agreed"
    PUBLISHED = "published", "Published"
    REVIEW_DUE = "review-due", "Review due"
    ARCHIVED = "archived", "Archived"


class ActionState(TextChoices):
    """How far an action is. Overdue is a date, not a state."""

    OPEN = "open", "Not started"
    IN_PROGRESS = "in-progress", "In progress"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class ChasedFor(TextChoices):
    """What the hub reminds schools of."""

    PLAN = "plan", "Publish a music development plan"
    AUDIT = "audit", "Finish the music audit"
    FACTS = "facts", "Tell the hub about music in the school"


class StrategicFunction(TextChoices):
    """What a hub is for. Source: NPME 2022, the five strategic functions."""

    PARTNERSHIP = "partnership", "Partnership"
    SCHOOLS = "schools", "Schools"
    PROGRESSION = "progression", "Progression and Musical Development"
    INCLUSION = "inclusion", "Inclusion"
    SUSTAINABILITY = "sustainability", "Sustainability"
