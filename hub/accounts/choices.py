"""Role keys. Stored as they stand here; security.md's matrix names what each may do."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody is to the hub. The label is what people read."""

    MANAGER = "manager", "Manager"
    ADMIN = "admin", "System administrator"
    OFFICER = "officer", "School visits officer"
    TRAINING = "training", "Training officer"
    ENSEMBLES = "ensembles", "Ensembles officer"
    OFFICE = "office", "Office (families, timetable, instruments)"
    FINANCE = "finance", "Finance officer"
    EDITOR = "editor", "Editor"
    TUTOR = "tutor", "Tutor"
    LEADER = "leader", "Ensemble leader"
    LEAD = "lead", "School music lead"
    HEAD = "head", "Head teacher"
    BURSAR = "bursar", "School bursar"
    TRUST = "trust", "Academy trust"
    CARER = "carer", "Parent or carer"
    PARTNER = "partner", "Partner organisation"


#: Roles that are held at one school, and by the same rule asked for a school when given.
SCHOOL_ROLES = frozenset({Role.LEAD, Role.HEAD, Role.BURSAR})
#: Those who work for the hub, on its pages for staff, tutors and managers.
STAFF_ROLES = frozenset(
    {
        Role.MANAGER,
        Role.ADMIN,
        Role.OFFICER,
        Role.TRAINING,
        Role.ENSEMBLES,
        Role.OFFICE,
        Role.FINANCE,
        Role.EDITOR,
    }
)
#: A second factor is required of them at sign-in (security.md, V6).
SECOND_FACTOR_ROLES = STAFF_ROLES | {Role.TUTOR, Role.LEADER, Role.PARTNER}
