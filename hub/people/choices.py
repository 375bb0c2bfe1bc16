"""What carers are to pupils, what may be kept from them, what they may agree to."""

from django.db.models import TextChoices


class Relationship(TextChoices):
    """What a carer is to a pupil. An adult learner is linked to their own record."""

    MOTHER = "mother", "Mother"
    FATHER = "father", "Father"
    STEP_PARENT = "step-parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    FOSTER_CARER = "foster-carer", "Foster carer"
    GUARDIAN = "guardian", "Guardian"
    SOCIAL_WORKER = "social-worker", "Social worker"
    OTHER = "other", "Somebody else who cares for the child"
    SELF = "self", "The learner"


#: What somebody may say they are to a child; a learner's own link is made otherwise.
OF_A_CHILD = tuple(each for each in Relationship if each != Relationship.SELF)


class Restriction(TextChoices):
    """What the office keeps from a carer, on a court's order or the like. Never shown to others."""

    NONE = "", "None"
    WHEREABOUTS = "whereabouts", "Must not learn where the child lives, goes to school or is taught"
    CONTACT = "contact", "Must see nothing of the child, and is not written to about the child"


class Schooling(TextChoices):
    """Where a learner is taught, when it is at no school of the directory."""

    SCHOOL = "school", "At a school or nursery"
    HOME = "home", "Educated at home"
    ELSEWHERE = "elsewhere", "At a school that is not on our list"
    NONE = "none", "Not at school"


class ConsentKind(TextChoices):
    """What a carer may agree to, each apart from the others and each taken back at will."""

    PHOTO = "photo", "Photographs of lessons and concerts"
    RECORDING = "recording", "Sound and film recordings"
    PUBLICATION = "publication", "Photographs and recordings on our website and in print"
    PERFORMANCE = "performance", "Taking part in concerts"
    SCHOOL = "school", "Telling the school which lessons the child has"
    NEWS = "news", "News of lessons, groups and concerts by e-mail"


#: What each consent means, as it is asked.
CONSENT_WORDS = {
    ConsentKind.PHOTO: "We may take photographs in which your child can be recognised.",
    ConsentKind.RECORDING: "We may record your child playing or singing, for teaching.",
    ConsentKind.PUBLICATION: "We may show such pictures and recordings to everybody, without a "
    "name.",
    ConsentKind.PERFORMANCE: "Your child may play in concerts that we tell you of beforehand.",
    ConsentKind.SCHOOL: "We may tell your child’s school the instrument, the day and whether "
    "there is a place. We never tell it about needs, or what you pay.",
    ConsentKind.NEWS: "We may write to you when something new starts that could fit.",
}
