"""The people who can sign in to the demo. Everybody knows their password: demo mode only."""

from dataclasses import dataclass

from hub.accounts.choices import Role

DOMAIN = "demo.example"
PASSWORD = "crotchet-and-quaver"  # noqa: S105  (written on the demo's sign-in page)


@dataclass(frozen=True)
class SignIn:
    """Somebody in the demo: ``what`` says in words what they are to the hub."""

    local: str
    name: str
    role: Role
    what: str

    @property
    def email(self):
        return f"{self.local}@{DOMAIN}"


SIGN_INS = [
    SignIn("manager", "Margaret Okafor", Role.MANAGER, "manager of the hub"),
    SignIn("admin", "Daniel Whitcombe", Role.ADMIN, "administrator of roles and system"),
    SignIn("officer", "Priya Raman", Role.OFFICER, "school visits officer, with a region"),
    SignIn("training", "Helen Marchbank", Role.TRAINING, "training officer"),
    SignIn("ensembles", "Tomasz Nowak", Role.ENSEMBLES, "ensembles officer"),
    SignIn("office", "Carol Tindall", Role.OFFICE, "office: families, timetable, instruments"),
    SignIn("finance", "Yusuf Adeyemi", Role.FINANCE, "finance officer"),
    SignIn("editor", "Bethan Rees", Role.EDITOR, "editor of pages and news"),
    SignIn("tutor", "Marek Dvořák", Role.TUTOR, "violin and viola tutor"),
    SignIn("leader", "Grace Lindqvist", Role.LEADER, "ensemble leader"),
    SignIn("lead", "Amy Fairweather", Role.LEAD, "music lead of a primary school"),
    SignIn("head", "Jonathan Pryce-Lloyd", Role.HEAD, "head teacher of the same school"),
    SignIn("bursar", "Shabana Iqbal", Role.BURSAR, "bursar of the same school"),
    SignIn("trust", "Rosalind Keane", Role.TRUST, "music director of an academy trust"),
    SignIn("parent", "Laura Benedetti", Role.CARER, "parent"),
    SignIn("carer2", "Chris Benedetti", Role.CARER, "separated carer of one of the same children"),
    SignIn("partner", "Femi Lawson", Role.PARTNER, "partner organisation"),
]


def table():
    """The sign-ins as lines to print: address, what each is, and the one password."""
    width = max(len(each.email) for each in SIGN_INS)
    lines = [f"{each.email:<{width}}  {each.what}" for each in SIGN_INS]
    return "\n".join([f"Demo sign-ins (password for all: {PASSWORD})", *lines])
