"""What each role is for, in the words of the page on which somebody is invited to it."""

from dataclasses import dataclass

from django.urls import reverse

from hub.accounts.choices import Role

WHAT = {
    Role.MANAGER: "Runs the hub: every figure, every report, people and roles, the hub's settings.",
    Role.ADMIN: "Keeps accounts, roles and settings in order. Sees no pupils' needs.",
    Role.OFFICER: "Visits schools, supports them, and writes up what was agreed.",
    Role.TRAINING: "Plans training for teachers and tutors, and keeps its bookings.",
    Role.ENSEMBLES: "Runs ensembles and music centres, with their members and registers.",
    Role.OFFICE: "Looks after families, the timetable and instruments.",
    Role.FINANCE: "Prices, invoices, payments and help with costs.",
    Role.EDITOR: "Writes the portal's pages, news and resources.",
    Role.TUTOR: "Teaches: own timetable, own pupils, own registers.",
    Role.LEADER: "Leads an ensemble: its members and registers.",
    Role.LEAD: "Leads music at one school: audit, development plan, visits, training.",
    Role.HEAD: "Heads one school: the same, and the school's people on the portal.",
    Role.BURSAR: "Orders and pays for one school. Sees nothing of pupils.",
    Role.TRUST: "Sees what the schools of one academy trust have published or submitted.",
    Role.CARER: "A parent or carer: own children, lessons and payments.",
    Role.PARTNER: "Hosts events with the hub until the agreement ends.",
}


@dataclass(frozen=True)
class RoleChoice:
    """One line of the page "Invite somebody"."""

    text: str
    hint: str
    url: str


def choice(role, person=None):
    """The line of one role; with a person, the form comes with their address filled in."""
    url = reverse("people:invite_to", args=[role.value])
    return RoleChoice(role.label, WHAT[role], f"{url}?person={person.pk}" if person else url)
